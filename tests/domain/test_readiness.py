"""What a contest lacks before it is announced: every line for a reason, none without."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.contests.domain.counting import Average
from mentorhub.contests.domain.deadline import Deadline
from mentorhub.contests.domain.eligibility import Limits, Terms
from mentorhub.contests.domain.preparation import Part, Planned, Preparation
from mentorhub.contests.domain.readiness import gaps
from mentorhub.contests.domain.rubric import Band, Criterion
from mentorhub.contests.domain.ruleset import Panel, Points, Reading, Ruleset
from mentorhub.contests.domain.stages import Advance, Round, StageKind

NOW = datetime(2027, 1, 10, tzinfo=UTC)
NAME = {"vi": "Chung khảo"}


def day(number):
    return NOW + timedelta(days=number)


def criterion(maximum=100):
    top = Decimal(maximum)
    return Criterion(NAME, {}, top, Decimal(1), [Band(Decimal(0), top, "x")])


def of(stage, maximum=100):
    return replace(criterion(maximum), stage=stage)


def planned(kind, first, last, **how):
    days = (day(first).date(), (day(last) - timedelta(microseconds=1)).date())
    return Planned(kind, {"vi": kind.value}, day(first), day(last), *days, Round(**how))


STAGES = (
    planned(StageKind.CHECK, 5, 12),
    planned(StageKind.JUDGING, 11, 20, advance=Advance.BEST, best=10),
    planned(StageKind.JUDGING, 20, 22, pitch_minutes=5, is_drawn=True),
    planned(StageKind.PUBLISH, 22, 23),
    planned(StageKind.COMPLAINT, 22, 37),  # from 1 February over Tết to the 15th
    planned(StageKind.AWARD, 22, 23),
)
RULES = Ruleset(
    Terms(date(2027, 12, 31), 16, 35), reading=Reading(), points=Points(pass_mark=Decimal(50))
)
WHOLE = Preparation(
    words=[{"vi": "Chữ"}] * 4,
    deadline=Deadline(day(1), day(10)),
    rules=RULES,
    criteria=[criterion()],
    stages=STAGES,
    prizes=8,
    organisers=2,
    jurors=3,
    units_below=102,
)


def found(it, moment=NOW):
    return [(gap.part, gap.blocks) for gap in gaps(it, moment)]


def ruled(**parts):
    return replace(WHOLE, rules=replace(RULES, **parts))


def staged(*stages, **parts):
    return replace(WHOLE, stages=stages, **parts)


def after(number, stage):
    """The stages with one of them replaced."""
    return staged(*STAGES[:number], stage, *STAGES[number + 1 :])


def test_a_whole_contest_lacks_nothing():
    assert found(WHOLE) == []


BLOCKED = {
    "no words": (replace(WHOLE, words=[{"vi": "a"}, {"en": "b"}]), Part.WORDS),
    "blank words": (replace(WHOLE, words=[{"vi": " "}]), Part.WORDS),
    "no window": (replace(WHOLE, deadline=Deadline(day(9), day(9))), Part.TERMS),
    "ages nobody has": (ruled(terms=Terms(date(2027, 12, 31), 30, 20)), Part.TERMS),
    "no team": (ruled(terms=Terms(date(2027, 12, 31), 16, 35, 3, 2)), Part.TERMS),
    "ages of long ago": (ruled(terms=Terms(date(2025, 12, 31), 16, 35)), Part.TERMS),
    "ages of later": (ruled(terms=Terms(date(2028, 1, 1), 16, 35)), Part.TERMS),
    "no entry": (ruled(limits=Limits(most_entries=0)), Part.LIMITS),
    "no field": (ruled(limits=Limits(sectors=("no-such-field",))), Part.LIMITS),
    "no criterion": (replace(WHOLE, criteria=[]), Part.CRITERIA),
    "a hole in the ranges": (
        replace(WHOLE, criteria=[replace(criterion(), bands=criterion(99).bands)]),
        Part.CRITERIA,
    ),
    "judged too early": (after(1, planned(StageKind.JUDGING, 9, 20)), Part.PRIZES),
    "published too early": (
        staged(
            *STAGES[:3],
            planned(StageKind.PUBLISH, 21, 22),
            planned(StageKind.COMPLAINT, 22, 34),
            STAGES[5],
        ),
        Part.PRIZES,
    ),
    "complaint too early": (after(4, planned(StageKind.COMPLAINT, 21, 37)), Part.PRIZES),
    "award too early": (after(5, planned(StageKind.AWARD, 21, 23)), Part.PRIZES),
    "next round too early": (
        after(2, planned(StageKind.JUDGING, 19, 22, pitch_minutes=5)),
        Part.PRIZES,
    ),
    "within the grace": (
        replace(WHOLE, deadline=Deadline(day(1), day(11) - timedelta(minutes=5), 10)),
        Part.LATENESS,
    ),
    "nobody goes on": (
        after(1, planned(StageKind.JUDGING, 11, 20, advance=Advance.BEST)),
        Part.ROUNDS,
    ),
    "too many points to go on": (
        after(
            1,
            planned(StageKind.JUDGING, 11, 20, advance=Advance.POINTS, points=Decimal(101)),
        ),
        Part.ROUNDS,
    ),
    "a bonus for nothing": (ruled(points=Points(bonus=Decimal(5))), Part.POINTS),
    "too few jurors to trim": (ruled(points=Points(average=Average.TRIMMED)), Part.POINTS),
    "a mark nobody reaches": (ruled(points=Points(pass_mark=Decimal(101))), Part.POINTS),
    "a stage without criteria": (replace(WHOLE, criteria=[of(1)]), Part.CRITERIA),
    "criteria of no stage": (replace(WHOLE, criteria=[criterion(), of(3)]), Part.CRITERIA),
}


@pytest.mark.parametrize("name", BLOCKED)
def test_what_blocks_is_said_once_on_the_page_that_mends_it(name):
    it, part = BLOCKED[name]
    assert found(it) == [(part, True)]


@pytest.mark.parametrize(("lowest", "blocked"), [(90, []), (91, [Part.POINTS])])
def test_the_lowest_total_for_a_prize_can_be_reached_in_every_stage(lowest, blocked):
    """Whoever is below it in the first stage has no place, and does not go on."""
    it = replace(ruled(points=Points(pass_mark=Decimal(lowest))), criteria=[of(1, 90), of(2)])
    assert [part for part, blocks in found(it) if blocks] == blocked


def test_advice_on_the_points_of_a_stage_names_it_where_another_has_others():
    [final] = gaps(replace(WHOLE, criteria=[of(1), of(2, 90)]), NOW)
    assert final.facts == {"stage": STAGES[2].name, "points": Decimal(90)}
    [both] = gaps(replace(WHOLE, criteria=[of(1, 90), of(2, 90)]), NOW)
    assert both.facts == {"points": Decimal(90)}


ADVISED = {
    "ages": (ruled(terms=Terms(date(2027, 12, 31))), Part.TERMS),
    "quota without units": (
        replace(ruled(limits=Limits(unit_min=1)), units_below=0),
        Part.LIMITS,
    ),
    "points other than 100": (replace(WHOLE, criteria=[criterion(90)]), Part.CRITERIA),
    "no judging": (staged(STAGES[4]), Part.PRIZES),
    "no prize": (replace(WHOLE, prizes=0), Part.PRIZES),
    "more prizes than finalists": (replace(WHOLE, prizes=11), Part.PRIZES),
    "a draw of nothing": (
        after(2, planned(StageKind.JUDGING, 20, 22, is_drawn=True)),
        Part.ROUNDS,
    ),
    "nothing to go on to": (
        after(2, planned(StageKind.JUDGING, 20, 22, advance=Advance.BEST, best=3)),
        Part.ROUNDS,
    ),
    "no days for complaints": (ruled(points=Points(complaint_days=0)), Part.POINTS),
    "complaints end too early": (after(4, planned(StageKind.COMPLAINT, 22, 36)), Part.PRIZES),
    "complaints end too late": (after(4, planned(StageKind.COMPLAINT, 22, 38)), Part.PRIZES),
    "more days than the stage has": (ruled(points=Points(complaint_days=6)), Part.PRIZES),
    "no stage for complaints": (staged(*STAGES[:4]), Part.POINTS),
    "one organiser": (replace(WHOLE, organisers=1), Part.ORGANISERS),
    "too few jurors": (replace(WHOLE, jurors=2), Part.JURY),
    "too few for the panels": (
        ruled(reading=Reading(panels=[Panel(NAME, 2), Panel(NAME, 2)])),
        Part.JURY,
    ),
}


@pytest.mark.parametrize("name", ADVISED)
def test_advice_does_not_block(name):
    it, part = ADVISED[name]
    assert found(it) == [(part, False)]


def test_a_deadline_blocks_from_its_own_moment_on():
    assert found(WHOLE, day(10) - timedelta(microseconds=1)) == []
    assert found(WHOLE, day(10)) == [(Part.TERMS, True)]


@given(st.lists(st.sampled_from([*BLOCKED, *ADVISED]), unique=True, max_size=4))
@settings(max_examples=150, deadline=None)
def test_what_blocks_comes_first_and_every_gap_has_its_facts(names):
    it = WHOLE
    for name in names:
        changed = ({**BLOCKED, **ADVISED})[name][0]
        for one in Preparation.__slots__:
            if getattr(changed, one) != getattr(WHOLE, one):
                it = replace(it, **{one: getattr(changed, one)})
    list_of_gaps = gaps(it, NOW)
    blocks = [gap.blocks for gap in list_of_gaps]
    assert blocks == sorted(blocks, reverse=True)
    for gap in list_of_gaps:
        assert set(re.findall(r"%\((\w+)\)s", gap.message)) == gap.facts.keys()
