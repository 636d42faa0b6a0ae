"""One proved account, one ballot: changed and taken back until the close, counted by nobody yet.

Nothing is recorded of it but the ballot itself: no line of the log says who voted, or for whom.
"""

from datetime import timedelta
from uuid import UUID

from mentorhub.accounts.actions import limits
from mentorhub.accounts.models import Person
from mentorhub.accounts.queries import attempts
from mentorhub.entries.models import Entry
from mentorhub.platform.arrival import arrived_at
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, TooOften
from mentorhub.platform.i18n import _l
from mentorhub.platform.pseudonyms import pseudonym
from mentorhub.voting import queries
from mentorhub.voting.domain import MOST_CHANGES, place_of
from mentorhub.voting.models import Ballot, PublicVote

A_BALLOT = "a ballot"


def is_open(vote: PublicVote) -> bool:
    return not vote.is_called_off and vote.begins_at <= arrived_at() < vote.closes_at


def has_closed(vote: PublicVote) -> bool:
    return arrived_at() >= vote.closes_at


def cast(
    vote: PublicVote, *, entry_id: UUID, by: Person, address: str = "", browser: str = ""
) -> Ballot:
    """The person's one ballot now names this entry. A second click changes nothing at all."""
    lock(vote)
    refuse_closed(vote)
    entry = next((one for one in queries.standing(vote) if one.id == entry_id), None)
    if entry is None:
        raise Refused(_l("This entry cannot be chosen any more. Choose another one."))
    refuse_who_may_not(vote, entry, by)
    ballot = queries.ballot_of(vote, by)
    if ballot is not None and ballot.entry_id == entry.id:
        return ballot
    _refuse_many_changes(by, address)
    place, moment = place_of(address), arrived_at()
    if ballot is None:
        ballot = Ballot(vote_id=vote.id, person_id=by.id)
        db.session.add(ballot)
    ballot.entry_id, ballot.at = entry.id, moment
    ballot.place = pseudonym("place of a ballot", str(vote.id), place) if place else ""
    ballot.device = pseudonym("device of a ballot", str(vote.id), place, browser) if place else ""
    db.session.flush()
    return ballot


def take_back(vote: PublicVote, *, by: Person) -> None:
    """As if the person had never voted."""
    lock(vote)
    refuse_closed(vote)
    if (ballot := queries.ballot_of(vote, by)) is not None:
        db.session.delete(ballot)


def refuse_closed(vote: PublicVote) -> None:
    """By when the request had arrived, on the database's clock."""
    if vote.is_called_off:
        raise Refused(_l("The vote was called off."))
    moment = arrived_at()
    if moment < vote.begins_at:
        raise Refused(_l("Voting has not begun yet."))
    if moment >= vote.closes_at:
        raise Refused(_l("Voting is closed."))


def refuse_who_may_not(vote: PublicVote, entry: Entry | None, by: Person) -> None:
    """Without an entry: whether the person may vote at all."""
    details = by.details
    if details is None or not (details.email_verified_at or details.phone_verified_at):
        raise Refused(
            _l("First confirm your e-mail address, or let an officer confirm your phone number.")
        )
    if queries.works_for_it(by, vote.contest):
        raise Refused(_l("Whoever runs this contest or judges it does not vote in it."))
    if entry is not None and queries.is_of_its_side(by, entry):
        raise Refused(_l("You stand with this team. Choose another entry."))


def _refuse_many_changes(by: Person, address: str) -> None:
    """Counted as sign-ins are, without a name."""
    account = pseudonym(A_BALLOT, str(by.id))
    since = now() - timedelta(hours=1)
    if attempts(since=since, succeeded=True, account_digest=account) >= MOST_CHANGES:
        raise TooOften(_l("You have voted anew many times. Try again in an hour."))
    limits.count(account, address, succeeded=True)
