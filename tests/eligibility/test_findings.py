"""Findings as they are computed from what is stored: the same as the rules that take entries in."""

import hashlib
from datetime import timedelta

from sqlalchemy import event

from mentorhub.contests.domain.documents import Whose
from mentorhub.contests.domain.eligibility import Obstacle
from mentorhub.contests.models import Document
from mentorhub.eligibility import actions, queries
from mentorhub.eligibility.domain.findings import Kind
from mentorhub.entries.models import EntryState, Participant, Revision
from mentorhub.entries.queries import candidate, participants_of
from mentorhub.platform.db import Translated, db
from tests.eligibility.conftest import checked_contest, sent
from tests.factories import make_idea, make_minor, make_officer, make_person, make_unit


def board(contest, person=None, units=()):
    return queries.board(person or contest.organisers[0].person, contest, units)


def found(contest, entry, **who):
    row = next(one for one in board(contest, **who) if one.entry is entry)
    return {one.obstacle or one.kind: codes for one, codes in row.findings}


def test_every_candidate_is_the_one_the_rules_look_at(app):
    contest = checked_contest(leads_one=True, unit_max=2, most_entries=2, age_max=35)
    commune = make_unit()
    two = make_person(unit=commune)
    sent(contest, two)
    again = sent(contest, make_person(age=50))
    facts = {"contest_id": contest.id, "person_id": two.id, "entry_id": again.id}
    db.session.add(Participant(seat=2, **facts))
    again.led_by_id = two.id
    sent(contest, make_minor(unit=commune), state=EntryState.LATE, number=30)
    sent(contest, state=EntryState.DRAFT)
    sent(contest, make_person(unit=commune)).state = EntryState.DISQUALIFIED  # it keeps its place
    db.session.flush()
    looked = queries.looked_at(contest, queries.checked_in(contest))
    for entry in queries.checked_in(contest):
        people = [one.id for one in participants_of(entry)]
        facts = {"sector": entry.sector, "besides": entry}
        by_rules = candidate(contest, entry.team, people, **facts)
        mine = looked[entry.id].candidate
        assert sorted(mine.elsewhere) == sorted(by_rules.elsewhere)
        assert sorted(map(str, mine.birth_years)) == sorted(map(str, by_rules.birth_years))
        for name in ("sector", "led_elsewhere", "from_its_unit"):
            assert getattr(mine, name) == getattr(by_rules, name), name
    assert len(looked) == 4


def test_an_age_found_out_later_is_found_in_the_check(contest):
    contest.age_max = 35
    old, young = sent(contest, make_person(age=50)), sent(contest)
    assert found(contest, old) == {Obstacle.AGE: []}
    assert found(contest, young) == {}


def test_the_same_idea_and_a_copied_text_name_the_other_entry(contest):
    idea, text = make_idea(), " ".join(f"câu{n} này là của nhóm em" for n in range(30))
    one, other = sent(contest, idea=idea), sent(contest, idea=idea)
    copy, copied = sent(contest, solution=text), sent(contest, solution=text)
    assert found(contest, one) == {Kind.SAME_IDEA: [other.code]}
    assert found(contest, copy) == {Kind.ALIKE: [copied.code]}


def test_an_entry_somebody_may_not_see_is_not_named(contest):
    idea, commune = make_idea(), make_unit()
    mine = sent(contest, make_person(unit=commune), idea=idea)
    hidden = sent(contest, idea=idea)
    officer = make_officer(unit=commune)
    assert found(contest, mine) == {Kind.SAME_IDEA: [hidden.code]}
    assert found(contest, mine, person=officer, units=[commune]) == {Kind.SAME_IDEA: []}
    assert [row.entry for row in board(contest, officer, [commune])] == [mine]


def holds(entry, name, content):
    """As the revision says that was sent last; only the fingerprint tells what is in a file."""
    sha256 = hashlib.sha256(content).hexdigest()
    file = {"id": str(entry.id), "slot": "plan", "name": name, "size": 9, "sha256": sha256}
    sent = {"entry_id": entry.id, "by_id": entry.led_by_id, "digest": sha256}
    db.session.add(Revision(content={"files": [file]}, **sent))
    db.session.flush()


def test_the_same_file_in_two_entries_is_found_in_both_whatever_it_is_called(contest):
    one, other, honest = sent(contest), sent(contest), sent(contest)
    holds(one, "kế hoạch.pdf", b"the same")
    holds(other, "plan.pdf", b"the same")
    holds(honest, "kế hoạch.pdf", b"another")
    assert found(contest, one) == {Kind.SAME_FILE: [other.code]}
    assert found(contest, other) == {Kind.SAME_FILE: [one.code]}
    assert found(contest, honest) == {}
    (row,) = [row for row in board(contest) if row.entry is other]
    assert row.findings[0][0].facts == {"files": "plan.pdf"}  # its own name, not that of the other
    holds(other, "plan.pdf", b"written anew")
    assert found(contest, one) == {}


def test_a_file_that_stands_twice_in_one_entry_is_nothing(contest):
    entry = sent(contest)
    holds(entry, "a.pdf", b"same")
    holds(entry, "b.pdf", b"same")
    assert found(contest, entry) == {}


def test_documents_are_counted_by_whom_they_are_asked_of(contest, organiser):
    for position, whose in enumerate(Whose):
        name = Translated(vi=whose.value)
        contest.documents.append(Document(position=position, name=name, whose=whose))
    child = make_minor()
    entry = sent(contest, make_person(), child)
    shown = {one.whose: one for one in contest.documents}
    looked = queries.looked_at(contest, [entry])[entry.id].documents
    assert [(one.seen, one.wanted) for one in looked] == [(0, 1), (0, 2), (0, 1)]
    facts = {"entry": entry, "seen": True, "by": organiser}
    actions.note_seen(document_id=shown[Whose.ENTRY].id, person_id=None, **facts)
    actions.note_seen(document_id=shown[Whose.MINOR].id, person_id=child.id, **facts)
    db.session.flush()
    looked = queries.looked_at(contest, [entry])[entry.id].documents
    assert [(one.seen, one.wanted) for one in looked] == [(1, 1), (0, 2), (1, 1)]


def test_a_hundred_entries_take_as_many_statements_as_three(contest):
    for _ in range(3):
        sent(contest)
    few = statements(contest)
    for _ in range(12):
        sent(contest, submitted_at=contest.closes_at - timedelta(hours=1))
    assert statements(contest) <= few + 12  # teams are read one by one at most


def statements(contest):
    db.session.flush()
    counted = []

    def listen(*args):
        counted.append(args[2])

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        board(contest)
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    return len(counted)
