"""No number before its time, both numbers afterwards, and two persons who publish them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.platform import holdings
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.teams.models import Tie, TieKind
from mentorhub.voting import actions, privacy, rules
from mentorhub.voting.domain import MOST_FROM_A_DEVICE, MOST_FROM_A_PLACE, Ground
from mentorhub.voting.models import Ballot, BallotRuling
from tests.factories import make_person
from tests.voting.conftest import DAY


def decide(cast, entry, ground, lets_count=True):
    facts = {"entry_id": entry.id, "ground": ground, "reason": "Một lớp học cùng bình chọn"}
    actions.decide_held(cast.vote, lets_count=lets_count, by=cast.first, **facts)
    db.session.flush()


def test_nothing_is_counted_before_the_close_and_the_last_sheet(english, cast):
    cast.voted(cast.entries[0])
    assert not rules.can_be_counted(cast.vote)
    cast.vote.closes_at = now()
    for state in ({}, {"scoring_opened_at": now()}):
        for name, value in state.items():
            setattr(cast.contest, name, value)
        assert not rules.can_be_counted(cast.vote)
        with pytest.raises(Refused, match="the jury has finished"):
            actions.ask(cast.vote, by=cast.first)
    assert rules.can_be_counted(cast.close().vote)


def test_both_numbers_are_published_by_two_and_never_move(english, cast):
    one, other, none = cast.entries
    cast.voted(one, 3)
    cast.voted(other, 2)
    cast.voted(other, 4, days=1)
    cast.close()
    with pytest.raises(Refused, match="Nothing waits"):
        actions.agree(cast.vote, seen="", by=cast.second)
    actions.ask(cast.vote, by=cast.first)
    with pytest.raises(Refused, match="Another organiser"):
        actions.agree(cast.vote, seen=cast.vote.approval.mark, by=cast.first)
    actions.agree(cast.vote, seen=cast.vote.approval.mark, by=cast.second)
    actions.agree(cast.vote, seen=cast.vote.approval.mark, by=cast.second)
    db.session.flush()
    assert cast.numbers() == {one.title: (3, 0), other.title: (2, 4), none.title: (0, 0)}
    with pytest.raises(Refused, match="they stand"):
        decide(cast, other, Ground.FRESH)
    with pytest.raises(Refused, match="they stand"):
        actions.call_off(cast.vote, reason="x", by=cast.first)


def test_held_ballots_count_with_a_reason_and_the_last_word_holds(english, cast):
    one, other, _ = cast.entries
    cast.voted(one, 2)
    cast.voted(other, 3, days=1)
    cast.close()
    decide(cast, other, Ground.FRESH)
    decide(cast, other, Ground.FRESH, lets_count=False)
    decide(cast, other, Ground.FRESH)
    assert len(db.session.scalars(select(BallotRuling)).all()) == 3
    assert cast.published().numbers()[other.title] == (3, 0)
    with pytest.raises(Refused, match="they stand"):
        decide(cast, one, Ground.FRESH)


def test_there_is_nothing_to_decide_where_nothing_is_held(english, cast):
    cast.voted(cast.entries[0])
    cast.close()
    with pytest.raises(Refused, match="No vote for this entry"):
        decide(cast, cast.entries[0], Ground.DEVICE)


def test_what_changed_since_it_was_asked_is_asked_anew(english, cast):
    cast.voted(cast.entries[0], 2, days=1)
    cast.close()
    actions.ask(cast.vote, by=cast.first)
    with pytest.raises(Refused, match="wait for another organiser"):
        decide(cast, cast.entries[0], Ground.FRESH)
    db.session.delete(db.session.scalars(select(Ballot)).first())
    db.session.flush()
    with pytest.raises(Refused, match="not the ones that were asked about"):
        actions.agree(cast.vote, seen=cast.vote.approval.mark, by=cast.second)
    actions.decline(cast.vote, by=cast.second)
    assert cast.published().numbers()[cast.entries[0].title] == (0, 1)


@pytest.mark.parametrize(
    ("number", "origin", "ground"),
    [
        (MOST_FROM_A_PLACE + 1, {"address": "203.0.113.7"}, Ground.PLACE),
        (MOST_FROM_A_DEVICE + 1, {"address": "203.0.113.7", "browser": "one"}, Ground.DEVICE),
    ],
)
def test_many_from_one_place_or_device_are_held(cast, number, origin, ground):
    entry = cast.entries[0]
    if ground is Ground.PLACE:
        for n in range(number):
            cast.voted(entry, browser=f"phone {n}", **origin)
    else:
        cast.voted(entry, number, **origin)
    cast.voted(entry, 2)
    tally = actions.tally_of(cast.close().vote)
    assert dict(tally.groups) == {(entry.id, ground): number}
    assert (tally.counted, tally.held) == (2, number)


def test_who_came_to_stand_with_the_team_or_lost_the_proof_is_held(cast):
    entry = cast.entries[0]
    friend, stranger, _good = cast.voted(entry, 3)
    db.session.add(Tie(team_id=entry.team.id, person_id=friend.id, kind=TieKind.MENTOR))
    stranger.details.email_verified_at = None
    tally = actions.tally_of(cast.close().vote)
    assert dict(tally.groups) == {(entry.id, Ground.SIDE): 1, (entry.id, Ground.UNPROVED): 1}
    assert (tally.counted, tally.held) == (1, 2)


def test_a_vote_is_called_off_with_a_reason_and_stays_so(english, cast):
    cast.voted(cast.entries[0])
    actions.call_off(cast.vote, reason="Bị tấn công", by=cast.first)
    actions.call_off(cast.vote, reason="Lần nữa", by=cast.first)
    assert cast.vote.called_off_reason == "Bị tấn công"
    with pytest.raises(Refused, match="called off"):
        cast.voted(cast.entries[0])
    assert not rules.can_be_counted(cast.close().vote)
    window = {"opens_at": now() + DAY, "closes_at": now() + 3 * DAY}
    with pytest.raises(Refused, match="It stays so"):
        actions.set_up(cast.contest, **window, stage=1, award=cast.vote.award, by=cast.first)


def test_the_voter_reads_and_erases_the_own_ballot(cast):
    person, other = cast.voted(cast.entries[0], 2)
    own = privacy.own_ballots(person.id)
    assert [one["entry"] for one in own] == [cast.entries[0].code]
    holdings.erase(person.id)
    assert [one.person_id for one in db.session.scalars(select(Ballot))] == [other.id]


def test_who_voted_for_whom_is_forgotten_and_the_numbers_stay(cast):
    cast.voted(cast.entries[0], 2)
    cast.close().published()
    privacy.forget_ballots(now() - timedelta(days=1))
    assert len(db.session.scalars(select(Ballot)).all()) == 2
    with as_of(now() + 91 * DAY):
        privacy.forget_ballots(now() - 90 * DAY)
    assert db.session.scalars(select(Ballot)).all() == []
    assert cast.numbers()[cast.entries[0].title] == (2, 0)


def test_one_organiser_alone_publishes_nothing(english, cast):
    cast.contest.organisers.remove(cast.contest.organisers[1])
    with pytest.raises(Refused, match="only one organiser"):
        actions.ask(cast.close().vote, by=cast.first)
    assert not rules.did_not_ask(make_person(), cast.vote)
