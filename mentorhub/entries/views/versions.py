"""What an entry said each time it was sent: for its team, and for organisers after the scoring."""

from flask import abort
from flask_login import current_user

from mentorhub.entries import queries, rules
from mentorhub.entries.domain import FILES, PEOPLE, TEXTS, compared
from mentorhub.entries.forms import entry_form
from mentorhub.entries.models import Entry
from mentorhub.entries.queries.versions import versions_of
from mentorhub.entries.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _, language
from mentorhub.platform.permissions import can
from mentorhub.questions.queries import all_of


@bp.get("/entries/<uuid:entry_id>/versions")
@access(rules.VERSIONS, entry=Entry)
def versions(entry: Entry) -> Page:
    labels = _labels(entry)
    told = [(one, _in_order(one.parts_changed, labels)) for one in versions_of(entry)]
    return page("entries/versions.html", entry=entry, versions=told)


@bp.get("/entries/<uuid:entry_id>/versions/<int:number>")
@access(rules.VERSIONS, entry=Entry)
def version(entry: Entry, number: int) -> Page:
    found = versions_of(entry)
    chosen = next((one for one in found if one.number == number), None) or abort(404)
    return page(
        "entries/version.html",
        entry=entry,
        version=chosen,
        labels=_labels(entry),
        names=_names(entry),
        newest=found[0].number,
        oldest=found[-1].number,
        compared=compared,
        questions={f"q_{one.key}": one for one in all_of(entry.contest)},
        kept={str(one.id) for one in entry.attachments},
    )


def _labels(entry: Entry) -> dict[str, str]:
    """The parts in the order of the page they are written on, as it calls them."""
    form = entry_form(entry, {PEOPLE: []}, formdata=None)
    asked = {f"q_{one.key}": one.label.in_language(language()) for one in all_of(entry.contest)}
    return {
        **{name: str(form[name].label.text) for name in TEXTS},
        **asked,
        FILES: _("Files"),
        PEOPLE: str(form.people.label.text),
    }


def _in_order(parts: set[str], labels: dict[str, str]) -> list[str]:
    return [label for name, label in labels.items() if name in parts]


def _names(entry: Entry) -> dict[str, str]:
    """For the team, of whoever is in it or in the entry today; who left both is named no more."""
    if not can(current_user, rules.WRITE, entry):
        return {}
    people = [member.person for member in entry.team.members]
    people += queries.participants_of(entry)
    return {str(person.id): person.display_name for person in people}
