"""When points are evened out, what a table might as well be, whom to ask, and what it rests on."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.judging.domain.calibration import Why, calibrated
from mentorhub.judging.domain.design import Sheet
from mentorhub.judging.domain.outlook import Chance, Outlook, outlooks, shortlist
from mentorhub.judging.domain.scoring import Cell, Conditions, Criterion, averaged, score_entries
from mentorhub.judging.domain.spread import far_sheets, pooled_variance
from mentorhub.judging.domain.whatif import Change, Count, Others, what_if
from tests.domain.juries import apart, marked

RUBRIC = [Criterion("new", Decimal(10)), Criterion("use", Decimal(10))]


def decimals(*numbers):
    return [Decimal(str(one)) for one in numbers]


@pytest.mark.parametrize(
    ("average", "totals", "expected"),
    [
        (Average.MEAN, (1, 2, 6), "3.00"),
        (Average.TRIMMED, (0, 5, 6, 7, 100), "6.00"),
        (Average.TRIMMED, (0, 5, 6, 9), "5.00"),  # four sheets: nothing is left out
        (Average.MEDIAN, (1, 2, 60), "2.00"),
        (Average.MEDIAN, (1, "2.25", "2.5", 60), "2.38"),
    ],
)
def test_sheets_come_to_points_by_the_rule_of_the_contest(average, totals, expected):
    assert averaged(decimals(*totals), average) == Decimal(expected)


@pytest.mark.parametrize("average", Average)
@given(totals=some.lists(some.integers(0, 100), min_size=1, max_size=9))
def test_a_further_sheet_no_kinder_than_the_others_raises_nobody(average, totals):
    """T23: also where it is the one from which on the ends are left out."""
    before, more = averaged(decimals(*totals), average), [*totals, min(totals)]
    assert averaged(decimals(*more), average) <= before
    alike = [totals[0]] * len(totals)
    assert averaged(decimals(*alike, totals[0]), average) == averaged(decimals(*alike), average)


def test_points_are_evened_out_where_strict_and_kind_jurors_share_entries():
    sheets, _ = marked(strict=(15.0, -12.0, 10.0))
    found = calibrated(sheets)
    assert (found.why, found.may_decide, len(found.groups)) == (None, True, 1)


@pytest.mark.parametrize(
    ("sheets", "why"),
    [
        (apart(), Why.APART),
        (marked(12, 4, 4, strict=(15.0, -12.0))[0], Why.COMPLETE),
        (marked(8, 10, 3, strict=(15.0, -12.0))[0], Why.SMALL_LOAD),
        (marked(40, 8, 3, strict=())[0], Why.ALIKE),
        ([], Why.TOO_LITTLE),
        ([Sheet(e, j, Decimal(e)) for e, j in ((1, 1), (2, 2), (3, 3))], Why.TOO_LITTLE),
        ([Sheet(e, j, Decimal(7)) for e in range(9) for j in range(3)], Why.TOO_LITTLE),
    ],
)
def test_points_stay_as_given_with_the_reason(sheets, why):
    found = calibrated(sheets)
    assert (found.why, found.may_decide) == (why, False)
    assert (found.fit is None) is (why is Why.TOO_LITTLE)


def test_panels_that_share_no_entry_are_named_and_one_common_entry_joins_them():
    sheets = apart()
    assert [len(group) for group in calibrated(sheets).groups] == [4, 4]
    linked = [*sheets, *(Sheet(0, 100 + n, Decimal(60)) for n in range(1))]
    assert calibrated(linked).why is not Why.APART


def test_the_places_an_entry_might_have_hold_its_own_and_are_the_same_again():
    sheets, quality = marked(12, 6, 4)
    fit = calibrated(sheets).fit
    known = outlooks(fit, range(12), prizes=3, seed=8)
    assert known == outlooks(calibrated(sheets[::-1]).fit, range(12), prizes=3, seed=8)
    by_points = sorted(range(12), key=lambda one: -quality[one])
    assert known[by_points[0]].chance is Chance.SURE
    assert known[by_points[-1]].chance is Chance.HARD
    assert sum(one.first for one in known.values()) == pytest.approx(1)
    assert sum(one.prize for one in known.values()) == pytest.approx(3)
    assert all(1 <= one.best <= one.worst <= 12 for one in known.values())


def test_points_beside_the_sheets_and_exclusion_move_the_outlook():
    fit = calibrated(marked(6, 4, 3)[0]).fit
    helped = outlooks(fit, range(6), prizes=1, seed=1, beside={5: Decimal(500)})
    assert helped[5] == Outlook(5, best=1, worst=1, first=1.0, prize=1.0)
    assert set(outlooks(fit, [1, 2], prizes=1, seed=1)) == {1, 2}
    assert outlooks(fit, [], prizes=1, seed=1) == {}


def test_a_shortlist_takes_along_whoever_might_belong_to_it():
    known = {
        "a": Outlook("a", 1, 2, 0.9, 1.0),
        "b": Outlook("b", 1, 3, 0.1, 0.6),
        "c": Outlook("c", 2, 3, 0.0, 0.4),
        "d": Outlook("d", 3, 4, 0.0, 0.0),
    }
    places = {"a": 1, "b": 2, "c": 3, "d": 4, "unread": 5}
    assert shortlist(places, known, 2) == {"a", "b", "c"}
    assert [known[one].could_win for one in "abcd"] == [True, True, False, False]


def scored(**sheets):
    """One criterion; scored(a=(7, 8)) gives entry a the sheets 7 and 8."""
    cells = [
        Cell(entry, f"j{n}", {"new": Decimal(str(points)), "use": Decimal(0)})
        for entry, given in sheets.items()
        for n, points in enumerate(given)
    ]
    return score_entries(list(sheets), cells, rubric=RUBRIC)


def test_a_sheet_far_from_the_others_is_found_and_says_how_far():
    alike = {f"e{n}": (5, 6, 5, 6) for n in range(6)}
    (far,) = far_sheets(scored(**alike, odd=(9, 9, 9, 3)))
    assert (far.entry, far.juror, far.total, far.away) == ("odd", "j3", Decimal(3), Decimal("-4.5"))
    assert far_sheets(scored(**alike)) == []
    assert far_sheets(scored(a=(5,), b=(9,))) == []
    assert pooled_variance(scored(a=(5,), b=(9,))) is None


def count(marks, **rules):
    """marks: {entry: {juror: "new use"}}."""
    cells = [
        Cell(entry, juror, dict(zip(("new", "use"), map(Decimal, given.split()), strict=True)))
        for entry, sheets in marks.items()
        for juror, given in sheets.items()
    ]
    return Count(list(marks), cells, RUBRIC, **rules)


CLEAR = {"a": {"x": "9 9", "y": "9 9"}, "b": {"x": "5 5", "y": "5 5"}}


def test_a_clear_result_depends_on_nothing():
    found = what_if(count(CLEAR))
    assert (found.winners, found.is_robust) == ({"a"}, True)
    changes = [(one.change, one.of) for one in found.outcomes]
    assert changes == [
        (Change.GIVEN, None),
        *((Change.WITHOUT, juror) for juror in "xy"),
        *((change, key) for key in ("new", "use") for change in (Change.HEAVIER, Change.LIGHTER)),
    ]


def test_a_result_that_hangs_on_one_juror_says_on_whom():
    found = what_if(count({"a": {"x": "10 10", "y": "5 5"}, "b": {"x": "5 5", "y": "7 7"}}))
    assert found.winners == {"a"}
    assert [(one.change, one.of, one.winners) for one in found.depends] == [
        (Change.WITHOUT, "x", {"b"})
    ]


def test_a_result_that_hangs_on_a_weight_says_on_which():
    found = what_if(count({"a": {"x": "10 4"}, "b": {"x": "4 9.5"}}))
    assert {(one.change, one.of) for one in found.depends} == {
        (Change.HEAVIER, "use"),
        (Change.LIGHTER, "new"),
        (Change.WITHOUT, "x"),
    }


def test_what_is_counted_beside_and_conditions_count_in_every_case():
    rules = {"others": {"b": Others(bonus=Decimal(9))}, "conditions": Conditions(Decimal(12))}
    assert what_if(count(CLEAR, **rules)).winners == {"a"}
    penalised = {"others": {"a": Others(penalty=Decimal(9))}}
    assert what_if(count(CLEAR, **penalised)).winners == {"b"}
    assert what_if(replace(count(CLEAR), conditions=Conditions(Decimal(19)))).winners == set()


def test_adjusted_points_are_shown_beside_and_decide_where_they_are_to():
    """Juror 0 is very strict and read the best entry; as given it comes second."""
    sheets, quality = marked(30, 8, 3, strict=(30.0, -20.0), noise=1.0)
    best = max(range(30), key=lambda one: quality[one])
    cells = [Cell(e, j, {"all": t}) for e, j, t in sheets if 0 <= t <= 100]
    lines = [Criterion("all", Decimal(100), Decimal("0.01"))]
    given = Count(range(30), cells, lines)
    as_given, evened = what_if(given), what_if(replace(given, deciding=Deciding.ADJUSTED))
    outcomes = {one.change: one.winners for one in as_given.outcomes}
    assert outcomes[Change.ADJUSTED] == evened.winners == {best}
    assert outcomes[Change.GIVEN] == as_given.winners
