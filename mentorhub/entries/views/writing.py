"""The page an entry is written on, and what a juror will read of it."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.entries import actions, queries, rules
from mentorhub.entries.forms import EntryForm, entry_form, questions_on_page
from mentorhub.entries.models import Entry
from mentorhub.entries.views.blueprint import bp
from mentorhub.platform.access import Page, access, page, writing
from mentorhub.platform.arrival import arrived_at
from mentorhub.platform.clock import now
from mentorhub.platform.drafting import both_texts_reply, saved_reply, unfit_reply
from mentorhub.platform.errors import Stale
from mentorhub.platform.i18n import _
from mentorhub.platform.merging import Merge
from mentorhub.questions.actions import as_sent
from mentorhub.questions.forms import lines_of
from mentorhub.questions.models import Question
from mentorhub.questions.queries import keys_asked, needed_parts


@bp.route("/entries/<uuid:entry_id>/edit", methods=["GET", "POST"])
@access(rules.WRITE, looks_first=True, entry=queries.entry_to_write_on)
def edit(entry: Entry) -> Page | Response:
    form = entry_form(entry, actions.on_its_page(entry, now()))
    if form.sent() and form.attempt(_save, entry, form):
        waits = actions.waits_to_be_sent(entry, now())
        flash(_("Saved. Changes count once they are sent.") if waits else _("Saved."))
        return redirect(url_for("entries.show", entry_id=entry.id))
    content = actions.on_its_page(entry, now())
    theirs: list[tuple[str, str, str]] = []
    if form.overtaken is not None:
        present = entry_form(entry, content, formdata=None)
        merge: Merge = form.overtaken.facts["merge"]
        theirs = form.differences(merge.clashing, present)
        form.catch_up(present, merge.taken)
    if form.refused:
        form.take_version(entry)
    adding = entry.may_add(now())
    lines = lines_of(questions_on_page(entry, content), form, with_stage=not adding)
    return page(
        "entries/edit.html",
        form=form,
        entry=entry,
        theirs=theirs,
        lines=lines,
        needed=needed_parts(entry.contest),
        lacking=queries.lacking(entry, actions.to_read(entry, now())),
        later=queries.asked_since(entry),
        asked_keys=keys_asked(entry.contest, content, entry.reached_stage),
        adding=adding,
        answering=actions.is_answering(entry, now()),
    )


@bp.app_template_global()
def parts_open(entry: Entry) -> frozenset[str]:
    """The parts the team may change now."""
    return actions.open_parts(entry, now())


@bp.app_template_global()
def stage_asks(entry: Entry, content: Mapping[str, Any]) -> list[tuple[Question, bool]]:
    """Each question of the stage the entry went on to, and whether it is answered."""
    asked = keys_asked(entry.contest, content, entry.reached_stage)
    given = {*content.get("answers", {}), *(one["slot"] for one in content.get("files", ()))}
    return [
        (one, one.key in given) for one in questions_on_page(entry, content) if one.key in asked
    ]


@bp.post("/entries/<uuid:entry_id>/edit/words")
@access(rules.WRITE, looks_first=True, entry=queries.entry_to_write_on)
def save_quietly(entry: Entry) -> Page | Response:
    """The same save while one types: JSON out, and no page (decision 18)."""
    form = entry_form(entry, actions.on_its_page(entry, now()))
    if not form.sent():
        return unfit_reply(form)
    try:
        merge = _save(entry, form)
    except Stale as stale:
        present = entry_form(entry, actions.on_its_page(entry, now()), formdata=None)
        return both_texts_reply(form, present, stale)
    content = actions.on_its_page(entry, now())
    present = entry_form(entry, content, formdata=None) if merge.taken else form.having(content)
    lacking = queries.lacking(entry, actions.to_read(entry, now()))
    return saved_reply(present, merge.taken, lacking=lacking)


def _save(entry: Entry, form: EntryForm) -> Merge:
    page = form.page if form.seen.was_told else None  # else only the version tells what it showed
    typed = {"people": form.people.data, "answers": form.answers, **form.words}
    with writing(rules.WRITE, entry):
        who = {"by": current_user, "at": arrived_at(), "version": form.version.data}
        return actions.save(entry, page=page, **typed, **who)


@bp.get("/entries/<uuid:entry_id>/preview")
@access(rules.WRITE, entry=Entry)
def preview(entry: Entry) -> Page:
    """What a juror would read if the entry were sent now; without names where they read without."""
    content = as_sent(entry.contest, actions.to_read(entry, now()), reached=entry.reached_stage)
    read = SimpleNamespace(
        **{"answers": {}, **content},
        id=entry.id,
        code=entry.code or _("not sent"),
        team=entry.team,
        photo=entry.photo,
    )
    return page("entries/preview.html", entry=entry, read=read)
