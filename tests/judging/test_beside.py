"""Beside the marks: extra points, what breaks a tie, and the order drawn by lot."""

from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.actions import draw, set_prizes
from mentorhub.contests.domain.draw import order
from mentorhub.contests.domain.stages import Step
from mentorhub.contests.models import Draw, Stage, StageKind
from mentorhub.judging import actions
from mentorhub.judging.models import CardState
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from mentorhub.publishing.actions import draft
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person, make_team
from tests.judging.two_stages import stage


@pytest.fixture
def organiser(app):
    return make_person("Phạm Tổ Chức", age=35)


@pytest.fixture
def contest(organiser):
    """Three entries, sent; entries are closed; one stage is drawn."""
    contest = make_contest(organiser, opened_days_ago=9, days_left=-1)
    contest.bonus, contest.bonus_for = Decimal(5), Translated(vi="Dự tập huấn", en="Training")
    contest.stages.append(
        Stage(
            position=1,
            kind=StageKind.JUDGING,
            name=Translated(vi="Chung khảo", en="Final"),
            opens_at=contest.closes_at,
            closes_at=now(),
            is_drawn=True,
        )
    )
    db.session.flush()
    return contest


@pytest.fixture
def entries(contest):
    return [make_entry(make_team(name=f"Đội {n}"), contest, title=f"Bài {n}") for n in range(3)]


def judged(contest, entries, *marks):
    juror = make_juror(contest)
    for entry, points in zip(entries, marks, strict=True):
        make_card(juror, entry, points, state=CardState.SUBMITTED, submitted_at=now())
    contest.scoring_opened_at = contest.scoring_closed_at = now()
    db.session.flush()


def places(contest):
    return [(line.entry, line.rank, line.total, line.bonus) for line in draft(contest).lines]


def test_extra_points_move_an_entry_up_and_are_told_apart(contest, entries, organiser):
    judged(contest, entries, [20, 10], [21, 10], [10, 10])
    actions.give_bonus(contest, given={entries[0].id: Decimal(2)}, by=organiser)
    db.session.flush()
    assert places(contest)[:2] == [
        (entries[0].id, 1, Decimal(32), Decimal(2)),
        (entries[1].id, 2, Decimal(31), None),
    ]
    standing = actions.standings(contest).places[0]
    assert (standing.low, standing.high, standing.bonus) == (Decimal(30), Decimal(30), Decimal(2))
    (note,) = db.session.scalars(select(Activity).where(Activity.verb == "entry.bonus_given"))
    assert (note.facts["before"], note.facts["points"]) == ("0", "2")


def test_extra_points_help_nobody_over_the_pass_mark(contest, entries, organiser):
    contest.pass_mark = Decimal(30)
    judged(contest, entries, [20, 9], [21, 10], [10, 10])
    actions.give_bonus(contest, given={entries[0].id: Decimal(5)}, by=organiser)
    db.session.flush()
    assert {entry: rank for entry, rank, *_ in places(contest)}[entries[0].id] is None


@pytest.mark.parametrize("points", [Decimal("5.5"), Decimal(-1)])
def test_nobody_gets_more_extra_points_than_there_are(contest, entries, organiser, points):
    with pytest.raises(Refused):
        actions.give_bonus(contest, given={entries[0].id: points}, by=organiser)


def test_without_a_bonus_and_after_the_results_none_is_given(contest, entries, organiser):
    contest.published_at = now()
    with pytest.raises(Refused):
        actions.give_bonus(contest, given={entries[0].id: Decimal(1)}, by=organiser)
    contest.published_at = contest.bonus = None
    with pytest.raises(Refused):
        actions.give_bonus(contest, given={entries[0].id: Decimal(1)}, by=organiser)


def test_the_declared_criteria_break_ties_in_their_order(contest, entries):
    judged(contest, entries, [20, 10], [10, 20], [15, 15])
    assert [rank for _e, rank, *_ in places(contest)] == [1, 1, 1]
    first, second = contest.rubric
    second.tie_order = 1
    db.session.flush()
    assert [entry for entry, *_ in places(contest)] == [entries[i].id for i in (1, 2, 0)]
    first.tie_order, second.tie_order = 1, 2
    db.session.flush()
    assert [(entry, rank) for entry, rank, *_ in places(contest)] == [
        (entries[0].id, 1),
        (entries[2].id, 2),
        (entries[1].id, 3),
    ]


