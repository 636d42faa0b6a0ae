"""Criteria of one stage, when the stages around them change, or the stage itself is over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mentorhub.contests import actions as contests
from mentorhub.contests.domain.stages import Step
from mentorhub.contests.models import ContestState, Stage, StageKind
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from tests.attacks.pages_with_forms import forms_on
from tests.judging.test_stage_rubric import (
    FILE,
    NEW,
    PITCH,
    apart,
    as_they_are,
    ask,
    crossed,
    english,
)

__all__ = ["apart", "crossed", "english"]

DAY = timedelta(days=1)


def steps(contest, **kinds):
    """The stages as their page sends them, each of a kind named by its key."""
    return [
        Step(
            kinds.get(one.name["vi"], one.kind.value),
            one.name, one.opens_at, one.closes_at, one.id,
        )
        for one in contest.later_stages
    ]  # fmt: skip


def lines(contest):
    return [(line.name["vi"], line.stage) for line in contest.rubric]


def put(contest, by, planned):
    facts = {"version": contest.version, "awards": [], "reason": "?", "by": by}
    contests.set_prizes(contest, steps=planned, **facts)
    db.session.flush()
    db.session.expire(contest, ["stages"])


def test_a_stage_with_criteria_does_not_become_another_kind_of_stage(apart, organisers):
    """Its kind says that nobody marks in it, which takes it out as much as its absence."""
    apart.state = ContestState.DRAFT
    db.session.flush()
    planned = steps(apart, **{"Sơ khảo": "mentoring"})
    with pytest.raises(Refused, match="in a stage you take out"):
        put(apart, organisers[0], planned)


def test_a_stage_that_becomes_one_of_judging_moves_the_criteria_of_those_after_it(
    apart, organisers
):
    apart.state = ContestState.DRAFT
    opens = min(one.opens_at for one in apart.judged_stages)
    apart.stages.insert(0, Stage(
        position=0, kind=StageKind.MENTORING, name=Translated(vi="Gặp gỡ"),
        opens_at=opens, closes_at=opens,
    ))  # fmt: skip
    for number, one in enumerate(apart.stages):
        one.position = number
    db.session.flush()
    planned = steps(apart, **{"Gặp gỡ": "judging"})
    planned[0] = replace(planned[0], closes_at=planned[1].closes_at, opens_at=apart.closes_at)
    put(apart, organisers[0], planned)
    assert [one.name["vi"] for one in apart.judged_stages] == ["Gặp gỡ", "Sơ khảo", "Chung khảo"]
    assert lines(apart) == [(NEW, None), (FILE, 2), (PITCH, 3)]


def test_no_stage_in_which_a_jury_marks_becomes_another_once_it_has_begun(apart, organisers):
    apart.scoring_opened_at = now()
    for line in apart.rubric:
        line.stage = None
    db.session.flush()
    with pytest.raises(Refused, match="jury has begun"):
        put(apart, organisers[0], steps(apart, **{"Chung khảo": "mentoring"}))


@pytest.mark.parametrize(
    "words", [{"help": {"vi": "Nhìn vào chỗ khác?"}}, {"name": {"vi": FILE, "en": "Other"}},
              {"tie_order": 1}],
)  # fmt: skip
def test_no_word_changes_of_what_a_stage_that_is_over_was_marked_by(crossed, organisers, words):
    """The help and the translations stood on its sheets, too, and in what its closing fixed."""
    crossed.rubric[0].locked_at = now()
    db.session.flush()
    new, file, pitch = as_they_are(crossed)
    with pytest.raises(Refused, match="stage is over"):
        ask(crossed, organisers[0], [new, replace(file, **words), pitch])
    assert ask(crossed, organisers[0], [new, file, replace(pitch, **words)]).parts


def test_its_page_sends_them_back_as_they_stand(crossed, organisers, browser):
    """What was said in other languages, too; so the criteria of the final can be changed."""
    crossed.rubric[0].locked_at = now()
    db.session.commit()
    browser.sign_in(organisers[0])
    where = f"/contests/{crossed.id}/criteria"
    [sheet] = forms_on(browser.get(where).text, where)
    typed = dict(sheet.filled) | dict.fromkeys(sheet.left, "") | {"reason": "Rõ hơn"}
    assert [typed[f"criteria-{n}-stage"] for n in range(3)] == ["", "1", "2"]
    over = {**typed, "criteria-1-help_fr": "Autre chose ?"}
    assert "stage is over" in browser.speak("en").post(where, **over).text
    reply = browser.post(where, **{**typed, "criteria-2-help_fr": "Autre chose ?"})
    assert reply.status_code == 302, reply.text


def test_a_new_stage_of_an_announced_contest_finds_criteria_there(apart, organisers):
    """Where each has its own, somebody first lets one be marked in every stage."""
    last = apart.judged_stages[-1]
    new = Step("judging", Translated(vi="Vòng thêm"), last.closes_at, last.closes_at + DAY)
    put(apart, organisers[0], [*steps(apart), new])
    assert apart.points_by_stage == [50, 100, 30]
    apart.rubric[0].stage = 3
    db.session.flush()
    newer = replace(new, opens_at=new.closes_at, closes_at=new.closes_at + DAY)
    with pytest.raises(Refused, match="new stage would have no criteria"):
        put(apart, organisers[0], [*steps(apart), newer])


def test_the_page_of_the_parts_counts_criteria_stage_by_stage(apart, organisers, browser):
    db.session.commit()
    browser.sign_in(organisers[0]).speak("en")
    page = browser.get(f"/contests/{apart.id}/prepare").text
    assert "Sơ khảo · 2 criteria, 50 points in all" in page
    assert "Chung khảo · 2 criteria, 100 points in all" in page
    assert "3 criteria" not in page
