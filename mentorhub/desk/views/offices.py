"""What waits because of an office, or because somebody is too young to go on alone."""

from collections.abc import Iterator

from flask import url_for

from mentorhub.accounts.domain.consent import Lacking, Purpose
from mentorhub.accounts.models import Person
from mentorhub.consents.queries import guardians_of
from mentorhub.conversations import rules as safety
from mentorhub.desk import queries
from mentorhub.desk.domain import Task
from mentorhub.mentoring import rules as mentoring
from mentorhub.organisations import rules as organisations
from mentorhub.organisations.forms import ROLES
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import administers_all, units_answered_for, units_under
from mentorhub.platform.i18n import _, language, ngettext
from mentorhub.platform.permissions import can
from mentorhub.rights import rules as rights


def of_a_child(person: Person) -> Iterator[Task]:
    """Under 16 nothing of theirs goes anywhere until a guardian has agreed."""
    if not person.needs_guardian or Lacking.GUARDIAN not in person.lacks(Purpose.ACCOUNT):
        return
    about = _(
        "Until both of you have agreed, you can look around and write drafts, but not send, join "
        "or enter anything."
    )
    if guardians_of(person):
        title, address = _("Your guardian has not agreed yet"), url_for("consents.own")
        yield Task(title, f"{address}#guardians", about, "shield-check", "gold")
    else:
        address = url_for("consents.name_guardian")
        yield Task(_("Name a guardian"), address, about, "user-plus", "gold")


def of_an_office(person: Person) -> Iterator[Task]:
    """Each with one statement, and none for whoever holds no office."""
    yield from _of_a_guard(person)
    yield from _of_a_second_admin(person)
    yield from _of_whoever_answers(person)
    yield from _of_whoever_checks(person)


def _of_a_guard(person: Person) -> Iterator[Task]:
    roles = (Role.ADMIN, Role.SAFEGUARDING_OFFICER)
    reports = queries.undecided_reports([u for role in roles for u in units_under(person, role)])
    if waiting := sum(can(person, safety.READ_REPORT, report) for report in reports):
        title = ngettext(
            "%(num)d safety report waits for you", "%(num)d safety reports wait for you", waiting
        )
        about = _("Somebody may be in danger: read it at once.")
        address = url_for("conversations.reports")
        yield Task(title, address, about, "flag", "lotus", others_wait=True, comes_first=True)


def _of_a_second_admin(person: Person) -> Iterator[Task]:
    for proposal in queries.proposed_offices(units_under(person, Role.ADMIN)):
        if can(person, organisations.AGREE, proposal):
            yield Task(
                _("Answer: an office that two give"),
                url_for("organisations.proposal", proposal_id=proposal.id),
                f"{ROLES[proposal.role]}, {proposal.unit.names.in_language(language())}",
                "shield-check",
                "gold",
                others_wait=True,
            )


def _of_whoever_answers(person: Person) -> Iterator[Task]:
    asked = queries.open_requests(units_answered_for(person))
    mine = [request for request in asked if can(person, rights.HANDLE, request)]
    if mine:
        title = ngettext(
            "%(num)d request about personal data waits for you",
            "%(num)d requests about personal data wait for you",
            len(mine),
        )
        about = _("The law gives two working days for the answer.")
        due = min(request.due for request in mine)
        yield Task(title, url_for("rights.requests"), about, "inbox", "gold", due=due)


def _of_whoever_checks(person: Person) -> Iterator[Task]:
    everywhere = administers_all(person)
    asked = queries.unchecked_mentors(None if everywhere else units_answered_for(person))
    if waiting := sum(can(person, mentoring.CHECK, profile) for profile in asked):
        title = ngettext(
            "%(num)d mentor waits to be checked", "%(num)d mentors wait to be checked", waiting
        )
        about = _("Teams find them once you have checked them.")
        address = url_for("mentoring.waiting")
        yield Task(title, address, about, "handshake", "green", others_wait=True)
