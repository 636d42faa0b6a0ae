"""Organisers and administrators: one authorised person proposes, another one agrees."""

from datetime import timedelta
from typing import Any

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.organisations.actions.giving import grant, refuse_the_impossible
from mentorhub.organisations.models import BY_TWO, Grant, Proposal, Role
from mentorhub.organisations.queries import (
    held_admin_offices,
    open_proposals_like,
)
from mentorhub.organisations.rules import answers_among
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.units.models import Unit

GRANT = "role.grant.organiser_or_admin"
LASTS = timedelta(days=14)


def propose(person: Person, role: Role, *, unit: Unit, by: Person) -> Proposal:
    """Ask another administrator to agree to this office for this person in this unit.

    Whatever was proposed before and no longer holds gives way; what still holds stays the one.
    """
    refuse_the_impossible(person, unit=unit, by=by)
    admins = held_admin_offices()
    if role not in BY_TWO or not answers_among(admins, by, unit):
        raise Refused(_l("You no longer hold the office this needs."))
    return _proposed(person, role, unit, by, admins)


def grant_on_the_server(person: Person, role: Role, *, unit: Unit) -> Grant | Proposal:
    """Give an office from the command line; what two give is proposed once somebody can agree.

    The house's first administrator is given there alone: nobody is there yet to agree. After
    that whoever runs the server is the first of two, and an administrator the second. Such a
    proposal bears the person themselves as who asked, which no page lets anybody do.
    """
    admins = held_admin_offices()
    if role not in BY_TWO or not admins:
        return grant(person, role, unit=unit, by=None)
    refuse_the_impossible(person, unit=unit, by=None)
    return _proposed(person, role, unit, person, admins)


def _proposed(person: Person, role: Role, unit: Unit, by: Person, admins: list[Grant]) -> Proposal:
    lock(person)
    if any(office.is_held and office.role is role and office.unit == unit
           for office in offices(person)):  # fmt: skip
        raise Refused(_l("This person holds this office already."))
    for older in db.session.scalars(open_proposals_like(person, role, unit)).all():
        if why_void(older, admins) is None:
            if older.approval.asked_by_id == by.id:
                return older  # the second click of the same button
            raise Refused(_l("Somebody proposed this already. You can agree to it."))
        older.approval.withdrawn_at = now()
    return _asked(person, role, unit, by)


def agree(proposal: Proposal, *, by: Person) -> Grant | None:
    """The second person agrees, and the office is held from this commit on.

    Raises Refused for whoever asked and whoever is to be given it, and where something changed.
    """
    admins = held_admin_offices()
    lock(proposal.person)
    lock(proposal.approval)
    if proposal.approval.approved_at is not None:
        return None  # two agreed at once, or one clicked twice
    if by.id in (proposal.approval.asked_by_id, proposal.person_id):
        raise Refused(_l("Another administrator must agree: not who asked, nor who is given it."))
    if not answers_among(admins, by, proposal.unit):
        raise Refused(_l("You no longer hold the office this needs."))
    if (reason := why_void(proposal, admins)) is not None:
        raise Refused(reason)
    asker = None if proposal.is_from_the_server else proposal.approval.asked_by
    given = grant(proposal.person, proposal.role, unit=proposal.unit, by=asker, agreed_by=by)
    proposal.approval.approved_by, proposal.approval.approved_at = by, now()
    record("office.agreed", proposal, by=by, role=proposal.role.value, unit=proposal.unit.code)
    return given


def decline(proposal: Proposal, *, by: Person) -> None:
    """Nothing is given; whoever asked may decline their own proposal too."""
    lock(proposal.approval)
    if proposal.approval.approved_at is not None:
        raise Refused(_l("The office was already given. Take it back instead."))
    if proposal.approval.withdrawn_at is None:
        proposal.approval.withdrawn_at = now()
        record("office.declined", proposal, by=by, place=proposal.unit.name)


def why_void(proposal: Proposal, admins: list[Grant]) -> Any:
    """Why nobody can agree to this proposal any more; None while somebody can."""
    approval, person = proposal.approval, proposal.person
    if approval.withdrawn_at is not None:
        return _l("This proposal was declined or replaced. Propose it anew.")
    if now() - approval.asked_at > LASTS:
        return _l("This proposal is older than two weeks. Propose it anew.")
    asker, unit = approval.asked_by, proposal.unit
    if not (proposal.is_from_the_server or answers_among(admins, asker, unit)):
        return _l("Whoever proposed this is no administrator any more. Propose it anew.")
    if approval.digest != proposal.digest_today or not person.is_active or person.is_minor:
        return _l("Something about this person has changed since. Propose it anew.")
    if proposal.unit.closed_at is not None:
        return _l("This unit is closed. Choose another one.")
    return None


def offices(person: Person) -> list[Grant]:
    """Read afresh: the person was locked a moment ago."""
    db.session.refresh(person, ["offices"])
    held: list[Grant] = person.offices  # type: ignore[attr-defined]
    return held


def _asked(person: Person, role: Role, unit: Unit, by: Person) -> Proposal:
    approval = Approval(
        action=GRANT, subject_type="Person", subject_id=person.id, digest="", asked_by=by
    )
    proposal = Proposal(person=person, role=role, unit=unit, approval=approval)
    approval.digest = proposal.digest_today
    db.session.add(proposal)
    record("office.proposed", proposal, by=None if by is person else by, place=unit.name)
    return proposal
