"""How entries are judged, in words made of the values a jury is held to."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.contests.domain.ruleset import Panel, Points, Reading
from mentorhub.contests.domain.sentence import N_, Rule, Sentence
from mentorhub.contests.domain.stages import Advance, Judged


def read(reading: Reading, judged: Sequence[Judged] = ()) -> list[Sentence]:
    """Who reads an entry, and what they see of it; stage by stage where stages differ."""
    found = _readers(reading, judged)
    found += [_panel(panel) for panel in reading.panels]
    found += _names(reading, judged)
    if reading.keeps_units_apart:
        found.append(Sentence(Rule.NEIGHBOURS, APART))
    return found


def _readers(reading: Reading, judged: Sequence[Judged]) -> list[Sentence]:
    """Of a stage heard by panels these say it themselves, unless every stage is alike."""
    numbers = [step.reading.readers or reading.readers for step in judged] or [reading.readers]
    if len(set(numbers)) == 1:
        words = ONE_READER if numbers[0] == 1 else READERS
        return [Sentence(Rule.READERS, words, {"number": numbers[0]})]
    heard = [step for step in judged if step.round.pitch_minutes is not None] or judged
    return [
        _told(step, Rule.READERS, ONE_READER_THERE if number == 1 else READERS_THERE, number=number)
        for step, number in zip(judged, numbers, strict=True)
        if not (reading.panels and step in heard)
    ]


def _names(reading: Reading, judged: Sequence[Judged]) -> list[Sentence]:
    own = [step.reading.is_blind for step in judged]
    blind = [reading.is_blind if one is None else one for one in own] or [reading.is_blind]
    if len(set(blind)) == 1:
        return [Sentence(Rule.NAMES, BLIND if blind[0] else NAMED)]
    return [
        _told(step, Rule.NAMES, BLIND_THERE if is_blind else NAMED_THERE)
        for step, is_blind in zip(judged, blind, strict=True)
    ]


ONE_READER = N_("One juror reads each entry.")
READERS = N_("%(number)s jurors read each entry, each alone.")
ONE_READER_THERE = N_("%(stage)s: one juror reads each entry.")
READERS_THERE = N_("%(stage)s: %(number)s jurors read each entry, each alone.")
BLIND_THERE = N_(
    "%(stage)s: jurors see no names beside an entry. Its text, photo, files and link they do see,"
    " with any name that stands in them."
)
NAMED_THERE = N_("%(stage)s: jurors see the team’s name.")
BLIND = N_(
    "Jurors see no names beside an entry. Its text, photo, files and link they do see, with any"
    " name that stands in them."
)
NAMED = N_("Jurors see the team’s name.")
APART = N_("Jurors do not judge entries of their own unit.")


def _panel(panel: Panel) -> Sentence:
    words = (
        N_("%(panel)s: one juror marks each entry heard there.")
        if panel.readers == 1
        else N_("%(panel)s: %(number)s jurors mark each entry heard there.")
    )
    return Sentence(Rule.PANELS, words, {"panel": panel.name, "number": panel.readers})


def stage(step: Judged, *, is_last: bool) -> list[Sentence]:
    """What a stage of judging decides, and how entries are presented in it."""
    found = [*_advance(step), *_carried(step, is_last=is_last), *_pitch(step)]
    if step.round.is_drawn:
        found.append(_told(step, Rule.DRAW, DRAWN))
    if step.round.is_complete:
        found.append(_told(step, Rule.COMPLETE, COMPLETE))
    return found


DRAWN = N_(
    "%(stage)s: the order is drawn by lot after the deadline, with a number by which it can be"
    " drawn again."
)


COMPLETE = N_(
    "%(stage)s: every juror, or every juror of the panel that hears it, marks each entry, except"
    " those who have a tie to it."
)


def _told(step: Judged, rule: Rule, words: str, **facts: Any) -> Sentence:
    return Sentence(rule, words, {"stage": step.name, **facts})


def _advance(step: Judged) -> list[Sentence]:
    words = {
        (Advance.BEST, True): N_("%(stage)s: the best entry goes on, with any equal to it."),
        (Advance.BEST, False): N_(
            "%(stage)s: the best %(number)s entries go on, with any equal to the last of them."
        ),
        (Advance.SHORTLIST, True): SHORTLIST_OF_ONE,
        (Advance.SHORTLIST, False): SHORTLIST,
        (Advance.BEST_OF_UNIT, True): N_(
            "%(stage)s: the best entry of each unit goes on, with any equal to it."
        ),
        (Advance.BEST_OF_UNIT, False): N_(
            "%(stage)s: the best %(number)s entries of each unit go on, with any equal to the"
            " last of them."
        ),
        (Advance.POINTS, False): N_("%(stage)s: entries with at least %(points)s points go on."),
    }.get((step.round.advance, step.round.best == 1))
    facts = {"number": step.round.best, "points": step.round.points}
    return [_told(step, Rule.ADVANCE, words, **facts)] if words else []


SHORTLIST_OF_ONE = N_(
    "%(stage)s: the best entry goes on, with any equal to it, and any that another jury of the same"
    " kind would put first at least one time in twenty, reckoned from how far sheets differ."
)
SHORTLIST = N_(
    "%(stage)s: the best %(number)s entries go on, with any equal to the last of them, and any that"
    " another jury of the same kind would put among them at least one time in twenty, reckoned from"
    " how far sheets differ."
)


def _carried(step: Judged, *, is_last: bool) -> list[Sentence]:
    if is_last:
        return []
    words = (
        N_("%(stage)s: %(percent)s%% of its points count in the next stage.")
        if step.round.carried
        else N_("%(stage)s: its points do not count in the next stage.")
    )
    return [_told(step, Rule.CARRIED, words, percent=step.round.carried)]


def _pitch(step: Judged) -> list[Sentence]:
    minutes = {"pitch": step.round.pitch_minutes, "questions": step.round.question_minutes}
    words = {
        (True, True): N_(
            "%(stage)s: %(pitch)s minutes to present, %(questions)s minutes for questions."
        ),
        (True, False): N_("%(stage)s: %(pitch)s minutes to present."),
        (False, True): N_("%(stage)s: %(questions)s minutes for questions."),
    }.get((bool(minutes["pitch"]), bool(minutes["questions"])))
    return [_told(step, Rule.PITCH, words, **minutes)] if words else []


def counted(points: Points, reading: Reading, judged: Sequence[Judged] = ()) -> list[Sentence]:
    """What the points of the jury lead to."""
    found = [
        Sentence(Rule.AVERAGE, AVERAGES[points.average]),
        Sentence(Rule.ADJUSTED, DECIDING[points.deciding]),
    ]
    if points.pass_mark is not None:
        found.append(_of(Rule.PASS_MARK, PASS_MARK, points.pass_mark))
    if points.no_zero:
        found.append(Sentence(Rule.ZERO, ZERO))
    if points.note_below is not None:
        found.append(Sentence(Rule.NOTES, NOTES, {"percent": points.note_below}))
    if points.bonus is not None:
        found.append(_of(Rule.BONUS, BONUS, points.bonus, matter=points.bonus_for))
    found += _ties(reading, judged)
    found.append(Sentence(Rule.SCORES, TOTALS if points.shows_totals else PLACES))
    return found


def _ties(reading: Reading, judged: Sequence[Judged]) -> list[Sentence]:
    if not any(step.tie_break for step in judged):
        ties = Sentence(Rule.TIES, TIES, {"criteria": tuple(reading.tie_break)})
        return [ties if reading.tie_break else Sentence(Rule.TIES, SHARED)]
    return [
        _told(step, Rule.TIES, TIES_THERE, criteria=tuple(step.tie_break))
        if step.tie_break
        else _told(step, Rule.TIES, SHARED_THERE)
        for step in judged
    ]


def _of(rule: Rule, words: str, points: Decimal, **facts: Any) -> Sentence:
    return Sentence(rule, words, {"points": points, **facts})


AVERAGES = {
    Average.MEAN: N_("The points of an entry are the mean of its sheets."),
    Average.TRIMMED: N_(
        "The highest and the lowest sheet of an entry are left out; its points are the mean of the"
        " others. With fewer than five sheets they are the mean of all."
    ),
    Average.MEDIAN: N_(
        "The points of an entry are the median of its sheets: the one in the middle, or the mean of"
        " the two in the middle."
    ),
}
DECIDING = {
    Deciding.GIVEN: N_(
        "Points count as jurors give them: they are not evened out between strict and kind jurors."
    ),
    Deciding.ADJUSTED: N_(
        "Points are evened out between strict and kind jurors, by a calculation that is published"
        " with the results, where sheets allow it: jurors are joined by entries they share, have"
        " four sheets or more each, and clearly differ. Elsewhere, and where every juror marks"
        " every entry, points count as they are given."
    ),
}
PASS_MARK = N_("An entry needs at least %(points)s points for a place.")
ZERO = N_("An entry to which every juror gives zero in some criterion gets no place.")
NOTES = N_(
    "A juror who gives less than %(percent)s per cent of a criterion’s points writes down why."
)
BONUS = N_("Beside the jury’s points there are up to %(points)s extra points for %(matter)s.")
TIES = N_(
    "Among equal totals the higher points in these criteria come first, one after the other:"
    " %(criteria)s."
)
TIES_THERE = N_(
    "%(stage)s: among equal totals the higher points in these criteria come first, one after the"
    " other: %(criteria)s."
)
SHARED_THERE = N_(
    "%(stage)s: equal totals share a place, unless the jury decides between them and says why."
)
SHARED = N_("Equal totals share a place, unless the jury decides between them and says why.")
TOTALS = N_("Everyone sees places, prizes and total scores.")
PLACES = N_("Everyone sees places and prizes; each team reads its own points.")


def after(points: Points) -> Sentence:
    words = COMPLAINTS if points.complaint_days else FINAL
    return Sentence(Rule.COMPLAINTS, words, {"days": points.complaint_days})


COMPLAINTS = N_("Working days for complaints after the results: %(days)s.")
FINAL = N_("The results are final: there are no complaints.")
