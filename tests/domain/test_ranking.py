import json
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mentorhub.judging.domain.ranking import order_of_merit
from mentorhub.judging.domain.scoring import Cell, Conditions, Criterion, score_entries

FINISHED = json.loads(
    (Path(__file__).parents[1] / "data" / "finished_round.json").read_text(encoding="utf-8"),
    parse_float=Decimal,
    parse_int=Decimal,
)
RUBRIC = [Criterion("new", Decimal(10)), Criterion("use", Decimal(10))]


def scores(**marks):
    """One card for each entry: scores(a="6 4") gives entry a 6 for new and 4 for use."""
    cells = [
        Cell(entry, "juror", dict(zip(("new", "use"), map(Decimal, given.split()), strict=True)))
        for entry, given in marks.items()
    ]
    return score_entries(list(marks), cells, rubric=RUBRIC)


def places(placings):
    return [(placing.place, placing.entry) for placing in placings]


def test_the_finished_round_comes_out_as_recorded():
    rubric = [Criterion(c["id"], c["max_points"], c["step"]) for c in FINISHED["criteria"]]
    cells = [
        Cell(s["entry"], s["judge"], s["points"], waived=s["points"] is None)
        for s in FINISHED["scores"]
    ]
    entries = sorted({cell.entry for cell in cells})
    result = score_entries(entries, cells, rubric=rubric)
    by_entry = {score.entry: score for score in result}
    assert [
        (
            placing.entry,
            placing.place,
            placing.total,
            len(by_entry[placing.entry].cards),
            by_entry[placing.entry].spread,
        )
        for placing in order_of_merit(result)
    ] == [
        (e["entry"], e["rank"], e["mean"], e["judges_counted"], e["spread"])
        for e in FINISHED["expected"]
    ]
    assert [by_entry[s["entry"]].cards[s["judge"]] for s in FINISHED["scores"] if s["points"]] == [
        s["total"] for s in FINISHED["scores"] if s["points"]
    ]


def test_equals_share_a_place_and_the_next_one_is_skipped():
    placings = order_of_merit(scores(a="5 5", b="6 4", c="3 3"))
    assert places(placings) == [(1, "a"), (1, "b"), (3, "c")]
    assert [placing.tied_with for placing in placings] == [("b",), ("a",), ()]


def test_the_declared_criterion_breaks_the_tie():
    placings = order_of_merit(scores(a="5 5", b="6 4"), tie_break=["new"])
    assert places(placings) == [(1, "b"), (2, "a")]
    assert [placing.tied_with for placing in placings] == [(), ()]


def test_the_jury_decides_only_among_equals():
    placings = order_of_merit(scores(a="5 5", b="6 4", c="3 3"), decided={"c": 1, "b": 2, "a": 3})
    assert places(placings) == [(1, "b"), (2, "a"), (3, "c")]


def test_half_a_decision_leaves_the_tie_visible():
    placings = order_of_merit(scores(a="5 5", b="6 4"), decided={"b": 1})
    assert places(placings) == [(1, "a"), (1, "b")]


def test_the_jury_may_share_a_place():
    placings = order_of_merit(scores(a="5 5", b="6 4", c="4 6"), decided={"a": 1, "b": 2, "c": 2})
    assert places(placings) == [(1, "a"), (2, "b"), (2, "c")]


def test_entries_below_the_conditions_or_unread_have_no_place():
    cells = [Cell("low", "juror", {"new": Decimal(1), "use": Decimal(1)})]
    found = score_entries(
        ["unread", "low"], cells, rubric=RUBRIC, conditions=Conditions(pass_mark=Decimal(10))
    )
    assert [(p.place, p.entry, p.total) for p in order_of_merit(found)] == [
        (None, "unread", None),
        (None, "low", Decimal("2.00")),
    ]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 6), min_size=1))
def test_a_place_is_one_more_than_the_entries_ahead(points):
    found = order_of_merit(scores(**{entry: f"{value} 0" for entry, value in points.items()}))
    assert {p.entry: p.place for p in found} == {
        entry: 1 + sum(other > value for other in points.values())
        for entry, value in points.items()
    }


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_the_rows_changes_nothing(order):
    marks = {"a": "5 5", "b": "6 4", "c": "9 9", "d": "1 0"}
    found = order_of_merit(scores(**{entry: marks[entry] for entry in order}))
    assert {p.entry: p.place for p in found} == {"a": 2, "b": 2, "c": 1, "d": 4}
