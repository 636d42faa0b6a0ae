"""Who works a handing-out out: the page where it is quick, the worker where it takes long."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from mentorhub.contests.models import Contest
from mentorhub.jobs.actions import enqueue
from mentorhub.judging import queries
from mentorhub.judging.actions.gathering import Gathered, gather
from mentorhub.judging.domain.board import laid_out
from mentorhub.judging.domain.handing import Blocked, Method, Plan, Rule, Task, Way
from mentorhub.judging.domain.solving import solve
from mentorhub.judging.models import Solution
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

LONG = 8_000  # places that may be given: below, a page waits less than a second


def is_long(gathered: Gathered) -> bool:
    """What is given stays and costs nothing: only pairs count of entries that lack readers."""
    if len(gathered.entries) * len(gathered.seats) <= LONG:
        return False
    return int(laid_out(gathered.task).free.sum()) > LONG


def worked_out(gathered: Gathered) -> Plan[UUID, UUID] | None:
    """The plan, None where the worker has not worked it out. Raises Blocked."""
    if not is_long(gathered):
        return solve(gathered.task)
    solution = queries.solution_for(gathered.contest, gathered.digest)
    if solution is None or solution.found is None:
        return None
    return _read(solution.found)


def ask_to_work_out(contest: Contest, *, readers: int) -> None:
    """Once for the same facts, however often it is asked."""
    gathered = gather(contest, readers=readers)
    if not is_long(gathered):
        raise Refused(_l("This is quick: look at the proposal."))
    digest = gathered.digest
    add_once(Solution, contest_id=contest.id, digest=digest, asked_at=now())
    payload = {"contest": str(contest.id), "readers": readers}
    enqueue("judging.work_out", payload, key=f"work out {contest.id} {digest}")


def work_out(contest_id: UUID, *, readers: int, let_others_write: Callable[[], None]) -> None:
    """The worker's part, with the facts as they are by now: the page looks for those too."""
    contest = db.session.get_one(Contest, contest_id)
    try:
        gathered = gather(contest, readers=readers)
    except Refused:
        return  # scoring was closed meanwhile: the page says so
    digest, task = gathered.digest, gathered.task
    let_others_write()
    found = _solved(task)
    add_once(Solution, contest_id=contest_id, digest=digest, asked_at=now())
    solution = queries.solution_for(contest, digest)
    if solution is not None and solution.found is None:
        solution.found, solution.done_at = found, now()


def _solved(task: Task[UUID, UUID]) -> dict[str, Any]:
    try:
        plan = solve(task)
    except Blocked as problem:
        return {
            "missing": {str(entry): count for entry, count in problem.missing.items()},
            "idle": {str(juror): count for juror, count in problem.idle.items()},
            "ways": [[way.rule, way.amount, _written(way.pairs)] for way in problem.ways],
        }
    return {
        "pairs": _written(plan.pairs),
        "method": plan.method,
        "gap": plan.gap,
        "islands": plan.islands,
        "anchors": [str(entry) for entry in plan.anchors],
        "doubled": [str(entry) for entry in plan.doubled],
    }


def _written(pairs: Any) -> list[list[str]]:
    return sorted([str(juror), str(entry)] for juror, entry in pairs)


def _read(found: Mapping[str, Any]) -> Plan[UUID, UUID]:
    if "pairs" not in found:
        raise Blocked(
            missing={UUID(entry): count for entry, count in found["missing"].items()},
            idle={UUID(juror): count for juror, count in found["idle"].items()},
            ways=tuple(
                Way(Rule(rule), amount, _pairs(pairs)) for rule, amount, pairs in found["ways"]
            ),
        )
    return Plan(
        pairs=frozenset(_pairs(found["pairs"])),
        method=Method(found["method"]),
        gap=found["gap"],
        islands=found["islands"],
        anchors=tuple(UUID(entry) for entry in found["anchors"]),
        doubled=tuple(UUID(entry) for entry in found["doubled"]),
    )


def _pairs(written: Any) -> tuple[tuple[UUID, UUID], ...]:
    return tuple((UUID(juror), UUID(entry)) for juror, entry in written)
