"""How each stage is read: what the page says of it is what a jury is held to."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.contests.domain.sentence import Rule
from mentorhub.contests.domain.sentences import judging
from mentorhub.contests.models import Contest, Panel, Stage, StageKind
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from tests.contests.typed import criteria_typed


def stage(number, readers, is_blind, is_heard):
    name, day = Translated(vi=f"Vòng {number}"), now() + timedelta(days=number)
    return Stage(
        position=number, kind=StageKind.JUDGING, name=name, opens_at=day, closes_at=day,
        readers=readers, is_blind=is_blind, pitch_minutes=5 if is_heard else None, carried=0,
        advance="everyone", is_drawn=False,
    )  # fmt: skip


OWN = st.tuples(st.none() | st.integers(1, 3), st.none() | st.booleans(), st.booleans())


@st.composite
def contests(draw):
    """In no session: some with panels, some with stages that say nothing of their own."""
    stages = [stage(n, *own) for n, own in enumerate(draw(st.lists(OWN, max_size=3)), 1)]
    panels = draw(st.lists(st.integers(1, 3), max_size=2))
    return Contest(
        readers=draw(st.integers(1, 3)),
        is_blind=draw(st.booleans()),
        same_unit_is_conflict=False,
        judged_stage=1,
        stages=stages,
        panels=[Panel(position=n, name=Translated(vi="Hội đồng"), readers=r)
                for n, r in enumerate(panels)],
    )  # fmt: skip


def told(contest, rule):
    """{name of the stage, or None for all: the sentence}."""
    said = [one for one in judging(rules_of(contest)) if one.rule is rule]
    return {(one.facts["stage"]["vi"] if "stage" in one.facts else None): one for one in said}


def rules_of(contest):
    contest.age_min = contest.age_max = contest.ages_on = None
    contest.share_in_age, contest.closes_at = "1", now()
    contest.team_min, contest.team_max, contest.sectors = 1, 5, []
    contest.most_entries, contest.leads_one = 1, False
    contest.unit_min = contest.unit_max = None
    for name, value in {"average": "mean", "deciding": "given", "complaint_days": 5}.items():
        setattr(contest, name, value)
    return contest.ruleset


@given(contests())
@settings(max_examples=150, deadline=None)
def test_what_the_page_says_of_a_stage_is_what_its_jury_is_held_to(contest):
    numbers, names = told(contest, Rule.READERS), told(contest, Rule.NAMES)
    for number, one in enumerate(contest.judged_stages or [None], 1):
        contest.judged_stage = number
        key = one.name["vi"] if one else None
        said = names.get(key) or names[None]
        assert ("no names" in said.message) is contest.is_blind_now
        said = numbers.get(key) or numbers.get(None)
        if said is not None and not contest.is_before_panels:
            assert said.facts["number"] == contest.readers_now
        if said is None:  # the panels say it themselves
            assert contest.is_before_panels
    assert len(numbers) <= 1 or None not in numbers
    assert len(names) == 1 or None not in names


def test_readers_and_names_of_each_stage_are_typed_under_the_criteria(send, contest):
    first, final = contest.judged_stages
    rows = {
        "by_stage-0-key": first.id, "by_stage-0-readers": "", "by_stage-0-names": "hidden",
        "by_stage-1-key": final.id, "by_stage-1-readers": "5", "by_stage-1-names": "shown",
    }  # fmt: skip
    typed = {k: v for k, v in criteria_typed(contest.version, **rows).items() if k != "version"}
    assert send("criteria", typed).status_code == 302
    db.session.expire_all()
    assert [(one.readers, one.is_blind) for one in (first, final)] == [(None, True), (5, False)]
    assert send("criteria", typed | {"by_stage-1-readers": "0"}).status_code == 422
    assert send("criteria", typed | {"by_stage-1-names": "maybe"}).status_code == 422
    back = {"by_stage-1-readers": "", "by_stage-1-names": "usual"}
    assert send("criteria", typed | back).status_code == 302
    db.session.expire_all()
    assert (final.readers, final.is_blind) == (None, None)


def test_a_criterion_is_given_to_a_stage_on_its_page_and_read_so(send, contest, browser):
    typed = {k: v for k, v in criteria_typed(contest.version).items() if k != "version"}
    other = {k.replace("-0-", "-1-"): v for k, v in typed.items() if k.startswith("criteria")}
    typed |= other | {"criteria-1-name_vi": "Thuyết trình", "criteria-1-maximum": "10"}
    assert send("criteria", typed | {"criteria-1-stage": "3"}).status_code == 422
    typed |= {"criteria-0-tie_order": "1", "criteria-1-tie_order": "1"}
    assert send("criteria", typed | {"criteria-1-stage": "2"}).status_code == 422
    both = {"criteria-0-stage": "1", "criteria-1-stage": "2"}
    assert send("criteria", typed | both).status_code == 302
    db.session.expire_all()
    assert [(line.stage, line.tie_order) for line in contest.rubric] == [(1, 1), (2, 1)]
    assert contest.points_by_stage == [10, 10]
    (first, final) = [
        one.facts["criteria"] for one in judging(contest.ruleset) if one.rule == "ties"
    ]
    assert (first, final) == ((contest.rubric[0].name,), (contest.rubric[1].name,))
