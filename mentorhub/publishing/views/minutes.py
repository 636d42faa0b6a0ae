"""The minutes of a jury as a paper to sign: criteria, jurors, recusals, ties, the whole table."""

from typing import Any

from flask import Response

from mentorhub.ballots.actions import count
from mentorhub.contests.domain.sentences import judging
from mentorhub.contests.models import Contest, RubricLine
from mentorhub.judging.actions import closed_with
from mentorhub.measures.queries import penalties_in
from mentorhub.platform import documents
from mentorhub.platform.access import access
from mentorhub.platform.i18n import (
    _,
    day,
    decimal,
    figure,
    language,
    moment,
    number,
    sentence,
)
from mentorhub.publishing import queries, rules
from mentorhub.publishing.models import Place, Publication
from mentorhub.publishing.queries.minutes import Round, round_of
from mentorhub.publishing.views.blueprint import bp
from mentorhub.publishing.views.jury import about, letters_of, of_the_jury
from mentorhub.publishing.views.rule import basis_of, withheld_of
from mentorhub.publishing.views.votes import votes_of

TEMPLATE = "publishing/data/minutes.typ"


@bp.get("/results/tables/<uuid:publication_id>/minutes.pdf")
@access(rules.SEE_PREPARED, publication=queries.publication)
def minutes(publication: Publication) -> Response:
    reply = Response(documents.pdf(TEMPLATE, facts_of(publication)), mimetype="application/pdf")
    name = f"minutes-{publication.contest_id}-{publication.edition}.pdf"
    reply.headers["Content-Disposition"] = f'inline; filename="{name}"'
    reply.headers["Cache-Control"] = "no-store"
    return reply


def facts_of(publication: Publication) -> dict[str, Any]:
    """What stands on the paper, in the reader's language."""
    contest, held = publication.contest, round_of(publication.contest)
    title, ledger = contest.title.in_language(language()), queries.ledger_of(publication)
    digests = [[_("Fingerprint of the table (SHA-256):"), publication.digest]]
    if ledger is not None:
        digests.append([_("Fingerprint of the ledger (SHA-256):"), ledger.digest])
    if (tree := closed_with(contest)) is not None:
        lines = number(tree.size)
        said = _("Log of the scoresheets at the closing, %(lines)s lines:", lines=lines)
        digests.append([said, tree.root_told])
    return {
        "language": language(),
        "title": _("Minutes: %(contest)s", contest=title),
        "host": contest.host.in_language(language()),
        "union": _("HO CHI MINH COMMUNIST YOUTH UNION"),
        "place": _("An Giang, %(day)s", day=day(publication.prepared_at)),
        "heading": _("MINUTES"),
        "of": _("of the jury of “%(contest)s”", contest=title),
        "facts": _heads(publication),
        "sections": [one for one in _sections(publication, held) if one["lines"]],
        "table": _table(publication, held),
        "signers": [_("Secretary"), _("Head of the jury"), _("For the organisers")],
        "hint": _("(signature, full name)"),
        "digests": digests,
        "page": _("Page"),
    }


def _heads(publication: Publication) -> list[list[str]]:
    contest, counts = publication.contest, publication.counts
    closed = moment(contest.scoring_closed_at) if contest.scoring_closed_at else "–"
    return [
        [_("Number of the decision"), publication.decision_number or "………………"],
        [_("Scoring closed"), closed],
        [_("Entries judged"), str(counts["entries"])],
        [_("Scoresheets"), str(counts["cards"])],
        [_("Minutes prepared by"), publication.prepared_by.full_name],
    ]


