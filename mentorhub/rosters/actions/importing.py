"""A file becomes lines of a list: looked at first, then all or nothing, and undone as such."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from uuid_utils.compat import uuid7

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import db, let_others_write, lock
from mentorhub.platform.text import sort_key
from mentorhub.rosters.actions import lists
from mentorhub.rosters.domain.branches import branch_key
from mentorhub.rosters.domain.cells import Wrong
from mentorhub.rosters.domain.lines import Line, Problem, Roster, roster_in
from mentorhub.rosters.domain.plan import Change, Plan, compared
from mentorhub.rosters.models import RosterChange, RosterImport, RosterLine
from mentorhub.rosters.queries import (
    branches_below,
    changes_of,
    forget_before,
    known_within,
    unfinished_before,
)
from mentorhub.sheets.domain.reading import rows_of
from mentorhub.units.actions import add as add_unit
from mentorhub.units.models import Unit, UnitKind

_UNDONE = ("name", "birth_year", "position", "phone", "email")


def understood(data: bytes) -> Roster:
    """What a file says, before anything is written. Raises Unreadable or NoHeadings."""
    let_others_write()
    return roster_in(rows_of(data), today=today())


def take_in(unit: Unit, roster: Roster, data: bytes, *, by: Person) -> RosterImport:
    """Keep what was understood until it is applied or given up, a day at most."""
    return lists.keep(RosterImport, unit, asdict(roster), data, by=by)


def roster_of(run: RosterImport) -> Roster:
    """What the file said."""
    kept = dict(run.content)
    lines = tuple(Line(**line) for line in kept.pop("lines"))
    problems = tuple(Problem(p["line"], Wrong(p["wrong"]), p["text"]) for p in kept.pop("problems"))
    return Roster(lines, problems, **kept)


def plan_of(run: RosterImport) -> Plan:
    """What applying it now would do."""
    lines = roster_of(run).lines
    if not run.unit.may_hold:  # a branch has no branches: all are its own
        lines = tuple(replace(line, branch="") for line in lines)
    known, branches = known_within(run.unit), branches_below(run.unit)
    return compared(lines, known, home=run.unit_id, branches=branches.ids)


def apply(run: RosterImport, *, digest: str, by: Person) -> Plan:
    """Exactly what the page showed, all of it, or nothing."""
    plan = lists.confirmed(run, plan_of, digest=digest)
    units = branches_below(run.unit).ids
    for name in plan.branches:
        added = add_unit(run.unit, kind=UnitKind.BRANCH, name=name, by=by)
        db.session.flush()
        units[branch_key(name)] = added.id
    _add(run, plan.added, units)
    for change in plan.changed:
        _change(run, change, units)
    lists.close(run, added=len(plan.added))
    run.changed = len(plan.changed)
    record("roster.imported", run, by=by, added=run.added, changed=run.changed)
    return plan


def _add(run: RosterImport, lines: tuple[Line, ...], units: dict[str, UUID]) -> None:
    """Ten thousand rows in two statements."""
    rows = [_row(line, units.get(branch_key(line.branch), run.unit_id)) for line in lines]
    if not rows:
        return
    db.session.execute(insert(RosterLine), rows)
    kept = [{"import_id": run.id, "line_id": r["id"], "version": 1, "before": {}} for r in rows]
    db.session.execute(insert(RosterChange), kept)


def _row(line: Line, unit_id: UUID) -> dict[str, Any]:
    contacts = {"phone": line.phone, "email": line.email, "position": line.position}
    row = {"id": uuid7(), "unit_id": unit_id, "birth_year": line.born}
    return {**row, **_named(line.name), **contacts, "version": 1}


def _named(name: str) -> dict[str, str]:
    return {"name": name, "name_key": fold(name), "name_order": sort_key(name)}


def _change(run: RosterImport, change: Change, units: dict[str, UUID]) -> None:
    line = db.session.get_one(RosterLine, change.known.id)
    before = {name: getattr(line, name) for name in _UNDONE} | {"unit_id": str(line.unit_id)}
    values = dict(change.values)
    if "unit" in values:
        line.unit_id = units.get(branch_key(str(values.pop("unit"))), run.unit_id)
    if "born" in values:
        values["birth_year"] = values.pop("born")
    if "name" in values:
        values |= _named(str(values["name"]))
    for name, value in values.items():
        setattr(line, name, value)
    db.session.flush()
    db.session.add(
        RosterChange(import_id=run.id, line_id=line.id, version=line.version, before=before)
    )


def undo(run: RosterImport, *, by: Person) -> int:
    """Take back what the import did, except where somebody has changed the line since.

    Says how many lines stay as they are.
    """
    lock(run.unit)
    lists.begin_to_undo(run)
    kept = 0
    for change, line in db.session.execute(changes_of(run)).all():
        if line.version != change.version or (line.person_id and not change.before):
            kept += 1
        elif change.before:
            _restore(line, change.before)
        else:
            db.session.delete(line)
    run.undone_at = now()
    record("roster.import_undone", run, by=by, kept=kept)
    return kept


def _restore(line: RosterLine, before: dict[str, Any]) -> None:
    for name in _UNDONE:
        setattr(line, name, before[name])
    line.unit_id = UUID(before["unit_id"])
    line.name_key, line.name_order = fold(line.name), sort_key(line.name)


def sweep(*, undecided: timedelta, undoing: timedelta) -> None:
    """Forget what was understood of files nobody decided about, and what lines said before."""
    db.session.execute(unfinished_before(now() - undecided))
    db.session.execute(forget_before(now() - undoing))
