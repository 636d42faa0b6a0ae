"""Whoever changes an offer holds the team's row, then the mentor's, then the offer's."""

from datetime import timedelta

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.mentoring import actions as mentoring
from mentorhub.mentoring.domain.recommendation import Obstacle
from mentorhub.mentoring.models import MentorProfile, MentorRequest
from mentorhub.offers import queries
from mentorhub.offers.models import Offer, OfferState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Team

MOST_OPEN = 3
MOST_A_WEEK = 5
QUIET = timedelta(days=90)
WELCOME_LASTS = timedelta(days=60)
CLOSED = _l("This offer is closed: it was answered, taken back or is too old.")
_NOT_NOW = _l("You cannot offer yourself to this team at the moment.")
OWN_OBSTACLES = {
    Obstacle.ASKED: _l("This team has asked you already: answer its request."),
    Obstacle.FULL: _l("All your places are taken, or teams wait for them."),
    Obstacle.LANGUAGE: _l("You and this team have no language in common."),
    Obstacle.DECLINED: _l("You declined a request of this team before."),
}


def make(team: Team, profile: MentorProfile, *, why: str, by: Person) -> Offer:
    """Refused in the words of a request where the team could not ask this mentor anyway."""
    lock(team)
    if profile.person_id == by.id:
        raise Refused(_l("Another officer has to offer you to a team."))
    waiting = queries.waiting_at(team, own=False)
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


def offer_oneself(team: Team, profile: MentorProfile, *, why: str) -> Offer:
    """Three wait at most, five in a week; one team is written to once in ninety days."""
    lock(team)
    lock(profile)
    if not team.welcomes_mentors:
        raise Refused(_NOT_NOW)
    _refuse_pestering(team, profile)
    obstacle = mentoring.advise(team, profile).obstacle
    if obstacle is not None:
        raise Refused(OWN_OBSTACLES.get(obstacle, _NOT_NOW))
    by = profile.person
    offer = Offer(team=team, profile=profile, made_by=by, why=why, language=by.language)
    db.session.add(offer)
    record("offer.own_made", offer, by=by, team=team.name)
    return offer


def _refuse_pestering(team: Team, profile: MentorProfile) -> None:
    made = queries.own_offers_of(profile)
    if any(one.team_id == team.id and one.made_at > now() - QUIET for one in made):
        raise Refused(
            _l("You offered this team your help not long ago. It can ask you itself at any time.")
        )
    if sum(one.waits for one in made) >= MOST_OPEN:
        raise Refused(_l("Three of your offers wait. Take one back, or let those teams answer."))
    if sum(one.made_at > now() - timedelta(days=7) for one in made) >= MOST_A_WEEK:
        raise Refused(_l("You offered yourself to five teams this week. Wait a few days."))
    if len(queries.waiting_at(team, own=True)) >= MOST_OPEN:
        raise Refused(_l("Three mentors wait for this team's answer. Look again in a few days."))


def welcome_mentors(team: Team, *, by: Person) -> None:
    """For sixty days mentors find the team, unless somebody under 18 joins."""
    lock(team)
    team.mentors_welcome_until = now() + WELCOME_LASTS
    record("team.mentors_welcomed", team, by=by)


def end_welcome(team: Team, *, by: Person) -> None:
    """What mentors have offered until now can still be answered."""
    lock(team)
    team.mentors_welcome_until = None
    record("team.mentors_not_welcomed", team, by=by)


def accept(offer: Offer, *, need: str, first_meeting: str, by: Person) -> MentorRequest:
    """The team asks the mentor: an ordinary request, which names who brought them together."""
    _hold_to_answer(offer)
    request = mentoring.ask(
        offer.team,
        offer.profile,
        need=need,
        first_meeting=first_meeting,
        proposed_by=None if offer.is_own else offer.made_by,
        by=by,
    )
    _answer(offer, OfferState.ACCEPTED, by=by)
    if not offer.is_own:  # the mentor hears of the request
        record("offer.accepted", offer, by=by, team=offer.team.name)
    return request


def decline(offer: Offer, *, answer: str, by: Person) -> None:
    _hold_to_answer(offer)
    _answer(offer, OfferState.DECLINED, by=by)
    offer.answer = answer
    verb = "offer.own_declined" if offer.is_own else "offer.declined"
    record(verb, offer, by=by, team=offer.team.name)


def take_back(offer: Offer, *, by: Person) -> None:
    _hold(offer)
    offer.state = OfferState.TAKEN_BACK
    verb = "offer.own_taken_back" if offer.is_own else "offer.taken_back"
    record(verb, offer, by=by, team=offer.team.name)


def _hold(offer: Offer) -> None:
    lock(offer.team)
    lock(offer)
    if not offer.waits:
        raise Refused(CLOSED)


def _hold_to_answer(offer: Offer) -> None:
    """The same for the team, before which no word of a mentor comes once a minor is in it."""
    _hold(offer)
    if offer.is_kept_from_the_team:
        raise Refused(CLOSED)


def _answer(offer: Offer, state: OfferState, *, by: Person) -> None:
    offer.state, offer.answered_at, offer.answered_by_id = state, now(), by.id
