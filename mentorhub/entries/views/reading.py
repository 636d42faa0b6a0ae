"""The entries of a contest, and one of them."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.entries import actions, queries, rules
from mentorhub.entries.domain import TEXTS, answers_in
from mentorhub.entries.models import Entry
from mentorhub.entries.views.blueprint import bp
from mentorhub.entries.views.naming import named_parts
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.arrival import arrived_at
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can
from mentorhub.platform.serving import picture


@bp.get("/contests/<uuid:contest_id>/entries")
@access(rules.LIST, contest=Contest)
def directory(contest: Contest) -> Page:
    entries = db.session.scalars(queries.listed_in(contest).limit(1000)).all()
    return page("entries/directory.html", contest=contest, entries=entries)


@bp.get("/contests/<uuid:contest_id>/entries/units")
@access(rules.LIST, contest=Contest)
def by_unit(contest: Contest) -> Page:
    units = queries.sent_by_unit(contest)
    return page("entries/by_unit.html", contest=contest, units=units)


@bp.get("/entries/<uuid:entry_id>")
@access(rules.GLANCE, entry=queries.at_hand)
def show(entry: Entry) -> Page:
    inside = can(current_user, rules.WRITE, entry)
    content = actions.to_read(entry, now()) if inside else actions.sent_content_of(entry)
    left = actions.parts_left(entry, content) if inside else {}
    progress = queries.progress(entry, content)
    return page(
        "entries/show.html",
        entry=entry,
        content=content,
        adding=entry.may_add(now()),
        waits=inside and actions.waits_to_be_sent(entry, now()),
        **progress,
        left=_named(entry, left),
        left_answers=answers_in(left),
        asked_later=named_parts(entry, progress["later"], content) if inside else [],
        people=queries.participants_of(entry),
        receipts=queries.receipts_of(entry),
    )


def _named(entry: Entry, left: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(name, its label, the text) of each text that was not sent in time."""
    texts = [name for name in TEXTS if name in left]
    named = named_parts(entry, texts, actions.content_of(entry))
    return [(name, label, str(left[name])) for name, label in named]


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
