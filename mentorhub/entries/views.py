"""The pages of an entry: begun, written, sent, and the paper that proves it."""

from uuid import UUID

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.contests.queries import open_now, whole
from mentorhub.entries import actions, queries, rules
from mentorhub.entries.actions import receipts as written
from mentorhub.entries.domain import missing, sections_done
from mentorhub.entries.forms import CheckForm, EntryForm, LateForm, StartForm, people_in
from mentorhub.entries.models import Entry
from mentorhub.ideas.models import Idea
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.arrival import arrived_at
from mentorhub.platform.db import db
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can
from mentorhub.platform.qr import drawn
from mentorhub.platform.serving import picture
from mentorhub.platform.signing import public_keys
from mentorhub.teams.models import Team
from mentorhub.teams.queries import teams_of

bp = Blueprint("entries", __name__)


@bp.app_template_global()
def own_entries(contest: Contest) -> list[Entry]:
    """The entries of the reader's teams, for the contest's page."""
    return queries.own_entries(contest, current_user) if current_user.is_authenticated else []


@bp.route("/contests/<uuid:contest_id>/entries/new", methods=["GET", "POST"])
@access(rules.START, contest=whole)
def start(contest: Contest) -> Page | Response:
    teams = list(db.session.scalars(teams_of(current_user)))
    mine = queries.own_entries(contest, current_user)
    team = _team(teams, [entry.team_id for entry in mine])
    ideas = queries.ideas_of(team) if team else []
    form = StartForm(idea=_idea(ideas), people=_ids_of(team))
    form.offer_ideas(ideas)
    form.offer(team)
    facts = {"team": team, "idea": form.chosen(ideas), "people": form.people.data or ()}
    if form.sent() and team and form.attempt(actions.start, contest, by=current_user, **facts):
        return redirect(url_for("entries.edit", entry_id=form.outcome.id))
    return page("entries/start.html", form=form, contest=contest, team=team, teams=teams, mine=mine)


@bp.get("/ideas/<uuid:idea_id>/entries")
@access(rules.START_FROM_IDEA, idea=Idea)
def start_from_idea(idea: Idea) -> Page:
    contests = db.session.scalars(open_now().limit(20)).all()
    return page("entries/start_from_idea.html", idea=idea, contests=contests)


@bp.get("/contests/<uuid:contest_id>/entries")
@access(rules.LIST, contest=Contest)
def directory(contest: Contest) -> Page:
    entries = db.session.scalars(queries.listed_for(current_user, contest).limit(1000)).all()
    return page("entries/directory.html", contest=contest, entries=entries)


@bp.get("/contests/<uuid:contest_id>/entries/units")
@access(rules.LIST, contest=Contest)
def by_unit(contest: Contest) -> Page:
    units = queries.sent_by_unit(contest)
    return page("entries/by_unit.html", contest=contest, units=units)


@bp.get("/entries/<uuid:entry_id>")
@access(rules.GLANCE, entry=Entry)
def show(entry: Entry) -> Page:
    inside = can(current_user, rules.WRITE, entry)
    content = actions.content_of(entry) if inside else actions.sent_content_of(entry)
    return page(
        "entries/show.html",
        entry=entry,
        content=content,
        done=sections_done(content),
        lacking=missing(content),
        people=queries.participants_of(entry),
        receipts=queries.receipts_of(entry),
    )


@bp.get("/entries/<uuid:entry_id>/photo")
@access(rules.PHOTO, entry=Entry)
def photo(entry: Entry) -> Response:
    return picture(entry.photo)


@bp.post("/entries/<uuid:entry_id>/photo/off")
@access(rules.WRITE, entry=Entry)
def take_photo_off(entry: Entry) -> Response:
    if Confirmation().sent():
        actions.take_photo_off(entry, at=arrived_at())
        flash(_("The entry goes without the photo. Your idea keeps it."))
    return redirect(url_for("entries.show", entry_id=entry.id), 303)


@bp.route("/entries/<uuid:entry_id>/edit", methods=["GET", "POST"])
@access(rules.WRITE, entry=Entry)
def edit(entry: Entry) -> Page | Response:
    saved = actions.content_of(entry)
    words = {**saved, "people": people_in(saved), "version": entry.version}
    form = EntryForm(data=words)
    form.offer(entry.team, frozen=queries.participants_of(entry) if entry.number else ())
    form.offer_fields(entry.contest.limits)
    who = {"by": current_user, "at": arrived_at(), "version": form.version.data}
    if form.sent() and form.attempt(
        actions.save, entry, people=form.people.data, **form.words, **who
    ):
        flash(_("Saved. Changes count once they are sent.") if entry.unsent else _("Saved."))
        return redirect(url_for("entries.show", entry_id=entry.id))
    differences = []
    if form.refused:
        differences = form.differences(actions.content_of(entry))
        form.take_version(entry)
    return page("entries/edit.html", form=form, entry=entry, differences=differences)


