"""A vote is set up by one organiser before it opens; then its terms stand for everybody."""

from datetime import datetime
from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.arrival import arrived_at
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.voting import queries
from mentorhub.voting.domain import LONGEST, SHORTEST
from mentorhub.voting.models import PublicVote, StoodAside


def set_up(
    contest: Contest,
    *,
    opens_at: datetime,
    closes_at: datetime,
    stage: int,
    award: Translated,
    by: Person,
) -> PublicVote:
    """Set it up, or change it while it has not opened; the teams are told each time."""
    lock(contest)
    _refuse_the_impossible(contest, opens_at, closes_at)
    vote = queries.vote_of(contest) or PublicVote(contest_id=contest.id)
    if vote in db.session:
        _refuse_begun(vote)
    vote.set_up_by_id, vote.made_at = by.id, now()
    vote.opens_at, vote.closes_at, vote.stage, vote.award = opens_at, closes_at, stage, award
    vote.called_off_at, vote.called_off_reason = None, ""
    db.session.add(vote)
    db.session.flush()
    record("vote.announced", vote, by=by, **about(contest), until_at=closes_at.isoformat())
    return vote


def _refuse_the_impossible(contest: Contest, opens_at: datetime, closes_at: datetime) -> None:
    if contest.is_published:
        raise Refused(_l("The results are out."))
    if opens_at <= arrived_at():
        raise Refused(_l("Voting opens at a moment still to come: the teams hear of it before."))
    if opens_at < contest.closes_at:
        raise Refused(_l("Voting opens when entries are closed, not earlier."))
    if not SHORTEST <= closes_at - opens_at <= LONGEST:
        raise Refused(_l("Give people at least one day to vote, and at most sixty."))


def _refuse_begun(vote: PublicVote) -> None:
    lock(vote)
    if vote.is_called_off:
        if queries.has_ballots(vote):
            raise Refused(_l("The vote was called off after people had voted. It stays so."))
    elif arrived_at() >= vote.begins_at:
        raise Refused(_l("Voting has begun: its terms stand. You may call it off."))


def call_off(vote: PublicVote, *, reason: str, by: Person) -> None:
    """Nothing is ever counted, and everybody reads why."""
    lock(vote)
    if vote.is_published:
        raise Refused(_l("The numbers are public: they stand."))
    if vote.is_called_off:
        return  # the second click of the same button
    vote.called_off_at, vote.called_off_reason, vote.language = now(), reason, by.language
    if vote.approval is not None and vote.approval.is_open:
        vote.approval.withdrawn_at = now()
    record("vote.called_off", vote, by=by, **about(vote.contest))


def stand_aside(entry: Entry, *, by: Person) -> None:
    """The team does not want to be voted on; ballots for it do not count meanwhile."""
    vote = _of_entry(entry)
    if queries.aside_of(entry) is None:
        db.session.add(StoodAside(vote_id=vote.id, entry_id=entry.id, by_id=by.id))
        record("vote.stood_aside", entry, by=by, **about(entry.contest))


def come_back(entry: Entry, *, by: Person) -> None:
    _of_entry(entry)
    if (aside := queries.aside_of(entry)) is not None:
        db.session.delete(aside)
        record("vote.came_back", entry, by=by, **about(entry.contest))


def _of_entry(entry: Entry) -> PublicVote:
    vote = queries.vote_of(entry.contest)
    if vote is None or vote.is_called_off:
        raise Refused(_l("There is no public vote in this contest."))
    lock(vote)
    if arrived_at() >= vote.closes_at:
        raise Refused(_l("Voting is closed."))
    return vote


def about(contest: Contest) -> dict[str, Any]:
    return {"contest_id": contest.id, "contest": dict(contest.title)}
