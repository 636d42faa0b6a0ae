"""A list compared with what is known: once taken in, or exported, it changes nothing more."""

from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.rosters.domain.branches import Branch, branch_key, branches_of
from mentorhub.rosters.domain.lines import Line, name_key
from mentorhub.rosters.domain.plan import Known, compared
from mentorhub.sheets.domain.writing import as_csv, as_excel
from tests.rosters.sheets_read import HOME, read

NAMES = st.sampled_from(["Lê An", "Lê Ân", "Lê Hoà", "Lê Hòa", "Danh Út", "Chau Sóc Kha"])
TEXTS = st.sampled_from(["", "Bí thư", "=1+1", "'x", "-", "+84", "a;b", 'c"d', "@x", "＝y"])
PEOPLE = st.lists(
    st.tuples(NAMES, st.sampled_from([None, 1999, 2001]), TEXTS,
              st.sampled_from(["", "0912345678", "0912345679"]), st.sampled_from([0, 1, 2])),
    max_size=8,
)  # fmt: skip
UNITS = [HOME, uuid4(), uuid4()]
BRANCHES = branches_of(
    Branch(HOME, "Xã An Biên"), [Branch(UNITS[1], "Chi đoàn ấp 1"), Branch(UNITS[2], "Trường X")]
)


def known_from(people):
    return [
        Known(uuid4(), 1, UNITS[unit], name, born, position, phone)
        for name, born, position, phone, unit in people
    ]


def plan(lines, known):
    return compared(lines, known, home=HOME, branches=BRANCHES.ids)


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.booleans(), st.booleans())
def test_what_is_exported_and_imported_again_changes_nothing(people, contacts, in_excel):
    seen = {(name_key(n), b, u, p): (n, b, t, p, u) for n, b, t, p, u in people}
    known = known_from(seen.values())
    headings = ["STT", "Họ và tên", "Năm sinh", "Chi đoàn", "Chức vụ", "Số điện thoại"]
    rows = [
        [i, k.name, k.born, BRANCHES.labels[k.unit], k.position] + ([k.phone] if contacts else [])
        for i, k in enumerate(known, start=1)
    ]
    headings = headings if contacts else headings[:-1]
    data = as_excel("Danh sách", headings, rows) if in_excel else as_csv(headings, rows)
    roster = read(data)
    assert roster.problems == ()
    if contacts:
        again = plan(roster.lines, known)
        assert (again.added, again.changed, again.absent) == ((), (), 0)
    again = plan(roster.lines, known)
    assert (again.added, again.changed) == ((), ())


def applied(found, known):
    """The list after the plan, as plain facts."""
    after = {one.id: one for one in known}
    ids = {**BRANCHES.ids}
    for line in found.added:
        unit = ids.get(branch_key(line.branch), HOME)
        new = Known(uuid4(), 1, unit, line.name, line.born, line.position, line.phone)
        after[new.id] = new
    for change in found.changed:
        facts = {**change.known.__dict__, **change.values}
        facts.pop("key", None)
        if "unit" in change.values:
            facts["unit"] = ids.get(branch_key(change.line.branch), HOME)
        after[change.known.id] = Known(**facts)
    return list(after.values())


LINES = st.lists(
    st.builds(Line, st.just(1), NAMES, st.sampled_from([None, 1999, 2001]),
              st.sampled_from(["", "ấp 1", "Trường X"]), TEXTS,
              st.sampled_from(["", "0912345678", "0912345679"])),
    max_size=8, unique_by=lambda x: (x.key, x.born, x.branch, x.phone),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(LINES, PEOPLE)
def test_a_list_taken_in_twice_changes_nothing_the_second_time(lines, people):
    known = known_from(people)
    known = applied(plan(lines, known), known)
    again = plan(lines, known)
    assert (again.added, again.changed) == ((), ())