@bp.route("/entries/<uuid:entry_id>/submission", methods=["GET", "POST"])
@access(rules.FINALISE, entry=Entry)
def submit(entry: Entry) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.submit, entry, by=current_user, at=arrived_at()):
        flash(
            _("Your entry is in: %(code)s.", code=entry.code)
            if entry.is_submitted
            else _("Received after the deadline: an organiser decides whether it counts.")
        )
        return redirect(url_for("entries.receipt", entry_id=entry.id))
    content = actions.content_of(entry)
    return page(
        "entries/submit.html", form=form, entry=entry, content=content, lacking=missing(content)
    )


@bp.route("/entries/<uuid:entry_id>/withdrawal", methods=["GET", "POST"])
@access(rules.WITHDRAW, entry=Entry)
def withdraw(entry: Entry) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.withdraw, entry, by=current_user):
        flash(_("The entry is withdrawn. Nobody judges it any more."))
        return redirect(url_for("entries.show", entry_id=entry.id))
    return page("entries/withdraw.html", form=form, entry=entry)


@bp.get("/entries/<uuid:entry_id>/receipt")
@access(rules.RECEIPT, entry=Entry)
def receipt(entry: Entry) -> Page:
    receipts = queries.receipts_of(entry)
    if not receipts:
        abort(404)
    address = current_app.config["BASE_URL"] + url_for("entries.checked", code=receipts[0].code)
    return page(
        "entries/receipt.html", entry=entry, receipt=receipts[0], address=address, drawn=drawn
    )


@bp.get("/entries/<uuid:entry_id>/receipt.json")
@access(rules.RECEIPT, entry=Entry)
def receipt_file(entry: Entry) -> Response:
    """What is checked with `openssl`, or on the page for it (docs/receipts.md)."""
    receipts = queries.receipts_of(entry)
    if not receipts:
        abort(404)
    name = f"mentorhub-{receipts[0].code}.json"
    file = Response(written.file_of(receipts[0], entry), mimetype="application/json")
    file.headers["Content-Disposition"] = f"attachment; filename={name}"
    return file


@bp.route("/receipts", methods=["GET", "POST"])
@access(rules.CHECK_RECEIPT)
def check() -> Page | Response:
    """A code or the downloaded file: valid, unknown or altered."""
    form = CheckForm()
    if not form.sent():
        return page("entries/check.html", form=form, verdict=None)
    if not form.text:
        return redirect(url_for("entries.checked", code=form.code.data))
    return page("entries/check.html", form=form, **written.verdict_on_file(form.text))


@bp.get("/receipts/<code>")
@access(rules.CHECK_RECEIPT)
def checked(code: str) -> Page:
    return page("entries/check.html", form=CheckForm(), **written.verdict_on_code(code))


@bp.get("/receipts/public-key.pem")
@access(rules.CHECK_RECEIPT)
def public_key() -> Response:
    return Response("".join(public_keys()), mimetype="application/x-pem-file")


@bp.route("/entries/<uuid:entry_id>/lateness", methods=["GET", "POST"])
@access(rules.DECIDE_LATE, entry=Entry)
def decide_late(entry: Entry) -> Page | Response:
    form = LateForm()
    if form.sent() and form.attempt(actions.decide_late, entry, **form.decision, by=current_user):
        flash(_("Decided. The team is told."))
        return redirect(url_for("entries.show", entry_id=entry.id))
    return page("entries/late.html", form=form, entry=entry)


def _team(teams: list[Team], entered: list[UUID]) -> Team | None:
    """The team asked for in the address, else the only one that has not entered yet."""
    asked = request.args.get("team")
    free = [team for team in teams if team.id not in entered]
    if asked:
        return next((team for team in free if str(team.id) == asked), None)
    return free[0] if len(free) == 1 else None


def _idea(ideas: list[Idea]) -> str:
    """The idea asked for in the address, if the team has it; else its newest; else none."""
    asked = request.args.get("idea")
    return next((str(one.id) for one in ideas if str(one.id) == asked or not asked), "")


def _ids_of(team: Team | None) -> list[UUID]:
    return [member.person_id for member in team.members] if team else []
