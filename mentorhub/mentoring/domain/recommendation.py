"""Which mentors a team is shown: what must hold, then who suits best, with reasons and a gap."""

import enum
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentorhub.matching.domain import meeting
from mentorhub.matching.domain.explain import Explainer, Reason
from mentorhub.matching.domain.index import Index
from mentorhub.matching.domain.lifting import refined
from mentorhub.matching.domain.meeting import Meeting
from mentorhub.matching.domain.model import Profile, best, fits
from mentorhub.matching.domain.suitability import Circumstances, suitability, with_newcomers
from mentorhub.matching.domain.weights import SHIPPED, Weights
from mentorhub.mentoring.domain.places import Point, kilometres

SHOWN_REASONS = 3
SHOWN_PHRASES = 3
TELLING_WORD = 0.05


class Obstacle(enum.StrEnum):
    """Why a team cannot ask a mentor."""

    AWAY = "away"
    FULL = "full"
    LANGUAGE = "language"
    NOT_CLEARED = "not_cleared"
    ONESELF = "oneself"
    CONFLICT = "conflict"
    ASKED = "asked"
    TOGETHER = "together"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Seeker:
    """A team that looks for a mentor. Ids are those of mentors' profiles."""

    profile: Profile
    needs: tuple[str, ...]
    meeting: Meeting
    unit: str
    point: Point | None
    has_a_minor: bool
    members: Collection[str] = ()
    jurors: Collection[str] = ()
    asked: Collection[str] = ()
    together: Collection[str] = ()
    declined: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor as of now. `person` is the id that teams, juries and rosters know."""

    id: str
    person: str
    skills: Mapping[str, int]
    meeting: Meeting
    unit: str
    point: Point | None
    is_active: bool
    places_left: int
    is_cleared: bool
    pending: int = 0
    answers: int = 0
    requests: int = 0
    worked_together: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mentor for a team, why, and what does not fit.

    `is_grounded`: skills, past work or telling words are shared, not only a place or small words.
    """

    mentor: str
    suits: float
    reasons: tuple[Reason, ...]
    gap: Reason | None
    is_grounded: bool


def obstacle(team: Seeker, mentor: Candidate) -> Obstacle | None:
    """The first thing that must hold and does not."""
    holds = {
        Obstacle.ONESELF: mentor.person not in team.members,
        Obstacle.TOGETHER: mentor.id not in team.together,
        Obstacle.ASKED: mentor.id not in team.asked,
        Obstacle.CONFLICT: mentor.person not in team.jurors,
        Obstacle.NOT_CLEARED: mentor.is_cleared or not team.has_a_minor,
        Obstacle.AWAY: mentor.is_active,
        Obstacle.FULL: mentor.places_left > 0,
        Obstacle.DECLINED: mentor.id not in team.declined,
        Obstacle.LANGUAGE: bool({*team.meeting.languages} & {*mentor.meeting.languages}),
    }
    return next((reason for reason, held in holds.items() if not held), None)


def circumstances(team: Seeker, mentor: Candidate) -> Circumstances:
    both = team.point is not None and mentor.point is not None
    return Circumstances(
        free_places=mentor.places_left,
        pending=mentor.pending,
        answers=mentor.answers,
        requests=mentor.requests,
        same_commune=team.unit == mentor.unit,
        kilometres=kilometres(team.point, mentor.point) if both else None,  # type: ignore[arg-type]
        shared_times=len({*team.meeting.times} & {*mentor.meeting.times}),
        worked_together=mentor.worked_together,
    )


def likely(
    index: Index, team: Seeker, *, limit: int, weights: Weights = SHIPPED
) -> list[tuple[str, float]]:
    """The mentors whose words fit best, with their fit; who fits by chance only is left out.

    They are found by words and tags; what texts have in common beyond them only moves them.
    """
    exact = fits(index, team.profile, weights)
    rows = best(exact, limit=limit)
    whole = refined(index, team.profile, exact, rows, weights)
    found = zip(index.mentors[rows], whole, strict=True)
    return [(mentor.decode(), float(fit)) for mentor, fit in found]


def ranked(
    fitting: Mapping[str, float],
    team: Seeker,
    mentors: Iterable[Candidate],
    *,
    limit: int,
    weights: Weights = SHIPPED,
) -> list[tuple[Candidate, float]]:
    """Those who may be asked, the most suitable first, every tenth place for a newcomer."""
    able = [mentor for mentor in mentors if obstacle(team, mentor) is None]
    suits = {m.id: suitability(fitting[m.id], circumstances(team, m), weights) for m in able}
    able.sort(key=lambda mentor: (-suits[mentor.id], mentor.id))
    order = with_newcomers(able, [mentor.requests == 0 for mentor in able])
    return [(mentor, suits[mentor.id]) for mentor in order[:limit]]


def explained(
    explainer: Explainer | None, team: Seeker, mentor: Candidate, suits: float = 0.0
) -> Suggestion:
    """Reasons weightiest first: what is shared, then how near; words only where they tell much."""
    now = circumstances(team, mentor)
    worded = explainer.reasons(mentor.id, skills=mentor.skills) if explainer else []
    weights = explainer.weights if explainer else SHIPPED
    met = meeting.reasons(team.meeting, mentor.meeting, now, weights)
    shared = [*(reason for reason in worded if reason.kind != "words"), *_told_words(worded)]
    shown = sorted([*shared, *met], key=lambda reason: -reason.share)[:SHOWN_REASONS]
    gap = meeting.gap(team.needs, mentor.skills, team.meeting, mentor.meeting, now)
    return Suggestion(mentor.id, suits, tuple(shown), gap, is_grounded=bool(shared))


def stored(suggestion: Suggestion) -> list[dict[str, Any]]:
    """Reasons and gap as plain data, to be kept with a request."""
    rows: list[dict[str, Any]] = [
        {"kind": reason.kind, "facts": dict(reason.facts)} for reason in suggestion.reasons
    ]
    if suggestion.gap is not None:
        rows.append({"kind": suggestion.gap.kind, "facts": dict(suggestion.gap.facts), "gap": True})
    return rows


def _told_words(reasons: Sequence[Reason]) -> list[Reason]:
    """The telling phrases as one reason: pairs of syllables, or single words that weigh much."""
    said = [
        reason
        for reason in reasons
        if reason.kind == "words"
        and (" " in str(reason.facts["phrase"]) or reason.share >= TELLING_WORD)
    ][:SHOWN_PHRASES]
    if not said:
        return []
    phrases = [str(reason.facts["phrase"]) for reason in said]
    return [Reason("words", {"words": phrases}, sum(reason.share for reason in said))]
