"""What is fixed when scoring closes: the log and the criteria then, and nothing later counts."""

import json

import pytest
from sqlalchemy import select, text, update

from mentorhub.activity.models import Activity
from mentorhub.contests.models import RubricLine
from mentorhub.judging import actions as judging
from mentorhub.judging import queries as judged
from mentorhub.judging.domain.merkle import root_of
from mentorhub.judging.models import Closing, Scorecard, ScoreEvent
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.publishing import actions, queries
from mentorhub.publishing.actions.ledgers import signed
from mentorhub.publishing.data import verify
from tests.factories import make_card, make_entry, make_juror, make_person, make_table, make_team
from tests.publishing.conftest import hand_in
from tests.publishing.test_ledger import holds, lines_of, signing_key


def closing_of(contest):
    [row] = judged.closings_of(contest.id)
    return judging.tree_at(row)


def problems(contest):
    db.session.flush()
    db.session.expire_all()
    return [str(one) for one in judging.breaks_in(contest.id)]


def rows_of_sheets():
    """{the key of each sheet: its points}."""
    cards = db.session.scalars(select(Scorecard))
    return {card.id: sorted(mark.points for mark in card.marks) for card in cards}


def signed_again(lines):
    return signed("".join(verify.canonical(line).decode() + "\n" for line in lines))


def test_closing_fixes_the_log_and_the_criteria(closed):
    leaves = judged.leaves_of(closed.id)
    tree = closing_of(closed)
    assert (tree.size, tree.root) == (24, root_of(leaves))  # twelve sheets, saved and handed in
    [line] = tree.more
    assert line.startswith("criteria 0 ")
    assert problems(closed) == []


def test_closing_twice_fixes_once(closed, first):
    judging.close_scoring(closed, by=first)
    assert len(judged.closings_of(closed.id)) == 1


def test_what_happens_to_sheets_afterwards_lengthens_the_log_and_breaks_nothing(closed, first):
    card = db.session.scalars(select(Scorecard)).first()
    before = rows_of_sheets()
    judging.declare_conflict(card.juror, card.entry, reason="family", by=card.juror.person)
    assert problems(closed) == []
    assert rows_of_sheets() == before  # void, and neither it nor its marks are gone
    ledger = queries.ledger_of(make_table(closed, by=first)).text
    head = lines_of(ledger)[0]
    assert head["closed"] == [[None, 24, closing_of(closed).root_told]]
    assert holds(ledger, signing_key())


def _exchange_a_leaf(contest):
    db.session.execute(update(ScoreEvent).where(ScoreEvent.position == 3).values(leaf="ab" * 32))


def _forge_the_note(contest):
    db.session.execute(text("UPDATE scoring_closing SET note = replace(note, '24', '23')"))


def _change_the_criteria(contest):
    db.session.execute(update(RubricLine).values(max_points=RubricLine.max_points + 5))


def _hand_in_late(contest):
    """As the program does it, with scoring open for a moment that nobody sees."""
    moment, contest.scoring_closed_at = contest.scoring_closed_at, None
    entry = make_entry(make_team(name="Đội muộn"), contest, title="Bài muộn")
    hand_in(make_card(make_juror(contest, make_person("Muộn", age=40)), entry), 30, 10)
    contest.scoring_closed_at = moment


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (_exchange_a_leaf, "its first 24 leaves are not those of a closing"),
        (_forge_the_note, "a closing was not signed with this application's key"),
        (_change_the_criteria, "the criteria are not those the jury marked by"),
        (_hand_in_late, "leaf 25: a sheet was handed in after the closing"),
    ],
)
def test_what_was_changed_since_the_closing_stops_the_table(closed, first, act, says):
    act(closed)
    assert says in problems(closed)
    with pytest.raises(Refused, match="Nhật ký"):
        make_table(closed, by=first)


def test_a_closing_thrown_away_is_missed_by_what_is_kept_outside(closed):
    judging.write_checkpoint(closed.id)
    db.session.execute(text("DELETE FROM scoring_closing"))
    assert problems(closed) == ["a closing that was signed is gone"]


def test_what_broke_between_two_persons_is_not_published_at_its_moment(closed, first, second):
    table = make_table(closed, by=first)
    table.approval.approved_by, table.state = second, "agreed"
    _exchange_a_leaf(closed)
    db.session.flush()
    db.session.expire_all()
    actions.publish_due(table.id)
    assert not closed.is_published
    assert db.session.scalar(select(Activity).where(Activity.verb == "results.stopped"))


def test_the_ledger_says_by_which_criteria_and_the_program_checks_it(published, closed):
    text, key = queries.ledger_of(published).text, signing_key()
    lines = lines_of(text)
    [named] = closing_of(closed).more
    head = lines[0]
    assert named == f"criteria {head['criteria']['version']} {head['criteria']['digest']}"
    assert head["rubric"][0]["name"]["vi"] == closed.rubric[0].name["vi"]
    told = verify.check(text.encode(), key)
    assert f"Criteria, version 0: {head['criteria']['digest']}" in told
    assert f"Closed at line 24 of the log: {closing_of(closed).root_told}" in told
    head["rubric"][0]["name"]["vi"] = "Một tiêu chí khác"
    assert not holds(signed_again(lines[:-1]), key)


@pytest.mark.parametrize("forged", ["root", "size"])
def test_even_the_key_cannot_move_the_closing(published, forged):
    """A ledger that says the sheets came after the closing, or of another tree, does not hold."""
    lines = lines_of(queries.ledger_of(published).text)[:-1]
    [[stage, size, _root]] = lines[0]["closed"]
    leaves = [bytes.fromhex(leaf) for one in lines if "leaves" in one for leaf in one["leaves"]]
    early = verify.base64.b64encode(root_of(leaves[:10])).decode()
    lines[0]["closed"] = [[stage, 10, early] if forged == "size" else [stage, size, early]]
    assert not holds(signed_again(lines), signing_key())


def test_a_ledger_from_before_still_holds(published):
    """Without the closing, and with criteria that had no words and no version."""
    lines = lines_of(queries.ledger_of(published).text)[:-1]
    head = lines[0]
    del head["criteria"], head["closed"]
    head["rubric"] = [{key: one[key] for key in ("id", "max", "step")} for one in head["rubric"]]
    old = signed_again(lines)
    assert "Criteria, version ?:" in verify.check(old.encode(), signing_key())


def test_closings_of_before_are_not_asked_about(closed, first):
    db.session.query(Closing).delete()
    ledger = queries.ledger_of(make_table(closed, by=first)).text
    assert json.loads(ledger.splitlines()[0])["closed"] == []
    assert holds(ledger, signing_key())


def test_everybody_reads_what_was_fixed(browser, published, closed):
    db.session.commit()
    assert closing_of(closed).root_told in browser.get(f"/results/{closed.id}").text
