"""A list becomes drafts: looked at first, then all of it or nothing, and undone as such."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from uuid import UUID, uuid4

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import db, let_others_write
from mentorhub.rosters.actions import lists
from mentorhub.rosters.queries import branches_below
from mentorhub.sheets.domain.reading import rows_of
from mentorhub.slips.actions.typing import put_down, remove
from mentorhub.slips.domain import Agreed, Author
from mentorhub.slips.domain.lists import Line, Pile, Problem, pile_in
from mentorhub.slips.domain.plan import Plan, compared
from mentorhub.slips.models import SlipImport
from mentorhub.slips.queries import signs_within, typed_by_import
from mentorhub.units.models import Unit


def understood(unit: Unit, data: bytes) -> Pile:
    """What a file says, before anything is written. Raises Unreadable or NoList."""
    units = branches_below(unit).ids
    let_others_write()
    return pile_in(rows_of(data), units, today=today())


def take_in(unit: Unit, pile: Pile, data: bytes, *, by: Person) -> SlipImport:
    """Keep what was understood until it is applied or given up, a day at most."""
    return lists.keep(SlipImport, unit, asdict(pile), data, by=by)


def pile_of(run: SlipImport) -> Pile:
    """What the file said."""
    kept = run.content
    return Pile(
        tuple(Line(**line) for line in kept["lines"]),
        tuple(Problem(**problem) for problem in kept["problems"]),
        tuple(kept["unused"]),
        tuple((line, earlier) for line, earlier in kept["repeated"]),
    )


def plan_of(run: SlipImport) -> Plan:
    """What applying it now would add."""
    return compared(pile_of(run).lines, signs_within(run.unit))


def apply(run: SlipImport, *, digest: str, language: str, by: Person) -> int:
    """Exactly what the page showed, all of it, or nothing; how many drafts there are now."""
    plan = lists.confirmed(run, plan_of, digest=digest)
    units = branches_below(run.unit).ids
    for line in plan.added:
        _put_down(run, line, units, language, by)
    lists.close(run, added=len(plan.added))
    record("idea.list_taken_in", run, by=by, added=run.added)
    return run.added


def _put_down(
    run: SlipImport, line: Line, units: Mapping[str, UUID], language: str, by: Person
) -> None:
    unit = db.session.get_one(Unit, units[line.unit]) if line.unit else run.unit
    author = Author(
        line.name,
        line.birth_year,
        Agreed(line.agreed),
        line.guardian_agreed,
        date.fromisoformat(line.written_on),
    )
    slip = put_down(unit, author, line.texts, key=uuid4(), language=language, by=by)
    slip.import_id = run.id


def undo(run: SlipImport, *, by: Person) -> int:
    """Take the drafts back, except those sent or taken over since; how many stay."""
    lists.begin_to_undo(run)
    kept = 0
    for slip in typed_by_import(run):
        if slip.is_claimed or slip.idea.sent_at is not None:
            kept += 1
        else:
            remove(slip, by=by)
    run.undone_at = now()
    record("idea.list_undone", run, by=by, kept=kept)
    return kept
