from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Delete, Select, and_, delete, func, or_, select, tuple_
from sqlalchemy.orm import contains_eager

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.db import db
from mentorhub.rosters.domain.branches import Branch, Branches, branches_of
from mentorhub.rosters.domain.plan import Known
from mentorhub.rosters.models import RosterChange, RosterImport, RosterLine
from mentorhub.units.models import Unit
from mentorhub.units.queries import is_within


def _named(unit: Unit, text: str) -> list[ColumnElement[bool]]:
    """Of the unit and what is below it, with all these words in the name."""
    key = " " + RosterLine.name_key
    return [
        is_within(unit),
        *(key.contains(f" {word}", autoescape=True) for word in fold(text).split()),
    ]


def lines_within(
    unit: Unit, text: str = "", *, after: RosterLine | None = None
) -> Select[RosterLine]:
    """The list of the unit and of what is below it, in the order of a register."""
    statement = (
        select(RosterLine)
        .join(RosterLine.unit)
        .options(contains_eager(RosterLine.unit))
        .where(*_named(unit, text))
    )
    if after is not None:
        place = tuple_(RosterLine.name_order, RosterLine.id)
        statement = statement.where(place > (after.name_order, after.id))
    return statement.order_by(RosterLine.name_order, RosterLine.id)


def length_of_list(unit: Unit, text: str = "") -> int:
    """How many exactly: officers compare it with their books."""
    counting = select(func.count()).select_from(RosterLine).join(RosterLine.unit)
    return db.session.scalar(counting.where(*_named(unit, text))) or 0


def known_within(unit: Unit) -> list[Known]:
    """The same as plain facts, for comparing."""
    columns = (
        RosterLine.id,
        RosterLine.version,
        RosterLine.unit_id,
        RosterLine.name,
        RosterLine.birth_year,
        RosterLine.position,
        RosterLine.phone,
        RosterLine.email,
    )
    statement = select(*columns).join(RosterLine.unit).where(is_within(unit))
    return [Known(*row) for row in db.session.execute(statement.order_by(RosterLine.id))]


def branches_below(unit: Unit) -> Branches:
    below = db.session.scalars(
        select(Unit).where(is_within(unit), Unit.id != unit.id).order_by(Unit.path)
    )
    named = [Branch(one.id, one.name, one.parent.name if one.parent else "") for one in below]
    return branches_of(Branch(unit.id, unit.name), named)


def imports_of(unit: Unit, *, limit: int = 10) -> Sequence[RosterImport]:
    """What was applied here, the last first."""
    return db.session.scalars(
        select(RosterImport)
        .where(RosterImport.unit_id == unit.id, RosterImport.applied_at.is_not(None))
        .order_by(RosterImport.applied_at.desc(), RosterImport.id.desc())
        .limit(limit)
    ).all()


def changes_of(run: RosterImport) -> Select[RosterChange, RosterLine]:
    """Each change with its line as it is today, if it is still there."""
    return (
        select(RosterChange, RosterLine)
        .join(RosterLine, RosterLine.id == RosterChange.line_id)
        .where(RosterChange.import_id == run.id)
    )


def line_with_code(digest: str, at: datetime) -> RosterLine | None:
    return db.session.scalar(
        select(RosterLine).where(
            RosterLine.code_digest == digest,
            RosterLine.code_expires_at > at,
            RosterLine.person_id.is_(None),
        )
    )


def suggestions(unit: Unit) -> Select[RosterLine, Person]:
    """Lines without an account and accounts of the same unit that may be the same person.

    The same name and year, or the same number if the account has proved it is theirs.
    """
    taken = select(RosterLine.person_id).where(RosterLine.person_id.is_not(None))
    same_name = and_(
        PersonalDetails.name_key == RosterLine.name_key,
        PersonalDetails.birth_year == RosterLine.birth_year,
    )
    same_phone = and_(
        RosterLine.phone != "",
        PersonalDetails.phone == RosterLine.phone,
        PersonalDetails.phone_verified_at.is_not(None),
    )
    return (
        select(RosterLine, Person)
        .join(PersonalDetails, or_(same_name, same_phone))
        .join(Person, Person.id == PersonalDetails.person_id)
        .join(Unit, Unit.id == RosterLine.unit_id)
        .where(
            RosterLine.person_id.is_(None),
            is_within(unit),
            Person.unit_id.in_(select(Unit.id).where(is_within(unit))),
            Person.closed_at.is_(None),
            Person.id.not_in(taken),
        )
        .order_by(RosterLine.name_order, RosterLine.id, Person.id)
    )


def unfinished_before(moment: datetime) -> Delete:
    return delete(RosterImport).where(RosterImport.applied_at.is_(None), RosterImport.at < moment)


def forget_before(moment: datetime) -> Any:
    """Undoing ends: what lines said before is forgotten."""
    old = select(RosterImport.id).where(RosterImport.applied_at < moment)
    return delete(RosterChange).where(RosterChange.import_id.in_(old))
