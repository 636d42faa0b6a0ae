"""Which contests there are, in which phase, run by whom."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, tuple_
from sqlalchemy.orm import joinedload, load_only, selectinload

from mentorhub.accounts.models import Approval, Person, PersonalDetails
from mentorhub.contests.domain.preparation import Gap
from mentorhub.contests.domain.readiness import gaps
from mentorhub.contests.domain.stages import Phase, StageKind
from mentorhub.contests.models import (
    Amendment,
    ByTwo,
    Change,
    Contest,
    ContestState,
    Juror,
    JurorState,
    Organiser,
    Secretary,
    Stage,
)
from mentorhub.organisations.models import Grant, Role
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, db
from mentorhub.units.models import Unit

LISTED = (
    *(Contest.title, Contest.summary, Contest.host, Contest.state, Contest.language),
    *(Contest.opens_at, Contest.closes_at, Contest.published_at, Contest.scoring_opened_at),
)
WHOLE = [
    selectinload(Contest.stages),
    selectinload(Contest.rubric),
    selectinload(Contest.awards),
]


def announced() -> Select[Contest]:
    """The latest deadline first: coming, then open, then past."""
    return (
        select(Contest)
        .where(Contest.state == ContestState.ANNOUNCED)
        .order_by(Contest.closes_at.desc(), Contest.id.desc())
    )


def in_phase(phase: Phase, moment: datetime | None = None) -> Select[Contest]:
    """The announced contests of a phase; the twin of `domain.stages.phase_at`."""
    return announced().where(*_conditions(phase, moment or now()))


def _conditions(phase: Phase, moment: datetime) -> list[ColumnElement[bool]]:
    if phase is Phase.RESULTS:
        return [Contest.published_at.is_not(None)]
    unpublished = Contest.published_at.is_(None)
    if phase is Phase.COMING:
        return [unpublished, Contest.opens_at > moment]
    if phase is Phase.OPEN:
        return [unpublished, Contest.opens_at <= moment, Contest.closes_at > moment]
    return [unpublished, Contest.opens_at <= moment, Contest.closes_at <= moment]


def open_now() -> Select[Contest]:
    """Contests that take entries, the nearest deadline first."""
    return in_phase(Phase.OPEN).order_by(None).order_by(Contest.closes_at, Contest.id)


def listed(phase: Phase | None, after: UUID | None) -> Select[Contest]:
    """The public list, lean: only what a row of it shows."""
    rows = (announced() if phase is None else in_phase(phase)).options(
        load_only(*LISTED, raiseload=True)
    )
    last = db.session.get(Contest, after) if after else None
    if last is None or not last.is_announced:  # the place of a draft in the list tells its date
        return rows
    return rows.where(tuple_(Contest.closes_at, Contest.id) < (last.closes_at, last.id))


def running_in(contests: Collection[Contest], moment: datetime) -> dict[UUID, StageKind]:
    """{contest: the kind of the earliest stage after the entries that runs by its days}."""
    rows = db.session.execute(
        select(Stage.contest_id, Stage.kind)
        .where(
            Stage.contest_id.in_([one.id for one in contests]),
            Stage.kind != StageKind.SUBMISSION,
            Stage.opens_at <= moment,
            Stage.closes_at > moment,
        )
        .order_by(Stage.position.desc())
    )
    return dict(rows.all())  # of several the earliest stays


def contests_run_by(person: Person) -> Select[Contest]:
    """Drafts too; the newest first."""
    return (
        select(Contest)
        .join(Organiser, Organiser.contest_id == Contest.id)
        .where(Organiser.person_id == person.id)
        .order_by(Contest.id.desc())
    )


def earlier(person: Person) -> Select[Contest]:
    """What a new contest may begin as a copy of: public ones and the person's own, newest first."""
    own = select(Organiser.contest_id).where(Organiser.person_id == person.id)
    return (
        select(Contest)
        .where(or_(Contest.state == ContestState.ANNOUNCED, Contest.id.in_(own)))
        .order_by(Contest.id.desc())
        .limit(12)
    )


def whole(contest_id: UUID) -> Contest | None:
    """A contest with everything its page shows."""
    return db.session.get(
        Contest,
        contest_id,
        options=WHOLE,
    )


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


def jury_of(contest: Contest) -> list[Person]:
    """Who sits on the jury, in the order of a Vietnamese register. Ask `READ_PANEL` first."""
    return list(
        db.session.scalars(
            select(Person)
            .join(Juror, Juror.person_id == Person.id)
            .outerjoin(PersonalDetails, PersonalDetails.person_id == Person.id)
            .where(Juror.contest_id == contest.id, Juror.state == JurorState.ACCEPTED)
            .order_by(PersonalDetails.name_order, Person.id)
        )
    )


def sits_on_the_jury(person: Person, contest: Contest) -> bool:
    seat = exists().where(
        Juror.contest_id == contest.id,
        Juror.person_id == person.id,
        Juror.state == JurorState.ACCEPTED,
    )
    return bool(db.session.scalar(select(seat)))


def serves_as_secretary(person: Person, contest: Contest) -> bool:
    """Took the duty of typing its paper sheets, and has it still."""
    duty = exists().where(
        Secretary.contest_id == contest.id,
        Secretary.person_id == person.id,
        Secretary.accepted_at.is_not(None),
        Secretary.ended_at.is_(None),
    )
    return bool(db.session.scalar(select(duty)))


def places_to_host(offices: Iterable[Any]) -> list[Unit]:
    """The units of these offices and those right below them, a place for a contest each."""
    units = [office.unit for office in offices if office.role in (Role.ORGANISER, Role.ADMIN)]
    ids = [unit.id for unit in units]
    below = select(Unit).where(Unit.parent_id.in_(ids)).order_by(Unit.path)
    return list(dict.fromkeys([*units, *db.session.scalars(below)]))


def possible_organisers(unit: Unit) -> list[Person]:
    """Who holds an organiser's office over the unit, in the order of a register."""
    codes = unit.path.strip("/").split("/")
    return list(
        db.session.scalars(
            select(Person)
            .join(PersonalDetails, PersonalDetails.person_id == Person.id)
            .where(
                Person.closed_at.is_(None),
                Person.id.in_(
                    select(Grant.person_id)
                    .join(Unit, Unit.id == Grant.unit_id)
                    .where(
                        Grant.role.in_((Role.ORGANISER, Role.ADMIN)),
                        Grant.revoked_at.is_(None),
                        Unit.code.in_(codes),
                    )
                ),
            )
            .order_by(PersonalDetails.name_order, Person.id)
        )
    )


def last_change(contest: Contest) -> int:
    """The number of its last version since it was announced; 0 before there is one."""
    highest = select(func.max(Change.number)).where(Change.contest_id == contest.id)
    return db.session.scalar(highest) or 0


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
            Approval.approved_at.is_(None),
            Approval.withdrawn_at.is_(None),
        )
        .order_by(Amendment.id)
    )
    return waiting if matter is None else waiting.where(Amendment.matter == matter)


def rubric_afresh(contest: Contest) -> None:
    """The criteria as they are now that the contest is held: a mark may have locked them."""
    db.session.refresh(contest, ["rubric"])
    for line in contest.rubric:
        db.session.refresh(line)
