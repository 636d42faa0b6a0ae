"""The log of scoresheets: what a hand in the database does to it is found."""

import pytest
from sqlalchemy import select, text, update

from mentorhub.activity.models import Activity
from mentorhub.judging import actions, queries
from mentorhub.judging.domain.ledger import Checkpoint
from mentorhub.judging.domain.merkle import root_of
from mentorhub.judging.models import CardState, Scorecard, ScoreEvent
from mentorhub.platform import signing
from mentorhub.platform.audit import AuditRow
from mentorhub.platform.db import db
from tests.factories import make_card, make_entry
from tests.judging.marks import save


@pytest.fixture
def outside(app, tmp_path):
    """A data folder of this test's own."""
    before, app.config["DATA_FOLDER"] = app.config["DATA_FOLDER"], tmp_path
    yield tmp_path
    app.config["DATA_FOLDER"] = before


@pytest.fixture
def handed_in(outside, card, juror, contest):
    """Two sheets in, one of them twice; five leaves, signed."""
    other = make_card(juror, make_entry(contest=contest, title="Bài khác"))
    for sheet, points in ((card, ["25", "8"]), (other, ["12.5", "7"])):
        save(sheet, points)
        actions.submit(queries.card_to_mark(sheet.id), by=juror.person)
    db.session.flush()
    actions.write_checkpoint(contest.id)
    return card


def problem(contest):
    db.session.flush()
    db.session.expire_all()
    found = actions.read_all_again()
    return [one.problem for one in found if one.contest_id == contest.id]


def test_every_act_is_a_leaf_without_a_gap(handed_in, contest):
    organiser = contest.organisers[0].person
    actions.reopen(queries.card_to_oversee(handed_in.id), reason="Nhầm", by=organiser)
    db.session.flush()
    events = list(queries.events_of(contest.id))
    assert [(e.position, e.kind) for e in events] == [
        (0, "saved"), (1, "submitted"), (2, "saved"), (3, "submitted"), (4, "reopened"),
    ]  # fmt: skip
    assert problem(contest) == []


def test_a_checkpoint_is_a_signed_note_over_the_tree(handed_in, contest, outside):
    [path] = (outside / "checkpoints" / contest.id.hex).iterdir()
    note = path.read_text()
    origin, size, _root, empty, signature, _end = note.split("\n")
    assert origin == f"localhost/contests/{contest.id}/scores"
    assert (size, empty, signature[:12]) == ("4", "", "— localhost ")
    read = Checkpoint.read(signing.text_of_note(note))
    assert read.root == root_of(queries.leaves_of(contest.id))
    assert signing.text_of_note(note.replace("\n4\n", "\n3\n")) is None
    assert actions.write_checkpoint(contest.id) is False


HANDS = {
    "a mark is raised": "UPDATE mark SET points = 30 WHERE points = 25",
    "a sheet is thrown out": "UPDATE scorecard SET state = 'void'",
    "an act is rewritten": "UPDATE score_event SET kind = 'voided' WHERE kind = 'submitted'",
    "an act is dated back": "UPDATE score_event SET at = '2020-01-01 00:00:00' WHERE position = 1",
    "an act is given to another sheet": "UPDATE score_event SET content = '{}' WHERE position = 1",
    "a leaf is replaced": f"UPDATE score_event SET leaf = '{'0' * 64}' WHERE position = 2",
    "an act is taken out": "DELETE FROM score_event WHERE position = 1",
    "the last acts are cut off": "DELETE FROM score_event WHERE position >= 2",
    "the length is changed": "UPDATE score_log SET size = 3",
    "the log is thrown away": "DELETE FROM score_log",
}


@pytest.mark.parametrize("hand", HANDS)
def test_a_hand_in_the_database_is_found_and_told(handed_in, contest, hand):
    db.session.execute(text(HANDS[hand]))
    assert problem(contest)
    told = db.session.scalars(select(Activity.verb)).all()
    assert "scores.broken" in told
    db.session.flush()
    assert "scores.broken" in db.session.scalars(select(AuditRow.what)).all()
    if log := queries.log_of(contest.id):
        assert log.problem
        assert queries.log.broken_logs() == 1


def test_cutting_off_the_end_cleanly_is_found_by_the_checkpoint(handed_in, contest):
    last = db.session.scalar(select(ScoreEvent).where(ScoreEvent.position == 3))
    card = update(Scorecard).where(Scorecard.id == last.scorecard_id)
    db.session.execute(text("DELETE FROM score_event WHERE position >= 2"))
    db.session.execute(text("UPDATE score_log SET size = 2"))
    db.session.execute(card.values(state=CardState.ASSIGNED))
    assert problem(contest) == ["a checkpoint says 4 leaves: some are gone"]


def test_a_rewritten_log_gets_no_signature(handed_in, contest, juror):
    event = db.session.scalar(select(ScoreEvent).where(ScoreEvent.position == 0))
    event.content = {}
    event.leaf = event.true_leaf
    db.session.flush()
    save(make_card(juror, make_entry(contest=contest, title="Bài ba")), ["1", "1"])
    db.session.flush()
    assert actions.write_checkpoint(contest.id) is False
    assert problem(contest) == ["its first 4 leaves are not those that were signed"]
