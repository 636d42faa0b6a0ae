"""Giving and taking back. Rows are only added; whoever writes holds the person's row first."""

import secrets
from collections.abc import Collection
from datetime import UTC, datetime, time
from uuid import UUID

from mentorhub.accounts.actions import digest_of
from mentorhub.accounts.domain.consent import (
    TEXT_VERSION,
    Answer,
    Lacking,
    Purpose,
    Way,
    Word,
    latest,
)
from mentorhub.accounts.models import Consent, Person
from mentorhub.activity.actions import record
from mentorhub.consents.domain import LINK_WAITS, MOST_GUARDIANS, comes_of_age, wording
from mentorhub.consents.models import Guardian
from mentorhub.consents.queries import first_without, guardians_of
from mentorhub.notifications.actions import call_back, post
from mentorhub.platform import mail
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _, _l, language
from mentorhub.rights.actions import note_withdrawal

MISSING = {
    Lacking.OWN: _l(
        "You have not agreed to this yet. “What I agreed to” in your profile shows it."
    ),
    Lacking.GUARDIAN: _l(
        "Your guardian has not agreed to this yet. “What I agreed to” in your profile has the "
        "slip and the link for them."
    ),
    Lacking.INFORMING: _l(
        "Tell a guardian about the mentoring first. “What I agreed to” in your profile has the "
        "slip for them."
    ),
}


def require(person: Person, purpose: Purpose) -> None:
    """Refuse what the person, or a guardian, has not agreed to; say what is missing."""
    if missing := person.lacks(purpose):
        raise Refused(MISSING[missing[0]])


def require_of_all(people: Collection[UUID], purpose: Purpose) -> None:
    """The same for several people, told to a team mate of theirs: who lacks it, never why."""
    if (person := first_without(people, purpose)) is not None:
        title = wording(purpose, language()).title
        facts = {"purpose": title, "name": person.full_name}
        raise Refused(_("“%(purpose)s” is not agreed to for %(name)s.", **facts))


def give(person: Person, purpose: Purpose) -> None:
    _answer(person, purpose, Answer.GIVEN, way=Way.SELF, entered_by=person)


def withdraw(person: Person, purpose: Purpose) -> None:
    """As easy as giving, and it holds from the next request on."""
    _answer(person, purpose, Answer.WITHDRAWN, way=Way.SELF, entered_by=person)


def name_guardian(child: Person, *, name: str, relation: str, contact: str) -> str:
    """A guardian with a link of their own; its token is told once, or sent to them by mail."""
    lock(child)
    if len(guardians_of(child)) >= MOST_GUARDIANS:
        raise Refused(_l("Three guardians are named already. Ask your Youth Union to end one."))
    facts = {"name": name, "relation": relation, "contact": contact, "created_by_id": child.id}
    guardian = Guardian(child=child, **facts)
    db.session.add(guardian)
    db.session.flush()
    record("guardian.named", guardian, by=child)
    return _handed_out(guardian)


def new_link(guardian: Guardian, *, by: Person) -> str:
    """The link before ends with it."""
    lock(guardian)
    record("guardian.link_made", guardian, by=by)
    return _handed_out(guardian)


def _handed_out(guardian: Guardian) -> str:
    """At 16 and 17 the house writes to a guardian with a mail address: nobody else has it."""
    token = _new_link(guardian)
    if not guardian.is_told_by_mail:
        return token
    child = guardian.child
    link = mail.address("consents.guardian", guardian_id=token)
    facts = {"child": child.display_name, "guardian": guardian.name, "url": link}
    letter = mail.letter("consents/mentoring", language=child.language, **facts)
    if not post(f"mentoring {guardian.id} {today()}", letter, to=child, address=guardian.contact):
        raise Refused(_l("A mail went to your guardian today. Send another one tomorrow."))
    return ""


def _new_link(guardian: Guardian) -> str:
    token = secrets.token_urlsafe(24)
    guardian.token_digest = digest_of(token)
    guardian.token_expires_at = now() + LINK_WAITS
    return token


def answer_as_guardian(guardian: Guardian, agreed: Collection[Purpose]) -> None:
    """A yes or a no to every purpose at once, by the guardian's own link."""
    for purpose in Purpose:
        change_as_guardian(guardian, purpose, agrees=purpose in agreed)


