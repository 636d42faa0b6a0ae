"""What a contest lacks, what changed since it was announced, and what waits for a second person."""

from collections.abc import Callable, Iterable

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import WAITS_FOR_A_SECOND
from mentorhub.contests.domain.preparation import Gap
from mentorhub.contests.domain.readiness import gaps
from mentorhub.contests.domain.sentence import Rule
from mentorhub.contests.models import (
    Amendment,
    ByTwo,
    Change,
    Contest,
    Juror,
    JurorState,
)
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, db
from mentorhub.units.models import Unit

also_lacking: set[Callable[[Contest], Iterable[Gap]]] = set()
"""What features above look for before a contest is announced: each adds its own."""


def gaps_of(contest: Contest) -> list[Gap]:
    """What the contest lacks now: the list its organisers read, and the one that refuses."""
    accepted = Juror.contest_id == contest.id, Juror.state == JurorState.ACCEPTED
    prepared = contest.prepared(
        jurors=_counted(Juror, *accepted),
        units_below=_counted(Unit, Unit.parent_id == contest.unit_id),
    )
    others = [gap for look in also_lacking for gap in look(contest)]
    return sorted([*gaps(prepared, now()), *others], key=lambda gap: not gap.blocks)


def _counted(rows: type[Base], *conditions: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(rows).where(*conditions)) or 0


LAST_CHANGE = select(func.max(Change.number)).where(Change.contest_id == bindparam("contest"))


def last_change(contest: Contest) -> int:
    """The number of its last version since it was announced; 0 before there is one."""
    return db.session.scalar(LAST_CHANGE, {"contest": contest.id}) or 0


def criteria_version(contest: Contest) -> int:
    """The number of the last change that said criteria otherwise; 0: they are as announced."""
    rows = select(Change.number, Change.parts).where(Change.contest_id == contest.id)
    found = db.session.execute(rows).all()
    touching = [n for n, parts in found if any(one["rule"] == Rule.CRITERIA for one in parts)]
    return max(touching, default=0)


def changes_of(contest: Contest) -> Select[Change]:
    """What changed since it was announced, the newest first."""
    return (
        select(Change)
        .where(Change.contest_id == contest.id)
        .options(joinedload(Change.by), joinedload(Change.agreed_by))
        .order_by(Change.number.desc())
    )


def open_amendments(contest: Contest, matter: ByTwo | None = None) -> Select[Amendment]:
    """What waits for a second person, or would if it still held; the oldest first."""
    waiting = (
        select(Amendment)
        .join(Amendment.approval)
        .where(
            Amendment.contest_id == contest.id,
            WAITS_FOR_A_SECOND,
        )
        .order_by(Amendment.id)
    )
    return waiting if matter is None else waiting.where(Amendment.matter == matter)


def rubric_afresh(contest: Contest) -> None:
    """The criteria as they are now that the contest is held: a mark may have locked them."""
    db.session.refresh(contest, ["rubric"])
    for line in contest.rubric:
        db.session.refresh(line)