def test_the_lot_is_drawn_once_and_can_be_drawn_again_from_its_number(contest, entries, organiser):
    stage, codes = contest.judged_stages[0], [entry.code for entry in entries]
    drawn = draw(contest, stage, codes=codes, by=organiser)
    db.session.flush()
    assert sorted(drawn.codes) == codes
    assert drawn.codes == order(codes, drawn.seed)
    assert draw(contest, stage, codes=codes[:1], by=organiser) is drawn
    assert len(db.session.scalars(select(Draw)).all()) == 1


def test_the_lot_waits_for_the_deadline_and_for_entries(contest, entries, organiser):
    stage = contest.judged_stages[0]
    before = time_machine.travel(contest.opens_at)
    with before, in_language("en"), pytest.raises(Refused, match="once entries are closed"):
        draw(contest, stage, codes=["AG-01"], by=organiser)
    with in_language("en"), pytest.raises(Refused, match="no entry to draw"):
        draw(contest, stage, codes=[], by=organiser)
    stage.is_drawn = False
    db.session.flush()
    with in_language("en"), pytest.raises(Refused, match="not drawn by lot"):
        draw(contest, stage, codes=["AG-01"], by=organiser)


def test_a_stage_that_was_drawn_stays(contest, entries, organiser):
    stage = contest.judged_stages[0]
    draw(contest, stage, codes=["AG-01"], by=organiser)
    db.session.flush()
    facts = {"version": contest.version, "awards": [], "by": organiser, "reason": "?"}
    with pytest.raises(Refused):
        set_prizes(contest, steps=[], **facts)
    db.session.flush()
    same = Step("judging", {"vi": "Khác"}, stage.opens_at, stage.closes_at, key=stage.id)
    set_prizes(contest, steps=[same], **{**facts, "version": contest.version})
    assert (contest.judged_stages[0].id, stage.name) == (stage.id, {"vi": "Khác"})


def test_organisers_give_points_and_draw_on_their_pages(browser, contest, entries, organiser):
    browser.sign_in(organiser)
    db.session.commit()
    name = f"bonus_{entries[1].id.hex}"
    address = f"/contests/{contest.id}"
    empty = {f"bonus_{entry.id.hex}": "" for entry in entries}
    for wrong in ("5,5", "-1", "x"):
        reply = browser.post(f"{address}/bonus", **{**empty, name: wrong})
        assert reply.status_code == 422
        assert f'id="{name}-err"' in reply.text
    assert browser.post(f"{address}/bonus", **{**empty, name: "2,5"}).status_code == 302
    assert [entry.bonus for entry in entries] == [None, Decimal("2.50"), None]
    stage = contest.judged_stages[0]
    page = f"{address}/draws/{stage.id}"
    assert browser.post(page, entries=[]).status_code == 422
    chosen = [entries[0].id, entries[2].id]
    assert browser.post(page, entries=chosen).location == f"{address}/draws"
    shown = browser.get(f"{address}/draws").text
    assert stage.draw.seed in shown
    assert sorted(stage.draw.codes) == [entries[0].code, entries[2].code]


def test_no_draw_is_offered_of_a_stage_the_jury_has_not_come_to(
    browser, contest, entries, organiser
):
    contest.stages.append(stage("Trận cuối", 2, is_drawn=True))
    db.session.flush()
    first, later = contest.judged_stages
    address = f"/contests/{contest.id}/draws"
    browser.sign_in(organiser).speak("en")
    db.session.commit()
    listed, why = browser.get(address).text, "when it is known which entries come to this stage"
    assert (f"{address}/{first.id}" in listed, f"{address}/{later.id}" in listed) == (True, False)
    assert listed.count(why) == 1
    offered, refused = (browser.get(f"{address}/{one.id}").text for one in (first, later))
    assert ('name="entries"' in offered, why in offered) == (True, False)
    assert ('name="entries"' in refused, why in refused) == (False, True)
    assert browser.post(f"{address}/{later.id}", entries=[entries[0].id]).status_code == 409
    assert later.draw is None
    contest.judged_stage = 2
    db.session.commit()
    assert f"{address}/{later.id}" in browser.get(address).text


def test_teams_and_jurors_read_the_order_and_strangers_do_not(browser, contest, entries):
    member, juror = entries[0].team.members[0].person, make_juror(contest).person
    address = f"/contests/{contest.id}/draws"
    db.session.commit()
    assert browser.get(address).status_code == 302
    for reader, status in ((member, 200), (juror, 200), (make_person(), 404)):
        browser.sign_in(reader)
        db.session.commit()
        assert browser.get(address).status_code == status
        assert browser.post(f"{address}/{contest.judged_stages[0].id}").status_code == 404
        assert browser.get(f"/contests/{contest.id}/bonus").status_code == 404
