"""What I agreed to; the slip and the link for a guardian; the guardian's page; the officer's."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts.domain.consent import Answer, Purpose, Way, guardian_knows
from mentorhub.accounts.domain.consent import Word as Said
from mentorhub.accounts.models import Consent, Person
from mentorhub.consents import actions, rules
from mentorhub.consents.domain import Wording, wording
from mentorhub.consents.forms import RELATIONS, AnswerForm, GuardianForm, OneForm, PaperForm
from mentorhub.consents.models import Guardian
from mentorhub.consents.queries import guardian_behind, guardians_of
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import LANGUAGES, _, language
from mentorhub.platform.qr import drawn
from mentorhub.rights import actions as data_rights
from mentorhub.rights.forms import ShapeForm
from mentorhub.rights.queries import open_erasure
from mentorhub.rights.views import handed_out

bp = Blueprint("consents", __name__)


@bp.app_template_filter()
def worded(consent: Consent) -> Wording:
    """The wording that was agreed to, in the reader's language."""
    return wording(consent.purpose, language(), consent.text_version)


@bp.app_template_global()
def wording_of(purpose: str) -> Wording:
    """What would be agreed to now."""
    return wording(Purpose(purpose), language())


def _texts(said: dict[str, Consent] | None = None) -> list[tuple[Purpose, Wording]]:
    """Of what holds, the wording that was agreed to; else the one that would be agreed to now."""
    held = {it.purpose: it for it in (said or {}).values() if it.answer is Answer.GIVEN}
    return [
        (purpose, worded(held[purpose]) if purpose in held else wording(purpose, language()))
        for purpose in Purpose
    ]


@bp.route("/me/consents", methods=["GET", "POST"])
@access(rules.OWN)
def own() -> Page:
    person, form = current_user, OneForm()
    if request.method == "POST" and form.sent() and form.attempt(_change_own, form):
        return redirect(url_for("consents.own", _anchor=form.purpose.data), 303)
    return page(
        "consents/own.html",
        form=form if form.is_submitted() else None,
        texts=_texts(mine := _last_of_one_voice(person.consents, None)),
        mine=mine,
        history=list(reversed(person.consents)),
        guardians=guardians_of(person) if person.is_minor else [],
        purposes=Purpose,
    )


def _change_own(form: OneForm) -> None:
    purpose, agrees = form.chosen
    if agrees:
        actions.give(current_user, purpose)
        flash(_("Noted: you agree."))
    else:
        actions.withdraw(current_user, purpose)
        flash(_("Taken back. It holds from now on."))


def _last_of_one_voice(consents: list[Consent], guardian: Guardian | None) -> dict[str, Consent]:
    key = guardian.id if guardian else None
    said = (c for c in consents if c.guardian_id == key and c.answer is not Answer.INFORMED)
    return {consent.purpose.value: consent for consent in said}


@bp.route("/me/guardians/new", methods=["GET", "POST"])
@access(rules.NAME_GUARDIAN)
def name_guardian() -> Page:
    form = GuardianForm()
    if form.sent() and form.attempt(actions.name_guardian, current_user, **form.answers):
        return _slip(current_user, form.outcome) if form.outcome else _written_to()
    return page("consents/name_guardian.html", form=form)


@bp.post("/me/guardians/<uuid:guardian_id>/link")
@access(rules.TELL_GUARDIAN, guardian=Guardian)
def link(guardian: Guardian) -> Page:
    """A new link and slip; whoever holds the one before is let in no more."""
    token = actions.new_link(guardian, by=current_user)
    return _slip(guardian.child, token) if token else _written_to()


def _written_to() -> Response:
    """The link is in the guardian's mail alone: at 16 and 17 nobody answers in their place."""
    flash(
        _("A mail is on its way to your guardian. Once they say that they have read it, it holds.")
    )
    return redirect(url_for("consents.own", _anchor="guardians"), 303)


def _slip(child: Person, token: str) -> Page:
    """For paper and for the phone, shown once: only the fingerprint of the link is kept."""
    address = current_app.config["BASE_URL"] + url_for("consents.guardian", guardian_id=token)
    return page(
        "consents/slip.html", child=child, link=address, code=drawn(address), texts=_texts()
    )


@bp.route("/guardian/<guardian_id>", methods=["GET", "POST"])
@access(rules.ANSWER_AS_GUARDIAN, guardian=guardian_behind)
def guardian(guardian: Guardian) -> Page:
    """Opening the page changes nothing; the first answer is about every purpose."""
    child = guardian.child
    if not child.needs_guardian:
        return _tell(guardian)
    said = _last_of_one_voice(child.consents, guardian)
    form: Any = OneForm() if said else AnswerForm()
    if form.sent() and form.attempt(_answer, guardian, form):
        flash(_("Thank you. It is noted and holds from now on."))
        return redirect(request.path, 303)
    return page(
        "consents/guardian.html",
        form=form,
        guardian=guardian,
        child=child,
        texts=_texts(said),
        said=said,
        childs=_last_of_one_voice(child.consents, None),
        here=request.path,
        languages=LANGUAGES,
    )


