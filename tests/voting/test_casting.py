"""One proved account, one ballot: changed, taken back, refused, and closed by the database."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.entries.models import EntryState
from mentorhub.ideas.models import Visibility
from mentorhub.platform.audit import AuditRow
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, TooOften
from mentorhub.teams.models import Tie, TieKind
from mentorhub.voting import actions, queries
from mentorhub.voting.domain import MOST_CHANGES
from mentorhub.voting.models import Ballot, PublicVote
from tests.factories import make_idea, make_juror, make_person
from tests.voting.conftest import DAY, make_voter


def ballots():
    return db.session.scalars(select(Ballot)).all()


def choose(cast, entry, person, **where):
    return actions.cast(cast.vote, entry_id=entry.id, by=person, **where)


def test_the_last_choice_counts_and_a_second_click_changes_nothing(cast):
    person, (one, other, _) = make_voter(), cast.entries
    choose(cast, one, person)
    first = choose(cast, other, person).at
    assert choose(cast, other, person).at == first
    assert [(b.entry_id, b.person_id) for b in ballots()] == [(other.id, person.id)]
    actions.take_back(cast.vote, by=person)
    actions.take_back(cast.vote, by=person)
    assert ballots() == []


def test_only_a_proved_account_votes(english, cast):
    for person in (make_person(), make_person(created_at=now() - 99 * DAY)):
        with pytest.raises(Refused, match="confirm your e-mail"):
            choose(cast, cast.entries[0], person)
    seen = make_person()
    seen.details.phone, seen.details.phone_verified_at = "0901234567", now()
    choose(cast, cast.entries[0], seen)
    assert len(ballots()) == 1


def test_who_runs_or_judges_the_contest_does_not_vote(english, cast):
    cast.first.details.email_verified_at = now()
    juror = make_voter()
    make_juror(cast.contest, juror)
    for person in (cast.first, juror):
        with pytest.raises(Refused, match="does not vote"):
            choose(cast, cast.entries[0], person)


def test_a_team_and_its_mentor_vote_for_others_only(english, cast):
    own, other, _ = cast.entries
    member, mentor = own.team.owner, make_voter()
    member.details.email_verified_at = now()
    db.session.add(Tie(team_id=own.team.id, person_id=mentor.id, kind=TieKind.MENTOR))
    db.session.flush()
    for person in (member, mentor):
        with pytest.raises(Refused, match="stand with this team"):
            choose(cast, own, person)
        choose(cast, other, person)


def test_before_and_after_nobody_votes_changes_or_takes_back(english, cast):
    person, entry = make_voter(), cast.entries[0]
    choose(cast, entry, person)
    for moment, words in (
        (cast.vote.opens_at - timedelta(seconds=1), "not begun"),
        (cast.vote.closes_at, "closed"),
    ):
        with as_of(moment):
            with pytest.raises(Refused, match=words):
                choose(cast, cast.entries[1], person)
            with pytest.raises(Refused, match=words):
                actions.take_back(cast.vote, by=person)
    with as_of(cast.vote.closes_at - timedelta(seconds=1)):
        choose(cast, cast.entries[1], person)


def test_a_later_deadline_of_the_contest_opens_the_vote_later(english, cast):
    cast.contest.closes_at = now() + timedelta(hours=2)
    with pytest.raises(Refused, match="not begun"):
        choose(cast, cast.entries[0], make_voter())


def test_what_is_excluded_went_out_or_is_confidential_cannot_be_chosen(english, cast):
    out, hidden, lagging = cast.entries
    out.state = EntryState.DISQUALIFIED
    hidden.idea = make_idea(visibility=Visibility.CONFIDENTIAL)
    cast.vote.stage = 2
    db.session.flush()
    for entry in (out, hidden, lagging):
        with pytest.raises(Refused, match="cannot be chosen"):
            choose(cast, entry, make_voter())
    lagging.reached_stage = 2
    choose(cast, lagging, make_voter())
    assert queries.standing(cast.vote) == [lagging]


def test_a_team_stands_aside_and_comes_back(english, cast):
    entry = cast.entries[0]
    leader = entry.team.owner
    person = make_voter()
    choose(cast, entry, person)
    actions.stand_aside(entry, by=leader)
    actions.stand_aside(entry, by=leader)
    db.session.flush()
    with pytest.raises(Refused, match="cannot be chosen"):
        choose(cast, entry, make_voter())
    assert queries.casts_of(cast.vote) == []
    actions.come_back(entry, by=leader)
    db.session.flush()
    assert len(queries.casts_of(cast.vote)) == 1
    cast.close()
    with pytest.raises(Refused, match="closed"):
        actions.stand_aside(entry, by=leader)


def test_who_changes_without_end_waits(english, cast):
    person = make_voter()
    for n in range(MOST_CHANGES):
        choose(cast, cast.entries[n % 2], person)
    with pytest.raises(TooOften, match="Try again in an hour"):
        choose(cast, cast.entries[2], person)
    assert len(ballots()) == 1


def test_no_log_says_who_voted_or_for_whom(browser, cast):
    person, entry = make_voter(), cast.entries[0]
    browser.sign_in(person)
    address = f"/votes/{cast.vote.id}/ballot"
    assert browser.post(address, entry=str(entry.id)).status_code == 303
    assert len(ballots()) == 1
    assert db.session.scalars(select(Activity).where(Activity.actor_id == person.id)).all() == []
    told = [str(row.facts) + row.permission for row in db.session.scalars(select(AuditRow))]
    assert [one for one in told if "vote" in one or str(entry.id) in one] == []


def test_an_organiser_sets_it_up_and_after_the_opening_its_terms_stand(english, cast):
    db.session.delete(cast.vote)
    db.session.flush()
    terms = {"stage": 1, "award": cast.vote.award, "by": cast.first}
    window = {"opens_at": now() + DAY, "closes_at": now() + 5 * DAY}
    vote = actions.set_up(cast.contest, **window, **terms)
    again = actions.set_up(
        cast.contest, opens_at=now() + 2 * DAY, closes_at=now() + 9 * DAY, **terms
    )
    assert again is vote
    assert len(db.session.scalars(select(PublicVote)).all()) == 1
    later = {"opens_at": vote.opens_at + DAY, "closes_at": vote.opens_at + 3 * DAY}
    with as_of(vote.opens_at), pytest.raises(Refused, match="its terms stand"):
        actions.set_up(cast.contest, **later, **terms)


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(-1, 3, "still to come"), (1, 1.5, "one day"), (1, 90, "at most sixty"), (1, 0.5, "one day")],
)
def test_windows_nobody_can_use_are_refused(english, cast, opens, closes, words):
    window = {"opens_at": now() + opens * DAY, "closes_at": now() + closes * DAY}
    with pytest.raises(Refused, match=words):
        actions.set_up(cast.contest, **window, stage=1, award=cast.vote.award, by=cast.first)


def test_voting_waits_for_the_end_of_entries(english, cast):
    cast.contest.closes_at = now() + 9 * DAY
    window = {"opens_at": now() + DAY, "closes_at": now() + 4 * DAY}
    with pytest.raises(Refused, match="when entries are closed"):
        actions.set_up(cast.contest, **window, stage=1, award=cast.vote.award, by=cast.first)
