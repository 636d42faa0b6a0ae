"""What the house holds about people: said by each feature's `privacy.py`, used in three ways.

A `Holding` is one table with people in it: which columns name them, what is shown to the person it
is about (`export`), and what becomes of it when they ask to be erased (`erase`). A test walks the
schema and fails on a column that names a person and stands in no holding.
"""

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete, inspect, select, update

from mentorhub.platform.db import Base, db
from mentorhub.platform.i18n import _l


class Matter(enum.StrEnum):
    """What it is kept for: the headings of the export."""

    ACCOUNT = "account"
    CONSENTS = "consents"
    MEMBERSHIP = "membership"
    TEAMS = "teams"
    IDEAS = "ideas"
    CONTESTS = "contests"
    JURIES = "juries"
    MENTORING = "mentoring"
    CONVERSATIONS = "conversations"
    NEWS = "news"
    OFFICES = "offices"
    RECORDS = "records"


MATTERS = {
    Matter.ACCOUNT: _l("Your account: to sign in, and so that others know who they work with"),
    Matter.CONSENTS: _l("What you and your guardian agreed to: the proof the law asks for"),
    Matter.MEMBERSHIP: _l("The member list of your unit: to find your account and your units"),
    Matter.TEAMS: _l("Your teams: who works with whom"),
    Matter.IDEAS: _l("Your ideas and what you support: the idea bank"),
    Matter.CONTESTS: _l("Contests: who entered with whom, and that nobody enters twice"),
    Matter.JURIES: _l("Juries: who judged what, so that results can be checked"),
    Matter.MENTORING: _l("Mentoring: your profile as a mentor, requests, work together"),
    Matter.CONVERSATIONS: _l("Conversations and safety reports: what you wrote"),
    Matter.NEWS: _l("News and mails: what you were told, and how you want to be told"),
    Matter.OFFICES: _l("Offices and decisions: what you did for the Youth Union"),
    Matter.RECORDS: _l("Records: who did what and when, without names"),
}


class Fate(enum.StrEnum):
    """What erasure does with a person's rows."""

    DELETED = "deleted"
    EMPTIED = "emptied"  # the row stays under the pseudonym, its words and contacts go
    KEPT = "kept"  # it stays under the pseudonym; the reason is said


class Reason(enum.StrEnum):
    """Why something stays, under a pseudonym that leads to nobody any more."""

    NONE = ""
    PROOF = "proof"
    RESULTS = "results"
    OTHERS = "others"
    AUDIT = "audit"
    SAFETY = "safety"


REASONS = {
    Reason.PROOF: _l("the law asks for proof that there was an agreement"),
    Reason.RESULTS: _l("published results and the scores behind them must stay checkable"),
    Reason.OTHERS: _l("it is also the work of others: the team, the unit, the jury"),
    Reason.AUDIT: _l("the record of decisions is never changed; it holds no names"),
    Reason.SAFETY: _l("a report may protect other young people"),
}
Plain = dict[str, Any]
Exporting = Callable[[UUID], list[Plain]]
Erasing = Callable[[UUID], None]


@dataclass(frozen=True)
class Holding:
    """One table with people in it.

    own:     the column that says whose row this is; empty where it is nobody's own.
    others:  further columns with people in them: somebody who acted, never exported to others.
    shown:   columns the person reads in their export.
    emptied: column → value, written over the person's own rows at erasure.
    words:   text or JSON columns about somebody that `erase` takes care of, or that name nobody.
    export, erase: instead of (export) or before (erase) what the columns say.
    """

    model: type[Base]
    matter: Matter
    own: str = ""
    others: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    fate: Fate = Fate.DELETED
    reason: Reason = Reason.NONE
    emptied: Mapping[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    export: Exporting | None = None
    erase: Erasing | None = None

    @property
    def table(self) -> str:
        return str(self.model.__tablename__)

    @property
    def people(self) -> set[str]:
        return {self.own, *self.others} - {""}

    def exported(self, person_id: UUID) -> list[Plain]:
        """The person's own rows as plain values, the oldest first."""
        if self.export is not None:
            return self.export(person_id)
        if not (self.own and self.shown):
            return []
        mine = getattr(self.model, self.own) == person_id
        rows = db.session.scalars(select(self.model).where(mine).order_by(self.model.id))
        return [{name: plain(getattr(row, name)) for name in self.shown} for row in rows]

    def erased(self, person_id: UUID) -> None:
        if self.erase is not None:
            self.erase(person_id)
        if not self.own:
            return
        mine = getattr(self.model, self.own) == person_id
        if self.fate is Fate.DELETED:
            db.session.execute(delete(self.model).where(mine))
        elif self.emptied:
            db.session.execute(update(self.model).where(mine).values(**_anew(self)))


def _anew(holding: Holding) -> Plain:
    """The values to write, and the next version where the row has one."""
    values = dict(holding.emptied)
    if "version" in inspect(holding.model).columns:
        values["version"] = holding.model.version + 1  # type: ignore[attr-defined]
    return values


def plain(value: Any) -> Any:
    """As JSON has it: ISO 8601 for moments and days, text for keys and decimals."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


HOLDINGS: dict[str, Holding] = {}
HINDRANCES: list[Callable[[Any], Iterable[Any]]] = []
"""Questions about a person: the sentences that say what to hand over before an erasure."""
WITNESSES: list[Callable[[Any, datetime], None]] = []
"""Who hears, besides the person, that they are to be erased from this moment on."""


def register(sources: Iterable[Any]) -> None:
    """Take in what every feature says; in the order of the layers, lowest first."""
    HOLDINGS.clear()
    HINDRANCES.clear()
    WITNESSES.clear()
    for source in sources:
        for holding in source.HOLDINGS:
            if holding.table in HOLDINGS:
                raise ValueError(f"{holding.table} is held twice")
            HOLDINGS[holding.table] = holding
        HINDRANCES.extend(getattr(source, "HINDRANCES", ()))
        WITNESSES.extend(getattr(source, "WITNESSES", ()))


def export(person_id: UUID) -> dict[Matter, dict[str, list[Plain]]]:
    """Everything about a person that is theirs to read, by what it is kept for."""
    found: dict[Matter, dict[str, list[Plain]]] = {}
    for table, holding in HOLDINGS.items():
        if rows := holding.exported(person_id):
            found.setdefault(holding.matter, {})[table] = rows
    return {matter: found[matter] for matter in Matter if matter in found}


UNTOUCHED = (Matter.ACCOUNT, Matter.CONSENTS, Matter.NEWS, Matter.RECORDS)
"""What stands there for everybody who ever signed up, whatever they did."""


def has_left_something(person_id: UUID) -> bool:
    """Does any row outside the account itself name this person as its own?"""
    held = (one for one in HOLDINGS.values() if one.own and one.matter not in UNTOUCHED)
    mine = (select(one.model.id).where(getattr(one.model, one.own) == person_id) for one in held)
    return any(db.session.scalar(rows.limit(1)) is not None for rows in mine)


def hindrances(person: Any) -> list[Any]:
    return [sentence for ask in HINDRANCES for sentence in ask(person)]


def tell_witnesses(person: Any, erased_from: datetime) -> None:
    for tell in WITNESSES:
        tell(person, erased_from)


def erase(person_id: UUID) -> None:
    """All features, the highest first: what points to a row goes before the row."""
    for holding in reversed(HOLDINGS.values()):
        holding.erased(person_id)
    db.session.flush()
    db.session.expire_all()
