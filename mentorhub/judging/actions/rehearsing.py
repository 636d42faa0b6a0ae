"""The rules of a contest played through before anybody enters."""

from dataclasses import dataclass

from mentorhub.contests.models import Contest
from mentorhub.judging import queries
from mentorhub.judging.domain.rehearsal import (
    MOST_ENTRIES,
    MOST_JURORS,
    Forecast,
    Plan,
    rehearse,
    with_readers,
)
from mentorhub.judging.domain.scoring import Conditions, Criterion
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

USUAL_ENTRIES, MORE = 40, 2
"""How many entries are thought of before any came; how many more readers to compare with."""


@dataclass(frozen=True)
class Rehearsal:
    """What the rules lead to, and what they would with more jurors for each entry."""

    plan: Plan
    forecast: Forecast
    more: Plan
    compared: Forecast


def rehearsal(contest: Contest, *, entries: int | None, jurors: int | None) -> Rehearsal:
    """By the contest's rules of its first stage; numbers not given are those known so far.

    Refused without criteria. The same numbers give the same answer.
    """
    if not contest.rubric_now:
        raise Refused(_l("Write the criteria first: by them the made-up jurors mark."))
    plan = _plan(contest, entries, jurors)
    more = with_readers(plan, min(plan.readers + MORE, MOST_JURORS))
    seed = contest.id.int % 2**32
    return Rehearsal(plan, rehearse(plan, seed=seed), more, rehearse(more, seed=seed))


def _plan(contest: Contest, entries: int | None, jurors: int | None) -> Plan:
    lines = [line.id for line in contest.rubric_now]
    sitting = sum(one.is_sitting for one in queries.panel_of(contest))
    wanted = jurors or max(sitting, contest.readers_now)
    known = entries or len(queries.entries_in(contest)) or USUAL_ENTRIES
    return Plan(
        entries=min(max(known, 2), MOST_ENTRIES),
        jurors=min(max(wanted, contest.readers_now), MOST_JURORS),
        readers=contest.readers_now,
        rubric=[
            Criterion(place, line.max_points, line.step)
            for place, line in enumerate(contest.rubric_now)
        ],
        prizes=_border(contest),
        average=contest.average,
        deciding=contest.deciding,
        conditions=Conditions(contest.pass_mark, contest.no_zero),
        tie_break=[lines.index(line.id) for line in contest.tie_break],
    )


def _border(contest: Contest) -> int:
    """How many go on after the first stage, or win a prize where there is one stage only."""
    judged = contest.judged_stages
    if len(judged) > 1 and judged[0].round.cut is not None:
        return judged[0].round.cut
    return sum(award.count for award in contest.awards)
