from decimal import Decimal

import pytest

from mentorhub.judging.domain.scoring import (
    Cell,
    Conditions,
    Criterion,
    Given,
    card_total,
    mean,
    provisional_total,
    rounded,
    score_entries,
)

POINTS = [Criterion("new", Decimal(20)), Criterion("use", Decimal(10))]
SHARES = [
    Criterion("new", Decimal(10), weight=Decimal(30)),
    Criterion("use", Decimal(5), weight=Decimal(70)),
]


def test_halves_are_rounded_upwards():
    assert [rounded(Decimal(value)) for value in ("71.125", "66.625", "63.375", "87.3349")] == [
        Decimal("71.13"),
        Decimal("66.63"),
        Decimal("63.38"),
        Decimal("87.33"),
    ]


def test_points_are_added_up():
    assert card_total({"new": Decimal("18.5"), "use": Decimal(9)}, POINTS) == Decimal("27.50")


def test_weights_turn_marks_into_shares_of_a_hundred():
    assert card_total({"new": Decimal(5), "use": Decimal(5)}, SHARES) == Decimal("85.00")


def test_weights_need_not_add_up_to_a_hundred():
    thirds = [Criterion(key, Decimal(10), weight=Decimal(1)) for key in "abc"]
    assert card_total({"a": Decimal(10), "b": Decimal(0), "c": Decimal(0)}, thirds) == Decimal(
        "33.33"
    )


def test_half_a_weighting_is_refused():
    with pytest.raises(ValueError, match="every criterion"):
        card_total({"new": Decimal(1), "use": Decimal(1)}, [POINTS[0], SHARES[1]])


@pytest.mark.parametrize("points", ["20.5", "-0.5", "3.25", "NaN", "Infinity"])
def test_a_mark_off_the_scale_is_refused(points):
    with pytest.raises(ValueError, match="new"):
        card_total({"new": Decimal(points), "use": Decimal(1)}, POINTS)


def test_a_card_with_a_criterion_unmarked_has_no_total():
    with pytest.raises(ValueError, match="use"):
        card_total({"new": Decimal(1)}, POINTS)


def test_what_is_not_yet_marked_counts_as_nothing_for_now():
    assert provisional_total({"new": Decimal(7)}, POINTS) == Decimal("7.00")
    assert provisional_total({"new": Decimal(5)}, SHARES) == Decimal("15.00")


def test_the_mean_is_rounded_once():
    assert mean([Decimal("90.5"), Decimal("87.5"), Decimal(84)]) == Decimal("87.33")
    with pytest.raises(ValueError, match="nothing"):
        mean([])


def test_every_cell_is_read_waived_or_missing():
    (score,) = score_entries(
        ["e1"],
        [
            Cell("e1", "ann", {"new": Decimal(10), "use": Decimal(5)}),
            Cell("e1", "bo", {"new": Decimal(11), "use": Decimal("5.5")}),
            Cell("e1", "chi", waived=True),
            Cell("e1", "dung"),
        ],
        rubric=POINTS,
    )
    assert (score.total, score.spread) == (Decimal("15.75"), Decimal("1.50"))
    assert score.criteria == {"new": Decimal("10.50"), "use": Decimal("5.25")}
    assert score.cards == {"ann": Decimal("15.00"), "bo": Decimal("16.50")}
    assert (score.missing, score.waived, score.is_complete) == (("dung",), ("chi",), False)


def test_an_entry_nobody_read_has_no_score():
    (score,) = score_entries(["e1"], [], rubric=POINTS)
    assert (score.total, score.spread, score.passes, score.is_complete) == (
        None,
        None,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("marks", "passes"),
    [
        ([("10", "5"), ("10", "5")], True),
        ([("9.5", "5"), ("10", "5")], False),
        ([("20", "0"), ("20", "0")], False),
        ([("20", "0"), ("20", "0.5")], True),
    ],
)
def test_pass_mark_and_no_zero_rule(marks, passes):
    cells = [
        Cell("e1", number, {"new": Decimal(new), "use": Decimal(use)})
        for number, (new, use) in enumerate(marks)
    ]
    (score,) = score_entries(
        ["e1"], cells, rubric=POINTS, conditions=Conditions(pass_mark=Decimal(15), no_zero=True)
    )
    assert score.passes is passes


@pytest.mark.parametrize(
    ("points", "note", "below", "needs"),
    [
        ("7.5", "", 40, True),
        ("8", "", 40, False),
        ("0", "", 1, True),
        ("7.5", "why", 40, False),
        ("7.5", " \n", 40, True),
        ("0", "", None, False),
        (None, "", 40, False),
    ],
)
def test_little_needs_words_where_the_contest_says_so(points, note, below, needs):
    given = Given(None if points is None else Decimal(points), note)
    assert given.needs_words(POINTS[0], below) is needs
