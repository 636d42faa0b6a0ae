"""Finding people, an officer's page about one of them, and their contact for a reason."""

from typing import Any

from flask import Blueprint, current_app, make_response, request
from flask_login import current_user

from mentorhub.accounts.domain.consent import Age, Purpose
from mentorhub.accounts.models import Person
from mentorhub.matching.domain.analyser import fold
from mentorhub.members import actions, queries, rules
from mentorhub.members.forms import ReasonForm
from mentorhub.organisations.forms import ROLES
from mentorhub.organisations.rules import (
    holds_what_two_give,
    offices_of,
    somebody_else,
    units_answered_for,
)
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.platform.paging import Slice, slice_of
from mentorhub.platform.permissions import PERMISSIONS, can
from mentorhub.platform.text import normalised
from mentorhub.rosters.actions import contacts_given_out
from mentorhub.rosters.forms import ExportForm
from mentorhub.rosters.rules import EXPORT as EXPORT_LIST
from mentorhub.rosters.views.files import as_file
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug

bp = Blueprint("members", __name__)
LONGEST, SHORTEST, SHOWN, SHOWN_TO_MEMBERS = 100, 2, 50, 20
AGES = {
    Age.CHILD: _l("Under 16"),
    Age.YOUTH: _l("16 or 17"),
    Age.ADULT: _l("18 or older"),
}
PURPOSES = {
    Purpose.ACCOUNT: _l("Using the account"),
    Purpose.CONTEST: _l("Taking part in contests"),
    Purpose.PUBLICATION: _l("Publishing name and photo"),
    Purpose.MENTOR_CONTACT: _l("Contact with mentors"),
    Purpose.MESSAGES: _l("Mails about their matters"),
}
# what an officer may do for somebody: (permission, page, words); a page not built yet is left out
ACTS = (
    ("guardian.check_paper", "consents.paper", _l("Guardian")),
    ("account.reset_code.make", "organisations.reset_code", _l("Forgot the password")),
    ("account.phone.check", "organisations.phone", _l("Confirm the number")),
    ("account.second_step.end", "organisations.end_second_step", _l("Second step lost")),
    ("member.contact.read", "members.contact", _l("Phone and e-mail")),
    ("certificate.list_of_member", "certificates.of_member", _l("Certificates")),
    (
        "role.grant.unit_or_safeguarding_officer",
        "organisations.give_office",
        _l("Give an office"),
    ),
)
FOR_ADULTS = {"role.grant.unit_or_safeguarding_officer"}  # refused by the act itself as well


@bp.get("/members")
@access(rules.SEARCH)
def search() -> Page:
    """Those who answer for people find these, with what they may do; others adults by name."""
    q = normalised(request.args.get("q", ""))[:LONGEST]
    answers = rules.answers_for_people(current_user)
    is_enough = len(fold(q).replace(" ", "")) >= SHORTEST
    found = _found(q, answers) if is_enough else None
    units = units_answered_for(current_user)
    return page(
        "members/search.html", q=q, found=found, units=units, answers=answers, is_enough=is_enough
    )


def _found(q: str, answers: bool) -> Slice[Person]:
    actions.count_search(by=current_user)
    if answers:
        return slice_of(queries.charges_called(current_user, q), size=SHOWN)
    return slice_of(queries.adults_called(q), size=SHOWN_TO_MEMBERS)


@bp.get("/members/<uuid:person_id>")
@access(rules.SEE, person=Person)
def member(person: Person) -> Page:
    return page(
        "members/member.html",
        member=person,
        age=AGES[person.age_group],
        offices=[(ROLES[office.role], office.unit) for office in offices_of(person)],
        consents=[(words, person.agrees_to(purpose)) for purpose, words in PURPOSES.items()],
        acts=_acts(person),
        enters_by_two=(somebody_else & holds_what_two_give)(current_user, person),
    )


@bp.route("/members/<uuid:person_id>/contact", methods=["GET", "POST"])
@access(rules.READ_CONTACT, second_step=True, person=Person)
def contact(person: Person) -> Any:
    form = ReasonForm()
    if form.sent() and form.attempt(
        actions.read_contact, person, reason=form.reason.data, by=current_user
    ):
        reply = make_response(page("members/contact.html", member=person, contact=form.outcome))
        reply.headers["Cache-Control"] = "no-store"
        return reply
    return page("members/ask_contact.html", form=form, member=person)


@bp.route("/units/<unit_id>/roster/export", methods=["GET", "POST"])
@access(EXPORT_LIST, second_step=True, unit=by_slug)
def export_list(unit: Unit) -> Any:
    """A whole list as a file; with contacts only for a reason, and never all to everybody."""
    form, adults_only = ExportForm(), queries.is_beside_or_judges(current_user)
    if not form.sent():
        return page("rosters/export.html", form=form, unit=unit, adults_only=adults_only)
    lines = queries.list_of(unit)
    if not form.contacts.data:
        return as_file(unit, lines, str(form.kind.data), shows_contact=None)
    contacts_given_out(
        unit,
        reason=form.reason.data,
        lines=len(lines),
        adults_only=adults_only,
        by=current_user,
    )
    shown = queries.is_surely_of_age if adults_only else (lambda line: True)
    return as_file(unit, lines, str(form.kind.data), shows_contact=shown)


@bp.get("/me/contact-looks")
@access(rules.OWN_LOOKS)
def own_looks() -> Page:
    """Who read the reader's own contact, when, in which office and why."""
    looks = db.session.scalars(queries.looks_at(current_user.id).limit(SHOWN)).all()
    return page("members/own_looks.html", looks=looks)


def _acts(person: Person) -> list[tuple[str, Any]]:
    return [
        (endpoint, words)
        for permission, endpoint, words in ACTS
        if endpoint in current_app.view_functions
        and permission in PERMISSIONS
        and can(current_user, permission, person)
        and not (person.is_minor and permission in FOR_ADULTS)
    ]
