"""Whoever changes an offer holds the team's row, then the offer's."""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.mentoring import actions as mentoring
from mentorhub.mentoring.models import MentorProfile, MentorRequest
from mentorhub.offers import queries
from mentorhub.offers.models import Offer, OfferState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Team

MOST_OPEN = 3


def make(team: Team, profile: MentorProfile, *, why: str, by: Person) -> Offer:
    """Refused in the words of a request where the team could not ask this mentor anyway."""
    lock(team)
    waiting = queries.waiting_at(team)
    if any(offer.profile_id == profile.id for offer in waiting):
        raise Refused(_l("This mentor is offered to the team already."))
    if len(waiting) >= MOST_OPEN:
        raise Refused(_l("Three offers wait at this team. Take one back, or let it answer first."))
    obstacle = mentoring.advise(team, profile).obstacle
    if obstacle is not None:
        raise Refused(mentoring.OBSTACLES[obstacle])
    offer = Offer(team=team, profile=profile, made_by=by, why=why, language=by.language)
    db.session.add(offer)
    record("offer.made", offer, by=by, team=team.name)
    return offer


def accept(offer: Offer, *, need: str, first_meeting: str, by: Person) -> MentorRequest:
    """The team asks the mentor: an ordinary request, which names who brought them together."""
    _hold(offer)
    who = {"proposed_by": offer.made_by, "by": by}
    request = mentoring.ask(
        offer.team, offer.profile, need=need, first_meeting=first_meeting, **who
    )
    _answer(offer, OfferState.ACCEPTED, by=by)
    record("offer.accepted", offer, by=by, team=offer.team.name)
    return request


def decline(offer: Offer, *, answer: str, by: Person) -> None:
    _hold(offer)
    _answer(offer, OfferState.DECLINED, by=by)
    offer.answer = answer
    record("offer.declined", offer, by=by, team=offer.team.name)


def take_back(offer: Offer, *, by: Person) -> None:
    _hold(offer)
    offer.state = OfferState.TAKEN_BACK
    record("offer.taken_back", offer, by=by, team=offer.team.name)


def _hold(offer: Offer) -> None:
    lock(offer.team)
    lock(offer)
    if not offer.is_open:
        raise Refused(_l("This offer is closed: it was answered, taken back or is too old."))


def _answer(offer: Offer, state: OfferState, *, by: Person) -> None:
    offer.state, offer.answered_at, offer.answered_by_id = state, now(), by.id
