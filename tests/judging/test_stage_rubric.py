"""Criteria of one stage: its sheets hold them, no other sheet does, and nobody's maximum rises."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.contests import actions as contests
from mentorhub.contests.domain.stages import Step
from mentorhub.contests.models import ContestState, RubricLine
from mentorhub.judging import actions, queries
from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.models import Mark
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from mentorhub.publishing.actions import draft
from mentorhub.tallies.queries import asked_in
from mentorhub.transcripts.actions.printing import print_today
from tests.factories import make_card
from tests.judging.test_desk import address
from tests.judging.test_rubric_by_two import READING, criterion
from tests.judging.two_stages import go_on, marked

NEW, FILE, PITCH = "Tính mới", "Hồ sơ", "Thuyết trình"


@pytest.fixture(autouse=True)
def english(app):
    with in_language("en"):
        yield


@pytest.fixture
def apart(twice):
    """Novelty (30) is marked in both stages, the file (20) in the first, the pitch (70) last."""
    shared, file = twice.rubric
    shared.name, file.name = {"vi": NEW}, {"vi": FILE}
    file.stage = 1
    pitch = RubricLine(
        position=2, stage=2, name={"vi": PITCH}, help=file.help, max_points=Decimal(70),
        step=file.step, anchors=[{"from": "0", "to": "70", "text": {"vi": "Rõ"}}],
    )  # fmt: skip
    twice.rubric.append(pitch)
    db.session.flush()
    return twice


@pytest.fixture
def crossed(apart, four, only_juror, organisers):
    """Totals 30, 50, 20, 40 of the first stage, of which the final counts 40 per cent."""
    marked(only_juror, four, [20, 10], [30, 20], [10, 10], [25, 15])
    apart.scoring_opened_at = apart.scoring_closed_at = now()
    db.session.flush()
    go_on(apart, *organisers)
    return apart


def names(sheet):
    return [row.RubricLine.name["vi"] for row in sheet]


def mark(card, *points):
    sheet = queries.rubric_with_marks(card)
    given = {row.RubricLine.id: Given(Decimal(p)) for row, p in zip(sheet, points, strict=True)}
    facts = {"version": card.version, "given": given, "feedback": "", "by": card.juror.person}
    return actions.save_marks(card, sheet=sheet, **facts)


def test_a_sheet_holds_the_criteria_of_its_stage(apart, four, only_juror):
    first, final = (make_card(only_juror, four[0], stage=number) for number in (1, 2))
    assert names(queries.rubric_with_marks(first)) == [NEW, FILE]
    assert names(queries.rubric_with_marks(final)) == [NEW, PITCH]


def test_a_criterion_of_another_round_raises_nobodys_maximum(crossed, four, only_juror):
    """T20 between rounds: each stage has its own 50 and 100, on every page and sheet."""
    assert crossed.points_by_stage == [50, 100]
    assert [line.name["vi"] for line in crossed.rubric_now] == [NEW, PITCH]
    marked(only_juror, [four[1], four[3]], [30, 70], [20, 40], stage=2)
    crossed.scoring_closed_at = now()
    db.session.flush()
    cells = queries.marks_for_results(crossed)
    assert [sum(cell.points.values()) for cell in cells] == [100, 60]
    found = actions.standings(crossed)
    assert [(one.total, one.carried, set(one.means)) for one in found.places] == [
        (Decimal(total), Decimal(brought), {line.id for line in crossed.rubric_now})
        for total, brought in [("120.00", "20.00"), ("76.00", "16.00")]
    ]


def test_points_are_carried_as_they_were_given_not_scaled_to_the_next_maximum(
    crossed, four, only_juror
):
    """50 of 50 brings 40 per cent of 50 points: the sentence says points, and means them."""
    brought = queries.carried_into(crossed)
    assert {one.id: brought[one.id] for one in (four[1], four[3])} == {
        four[1].id: Decimal("20.00"),
        four[3].id: Decimal("16.00"),
    }


def test_a_sheet_is_whole_and_sent_without_the_criteria_of_other_stages(
    crossed, four, only_juror, browser
):
    card = make_card(only_juror, four[1], stage=2)
    held = queries.card_to_mark(card.id)
    mark(held, 20, 60)
    assert (held.is_whole, held.total) == (True, 80)
    (row,) = queries.hand_of(only_juror.person)
    assert (row.criteria, row.marked, row.total, row.is_whole) == (2, 2, 80, True)
    page = browser.sign_in(only_juror.person).get(address(card)).text
    assert (PITCH in page, NEW in page, FILE in page) == (True, True, False)
    actions.submit(held, by=only_juror.person)
    assert held.is_submitted


def test_a_mark_for_a_criterion_of_another_stage_goes_nowhere(crossed, four, only_juror):
    file = next(line for line in crossed.rubric if line.stage == 1)
    held = queries.card_to_mark(make_card(only_juror, four[1], stage=2).id)
    sheet = queries.rubric_with_marks(held)
    given = {row.RubricLine.id: Given(Decimal(5)) for row in sheet} | {file.id: Given(Decimal(20))}
    facts = {"version": held.version, "feedback": "", "by": only_juror.person}
    actions.save_marks(held, sheet=sheet, given=given, **facts)
    db.session.flush()
    kept = select(Mark.line_id).where(Mark.scorecard_id == held.id)
    assert file.id not in db.session.scalars(kept).all()


def test_paper_and_files_from_outside_ask_for_the_criteria_of_the_stage(apart):
    before = print_today(apart)
    assert [NEW in one.names for one in asked_in(apart)] == [True, False]
    apart.judged_stage = 2
    assert [PITCH in one.names for one in asked_in(apart)] == [False, True]
    assert print_today(apart) != before


def test_ties_are_broken_by_criteria_of_the_stage_alone(crossed, four, only_juror):
    """The file would put one of them first; it was marked in the round before."""
    _shared, file, pitch = crossed.rubric
    file.tie_order, pitch.tie_order = 1, 1
    assert (crossed.tie_break_in(1), crossed.tie_break) == ([file], [pitch])
    marked(only_juror, [four[1], four[3]], [29, 16], [30, 19], stage=2)  # 45 + 20 and 49 + 16
    crossed.scoring_closed_at = now()
    db.session.flush()
    assert [line.entry for line in draft(crossed).lines] == [four[3].id, four[1].id]


def test_the_rehearsal_plays_the_first_stage(apart):
    plan = actions.rehearsal(apart, entries=6, jurors=3).plan
    assert [line.maximum for line in plan.rubric] == [30, 20]


def as_they_are(contest):
    return [line.criterion for line in contest.rubric]


def ask(contest, by, criteria):
    facts = {"version": contest.version, "criteria": criteria, "reason": "Rõ hơn", "by": by}
    asked = contests.propose_criteria(contest, **facts, **READING)
    db.session.flush()
    return asked


def test_criteria_of_a_stage_to_come_change_without_opening_a_sheet(
    apart, four, only_juror, organisers
):
    apart.scoring_opened_at = now()
    held = queries.card_to_mark(make_card(only_juror, four[0]).id)
    mark(held, 20, 10)
    actions.submit(held, by=only_juror.person)
    db.session.flush()
    other = [*as_they_are(apart)[:2], replace(criterion(PITCH, 60), stage=2)]
    facts = {"version": apart.version, "criteria": other, "reason": "?", "by": organisers[0]}
    with pytest.raises(Refused, match="second person must agree"):
        contests.set_criteria(apart, **facts, **READING)
    actions.agree_to_criteria(ask(apart, organisers[0], other), by=organisers[1])
    db.session.refresh(held)
    assert held.is_submitted
    assert apart.points_by_stage == [50, 90]


def test_what_a_stage_that_is_over_was_marked_by_stands(crossed, organisers):
    crossed.rubric[0].locked_at = now()
    db.session.flush()
    new, _file, pitch = as_they_are(crossed)
    for criteria in ([new, pitch], [new, replace(criterion(FILE, 10), stage=1), pitch]):
        with pytest.raises(Refused, match="stage is over"):
            ask(crossed, organisers[0], criteria)


def test_no_stage_of_an_announced_contest_is_left_without_criteria(apart, organisers):
    new, file, pitch = as_they_are(apart)
    facts = {"version": apart.version, "reason": "?", "by": organisers[0]}
    for left in ([file], [pitch]):
        with pytest.raises(Refused, match="no criteria left"):
            contests.set_criteria(apart, criteria=left, **facts, **READING)
    with pytest.raises(Refused, match="changed the stages"):
        contests.set_criteria(apart, criteria=[replace(new, stage=3)], **facts, **READING)


def steps(stages):
    return [
        Step("judging", one.name, at.opens_at, at.closes_at, one.id)
        for one, at in zip(stages, sorted(stages, key=lambda one: one.opens_at), strict=True)
    ]


def test_a_criterion_stays_with_its_stage_wherever_that_stands(apart, organisers):
    """Organisers turn the two stages round; then they take one of them out."""
    apart.state = ContestState.DRAFT
    db.session.flush()
    first, final = apart.judged_stages
    facts = {"awards": [], "by": organisers[0]}
    contests.set_prizes(apart, version=apart.version, steps=steps([final, first]), **facts)
    db.session.flush()
    db.session.expire(apart, ["stages"])
    assert apart.judged_stages == [final, first]
    assert [(line.name["vi"], line.stage) for line in apart.rubric] == [
        (NEW, None), (FILE, 2), (PITCH, 1)
    ]  # fmt: skip
    with pytest.raises(Refused, match="in a stage you take out"):
        contests.set_prizes(apart, version=apart.version, steps=steps([final]), **facts)