def change_as_guardian(guardian: Guardian, purpose: Purpose, *, agrees: bool) -> None:
    """One purpose, by the link; from then on the link works until the child is of age."""
    before = guardian.agrees_to(purpose)
    answer = Answer.GIVEN if agrees else Answer.WITHDRAWN if before else Answer.DECLINED
    _answer(guardian.child, purpose, answer, way=Way.GUARDIAN_LINK, guardian=guardian)
    if guardian.checked_how is None:
        guardian.checked_how, guardian.checked_at = Way.GUARDIAN_LINK, now()
    details = guardian.child.details
    if details is not None and details.birth_year is not None:
        until = datetime.combine(comes_of_age(details.birth_year), time(), UTC)
        guardian.token_expires_at = max(until, now() + LINK_WAITS)


def note_informed(guardian: Guardian, *, way: Way, by: Person | None) -> None:
    """A guardian of a 16 or 17 year old said so, or an officer has told them. Once is enough."""
    lock(guardian.child)
    if guardian.knows_of_mentoring:
        return
    _add(guardian.child, Purpose.MENTOR_CONTACT, Answer.INFORMED, way, guardian, by)
    record("guardian.informed", guardian, by=by)


def check_paper(
    child: Person,
    *,
    name: str,
    relation: str,
    contact: str,
    child_agrees: Collection[Purpose],
    guardian_agrees: Collection[Purpose],
    by: Person,
) -> Guardian:
    """An officer saw the signed slip: both agreements are written down as they stand on it."""
    lock(child)
    guardian = next((g for g in guardians_of(child) if g.name == name), None)
    if guardian is None:
        facts = {"name": name, "relation": relation, "created_by_id": by.id}
        guardian = Guardian(child=child, **facts)
        db.session.add(guardian)
        db.session.flush()
    guardian.contact = contact or guardian.contact
    guardian.checked_how, guardian.checked_at, guardian.checked_by_id = Way.PAPER, now(), by.id
    for purpose in Purpose:
        if purpose in child_agrees:
            _answer(child, purpose, Answer.GIVEN, way=Way.PAPER, entered_by=by)
        answer = Answer.GIVEN if purpose in guardian_agrees else Answer.DECLINED
        _answer(child, purpose, answer, way=Way.PAPER, guardian=guardian, entered_by=by)
    record("guardian.paper_checked", guardian, by=by)
    return guardian


def end_guardian(guardian: Guardian, *, by: Person) -> None:
    """This person no longer speaks for the child: neither a yes nor a no of theirs counts."""
    lock(guardian.child)
    guardian.ended_at, guardian.token_digest = now(), None
    for purpose in Purpose:
        _add(guardian.child, purpose, Answer.ENDED, Way.OFFICER, guardian, by)
    record("guardian.ended", guardian, by=by)


def _answer(
    person: Person,
    purpose: Purpose,
    answer: Answer,
    *,
    way: Way,
    guardian: Guardian | None = None,
    entered_by: Person | None = None,
) -> None:
    """One row more, unless this voice said the same before (a second tap)."""
    lock(person)
    db.session.expire(person, ["consents"])
    words = (Word(c.purpose, c.answer, c.guardian_id) for c in person.consents)
    key = guardian.id if guardian else None
    if latest(purpose, words).get(key) is answer:
        return
    _add(person, purpose, answer, way, guardian, entered_by)
    if not person.agrees_to(Purpose.MESSAGES):
        call_back(person.id)
    if answer is Answer.WITHDRAWN:
        note_withdrawal(person, by_guardian=guardian is not None)
    record(f"consent.{answer.value}", person, by=entered_by, purpose=purpose.value, way=way.value)


def _add(
    person: Person,
    purpose: Purpose,
    answer: Answer,
    way: Way,
    guardian: Guardian | None,
    entered_by: Person | None,
) -> None:
    person.consents.append(
        Consent(
            purpose=purpose,
            answer=answer,
            text_version=TEXT_VERSION,
            way=way,
            guardian_id=guardian.id if guardian else None,
            entered_by_id=entered_by.id if entered_by else None,
            at=now(),
        )
    )
    db.session.flush()
