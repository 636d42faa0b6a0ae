"""Which rows somebody reads, and what is known of a decision when it is made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.entries.queries import is_close
from mentorhub.organisations.queries import within
from mentorhub.organisations.rules import offices_of
from mentorhub.platform.audit import (
    AuditRow,
    AuditWords,
    Circumstances,
    people_behind,
    pseudonym_of,
)
from mentorhub.platform.db import db
from mentorhub.platform.second_step import LACKING
from mentorhub.units.models import Unit

WITH_A_REASON = "contacts exported"
OF_THE_CONTEST = "contest_organiser"


@dataclass(frozen=True)
class Wanted:
    """The filters of a list; empty is everything."""

    kind: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None
    person: Person | None = None
    after: UUID | None = None

    @property
    def condition(self) -> ColumnElement[bool]:
        asked: list[ColumnElement[bool]] = [AuditRow.permission != ""]
        if self.kind:
            asked.append(AuditRow.permission == self.kind)
        if self.outcome:
            asked.append(AuditRow.allowed.is_(self.outcome == "allowed"))
        if self.since:
            asked.append(AuditRow.at >= self.since)
        if self.until:
            asked.append(AuditRow.at < self.until)
        if self.person:
            name = pseudonym_of(self.person.id) or "nobody"
            asked.append(or_(AuditRow.actor == name, AuditRow.on_whom == name))
        if self.after:
            asked.append(AuditRow.id < self.after)
        return and_(*asked)


def rows_of_units(units: Sequence[Unit], wanted: Wanted) -> Select[AuditRow]:
    """What happened in these units; contests and reports of something unsafe have other readers."""
    rows = select(AuditRow).join(Unit, Unit.id == AuditRow.unit_id)
    plain = AuditRow.contest_id.is_(None), AuditRow.permission.not_like("safety.%")
    return rows.where(within(units), *plain, wanted.condition).order_by(AuditRow.id.desc())


def rows_of_everybody(reader: Person, wanted: Wanted) -> Select[AuditRow]:
    """For administrators: all but the contests in which they are close to an entry themselves."""
    close = select(Entry.contest_id).where(is_close(reader.id))
    far = or_(AuditRow.contest_id.is_(None), AuditRow.contest_id.not_in(close))
    return select(AuditRow).where(far, wanted.condition).order_by(AuditRow.id.desc())


def rows_of_contest(contest: Contest, wanted: Wanted) -> Select[AuditRow]:
    rows = select(AuditRow).where(AuditRow.contest_id == contest.id, wanted.condition)
    return rows.order_by(AuditRow.id.desc())


def looks_at(person: Person, after: UUID | None) -> Select[AuditRow]:
    """What others did with what concerns the person; not the person's own doings."""
    name = pseudonym_of(person.id) or "nobody"
    rows = select(AuditRow).where(
        AuditRow.on_whom == name,
        AuditRow.actor != name,
        AuditRow.allowed,
        AuditRow.permission != "",
        AuditRow.what != LACKING,
    )
    return (rows.where(AuditRow.id < after) if after else rows).order_by(AuditRow.id.desc())


def people_in(rows: Iterable[AuditRow], units: Sequence[Unit] | None) -> dict[str, Person]:
    """{pseudonym: person}: everybody, or only who belongs to these units. Two statements a page."""
    behind = people_behind({name for row in rows for name in (row.actor, row.on_whom)})
    chosen = select(Person).where(Person.id.in_(behind.values()))
    if units is not None:
        chosen = chosen.join(Person.unit).where(within(units))
    people = {person.id: person for person in db.session.scalars(chosen)}
    return {name: people[key] for name, key in behind.items() if key in people}


def reasons_of(rows: Iterable[AuditRow]) -> dict[UUID, str]:
    """{row: what somebody had to write to be let in}, where it was not erased since."""
    keys = [row.id for row in rows if row.what == WITH_A_REASON]
    found = select(AuditWords.row_id, AuditWords.text).where(AuditWords.row_id.in_(keys))
    return dict(db.session.execute(found).all()) if keys else {}


def person_within(key: UUID, units: Sequence[Unit] | None) -> Person | None:
    """Somebody of these units (None: of any), to choose their rows by."""
    chosen = select(Person).where(Person.id == key, Person.closed_at.is_(None))
    if units is not None:
        chosen = chosen.join(Person.unit).where(within(units))
    return db.session.scalar(chosen)


def units_in(rows: Iterable[AuditRow]) -> dict[UUID, Unit]:
    keys = {row.office_unit_id for row in rows} - {None}
    found = db.session.scalars(select(Unit).where(Unit.id.in_(keys))) if keys else ()
    return {unit.id: unit for unit in found}


def circumstances(actor: Any, thing: Any) -> Circumstances:
    """Whom a decision is about, where, and by which office it was asked for."""
    contest = thing if isinstance(thing, Contest) else getattr(thing, "contest", None)
    whom = _whom(thing)
    unit_id = _unit_of(thing, contest, whom)
    office, office_unit_id = _office(actor, contest, unit_id)
    return Circumstances(
        whom_id=whom.id if whom else None,
        unit_id=unit_id or office_unit_id,
        contest_id=contest.id if contest else getattr(thing, "contest_id", None),
        office=office,
        office_unit_id=office_unit_id,
    )


def _whom(thing: Any) -> Person | None:
    """Nobody for a report of something unsafe: who told it stands in the report alone."""
    key = None if isinstance(thing, Person) else getattr(thing, "person_id", None)
    whom = thing if isinstance(thing, Person) else db.session.get(Person, key) if key else None
    return whom if whom is not None and whom.closed_at is None else None


def _unit_of(thing: Any, contest: Contest | None, whom: Person | None) -> UUID | None:
    if isinstance(thing, Unit):
        return thing.id
    around = (thing, whom, getattr(thing, "team", None), contest)
    return next((key for one in around if (key := getattr(one, "unit_id", None))), None)


def _office(actor: Any, contest: Contest | None, unit_id: UUID | None) -> tuple[str, UUID | None]:
    if getattr(actor, "id", None) is None:
        return "", None
    if contest is not None and contest.is_run_by(actor):
        return OF_THE_CONTEST, contest.unit_id
    offices = offices_of(actor)
    unit = db.session.get(Unit, unit_id) if unit_id and offices else None
    fitting = [one for one in offices if unit is None or one.unit.covers(unit)] or offices
    return (fitting[0].role.value, fitting[0].unit_id) if fitting else ("", None)
