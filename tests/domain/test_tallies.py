"""A file of marks: read as people type it, and compared with sheets whose marks nobody looks at."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from mentorhub.judging.domain.scoring import Criterion
from mentorhub.tallies.domain.codes import seat_codes
from mentorhub.tallies.domain.columns import Asked, Flaw, entry_in, points_in
from mentorhub.tallies.domain.lines import NoTally, tally_in
from mentorhub.tallies.domain.plan import Sheet, Standing, Table, compared

IDEA = Asked(1, ("Tính mới", "Novelty"), Criterion("a", Decimal(30), Decimal("0.5")))
USE = Asked(2, ("Hiệu quả (ba năm)", "Use"), Criterion("b", Decimal(10), Decimal(1)))
CRITERIA = (IDEA, USE)
HEADINGS = ["Mã bài thi", "Tên bài", "Mã giám khảo", "1. Tính mới (0–30)", "2. Hiệu quả", "Ghi chú"]
ROW = ["AG-01", "Lọc nước", "KD4F", "20,5", 7.0, ""]


def read(*rows, headings=HEADINGS):
    return tally_in([["Bảng điểm"], list(headings), *map(list, rows)], CRITERIA)


def flaws(*rows):
    return [(one.line, one.what) for one in read(*rows).problems]


def with_cells(**cells):
    row = list(ROW)
    for name, value in cells.items():
        row[("entry", "title", "juror", "idea", "use", "note").index(name)] = value
    return row


@pytest.mark.parametrize(
    ("cell", "points"),
    [("7,5", "7.5"), ("7.5", "7.5"), (" 7 ", "7"), (7.0, "7"), (0.0, "0"), ("30", "30"),
     (7.500000000000001, "7.5"), ("+7", "7")],
)  # fmt: skip
def test_points_are_read_with_a_comma_or_a_dot(cell, points):
    assert points_in(cell, IDEA.criterion) == Decimal(points)


@pytest.mark.parametrize(
    ("cell", "flaw"),
    [("", Flaw.MISSING), (None, Flaw.MISSING), (date(2025, 5, 7), Flaw.DATE), (31.0, Flaw.RANGE),
     ("-1", Flaw.RANGE), (7.25, Flaw.STEP),
     *((text, Flaw.NOT_A_NUMBER) for text in ("tám", "1e1", "NaN", "7/10", "1.234,5", "１")),
     (float("nan"), Flaw.NOT_A_NUMBER), (float("inf"), Flaw.NOT_A_NUMBER)],
)  # fmt: skip
def test_what_is_no_mark_is_told_from_what_is(cell, flaw):
    assert points_in(cell, IDEA.criterion) is flaw


@pytest.mark.parametrize("cell", ["AG-01", "ag-1", "AG 01", "1", 1.0, "01"])
def test_an_entry_is_known_by_its_code_or_its_number(cell):
    assert entry_in(cell) == 1


@pytest.mark.parametrize("cell", ["", None, "AG-", "một", "1-2", "AG-123456"])
def test_nothing_else_is_a_code(cell):
    assert entry_in(cell) is None


def test_a_row_is_one_sheet():
    line = read(with_cells(note="vì quá đắt")).lines[0]
    assert (line.number, line.entry, line.juror, line.note) == (3, 1, "KD4F", "vì quá đắt")
    assert line.points == {"a": "20.50", "b": "7.00"}


def test_every_mistake_is_told_with_its_line():
    rows = [
        with_cells(idea="", use=""),  # named, and given nothing
        with_cells(entry="", title="", juror="", idea="", use=""),
        with_cells(idea=""),
        with_cells(entry="chín", juror="", use=11.0),
        with_cells(juror="GHJK"),
        with_cells(juror="g-hjk", entry="1"),
    ]
    found = [*flaws(*rows[:2], ROW, rows[2])]
    assert found == [(6, Flaw.MISSING), (6, Flaw.REPEATED)]
    assert flaws(rows[3]) == [(3, Flaw.NO_ENTRY), (3, Flaw.NO_JUROR), (3, Flaw.RANGE)]
    assert flaws(rows[4], rows[5]) == [(4, Flaw.REPEATED)]
    assert read(rows[0], ROW).empty == 1


@pytest.mark.parametrize(
    ("headings", "reason"),
    [(["x", "y"], "no_headings"), (HEADINGS[1:], "no_entry"),
     ([*HEADINGS[:2], "", *HEADINGS[3:]], "no_juror"), (HEADINGS[:4], "no_criterion")],
)  # fmt: skip
def test_a_file_without_its_columns_is_no_tally(headings, reason):
    with pytest.raises(NoTally) as found:
        read(ROW, headings=headings)
    assert found.value.reason == reason


def test_a_file_without_points_or_with_too_many_is_no_tally():
    with pytest.raises(NoTally, match="no_lines"):
        read(with_cells(idea="", use=""))
    with pytest.raises(NoTally, match="many"):
        read(*(with_cells(entry=str(n)) for n in range(1, 603)))


def test_two_criteria_of_one_name_are_told_apart_by_their_numbers():
    twins = (IDEA, Asked(2, IDEA.names, USE.criterion))
    rows = [["Mã bài", "Giám khảo", "1. Tính mới", "2. Novelty (0–10)"], ["1", "KD4F", 1.0, 2.0]]
    assert tally_in(rows, twins).lines[0].points == {"a": "1.00", "b": "2.00"}
    rows[0][2:] = ["Tính mới", "Novelty"]
    with pytest.raises(NoTally):
        tally_in(rows, twins)


# ---- compared with the sheets


def table(*standings, criteria=CRITERIA, note_below=None, jurors=("KD4F", "GHJK")):
    sheets = [Sheet(f"card{n}", n, "KD4F", s) for n, s in enumerate(standings, start=1)]
    return Table(frozenset({1, 2, 3}), frozenset(jurors), sheets, criteria, note_below)


def wrong(tally, against):
    return [(one.line, one.what) for one in compared(tally, against).problems]


@pytest.mark.parametrize(
    ("standing", "flaw"),
    [(Standing.BEGUN, Flaw.BEGUN), (Standing.LOCKED, Flaw.LOCKED), (Standing.VOID, Flaw.VOID),
     (Standing.CLOSE, Flaw.CLOSE)],
)  # fmt: skip
def test_only_a_sheet_nobody_has_begun_takes_marks(standing, flaw):
    assert wrong(read(ROW), table(standing)) == [(3, flaw)]
    plan = compared(read(ROW), table(Standing.OPEN))
    assert ([key for key, _line in plan.lines], plan.problems) == (["card1"], ())


def test_strange_entries_strange_jurors_and_sheets_not_handed_out():
    rows = [with_cells(entry="9"), with_cells(juror="XXXX"), with_cells(juror="GHJK")]
    found = wrong(read(*rows), table(Standing.OPEN))
    assert found == [(3, Flaw.ENTRY), (4, Flaw.JUROR), (5, Flaw.NOT_HANDED)]


def test_a_row_with_a_wrong_cell_is_compared_too():
    rows = [with_cells(entry="9", use=11.0), with_cells(use=11.0), with_cells(entry="2")]
    plan = compared(read(*rows), table(Standing.OPEN, Standing.OPEN))
    told = [(3, Flaw.RANGE), (3, Flaw.ENTRY), (4, Flaw.RANGE)]
    assert [(one.line, one.what) for one in plan.problems] == told
    assert [key for key, _line in plan.lines] == ["card2"]


def test_few_points_need_words_where_the_contest_asks_for_them():
    few = with_cells(idea="2", use=1.0)
    assert wrong(read(few), table(Standing.OPEN, note_below=30)) == [(3, Flaw.SILENT)] * 2
    told = with_cells(idea="2", use=1.0, note="không khả thi")
    assert wrong(read(told), table(Standing.OPEN, note_below=30)) == []


def test_other_criteria_make_the_file_void():
    other = (IDEA, Asked(2, USE.names, Criterion("b", Decimal(20), Decimal(1))))
    assert wrong(read(ROW), table(Standing.OPEN, criteria=other)) == [(0, Flaw.CRITERIA)]


def test_the_digest_is_of_marks_and_words_whatever_their_order():
    both = [ROW, with_cells(entry="2", use=5.0)]
    against = table(Standing.OPEN, Standing.OPEN)
    first = compared(read(*both), against).digest
    assert compared(read(*reversed(both)), against).digest == first
    changes = [with_cells(entry="2", use=6.0), with_cells(entry="2", use=5.0, note="x")]
    assert first not in {compared(read(ROW, one), against).digest for one in changes}


# ---- codes of seats


def test_codes_are_short_distinct_and_stay():
    seats = [UUID(int=n) for n in range(2000)]
    codes = seat_codes(seats)
    assert len(set(codes.values())) == 2000
    assert codes == seat_codes(reversed(seats))
    few = seat_codes(uuid4() for _ in range(20))
    assert all(code[0].isalpha() and code.isalnum() for code in few.values())
