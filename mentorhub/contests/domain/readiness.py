"""What a contest still lacks before it may be announced, and what is worth another look.

One list for the page that shows it and for the action that refuses by it. A line that `blocks`
would leave people with a rule nobody can keep, or a date out of order; the others are advice:
jurors, for one, are invited while entries come in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, pairwise

from mentorhub.contests.domain.counting import FEWEST_TO_TRIM, Average, can_be_trimmed
from mentorhub.contests.domain.preparation import Gap, Part, Planned, Preparation
from mentorhub.contests.domain.rubric import Unsound, greatest, has_criteria_everywhere
from mentorhub.contests.domain.sentence import N_
from mentorhub.contests.domain.stages import Advance, StageKind
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.rights.domain import working_days_later

USUAL_TOTAL = 100
FIRST_LANGUAGE = "vi"


def gaps(it: Preparation, moment: datetime) -> list[Gap]:
    """What blocks first, then advice; each in the order of the pages of the set-up."""
    looks: Iterable[Callable[[], Iterable[Gap]]] = (
        lambda: _words(it),
        lambda: _window(it, moment),
        lambda: _people(it),
        lambda: _limits(it),
        lambda: _criteria(it),
        lambda: _order(it),
        lambda: _complaints(it),
        lambda: _prizes(it),
        lambda: _rounds(it),
        lambda: _points(it),
        lambda: _hands(it),
    )
    found = list(chain.from_iterable(look() for look in looks))
    return sorted(found, key=lambda gap: not gap.blocks)


def _words(it: Preparation) -> Iterator[Gap]:
    if not all(text.get(FIRST_LANGUAGE, "").strip() for text in it.words):
        yield Gap(Part.WORDS, N_("Title, summary, rules and host need words in Vietnamese."))


def _window(it: Preparation, moment: datetime) -> Iterator[Gap]:
    if it.deadline.closes_at <= it.deadline.opens_at:
        yield Gap(Part.TERMS, N_("Entries close before they open."))
    if it.deadline.closes_at <= moment:
        yield Gap(Part.TERMS, N_("The deadline has passed. Move it first."))


def _people(it: Preparation) -> Iterator[Gap]:
    terms = it.rules.terms
    if not _holds(terms.check):
        yield Gap(Part.TERMS, N_("Nobody can enter with these ages and numbers of people."))
    years = {it.deadline.opens_at.year, it.deadline.closes_at.year}
    if terms.has_ages and not min(years) - 1 <= terms.counted_on.year <= max(years):
        day = {"counted_on": terms.counted_on.isoformat()}
        yield Gap(Part.TERMS, N_("Ages are counted on %(counted_on)s, in another year."), day)
    if not terms.has_ages:
        yield Gap(Part.TERMS, N_("No ages are set: people of any age may enter."), blocks=False)


def _limits(it: Preparation) -> Iterator[Gap]:
    limits = it.rules.limits
    if not _holds(limits.check):
        yield Gap(Part.LIMITS, N_("Nobody can keep these numbers of entries."))
    if limits.sectors and not set(limits.sectors) & taxonomy().sectors.keys():
        yield Gap(Part.LIMITS, N_("None of the fields that may be entered can be chosen."))
    if limits.has_quota and not it.units_below:
        words = N_("Numbers for each unit are set, but no unit lies below the one that organises.")
        yield Gap(Part.LIMITS, words, blocks=False)


def _criteria(it: Preparation) -> Iterator[Gap]:
    if not it.criteria:
        words = N_("Write at least one criterion first: teams read what they are judged by.")
        yield Gap(Part.CRITERIA, words)
        return
    for line in it.criteria:
        if not _holds(line.check):
            words = N_("%(criterion)s: its ranges do not hold every mark exactly once.")
            yield Gap(Part.CRITERIA, words, {"criterion": line.name})
    judged = _of(it, StageKind.JUDGING)
    if not has_criteria_everywhere([line.stage for line in it.criteria], len(judged)):
        words = N_("Some stage for judging has no criteria: its jury could not mark.")
        yield Gap(Part.CRITERIA, words)
    yield from _unusual(it, judged)


def _unusual(it: Preparation, judged: Sequence[Planned]) -> Iterator[Gap]:
    """Totals other than 100, of each stage by its name where stages have others."""
    wholes = [greatest(it.criteria, number) for number in _numbers(judged)]
    if len(set(wholes)) > 1:
        words = N_("%(stage)s: the criteria add up to %(points)s points; most juries know 100.")
        for stage, points in zip(judged, wholes, strict=True):
            if points not in (0, USUAL_TOTAL):
                facts = {"stage": stage.name, "points": points}
                yield Gap(Part.CRITERIA, words, facts, blocks=False)
    elif wholes[0] != USUAL_TOTAL:
        words = N_("The criteria add up to %(points)s points; most juries know 100.")
        yield Gap(Part.CRITERIA, words, {"points": wholes[0]}, blocks=False)


def _numbers(judged: Sequence[Planned]) -> range:
    """Of the stages of judging, or of the one that nobody named."""
    return range(1, max(len(judged), 1) + 1)


AFTER_ENTRIES = (StageKind.JUDGING, StageKind.PUBLISH, StageKind.COMPLAINT, StageKind.AWARD)
"""Checks and training may go on while entries still come in."""


def _order(it: Preparation) -> Iterator[Gap]:
    ends_at = it.deadline.ends_at
    for stage in it.stages:
        if stage.kind not in AFTER_ENTRIES or stage.opens_at >= ends_at:
            continue
        if stage.opens_at >= it.deadline.closes_at:
            words = N_("%(stage)s begins while the minutes of grace still run.")
            yield Gap(Part.LATENESS, words, {"stage": stage.name})
        else:
            words = N_("%(stage)s begins before entries are closed.")
            yield Gap(Part.PRIZES, words, {"stage": stage.name})
    judged, published = _of(it, StageKind.JUDGING), _of(it, StageKind.PUBLISH)
    yield from _begins_too_early(judged)
    if judged and published and published[0].opens_at < max(one.closes_at for one in judged):
        words = N_("Results are to come out before the jury is done.")
        yield Gap(Part.PRIZES, words)
    for stage in (*_of(it, StageKind.COMPLAINT), *_of(it, StageKind.AWARD)):
        if published and stage.opens_at < published[0].opens_at:
            words = N_("%(stage)s begins before results come out.")
            yield Gap(Part.PRIZES, words, {"stage": stage.name})
    if not judged:
        yield Gap(Part.PRIZES, N_("No stage for judging is planned."), blocks=False)


def _of(it: Preparation, kind: StageKind) -> list[Planned]:
    return sorted((one for one in it.stages if one.kind is kind), key=lambda one: one.opens_at)


def _begins_too_early(judged: Sequence[Planned]) -> Iterator[Gap]:
    """Who goes on is known only when the stage before is over."""
    for before, stage in pairwise(judged):
        if before.round.advance is not Advance.EVERYONE and stage.opens_at < before.closes_at:
            words = N_("%(stage)s begins before %(before)s has said who goes on.")
            yield Gap(Part.PRIZES, words, {"stage": stage.name, "before": before.name})


def _complaints(it: Preparation) -> Iterator[Gap]:
    """The stage everybody reads of ends on the day until which complaints will be heard."""
    heard, published = _of(it, StageKind.COMPLAINT), _of(it, StageKind.PUBLISH)
    days = it.rules.points.complaint_days
    if not (days and heard and published):
        return
    due = working_days_later(published[0].first_day, days)
    if heard[-1].last_day != due:
        words = N_(
            "%(stage)s ends on %(last_on)s, but the working days for complaints (%(days)s) end on"
            " %(due_on)s: everybody would read two last days."
        )
        named = {"stage": heard[-1].name, "last_on": heard[-1].last_day.isoformat()}
        facts = {**named, "days": days, "due_on": due.isoformat()}
        yield Gap(Part.PRIZES, words, facts, blocks=False)


def _prizes(it: Preparation) -> Iterator[Gap]:
    if not it.prizes:
        yield Gap(Part.PRIZES, N_("No prize is named."), blocks=False)
    cuts = [one.round.best for one in _of(it, StageKind.JUDGING)[:-1]]
    cut = next((best for best in reversed(cuts) if best is not None), None)
    by_unit = any(one.round.advance is Advance.BEST_OF_UNIT for one in it.stages)
    if cut is not None and not by_unit and it.prizes > cut:
        words = N_("%(prizes)s prizes are named, but only %(number)s entries reach the last stage.")
        yield Gap(Part.PRIZES, words, {"prizes": it.prizes, "number": cut}, blocks=False)


def _rounds(it: Preparation) -> Iterator[Gap]:
    judged = _of(it, StageKind.JUDGING)
    for number, stage in enumerate(judged, 1):
        if not _holds(stage.round.check):
            words = N_("%(stage)s: write who goes on.")
            yield Gap(Part.ROUNDS, words, {"stage": stage.name})
        needed = stage.round.points
        if it.criteria and needed is not None and needed > greatest(it.criteria, number):
            words = N_("%(stage)s: nobody can have the points needed to go on.")
            yield Gap(Part.ROUNDS, words, {"stage": stage.name})
        if stage.round.is_drawn and not stage.round.pitch_minutes:
            words = N_("%(stage)s: the order is drawn by lot, but no minutes to present are set.")
            yield Gap(Part.ROUNDS, words, {"stage": stage.name}, blocks=False)
        if stage.round.advance is Advance.BEST_OF_UNIT and not it.units_below:
            words = N_("%(stage)s: the best of each unit go on, but no unit lies below.")
            yield Gap(Part.ROUNDS, words, {"stage": stage.name}, blocks=False)
    if judged and judged[-1].round.advance is not Advance.EVERYONE:
        words = N_("%(stage)s is the last stage for judging: there is nothing to go on to.")
        yield Gap(Part.ROUNDS, words, {"stage": judged[-1].name}, blocks=False)


def _points(it: Preparation) -> Iterator[Gap]:
    points = it.rules.points
    if not _holds(points.check):
        yield Gap(Part.POINTS, N_("Extra points need a number and what they are given for."))
    wholes = [greatest(it.criteria, number) for number in _numbers(_of(it, StageKind.JUDGING))]
    least = min(filter(None, wholes), default=None)  # one without criteria is said elsewhere
    if least is not None and points.pass_mark is not None and points.pass_mark > least:
        yield Gap(Part.POINTS, N_("Nobody can reach the lowest total for a prize."))
    if points.average is Average.TRIMMED and not can_be_trimmed(it.rules.hearings):
        words = N_("A trimmed mean needs at least %(needed)s jurors for each entry.")
        yield Gap(Part.POINTS, words, {"needed": FEWEST_TO_TRIM})
    if bool(points.complaint_days) is not bool(_of(it, StageKind.COMPLAINT)) and it.stages:
        words = (
            N_("There are days for complaints, but no stage for them is planned.")
            if points.complaint_days
            else N_("A stage for complaints is planned, but there are no days for them.")
        )
        yield Gap(Part.POINTS, words, blocks=False)


def _hands(it: Preparation) -> Iterator[Gap]:
    if it.organisers < 2:
        words = N_("Results need a second organiser. Name one in time.")
        yield Gap(Part.ORGANISERS, words, blocks=False)
    panels = it.rules.reading.panels
    needed = max(*it.rules.hearings, sum(panel.readers for panel in panels))
    if it.jurors < needed:
        words = N_("Jurors who accepted: %(number)s of the %(needed)s it takes at least.")
        facts = {"number": it.jurors, "needed": needed}
        yield Gap(Part.JURY, words, facts, blocks=False)


def _holds(check: Callable[[], None]) -> bool:
    try:
        check()
    except (ValueError, Unsound):
        return False
    return True
