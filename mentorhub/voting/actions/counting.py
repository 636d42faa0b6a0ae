"""Counting, and publishing by two: what counts, what is held, and why.

Until the vote is closed and the jury has marked its last sheet there is no number to read.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.entries.models import Entry
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.voting import queries
from mentorhub.voting.actions.setting_up import about
from mentorhub.voting.domain import Ground, Line, held_groups, suspected, tallied
from mentorhub.voting.models import BallotRuling, PublicVote, VoteCount
from mentorhub.voting.rules import can_be_counted

ACTION = "vote.publish"


@dataclass(frozen=True)
class Tally:
    """Both numbers of every entry that stands, and the suspect ballots by (entry, ground)."""

    lines: Sequence[Line]
    groups: Mapping[tuple[UUID, Ground], int]
    rulings: Mapping[tuple[UUID, Ground], BallotRuling]
    entries: Mapping[UUID, Entry]

    @property
    def counted(self) -> int:
        return sum(line.counted for line in self.lines)

    @property
    def held(self) -> int:
        return sum(line.held for line in self.lines)


def tally_of(vote: PublicVote) -> Tally:
    """As ballots and rulings say now; ask `rules.can_be_counted` first."""
    casts, rulings = queries.casts_of(vote), queries.rulings_of(vote)
    grounds = suspected(casts, vote.closes_at)
    released = {key for key, ruling in rulings.items() if ruling.lets_count}
    entries = {entry.id: entry for entry in queries.standing(vote)}
    lines = tallied(casts, grounds, released, list(entries))
    return Tally(lines, held_groups(casts, grounds), rulings, entries)


def decide_held(
    vote: PublicVote, *, entry_id: UUID, ground: Ground, lets_count: bool, reason: str, by: Person
) -> None:
    """Let suspect ballots of one entry count after all, or say why they stay held."""
    _hold(vote)
    if vote.waits_for_another:
        raise Refused(_l("The numbers wait for another organiser. Call that off first."))
    if (entry_id, ground) not in tally_of(vote).groups:
        raise Refused(_l("No vote for this entry is held for this reason any more."))
    told = {"lets_count": lets_count, "reason": reason, "language": by.language}
    ruling = BallotRuling(vote_id=vote.id, entry_id=entry_id, ground=ground, by_id=by.id, **told)
    db.session.add(ruling)
    db.session.flush()
    record("vote.held_decided", ruling, by=by, **about(vote.contest), lets_count=lets_count)


def ask(vote: PublicVote, *, by: Person) -> None:
    """Ask another organiser to publish exactly these numbers."""
    _hold(vote)
    if vote.waits_for_another:
        raise Refused(_l("This already waits for another organiser."))
    if len(vote.contest.organisers) < 2:
        raise Refused(_l("This contest has only one organiser. Add a second one first."))
    approval = Approval(
        action=ACTION,
        subject_type="PublicVote",
        subject_id=vote.id,
        digest=_digest(vote, tally_of(vote)),
        asked_by=by,
    )
    vote.approval = approval
    db.session.flush()
    record("vote.counted", vote, by=by, **about(vote.contest))


def agree(vote: PublicVote, *, seen: str, by: Person) -> None:
    """Public from this commit on: the numbers of the request whose mark was `seen`."""
    lock(vote)
    if vote.is_published:
        return  # the second click of the same button
    _hold(vote)
    approval = vote.approval
    if approval is None or not lock(approval).is_open:
        raise Refused(_l("Nothing waits for an answer here any more."))
    if approval.asked_by_id == by.id:
        raise Refused(_l("Another organiser must agree: whoever asked cannot."))
    approval.must_be(seen)
    tally = tally_of(vote)
    if approval.digest != _digest(vote, tally):
        raise Refused(_l("The numbers are not the ones that were asked about. Ask anew."))
    approval.approved_by, approval.approved_at = by, now()
    vote.published_at = approval.approved_at
    db.session.add_all(
        VoteCount(
            vote_id=vote.id,
            entry_id=line.entry,
            place=line.place,
            counted=line.counted,
            held=line.held,
        )
        for line in tally.lines
    )
    db.session.flush()
    record("vote.published", vote, by=by, **about(vote.contest))


def decline(vote: PublicVote, *, by: Person) -> None:
    """Whoever asked may take it back so, too."""
    lock(vote)
    if vote.approval is None or not lock(vote.approval).is_open:
        raise Refused(_l("Nothing waits for an answer here any more."))
    vote.approval.withdrawn_at = now()
    record("vote.declined", vote, by=by, **about(vote.contest))


def _hold(vote: PublicVote) -> None:
    """Ballots wait for the same row: none comes in while it is counted."""
    lock(vote)
    if vote.is_published:
        raise Refused(_l("The numbers are public: they stand."))
    if not can_be_counted(vote):
        raise Refused(_l("Counting begins when voting is closed and the jury has finished."))


def _digest(vote: PublicVote, tally: Tally) -> str:
    told = [str(vote.id), *(f"{x.entry} {x.place} {x.counted} {x.held}" for x in tally.lines)]
    told += sorted(f"{one.id} {one.lets_count}" for one in tally.rulings.values())
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
