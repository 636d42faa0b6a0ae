"""Preparing a table, correcting one, and agreeing to it: for those who run the contest."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_login import current_user

from mentorhub.contests.models import Contest
from mentorhub.deliberations.models import Matter
from mentorhub.deliberations.queries import carried_motions, decided_order
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, moment, number
from mentorhub.publishing import actions, queries, rules
from mentorhub.publishing.domain import Decisions
from mentorhub.publishing.forms import decisions_in, imprint_in, prepare_form, withheld_in
from mentorhub.publishing.models import Publication
from mentorhub.publishing.views.blueprint import bp
from mentorhub.publishing.views.rule import withheld_of


@bp.route("/contests/<uuid:contest_id>/results/draft", methods=["GET", "POST"])
@access(rules.READ_DRAFT, second_step=True, contest=Contest)
def prepare(contest: Contest) -> Page:
    if contest.is_published:
        return redirect(url_for("publishing.results", contest_id=contest.id))
    return _preparing(contest, corrects=False)


@bp.route("/contests/<uuid:contest_id>/results/correction", methods=["GET", "POST"])
@access(rules.CORRECT, second_step=True, contest=Contest)
def correct(contest: Contest) -> Page:
    """Another edition of a public table: prepared with a reason, and agreed to like the first."""
    return _preparing(contest, corrects=True)


def _preparing(contest: Contest, *, corrects: bool) -> Page:
    entries = queries.submitted_entries(contest)
    known = {key.hex: f"{entry.code} · {entry.title}" for key, entry in entries.items()}
    prepared, start = queries.prepared_for(contest), _start(contest)
    if prepared is not None:  # the preview is what waits, not what could be prepared
        found = actions.draft_of(prepared)
    else:
        ticked = request.form.getlist("without") if request.method == "POST" else start.left_out
        left_out = [key for key in ticked if corrects and key in known]
        withheld = withheld_in(contest, start.withheld)
        found = actions.draft(contest, Decisions(withheld=withheld, left_out=left_out))
    corrected = list(known.items()) if corrects else None
    form = prepare_form(contest, found.ties, start, corrected=corrected)
    if form.sent() and form.attempt(
        actions.prepare, contest, decisions_in(form), imprint_in(form), by=current_user
    ):
        flash(_("The table is frozen. The second organiser has been asked."))
        return redirect(_desk(contest))
    return page(
        "publishing/prepare.html",
        form=form,
        contest=contest,
        corrects=corrects,
        **_draft_page(contest, found, prepared),
    )


def _start(contest: Contest) -> Decisions:
    """A correction begins with what the public table says, the first table with what the jury
    decided where it put that to the vote."""
    earlier = queries.published_or_none(contest)
    if earlier is not None:
        return earlier.decisions
    carried = carried_motions(contest)
    tie_reason, withheld_reason = (
        " ".join(motion.reason for motion in carried if motion.matter is matter)
        for matter in (Matter.ORDER, Matter.WITHHOLDING)
    )
    return Decisions(decided_order(contest), tie_reason, (), withheld_reason)


def _desk(contest: Contest) -> str:
    """Where those who publish go on: correcting, once something is public."""
    name = "publishing.correct" if contest.is_published else "publishing.prepare"
    return url_for(name, contest_id=contest.id)


@bp.post("/results/tables/<uuid:publication_id>/agreement")
@access(rules.AGREE, second_step=True, publication=queries.publication)
def agree(publication: Publication) -> Page:
    if Confirmation().sent():
        actions.agree(publication, by=current_user)
        if publication.waits_for_its_moment:
            flash(_("Agreed. The results become public at the moment that was set."))
            return redirect(_desk(publication.contest))
        flash(_("The results are public."))
    return redirect(url_for("publishing.results", contest_id=publication.contest_id))


@bp.post("/results/tables/<uuid:publication_id>/announcement")
@access(rules.SEE_PREPARED, publication=queries.publication)
def announce(publication: Publication) -> Page:
    if Confirmation().sent():
        actions.announce(publication, by=current_user)
        flash(_("The fingerprint is public."))
    return redirect(_desk(publication.contest))


@bp.post("/results/tables/<uuid:publication_id>/discarding")
@access(rules.SEE_PREPARED, publication=queries.publication)
def discard(publication: Publication) -> Page:
    if Confirmation().sent():
        actions.discard(publication, by=current_user)
        flash(_("The table is discarded; nothing was published."))
    return redirect(_desk(publication.contest))


def _draft_page(
    contest: Contest, found: actions.Draft, prepared: Publication | None
) -> dict[str, Any]:
    awards = {award.id: award.name for award in contest.awards}
    given = {entry: awards[award] for entry, award in found.awards.items()}
    others = [
        o.person
        for o in contest.organisers
        if not prepared or o.person_id != prepared.prepared_by_id
    ]
    return {
        "prepared": prepared,
        "ledger": queries.ledger_of(prepared) if prepared else None,
        "others": others,
        "withheld": withheld_of(prepared) if prepared else [],
        "entries": queries.submitted_entries(contest),
        "lines": [
            {
                "entry": x.entry,
                "rank": x.rank,
                "total": x.total,
                "award": given.get(x.entry),
            }
            for x in found.lines
        ],
        "ties": found.ties,
        "ready": found.is_complete and len(contest.organisers) > 1,
        "checks": _checks(contest, found),
        "steps": _steps(contest, prepared),
    }


def _checks(contest: Contest, found: actions.Draft) -> list[dict[str, Any]]:
    return [
        {
            "name": _("Every scoresheet is in or waived"),
            "detail": _("%(count)s missing", count=number(found.missing)),
            "passes": not found.missing,
            "at": url_for("judging.progress", contest_id=contest.id),
        },
        {
            "name": _("The table has entries with a scoresheet"),
            "detail": _("%(count)s in the table", count=number(len(found.lines))),
            "passes": bool(found.lines),
        },
        {
            "name": _("Every entry has the readers the rules promise, or a reason why not"),
            "detail": _("%(count)s with fewer and no reason", count=number(len(found.lacking))),
            "passes": not found.lacking,
            "at": url_for("judging.few_readers", contest_id=contest.id),
        },
        {
            "name": _("No tie crosses a border between prizes"),
            "detail": _("%(count)s to be decided by the jury", count=number(len(found.ties))),
            "passes": not found.ties,
        },
        {
            "name": _("Sheets far from the others were asked about"),
            "detail": _("%(count)s still to be asked about", count=number(found.far)),
            "passes": not found.far,
            "at": url_for("judging.watch", contest_id=contest.id, _anchor="far"),
        },
        *_since(contest, found),
        {
            "name": _("There is a second organiser"),
            "detail": _("%(count)s organisers", count=number(len(contest.organisers))),
            "passes": len(contest.organisers) > 1,
        },
    ]


def _since(contest: Contest, found: actions.Draft) -> list[dict[str, Any]]:
    """There is nothing to ask where only one stage was judged."""
    if contest.judged_stage < 2:
        return []
    return [
        {
            "name": _("Conflicts declared after an earlier stage are decided"),
            "detail": _("%(count)s still to be decided", count=number(found.since)),
            "passes": not found.since,
            "at": url_for("judging.watch", contest_id=contest.id, _anchor="since"),
        },
    ]


def _steps(contest: Contest, prepared: Publication | None) -> list[dict[str, Any]]:
    is_prepared, waits = prepared is not None, prepared is not None and prepared.publish_at
    is_agreed = prepared is not None and prepared.waits_for_its_moment
    closed = moment(contest.scoring_closed_at) if contest.scoring_closed_at else ""
    return [
        {"name": _("Scoring closed"), "when": closed, "state": "done"},
        {"name": _("Check and prepare"), "when": "", "state": "done" if is_prepared else "now"},
        {
            "name": _("Second organiser agrees"),
            "when": "",
            "state": "done" if is_agreed else "now" if is_prepared else None,
        },
        {
            "name": _("Everybody reads it"),
            "when": moment(waits) if waits else "",
            "state": "now" if is_agreed else None,
        },
    ]
