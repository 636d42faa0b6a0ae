"""What everybody reads of contests."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import request
from flask_login import current_user

from mentorhub.contests import queries, rules
from mentorhub.contests.domain.announced import lateness
from mentorhub.contests.domain.deadline import Deadline
from mentorhub.contests.domain.rubric import decimals, share, stored_bands, total
from mentorhub.contests.domain.sentence import Rule, Sentence
from mentorhub.contests.domain.sentences import entering, judging
from mentorhub.contests.domain.stages import (
    Phase,
    Progress,
    days_and_hours,
    doing,
    river,
    span_in_words,
)
from mentorhub.contests.models import Contest, RubricLine, Stage, StageKind
from mentorhub.contests.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import LOCAL, now, today
from mentorhub.platform.forms import key_in
from mentorhub.platform.i18n import _, day, language, sentence
from mentorhub.platform.paging import slice_of
from mentorhub.platform.permissions import can

LISTED = (Phase.OPEN, Phase.COMING, Phase.JUDGING, Phase.RESULTS)
COME_FIRST = {Phase.OPEN: 0, Phase.COMING: 1}
PAGE_SIZE = 20


@bp.get("/contests")
@access(rules.BROWSE)
def directory() -> Page:
    wanted = request.args.get("phase")
    phase = next((one for one in LISTED if one.value == wanted), None)
    after = key_in(request.args.get("after"))
    return page("contests/directory.html", phase=phase, after=after, phases=LISTED)


@bp.app_template_global()
def shelf_of(phase: Phase | None, after: UUID | None) -> dict[str, Any]:
    """The contests of a page of the list, what is being done with each, and where more begin."""
    rows = slice_of(queries.listed(phase, after), size=PAGE_SIZE)
    first = sorted(rows.rows, key=lambda contest: COME_FIRST.get(contest.phase, len(COME_FIRST)))
    return {"contests": first, "doing": doing_in(first), "more": rows.after}


def doing_in(contests: Collection[Contest]) -> dict[UUID, str]:
    """{contest: what is being done with it}; asks for stages only where entries are closed."""
    closed = [one for one in contests if one.phase is Phase.JUDGING]
    running = queries.running_in(closed, now()) if closed else {}
    return {one.id: _doing(one, running.get(one.id)) for one in contests}


@bp.app_template_global()
def doing_of(contest: Contest) -> str:
    """The same of one whose stages the page reads anyhow."""
    moment = now()
    running = (one.kind for one in contest.later_stages if one.opens_at <= moment < one.closes_at)
    return _doing(contest, next(running, None))


def _doing(contest: Contest, running: StageKind | None) -> str:
    jury_has_begun = contest.scoring_opened_at is not None
    return doing(contest.phase, jury_has_begun=jury_has_begun, running=running)


@bp.get("/contests/<uuid:contest_id>")
@access(rules.READ, contest=queries.in_stages)
def show(contest: Contest) -> Page:
    names_the_jury = can(current_user, rules.READ_PANEL, contest)
    return page(
        "contests/show.html",
        contest=contest,
        steps=river_of(contest),
        left=days_and_hours(_next_moment(contest) - now()),
        jury=queries.jury_of(contest) if names_the_jury else None,
    )


@bp.get("/contests/<uuid:contest_id>/rules")
@access(rules.READ, contest=Contest)
def read_rules(contest: Contest) -> Page:
    return page("contests/read_rules.html", contest=contest)


@bp.app_template_global()
def explained(contest: Contest) -> dict[str, list[tuple[Rule, list[str]]]]:
    """The rules in sentences: who may enter with what, and how entries are judged."""
    whole = contest.ruleset
    return {"entering": _by_rule(entering(whole)), "judging": _by_rule(judging(whole))}


def _by_rule(told: list[Sentence]) -> list[tuple[Rule, list[str]]]:
    by_rule: dict[Rule, list[str]] = {}
    for one in told:
        by_rule.setdefault(one.rule, []).append(sentence(_(one.message), one.facts))
    return list(by_rule.items())


@bp.app_template_global()
def rule_in_words(contest: Contest, rule: str) -> str:
    """What the page of the contest says of one rule of entering, for a hint beside a field."""
    return _in_words(one for one in entering(contest.ruleset) if one.rule == rule)


@bp.app_template_global()
def lateness_in_words(contest: Contest) -> str:
    chosen = Deadline(contest.opens_at, contest.closes_at, contest.grace_minutes, contest.late)
    return _in_words(lateness(chosen))


def _in_words(told: Iterable[Sentence]) -> str:
    return " ".join(sentence(_(one.message), one.facts) for one in told)


@bp.app_template_global()
def rubrics_of(contest: Contest) -> list[tuple[Stage | None, Decimal, list[dict[str, Any]]]]:
    """(stage, its points, its criteria); stage None: all that every stage is judged by."""
    if not contest.has_a_rubric_by_stage:
        whole = total(line.max_points for line in contest.rubric)
        return [(None, whole, _described(contest.rubric, whole))]
    stages = zip(contest.judged_stages, contest.points_by_stage, contest.rubrics, strict=True)
    return [(stage, points, _described(lines, points)) for stage, points, lines in stages]


def _described(lines: Sequence[RubricLine], whole: Decimal) -> list[dict[str, Any]]:
    described = [(line, stored_bands(line.anchors, language())) for line in lines]
    return [
        {
            "line": line,
            "share": share(line.max_points, whole),
            "bands": bands,
            "places": decimals(end for band in bands for end in (band.low, band.high)),
        }
        for line, bands in described
    ]


def _next_moment(contest: Contest) -> datetime:
    return contest.opens_at if contest.phase is Phase.COMING else contest.closes_at


def river_of(contest: Contest) -> list[dict[str, str]]:
    """The river: the taking of entries as it really is, then the stages as announced."""
    first = next((s for s in contest.stages if s.kind is StageKind.SUBMISSION), None)
    named: list[tuple[str, Any]] = [
        (first.name.in_language(language()) if first else _("Entries"), contest)
    ]
    named += [(stage.name.in_language(language()), stage) for stage in contest.later_stages]
    drawn = river(now(), [(stage.opens_at, stage.closes_at) for _name, stage in named])
    return [
        {"name": name, "state": progress.value, "when": _when(stage, progress)}
        for (name, stage), progress in zip(named, drawn, strict=True)
    ]


def _when(stage: Any, progress: Progress) -> str:
    first, last = (stage.opens_at.astimezone(LOCAL).date(), stage.last_day)
    if progress is Progress.NOW:
        return str(_("until %(date)s", date=day(last)))
    return span_in_words(first, last, year=today().year)
