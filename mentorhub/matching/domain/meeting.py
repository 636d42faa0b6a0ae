"""How a team and a mentor can meet, as reasons and as the one honest gap."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mentorhub.matching.domain.explain import Reason
from mentorhub.matching.domain.suitability import Circumstances
from mentorhub.matching.domain.weights import SHIPPED, Weights

FAR_KILOMETRES = 60


@dataclass(frozen=True, slots=True)
class Meeting:
    """Languages (BCP 47), formats (online, in_person, phone) and free times of one side.

    `reach`: how many kilometres somebody comes to meet; None where they have not said.
    """

    languages: tuple[str, ...] = ("vi",)
    formats: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    reach: int | None = None


def reasons(
    team: Meeting, mentor: Meeting, now: Circumstances, weights: Weights = SHIPPED
) -> list[Reason]:
    """Reasons beside the words, weightiest first.

    commune() · near(kilometres) · free_time(times) · together(times) · language(language): a
    language other than Vietnamese that the team asked for.
    """
    return sorted(_reasons(team, mentor, now, weights), key=lambda reason: -reason.share)


def gap(
    needs: tuple[str, ...],
    skills: Mapping[str, int],
    team: Meeting,
    mentor: Meeting,
    now: Circumstances,
) -> Reason | None:
    """What does not fit, the most telling first: a need not covered, then how and when to meet.

    concept(concept) · format(format) · far(kilometres) · free_time() · language(language).
    """
    return next(_gaps(needs, skills, team, mentor, now), None)


def _reasons(
    team: Meeting, mentor: Meeting, now: Circumstances, weights: Weights
) -> Iterator[Reason]:
    if now.same_commune:
        yield Reason("commune", {}, weights.same_commune)
    elif now.kilometres is not None and now.kilometres <= weights.near_kilometres:
        yield Reason("near", {"kilometres": round(now.kilometres)}, weights.near)
    if times := _both(team.times, mentor.times):
        yield Reason("free_time", {"times": times}, weights.shared_time)
    if now.worked_together:
        share = min(weights.worked_together * now.worked_together, weights.worked_together_most)
        yield Reason("together", {"times": now.worked_together}, share)
    for language in _both(team.languages, mentor.languages):
        if language != "vi":
            yield Reason("language", {"language": language})


def _gaps(
    needs: tuple[str, ...],
    skills: Mapping[str, int],
    team: Meeting,
    mentor: Meeting,
    now: Circumstances,
) -> Iterator[Reason]:
    for need in needs:
        if need not in skills:
            yield Reason("concept", {"concept": need})
    for format_ in team.formats:
        if format_ not in mentor.formats:
            yield Reason("format", {"format": format_})
    for language in team.languages:
        if language not in mentor.languages:
            yield Reason("language", {"language": language})
    reach = FAR_KILOMETRES if mentor.reach is None else mentor.reach
    if now.kilometres is not None and round(now.kilometres) > reach:
        yield Reason("far", {"kilometres": round(now.kilometres)})
    if team.times and mentor.times and not _both(team.times, mentor.times):
        yield Reason("free_time")


def _both(team: tuple[str, ...], mentor: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(item for item in team if item in mentor)
