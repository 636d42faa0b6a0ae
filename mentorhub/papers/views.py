"""The files of an entry: sent up in parts or whole, taken out, handed to whoever may read them."""

from functools import partial
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, jsonify, redirect, request, send_file, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.entries.actions import to_read
from mentorhub.entries.models import Attachment, Entry
from mentorhub.entries.queries import entry_to_change, judged_files
from mentorhub.papers import actions, queries, rules
from mentorhub.papers.domain.kinds import ACCEPT, PART, SPOKEN
from mentorhub.papers.forms import AnnouncedForm, FileForm, PartForm
from mentorhub.papers.models import Upload
from mentorhub.platform import files
from mentorhub.platform.access import Page, access, page, writing
from mentorhub.platform.arrival import arrived_at
from mentorhub.platform.clock import now
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.platform.images import MEDIA_TYPE, thumbnail
from mentorhub.platform.permissions import can
from mentorhub.questions.actions import as_sent

bp = Blueprint("papers", __name__)
HARMLESS = "default-src 'none'; sandbox"


@bp.app_template_global()
def papers_of(entry: Entry, slot: str, *, inside: bool) -> list[Attachment]:
    """The team sees the files of its draft, everybody else those that were sent."""
    found = entry.papers if inside else judged_files(entry)
    return [one for one in found if one.slot == slot]


@bp.app_template_global()
def papers_as_judged(entry: Entry) -> list[queries.Judged]:
    """What a juror would be handed if the draft were sent now."""
    content = as_sent(entry.contest, to_read(entry, now()), reached=entry.reached_stage)
    sent = content.get("files", ())
    wanted = {one["id"] for one in sent}
    return queries.as_judged(entry, [one for one in entry.attachments if str(one.id) in wanted])


@bp.app_template_global()
def kinds_of_files() -> dict[str, Any]:
    return {"accept": ACCEPT, "spoken": SPOKEN, "part": PART}


@bp.post("/entries/<uuid:entry_id>/uploads")
@access(rules.ADD, entry=entry_to_change)
def begin(entry: Entry) -> Response:
    form = AnnouncedForm()
    if not form.sent():
        abort(400)
    upload = actions.begin(entry, **form.answers, by=current_user, at=arrived_at())
    steps = {
        name: url_for(f"papers.{name}", entry_id=entry.id, upload_id=upload.id)
        for name in ("receive", "finish", "end")
    }
    return jsonify(received=upload.received, **steps)


@bp.post("/entries/<uuid:entry_id>/uploads/<uuid:upload_id>")
@access(rules.ADD, looks_first=True, entry=entry_to_change)
def receive(entry: Entry, upload_id: UUID) -> Response:
    upload, form = _upload(entry, upload_id), PartForm()
    if not form.sent():
        abort(400)
    return jsonify(received=actions.receive(upload, form.offset.data, form.content()))


@bp.post("/entries/<uuid:entry_id>/uploads/<uuid:upload_id>/finish")
@access(rules.ADD, looks_first=True, entry=entry_to_change)
def finish(entry: Entry, upload_id: UUID) -> Response:
    upload = _upload(entry, upload_id)
    if not Confirmation().sent():
        abort(400)
    refused = actions.finish(upload, **_who_writes(entry))
    return jsonify(received=upload.received, refused=refused)


@bp.post("/entries/<uuid:entry_id>/uploads/<uuid:upload_id>/end")
@access(rules.ADD, entry=Entry)
def end(entry: Entry, upload_id: UUID) -> Response:
    upload = _upload(entry, upload_id)
    if not Confirmation().sent():
        abort(400)
    actions.end(upload)
    return jsonify(received=0)


@bp.route("/entries/<uuid:entry_id>/files/new", methods=["GET", "POST"])
@access(rules.ADD, looks_first=True, entry=entry_to_change)
def add(entry: Entry) -> Page | Response:
    form = FileForm(slot=request.args.get("slot", ""))
    if form.sent():
        sent = {"name": form.file.data.filename, "content": form.content()}
        facts = {"slot": form.slot.data or "", **_who_writes(entry)}
        if form.attempt(actions.add, entry, **sent, **facts):
            flash(_("The file is in the entry."))
            return redirect(url_for("entries.show", entry_id=entry.id, _anchor="files"))
    return page("papers/add.html", form=form, entry=entry)


@bp.post("/entries/<uuid:entry_id>/files/<uuid:file_id>/removal")
@access(rules.ADD, entry=Entry)
def remove(entry: Entry, file_id: UUID) -> Response:
    attached = queries.paper_of(entry, file_id) or abort(404)
    actions.remove(attached, entry, by=current_user, at=arrived_at())
    flash(_("The file is out of the entry."))
    return redirect(url_for("entries.show", entry_id=entry.id, _anchor="files"))


@bp.get("/entries/<uuid:entry_id>/files/<uuid:file_id>")
@access(rules.READ, entry=Entry)
def read(entry: Entry, file_id: UUID) -> Response:
    return handed_out(_readable(entry, file_id))


@bp.get("/entries/<uuid:entry_id>/files/<uuid:file_id>/small")
@access(rules.READ, entry=Entry)
def small(entry: Entry, file_id: UUID) -> Response:
    return shown_small(_readable(entry, file_id))


def handed_out(attached: Attachment, name: str = "") -> Response:
    """Always saved, never opened in a page of ours; a browser that opens it lets it do nothing."""
    file = attached.file
    reply = send_file(
        BytesIO(_bytes(attached)),
        mimetype=file.media_type,
        as_attachment=True,
        download_name=name or file.name,
    )
    reply.headers["Content-Security-Policy"] = HARMLESS
    reply.headers["Cache-Control"] = "private, no-store"
    return reply


def shown_small(attached: Attachment) -> Response:
    """Only of pictures, which were made by us."""
    if attached.file.media_type != MEDIA_TYPE:
        abort(404)
    reply = Response(thumbnail(_bytes(attached)), mimetype=MEDIA_TYPE)
    reply.headers["Content-Security-Policy"] = HARMLESS
    return reply


def _bytes(attached: Attachment) -> bytes:
    try:
        return files.content_of(attached.file)
    except FileNotFoundError:
        abort(404)


def _readable(entry: Entry, file_id: UUID) -> Attachment:
    inside = can(current_user, rules.ADD, entry)
    found = entry.attachments if inside else judged_files(entry)
    return next((one for one in found if one.id == file_id), None) or abort(404)


def _who_writes(entry: Entry) -> dict[str, Any]:
    return {"by": current_user, "at": arrived_at(), "writing": partial(writing, rules.ADD, entry)}


def _upload(entry: Entry, upload_id: UUID) -> Upload:
    return queries.upload_of(entry, current_user, upload_id) or abort(404)
