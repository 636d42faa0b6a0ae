"""Export, erase, ask, answer. Each leaves a request with its days and its outcome."""

from datetime import timedelta
from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.accounts.queries import open_logins
from mentorhub.activity.actions import record
from mentorhub.jobs.actions import enqueue
from mentorhub.platform import erased, holdings
from mentorhub.platform.clock import LOCAL, now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, TooOften
from mentorhub.platform.i18n import _l
from mentorhub.rights import queries
from mentorhub.rights.domain import DAYS_TO_DO, FORMAT, MOST_EXPORTS, WAIT, answer_due
from mentorhub.rights.models import DataRequest, Kind, RequestState


def _asked(person: Person, kind: Kind, *, done: bool = False, **facts: Any) -> DataRequest:
    moment = now()
    request = DataRequest(
        person=person,
        unit=person.unit,
        kind=kind,
        asked_at=moment,
        answer_due=answer_due(moment, LOCAL),
        done_due=moment + DAYS_TO_DO,
        **facts,
    )
    if done:
        request.state, request.answered_at, request.closed_at = RequestState.DONE, moment, moment
    db.session.add(request)
    db.session.flush()
    return request


def export(person: Person, *, by_guardian: bool = False) -> dict[str, Any]:
    """Everything about the person that is theirs to read, at most five times a day."""
    lock(person)
    if queries.exports_since(person, now() - timedelta(days=1)) >= MOST_EXPORTS:
        raise TooOften(_l("Five copies were made today. Come back tomorrow for another."))
    found = holdings.export(person.id)
    request = _asked(person, Kind.ACCESS, done=True, by_guardian=by_guardian)
    record("privacy.exported", request, by=None if by_guardian else person)
    return {
        "format": FORMAT,
        "made_at": request.asked_at.isoformat(),
        "person": str(person.id),
        "data": {matter.value: tables for matter, tables in found.items()},
    }


def note_withdrawal(person: Person, *, by_guardian: bool) -> None:
    """A consent taken back holds at once: the request is closed in the moment it is made."""
    _asked(person, Kind.WITHDRAW, done=True, by_guardian=by_guardian)


def ask(person: Person, *, kind: str, words: str) -> DataRequest:
    """In words, to the officers of the unit."""
    request = _asked(person, Kind(kind), words=words, language=person.language)
    record("privacy.asked", request, by=person)
    return request


def ask_erasure(person: Person, *, by_guardian: bool = False) -> DataRequest:
    """Seventy-two hours to think it over; every device is signed out now."""
    lock(person)
    if (asked := queries.open_erasure(person)) is not None:
        return asked
    refuse_what_is_unfinished(person)
    request = _asked(person, Kind.ERASE, by_guardian=by_guardian)
    enqueue(
        "rights.erase",
        {"request": str(request.id)},
        key=f"erase {request.id}",
        due_at=request.asked_at + WAIT,
    )
    for login in db.session.scalars(open_logins(person)):
        login.revoked_at = now()
    record("privacy.erasure_asked", request, by=None if by_guardian else person)
    holdings.tell_witnesses(person, request.erased_from)
    return request


def refuse_what_is_unfinished(person: Person) -> None:
    if sentences := holdings.hindrances(person):
        raise Refused(" ".join(str(sentence) for sentence in sentences))


def take_back(person: Person, *, by_guardian: bool = False) -> None:
    """The account stays; nothing was done to it yet."""
    lock(person)
    request = queries.open_erasure(person)
    if request is None:
        raise Refused(_l("There is no erasure to take back."))
    request.state, request.closed_at = RequestState.TAKEN_BACK, now()
    record("privacy.erasure_taken_back", request, by=None if by_guardian else person)


def carry_out(request: DataRequest) -> None:
    """All of it in one transaction, or nothing; what hinders it is told and tried a day later."""
    lock(request.person)
    lock(request)
    if not request.is_open or request.erased_from > now():
        return
    if holdings.hindrances(request.person):
        _put_off(request)
        return
    person_id = request.person_id
    forget_person(request.person)
    db.session.refresh(request)
    request.state = RequestState.DONE
    request.answered_at = request.closed_at = now()
    record("privacy.erased", request, by=None)
    erased.append(person_id)


def forget_person(person: Person) -> None:
    """The one place where a person becomes a pseudonym that leads to nobody."""
    person_id = person.id
    holdings.erase(person_id)


def _put_off(request: DataRequest) -> None:
    tomorrow = now() + timedelta(days=1)
    enqueue(
        "rights.erase",
        {"request": str(request.id)},
        key=f"erase {request.id} {tomorrow:%Y-%m-%d}",
        due_at=tomorrow,
    )
    record("privacy.erasure_waits", request, by=None)


def reply(request: DataRequest, *, answer: str, state: str, by: Person) -> None:
    """A sentence for the person; it may stay open until the deed is done."""
    lock(request)
    if not request.needs_an_officer:
        raise Refused(_l("This request is closed already."))
    request.answer, request.state = answer, RequestState(state)
    request.answered_at = request.answered_at or now()
    request.handled_by_id = by.id
    if not request.is_open:
        request.closed_at = now()
    record("privacy.answered", request, by=by)


def remind() -> None:
    """The officers of the unit, once for each of the two days, a day ahead."""
    for request in queries.soon_due(now()):
        request.reminded_at = now()
        record("privacy.due", request, by=None)