def _sections(publication: Publication, held: Round) -> list[dict[str, Any]]:
    contest = publication.contest
    told = {
        _("Criteria and points"): _criteria(contest),
        _("Rules"): [sentence(_(one.message), one.facts) for one in judging(contest.ruleset)],
        _("How sheets became points"): basis_of(publication),
        **of_the_jury(contest, held),
        _("The order by ballots, beside the points"): _by_ballots(contest),
        _("Votes of the jury"): votes_of(contest),
        _("Equal points decided by the jury"): _decided(publication),
        _("Prizes that are not given"): _withheld(publication),
        _("Points taken away"): _penalties(publication),
        _("Why the results are corrected"): [publication.reason] if publication.reason else [],
        _("Note under the results"): [publication.note] if publication.note else [],
    }
    return [{"title": title, "lines": lines} for title, lines in told.items()]


def _criteria(contest: Contest) -> list[str]:
    return [
        _(
            "%(name)s: 0 to %(most)s points, in steps of %(step)s",
            name=_named(contest, line),
            most=figure(line.max_points),
            step=figure(line.step),
        )
        for line in contest.rubric
    ]


def _named(contest: Contest, line: RubricLine) -> str:
    """With the stage, where it alone marks by this criterion."""
    name = line.name.in_language(language())
    if line.stage is None:
        return name
    return f"{contest.judged_stages[line.stage - 1].name.in_language(language())} · {name}"


def _by_ballots(contest: Contest) -> list[str]:
    """What the jury put in order, or that this says nothing; empty without ballots."""
    found = count(contest)
    if found is None:
        return []
    head = _(
        "Ballots that count: %(ballots)s. Jurors: %(jurors)s",
        ballots=found.ballots,
        jurors=found.jurors,
    )
    if found.why is not None:
        return [head, _("They give no order.")]
    order = [
        _(
            "%(place)s. %(code)s: strength %(strength)s, standard error %(error)s",
            place=one.place,
            code=found.entries[one.entry].code,
            strength=decimal(one.strength),
            error=decimal(one.error),
        )
        for one in found.order
    ]
    unseen = ", ".join(entry.code for entry in found.unseen)
    return [head, *order, *([_("On no ballot: %(codes)s", codes=unseen)] if unseen else [])]


def _decided(publication: Publication) -> list[str]:
    codes = {place.entry_id.hex: place.entry.code for place in publication.places}
    orders = sorted(publication.decided.items(), key=lambda one: one[1])
    told = [f"{order}. {codes.get(entry, '–')}" for entry, order in orders]
    return [*told, publication.tie_reason] if publication.tie_reason else told


def _withheld(publication: Publication) -> list[str]:
    told = withheld_of(publication)
    return [about(name.in_language(language()), reason) for name, reason in told]


def _penalties(publication: Publication) -> list[str]:
    """Each with its reason, as the two organisers agreed to it."""
    reasons = penalties_in(publication.contest)
    return [
        about(
            place.entry.code,
            f"{figure(place.penalty)}. {reasons.get(place.entry_id, '')}".rstrip(),
        )
        for place in publication.places
        if place.penalty
    ]


def _beside(place: Place) -> list[str]:
    """What the points hold beside the sheets, each with its sign."""
    signed = [("+", place.carried), ("+", place.bonus), ("−", place.penalty)]
    return [f"{sign}{figure(points)}" for sign, points in signed if points]


def _table(publication: Publication, held: Round) -> dict[str, Any]:
    letters, was_evened = letters_of(held), publication.was_evened

    def row(place: Place) -> list[str]:
        sheets = held.totals.get(place.entry_id, {})
        given = [f"{letters[j]} {figure(total)}" for j, total in sheets.items()]
        given += _beside(place)
        award = place.award.name.in_language(language()) if place.award else ""
        code, team = place.entry.code, about(place.entry.team.name, place.entry.title)
        points = [decimal(place.total)]
        if was_evened:
            points.append(decimal(place.given) if place.given is not None else "–")
        return [str(place.rank or "–"), code, team, ", ".join(given), *points, award]

    columns = [_("Rank"), _("Code"), _("Team and entry"), _("Points of each juror"), _("Points")]
    return {
        "title": _("Results"),
        "columns": [*columns, *([_("As given")] if was_evened else []), _("Prize")],
        "rows": [row(place) for place in publication.places],
    }
