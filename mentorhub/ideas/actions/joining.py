"""Joining an idea instead of writing it a second time."""

from datetime import timedelta

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.consents.actions import require
from mentorhub.ideas import queries
from mentorhub.ideas.models import Idea, JoinRequest, JoinState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.teams.actions import take_in

MOST_OPEN = 5
REST = timedelta(days=30)  # after a no, before the same person asks the same idea again


def ask_to_join(idea: Idea, *, words: str, by: Person) -> JoinRequest:
    """One open request for an idea; a second press finds the first."""
    lock(idea)
    require(by, Purpose.ACCOUNT)
    last = queries.last_join_request(idea, by)
    if last is not None and last.is_open:
        return last
    if last is not None and last.state is JoinState.DECLINED and last.asked_at > now() - REST:
        raise Refused(_l("The team has answered you. You can ask again after a month."))
    if queries.open_join_requests_of(by) >= MOST_OPEN:
        raise Refused(_l("Five teams have your question already. Wait for an answer first."))
    request = JoinRequest(idea=idea, person_id=by.id, words=words)
    db.session.add(request)
    record("idea.join_asked", idea, by=by, title=idea.title)
    return request


def welcome(request: JoinRequest, *, by: Person) -> None:
    """The person is in the team from now on."""
    if _stands(request, JoinState.WELCOMED):
        return
    team = request.idea.team
    if team is None:
        raise Refused(_l("Found a team and choose it for this idea first. Then welcome people."))
    take_in(team, request.person)
    _note(request, JoinState.WELCOMED, by=by)


def decline_to_join(request: JoinRequest, *, by: Person) -> None:
    if not _stands(request, JoinState.DECLINED):
        _note(request, JoinState.DECLINED, by=by)


def stop_asking(request: JoinRequest, *, by: Person) -> None:
    if not _stands(request, JoinState.TAKEN_BACK):
        _note(request, JoinState.TAKEN_BACK, by=by)


def _stands(request: JoinRequest, state: JoinState) -> bool:
    """Was this the answer already? Of two answers at once the first one stands."""
    lock(request)
    if request.state is not state and not request.is_open:
        raise Refused(_l("This question has been answered already."))
    return request.state is state


def _note(request: JoinRequest, state: JoinState, *, by: Person) -> None:
    request.state, request.answered_at, request.answered_by_id = state, now(), by.id
    if state is not JoinState.TAKEN_BACK:
        idea, person = request.idea, str(request.person_id)
        record(f"idea.join_{state}", idea, by=by, title=idea.title, person=person)