def _tell(guardian: Guardian) -> Page:
    """At 16 and 17 the young person agrees alone; a guardian says only that they know."""
    form = Confirmation()
    if form.sent() and form.attempt(
        actions.note_informed, guardian, way=Way.GUARDIAN_LINK, by=None
    ):
        flash(_("Thank you. It is noted and holds from now on."))
        return redirect(request.path, 303)
    return page(
        "consents/informed.html",
        form=form,
        child=guardian.child,
        texts=_texts(),
        here=request.path,
        known=guardian_knows(_said_of(guardian.child)),
    )


@bp.route("/guardian/<guardian_id>/data", methods=["GET", "POST"])
@access(rules.EXPORT_AS_GUARDIAN, guardian=guardian_behind)
def data(guardian: Guardian) -> Page:
    """For a child under 16 the guardian uses the rights of the child; the link is the proof."""
    form, child = ShapeForm(), guardian.child
    if form.sent() and form.attempt(data_rights.export, child, by_guardian=True):
        return handed_out(form.outcome, form.shape.data, back=request.path)
    asked, back = open_erasure(child), request.path.removesuffix("/data")
    return page("consents/data.html", form=form, child=child, asked=asked, back=back)


@bp.post("/guardian/<guardian_id>/erasure")
@access(rules.ERASE_AS_GUARDIAN, guardian=guardian_behind)
def erasure(guardian: Guardian) -> Page:
    """Asked for, or taken back, with one button each; the child hears of both."""
    form, child = Confirmation(), guardian.child
    asked = open_erasure(child)
    action = data_rights.take_back if asked else data_rights.ask_erasure
    facts = {"by_guardian": True}
    if form.sent() and form.attempt(action, child, **facts):
        return redirect(url_for("consents.data", guardian_id=request.path.split("/")[2]), 303)
    back = request.path.removesuffix("/erasure")
    return page("consents/data.html", form=form, child=child, asked=asked, back=back)


def _said_of(person: Person) -> list[Said]:
    return [Said(c.purpose, c.answer, c.guardian_id) for c in person.consents]


def _answer(guardian: Guardian, form: Any) -> None:
    if isinstance(form, AnswerForm):
        actions.answer_as_guardian(guardian, form.agreed)
    else:
        purpose, agrees = form.chosen
        actions.change_as_guardian(guardian, purpose, agrees=agrees)


@bp.route("/members/<uuid:person_id>/guardian", methods=["GET", "POST"])
@access(rules.CHECK_PAPER, person=Person)
def paper(person: Person) -> Page:
    """What guardians said; each look is written down. Their contact needs a reason (members)."""
    form = PaperForm()
    if form.sent() and form.attempt(actions.check_paper, person, **form.read, by=current_user):
        flash(_("The slip is noted."))
        return redirect(url_for("consents.paper", person_id=person.id), 303)
    known = guardians_of(person)
    return page(
        "consents/paper.html",
        form=form,
        child=person,
        guardians=known,
        relations=dict(RELATIONS),
        mine=_last_of_one_voice(person.consents, None),
        by_guardian={one.id: _last_of_one_voice(person.consents, one) for one in known},
        texts=_texts(),
    )


@bp.route("/guardians/<uuid:guardian_id>/told", methods=["GET", "POST"])
@access(rules.INFORM, guardian=Guardian)
def tell(guardian: Guardian) -> Page:
    """For a guardian without mail: the sheet, and that an officer has put it into their hands."""
    form = Confirmation()
    facts = {"way": Way.OFFICER, "by": current_user}
    if form.sent() and form.attempt(actions.note_informed, guardian, **facts):
        flash(_("Noted: this guardian knows of the mentoring."))
        return redirect(url_for("consents.paper", person_id=guardian.person_id), 303)
    return page("consents/told.html", form=form, guardian=guardian, texts=_texts())


@bp.route("/guardians/<uuid:guardian_id>/end", methods=["GET", "POST"])
@access(rules.END_GUARDIAN, guardian=Guardian)
def end(guardian: Guardian) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.end_guardian, guardian, by=current_user):
        flash(_("Noted. Ask the child to name somebody else."))
        return redirect(url_for("consents.paper", person_id=guardian.person_id), 303)
    return page("consents/end_guardian.html", form=form, guardian=guardian)
