"""Entries are handed out to jurors exactly as was shown."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from mentorhub.contests.models import JurorState
from mentorhub.judging import actions, queries
from mentorhub.judging.models import Scorecard
from mentorhub.platform import clock
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from tests.factories import make_entry, make_juror, make_person

pytestmark = pytest.mark.usefixtures("in_english")


def proposal_for(contest, readers):
    return actions.propose(contest, readers=readers)


def hand_out(contest, readers):
    proposal = proposal_for(contest, readers)
    by = contest.organisers[0].person
    return actions.hand_out(contest, readers=readers, digest=proposal.digest, by=by)


def pairs_in(contest):
    rows = db.session.scalars(select(Scorecard).where(Scorecard.contest_id == contest.id))
    return {(card.juror_id, card.entry_id) for card in rows if not card.is_void}


def test_exactly_what_was_shown_is_handed_out(contest):
    jurors = [make_juror(contest, make_person()) for _ in range(3)]
    entries = [make_entry(contest=contest) for _ in range(4)]
    proposal = proposal_for(contest, 2)
    assert hand_out(contest, 2) == 8
    assert pairs_in(contest) == set(proposal.pairs)
    assert contest.is_scoring
    for juror in jurors:
        cards = [c for c in queries.cards_in(contest) if c.juror_id == juror.id]
        assert sorted(card.position for card in cards) == list(range(1, len(cards) + 1))
    assert {entry for _, entry in proposal.pairs} == {entry.id for entry in entries}


def test_topping_up_keeps_what_is_there(contest):
    for _ in range(3):
        make_juror(contest, make_person())
    entry = make_entry(contest=contest)
    hand_out(contest, 1)
    first = pairs_in(contest)
    assert hand_out(contest, 3) == 2
    assert first < pairs_in(contest)
    assert {c.entry_id for c in queries.cards_in(contest)} == {entry.id}
    with pytest.raises(Refused, match="has its readers"):
        hand_out(contest, 3)


def test_a_proposal_gone_stale_is_not_carried_out(contest):
    make_juror(contest, make_person())
    make_entry(contest=contest)
    digest = proposal_for(contest, 1).digest
    make_entry(contest=contest)
    with pytest.raises(Stale):
        actions.hand_out(contest, readers=1, digest=digest, by=contest.organisers[0].person)
    assert pairs_in(contest) == set()


def test_each_entry_gets_the_readers_the_rules_promise_or_more(contest):
    for _ in range(3):
        make_juror(contest, make_person())
    make_entry(contest=contest)
    contest.readers = 2
    with pytest.raises(Refused, match="promise each entry 2 readers"):
        proposal_for(contest, 1)
    by = contest.organisers[0].person
    with pytest.raises(Refused, match="promise each entry 2 readers"):
        actions.hand_out(contest, readers=1, digest="0" * 64, by=by)
    assert pairs_in(contest) == set()
    assert hand_out(contest, 3) == 3


def test_fewer_readers_than_promised_are_no_way_out(contest, juror, entry):
    for promised, offered in ((1, {"readers", "jurors"}), (3, {"jurors"})):
        contest.readers = promised
        with pytest.raises(actions.OutOfReach) as refusal:
            proposal_for(contest, 3)
        assert {way.rule for way in refusal.value.ways} == offered


def test_what_cannot_be_shared_out_names_the_entries(contest, juror, entry):
    with pytest.raises(Refused, match=rf"{entry.code} \(1\)"):
        proposal_for(contest, 2)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"closes_at": now() + timedelta(days=1)}, "can still come in"),
        ({"scoring_closed_at": now()}, "closed"),
    ],
)
def test_handing_out_has_its_time(contest, juror, entry, change, sentence):
    for name, value in change.items():
        setattr(contest, name, value)
    with pytest.raises(Refused, match=sentence):
        proposal_for(contest, 1)


def test_nothing_is_handed_out_in_the_minutes_of_grace(contest, juror, entry):
    contest.grace_minutes, minute = 30, timedelta(minutes=1)
    with as_of(contest.deadline.ends_at - minute), pytest.raises(Refused, match="still come in"):
        proposal_for(contest, 1)
    entry.extended_until = contest.closes_at + timedelta(hours=3)
    ends_at = entry.deadline.ends_at
    with as_of(ends_at - minute), pytest.raises(Refused, match="more time than the others"):
        proposal_for(contest, 1)
    with as_of(ends_at):
        assert proposal_for(contest, 1).pairs == {(juror.id, entry.id)}


def test_a_worker_whose_clock_is_fast_hands_nothing_out_early(monkeypatch, contest, juror, entry):
    contest.closes_at = now() + timedelta(minutes=30)

    class Fast(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(hours=1)

    monkeypatch.setattr(clock, "datetime", Fast)
    with pytest.raises(Refused, match="can still come in"):
        proposal_for(contest, 1)


def test_handing_out_needs_entries_and_jurors(contest):
    with pytest.raises(Refused, match="no entry"):
        proposal_for(contest, 1)
    make_entry(contest=contest)
    make_juror(contest, make_person(), state=JurorState.INVITED)
    with pytest.raises(Refused, match="Nobody"):
        proposal_for(contest, 1)


def test_a_void_sheet_goes_to_somebody_else(contest):
    jurors = [make_juror(contest, make_person()) for _ in range(2)]
    entry = make_entry(contest=contest)
    hand_out(contest, 1)
    ((first, _),) = pairs_in(contest)
    reader = next(juror for juror in jurors if juror.id == first)
    actions.declare_conflict(reader, entry, reason="family", by=reader.person)
    hand_out(contest, 1)
    ((second, _),) = pairs_in(contest)
    assert {first, second} == {juror.id for juror in jurors}
