"""What is counted, for whom, in which month."""

from datetime import UTC, datetime

import pytest

from mentorhub.ideas import actions as ideas
from mentorhub.ideas.models import IdeaState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.reports import actions, queries
from mentorhub.reports.domain.table import Measure, part_of
from mentorhub.reports.domain.targets import Target, Wish
from mentorhub.units.models import UnitKind
from tests.factories import (
    make_idea,
    make_officer,
    make_person,
    make_province,
    make_team,
    make_unit,
)

IN_USE, APPROVED, MENTOR, SENT = Measure


def at(month, day=15, year=2025):
    return datetime(year, month, day, 5, tzinfo=UTC)


@pytest.fixture
def commune(app):
    return make_unit("Xã An Biên")


def idea_of(unit, **fields):
    fields = {"sent_at": at(3), "approved_at": at(4), **fields}
    return make_idea(team=make_team(make_person(unit=unit)), unit=unit, **fields)


def totals(line):
    return [line.total(measure) for measure in Measure]


def test_the_part_of_a_tree_a_unit_belongs_to():
    assert part_of("91/", "91/30001/") == "91/30001/"
    assert part_of("91/", "91/30001/b1/") == "91/30001/"
    assert part_of("91/", "91/") == ""


def test_each_month_holds_what_happened_in_it(commune):
    idea_of(commune)
    used = idea_of(commune, state=IdeaState.IN_USE)
    ideas.note_milestone(used, "in_use", commune, unit="x").at = at(9)
    ideas.note_milestone(used, "in_use", make_unit(), unit="y").at = at(11)  # also elsewhere
    helped = idea_of(commune, state=IdeaState.HELPED)
    ideas.note_milestone(helped, "mentor", make_person()).at = at(6)
    ideas.note_milestone(helped, "mentor", make_person()).at = at(7)  # a second mentor
    db.session.flush()
    whole = queries.report(commune, 2025).whole
    assert totals(whole) == [1, 3, 1, 3]
    assert [whole.months[m].index(max(whole.months[m])) + 1 for m in Measure] == [9, 4, 6, 3]
    assert totals(queries.report(commune, 2024).whole) == [0, 0, 0, 0]


def test_a_month_begins_at_midnight_in_viet_nam(commune):
    last_minute = datetime(2025, 4, 30, 16, 59, tzinfo=UTC)
    idea_of(commune, approved_at=last_minute)
    idea_of(commune, approved_at=datetime(2025, 4, 30, 17, 0, tzinfo=UTC))
    idea_of(commune, approved_at=datetime(2024, 12, 31, 17, 0, tzinfo=UTC))
    idea_of(commune, approved_at=datetime(2025, 12, 31, 17, 0, tzinfo=UTC))
    assert queries.report(commune, 2025).whole.months[APPROVED] == [1, 0, 0, 1, 1] + [0] * 7


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (IdeaState.DRAFT, [0, 0, 0, 0]),
        (IdeaState.SENT, [0, 0, 0, 1]),
        (IdeaState.MORE_NEEDED, [0, 0, 0, 1]),
        (IdeaState.DUPLICATE, [0, 0, 0, 1]),
        (IdeaState.NOT_TAKEN_UP, [0, 0, 0, 1]),  # approved once, then taken down
        (IdeaState.APPROVED, [0, 1, 0, 1]),
        (IdeaState.IN_USE, [1, 1, 0, 1]),
        (IdeaState.PAUSED, [0, 1, 0, 1]),
    ],
)
def test_what_counts_as_what(commune, state, expected):
    moments = {} if state is IdeaState.DRAFT else {"approved_at": at(4)}
    idea_of(commune, state=state, **moments)
    assert totals(queries.report(commune, 2025).whole) == expected


def test_a_unit_counts_what_is_below_it_and_nothing_beside_it(commune):
    branch = make_unit("Chi đoàn ấp 1", parent=commune, kind=UnitKind.BRANCH)
    deep = make_unit("Câu lạc bộ", parent=branch, kind=UnitKind.CLUB)
    for unit in (commune, branch, deep, make_unit("Xã Khác")):
        idea_of(unit)
    report = queries.report(commune, 2025)
    assert totals(report.whole) == [0, 3, 0, 3]
    assert [(line.unit and line.unit.name, line.total(SENT)) for line in report.lines] == [
        (None, 1), ("Chi đoàn ấp 1", 2),
    ]  # fmt: skip
    province = queries.report(make_province(), 2025)
    assert totals(province.whole) == [0, 4, 0, 4]
    assert [(line.unit.name, line.total(APPROVED)) for line in province.lines] == [
        ("Xã An Biên", 3), ("Xã Khác", 1),
    ]  # fmt: skip


def test_a_unit_whose_code_begins_like_another_is_not_within_it(app):
    short = make_unit("Xã Ngắn", code="123", path="91/123/")
    long = make_unit("Xã Dài", code="1234", path="91/1234/")
    idea_of(long)
    assert totals(queries.report(short, 2025).whole) == [0, 0, 0, 0]


def test_a_closed_unit_stays_in_the_report_as_long_as_it_counts(commune):
    idea_of(make_unit("Chi đoàn cũ", parent=commune, kind=UnitKind.BRANCH, closed_at=now()))
    make_unit("Chi đoàn rỗng", parent=commune, kind=UnitKind.BRANCH, closed_at=now())
    assert [line.unit.name for line in queries.report(commune, 2025).lines] == ["Chi đoàn cũ"]


def test_targets_stand_beside_the_counts_and_add_up(commune):
    province, other = make_province(), make_unit("Xã Bình An")
    officer = make_officer(province)
    wishes = [Wish(commune.id, 2, 4, 0), Wish(other.id, None, 3, 0)]
    actions.set_targets(province, year=2025, wishes=wishes, by=officer)
    idea_of(commune)
    report = queries.report(province, 2025)
    assert report.whole.target == Target(2, 7)
    assert (report.whole.asked(APPROVED), report.whole.share(APPROVED)) == (7, 14)
    assert [line.share(APPROVED) for line in report.lines] == [25, 0]
    assert report.lines[0].asked(SENT) is None
    assert queries.report(commune, 2025).whole.target.approved == 4
    assert not queries.report(province, 2024).has_targets
