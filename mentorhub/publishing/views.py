from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user

from mentorhub.contests.models import Contest, Shown
from mentorhub.deliberations.models import Matter
from mentorhub.deliberations.queries import carried_motions, decided_order
from mentorhub.entries.models import Entry
from mentorhub.judging.queries import stages_of
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import LOCAL
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, decimal, moment, number
from mentorhub.publishing import actions, queries, rules
from mentorhub.publishing.domain import axis_of, basis_in_words
from mentorhub.publishing.forms import decided_in, prepare_form, withheld_in
from mentorhub.publishing.models import Publication
from mentorhub.rights.domain import working_days_later
from mentorhub.teams.models import initials_of, tone_of

bp = Blueprint("publishing", __name__)


@bp.get("/results")
@access(rules.BROWSE)
def directory() -> Page:
    publications, is_more = queries.published_page(_key(request.args.get("after")))
    more = url_for("publishing.directory", after=publications[-1].id) if is_more else None
    return page("publishing/directory.html", publications=publications, more=more)


@bp.get("/results/<uuid:contest_id>")
@access(rules.READ, contest=queries.contest_with_results)
def results(contest: Contest) -> Page:
    publication = queries.published_for(contest)
    places = queries.table_of(publication)
    return page(
        "publishing/results.html",
        contest=contest,
        publication=publication,
        counts=publication.counts,
        people=queries.public_names(publication),
        places=places,
        first=[_on_the_podium(place, contest) for place in places[:3]],
        complaints_until=_complaints_until(publication),
        basis=[
            _(words, reason=_(why)) if why else _(words)
            for words, why in basis_in_words(publication.basis)
        ],
        withheld=_withheld(publication),
        **_plots(places, contest),
    )


@bp.route("/contests/<uuid:contest_id>/results/draft", methods=["GET", "POST"])
@access(rules.READ_DRAFT, second_step=True, contest=Contest)
def prepare(contest: Contest) -> Page:
    if contest.is_published:
        return redirect(url_for("publishing.results", contest_id=contest.id))
    found = actions.draft(contest, withheld=withheld_in(contest))
    form = prepare_form(contest, list(found.ties), decided_order(contest), _reasons(contest))
    if form.sent() and form.attempt(
        actions.prepare,
        contest,
        decision_number=form.answers["decision_number"] or "",
        note=form.answers["note"] or "",
        decided=decided_in(form),
        tie_reason=form.answers.get("tie_reason") or "",
        withheld=form.answers["withheld"] or (),
        withheld_reason=form.answers["withheld_reason"] or "",
        by=current_user,
    ):
        flash(_("The table is frozen. The second organiser has been asked."))
        return redirect(url_for("publishing.prepare", contest_id=contest.id))
    return page(
        "publishing/prepare.html", form=form, contest=contest, **_draft_page(contest, found)
    )


@bp.post("/results/tables/<uuid:publication_id>/agreement")
@access(rules.AGREE, second_step=True, publication=queries.publication)
def agree(publication: Publication) -> Page:
    if Confirmation().sent():
        actions.agree(publication, by=current_user)
        flash(_("The results are public."))
    return redirect(url_for("publishing.results", contest_id=publication.contest_id))


@bp.post("/results/tables/<uuid:publication_id>/discarding")
@access(rules.SEE_PREPARED, publication=queries.publication)
def discard(publication: Publication) -> Page:
    if Confirmation().sent():
        actions.discard(publication, by=current_user)
        flash(_("The table is discarded; nothing was published."))
    return redirect(url_for("publishing.prepare", contest_id=publication.contest_id))


@bp.get("/entries/<uuid:entry_id>/result")
@access(rules.READ_OWN, entry=Entry)
def own(entry: Entry) -> Page:
    place = queries.place_of(entry)
    rubric = entry.contest.rubric
    names = [stage.name for stage in entry.contest.judged_stages]
    means = [(line, place.means.get(str(line.id))) for line in rubric] if place else []
    return page(
        "publishing/own.html",
        entry=entry,
        place=place,
        means=[(line, mean) for line, mean in means if mean is not None],
        maximum=sum(line.max_points for line in rubric),
        stages=[(names[one.stage - 1], one) for one in stages_of(entry)],
        remarks=queries.remarks_for(entry),
    )


def _key(text: str | None) -> str | None:
    try:
        return str(UUID(text)) if text else None
    except ValueError:
        abort(404)


def _reasons(contest: Contest) -> Mapping[str, str]:
    """Why the jury decided as it did, where it put that to the vote."""
    fields = {Matter.ORDER: "tie_reason", Matter.WITHHOLDING: "withheld_reason"}
    carried = carried_motions(contest)
    return {
        name: " ".join(motion.reason for motion in carried if motion.matter is matter)
        for matter, name in fields.items()
    }


def _withheld(publication: Publication) -> list[tuple[Any, str]]:
    names = {str(award.id): award.name for award in publication.contest.awards}
    return [(names[one["award"]], one["reason"]) for one in publication.withheld]


def _complaints_until(publication: Publication) -> date | None:
    """The last day for a complaint; None where results are final."""
    days = publication.contest.complaint_days
    if not days or publication.published_at is None:
        return None
    return working_days_later(publication.published_at.astimezone(LOCAL).date(), days)


def _on_the_podium(place: Any, contest: Contest) -> dict[str, Any]:
    return {
        "rank": place.rank,
        "name": place.team,
        "sub": place.title,
        "initials": initials_of(place.team),
        "tone": tone_of(place.team_id),
        "score": decimal(place.total) if contest.shown is Shown.TOTALS else None,
    }


def _plots(places: Sequence[Any], contest: Contest) -> dict[str, Any]:
    """Points and their spread, where the contest decided beforehand to show them."""
    if contest.shown is not Shown.TOTALS:
        return {"plots": False}
    ends = [end for p in places for end in (p.low, p.high, p.total) if end is not None]
    axis = axis_of(ends)
    return {"plots": True, "low": axis.low, "high": axis.high, "marks": axis.marks}


def _draft_page(contest: Contest, found: actions.Draft) -> dict[str, Any]:
    prepared = queries.prepared_for(contest)
    awards = {award.id: award.name for award in contest.awards}
    given = {entry: awards[award] for entry, award in found.awards.items()}
    others = [
        o.person
        for o in contest.organisers
        if not prepared or o.person_id != prepared.prepared_by_id
    ]
    return {
        "prepared": prepared,
        "others": others,
        "withheld": _withheld(prepared) if prepared else [],
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
        "steps": _steps(contest, prepared is not None),
    }


def _checks(contest: Contest, found: actions.Draft) -> list[dict[str, Any]]:
    return [
        {
            "name": _("Every scoresheet is in or waived"),
            "detail": _("%(count)s missing", count=number(found.missing)),
            "passes": found.is_complete,
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
        {
            "name": _("There is a second organiser"),
            "detail": _("%(count)s organisers", count=number(len(contest.organisers))),
            "passes": len(contest.organisers) > 1,
        },
    ]


def _steps(contest: Contest, is_prepared: bool) -> list[dict[str, Any]]:
    closed = moment(contest.scoring_closed_at) if contest.scoring_closed_at else ""
    return [
        {"name": _("Scoring closed"), "when": closed, "state": "done"},
        {"name": _("Check and prepare"), "when": "", "state": "done" if is_prepared else "now"},
        {"name": _("Second organiser agrees"), "when": "", "state": "now" if is_prepared else None},
        {"name": _("Everybody reads it"), "when": "", "state": None},
    ]
