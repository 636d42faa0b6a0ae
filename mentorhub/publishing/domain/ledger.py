"""The ledger of results: everything a stranger needs to count them again, one fact a line.

Lines are canonical JSON: the head (criteria and rules), entries, sheets under pseudonyms, cells
left empty on purpose, the leaves of the log, the places, and the end. `data/verify.py` reads them.
"""

import hashlib
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from mentorhub.judging.domain.ledger import canonical, criteria_digest
from mentorhub.publishing.domain.table import Line, beside, facts_of

FORMAT = "mentorhub-results-1"
FEWEST_FOR_ONE_NAME = 4
"""With fewer jurors an entry, a name that stays the same would tell who a juror is."""


@dataclass(frozen=True)
class Opening:
    """What opens a leaf of the log: the salt of the sheet, the other commitment, the position."""

    salt: str
    facts: str
    leaf: int


@dataclass(frozen=True)
class Sheet:
    """One juror's points for one entry; None for a cell left empty on purpose."""

    entry: UUID
    juror: UUID
    points: Mapping[UUID, Decimal] | None
    opening: Opening | None = None


@dataclass(frozen=True)
class Criterion:
    """`words` are its name, help and described ranges, in every language it was published in."""

    key: UUID
    maximum: Decimal
    step: Decimal
    words: Mapping[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> dict[str, Any]:
        points = {"max": f"{self.maximum:.2f}", "step": f"{self.step:.2f}"}
        return {"id": str(self.key), **points, **self.words}


@dataclass(frozen=True)
class Earlier:
    """A stage that is over, of whose points so many per cent went along into the next.

    `number` counts from 1; `rubric` is what its sheets were marked by; `names` are drawn for it
    alone, as `Book.names` are for the last stage.
    """

    number: int
    percent: int
    sheets: Sequence[Sheet]
    rubric: Sequence[Criterion]
    names: Mapping[tuple[UUID, UUID], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Closed:
    """The log as it stood when scoring closed; `stage` is None for the one the table is of."""

    stage: int | None
    size: int
    root: str


@dataclass(frozen=True)
class Rules:
    """`decided` is the jury's order among equals: entry → 1, 2 …

    `average`, `deciding`, `why` and `variances` are as `Publication.basis` holds them.
    """

    pass_mark: Decimal | None
    no_zero: bool
    tie_break: Sequence[UUID]
    decided: Mapping[UUID, int]
    average: str = "mean"
    deciding: str = "given"
    why: str | None = None
    variances: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Book:
    """Everything the ledger holds. `previous` is the fingerprint of the one this corrects;
    `withheld` are prizes nobody gets, with their names. Reasons stay outside, as names do.
    `earlier` are the stages before, whose sheets show what entries brought along; `since` how many
    of their sheets count on, and how many were left out, for a conflict declared in a later one.
    `version` numbers the criteria: the change of the contest that said them so, 0 as announced."""

    contest: UUID
    title: Mapping[str, str]
    edition: int
    rubric: Sequence[Criterion]
    rules: Rules
    sheets: Sequence[Sheet]
    lines: Sequence[Line]
    awards: Mapping[UUID, str]
    digest: str
    leaves: Sequence[bytes]
    checkpoint: str
    previous: str = ""
    withheld: Mapping[UUID, str] = field(default_factory=dict)
    names: Mapping[tuple[UUID, UUID], str] = field(default_factory=dict)
    earlier: Sequence[Earlier] = ()
    since: tuple[int, int] = (0, 0)
    version: int = 0
    closed: Sequence[Closed] = ()

    @property
    def keeps_names(self) -> bool:
        return keeps_names(self.sheets)


def keeps_names(sheets: Iterable[Sheet]) -> bool:
    """May a juror have one name for the whole contest?"""
    readers: dict[UUID, int] = {}
    for sheet in sheets:
        readers[sheet.entry] = readers.get(sheet.entry, 0) + 1
    return min(readers.values(), default=0) >= FEWEST_FOR_ONE_NAME


def pseudonyms(sheets: Collection[Sheet], luck: Random) -> dict[tuple[UUID, UUID], str]:
    """{(entry, juror): name}: one for the contest, or a fresh one for each entry; drawn by lot."""
    if keeps_names(sheets):
        names = _drawn({sheet.juror for sheet in sheets}, luck)
        return {(sheet.entry, sheet.juror): names[sheet.juror] for sheet in sheets}
    found: dict[tuple[UUID, UUID], str] = {}
    for entry in sorted({sheet.entry for sheet in sheets}):
        drawn = _drawn({sheet.juror for sheet in sheets if sheet.entry == entry}, luck)
        found |= {(entry, juror): name for juror, name in drawn.items()}
    return found


def _drawn(jurors: Collection[UUID], luck: Random) -> dict[UUID, str]:
    drawn = sorted(jurors)
    luck.shuffle(drawn)
    return {juror: f"J{number}" for number, juror in enumerate(drawn, start=1)}


def written(book: Book) -> str:
    """The lines that are signed, each with its end. Sheets stand by name, never as they came."""
    return "".join(canonical(line).decode() + "\n" for line in _lines(book))


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(book: Book) -> Iterable[dict[str, Any]]:
    yield _head(book)
    for line in sorted(book.lines, key=lambda line: str(line.entry)):
        adjusted = {} if line.adjusted is None else {"adjusted": str(line.adjusted)}
        yield {"type": "entry", "entry": str(line.entry), **beside(line), **adjusted}
    for stage in book.earlier:
        for sheet in _sheets(stage.sheets, stage.names, stage.rubric):
            yield {**sheet, "stage": stage.number}
    yield from _sheets(book.sheets, book.names, book.rubric)
    yield {"type": "leaves", "leaves": [leaf.hex() for leaf in book.leaves]}
    for line in book.lines:
        award = book.awards.get(line.entry)
        yield {"type": "place", **facts_of(line), **({"award": award} if award else {})}
    yield {"type": "end", "digest": book.digest, "checkpoint": book.checkpoint}


def _since(book: Book) -> dict[str, Any]:
    kept, left_out = book.since
    return {"conflicts_since": {"kept": kept, "left_out": left_out}} if kept or left_out else {}


def _head(book: Book) -> dict[str, Any]:
    rules = book.rules
    return {
        "type": "head",
        "format": FORMAT,
        "contest": str(book.contest),
        "title": dict(book.title),
        "edition": book.edition,
        "previous": book.previous,
        "jurors": "one name each" if book.keeps_names else "another name for each entry",
        **(
            {"earlier": [[one.number, one.percent] for one in book.earlier]} if book.earlier else {}
        ),
        **_since(book),
        "rubric": (rubric := [one.told for one in book.rubric]),
        **_rubrics(book),
        "criteria": {"version": book.version, "digest": criteria_digest(rubric)},
        "closed": [[one.stage, one.size, one.root] for one in book.closed],
        "rules": {
            **_basis(rules),
            "rounding": "half up, two places",
            "pass_mark": None if rules.pass_mark is None else str(rules.pass_mark),
            "no_zero": rules.no_zero,
            "tie_break": [str(key) for key in rules.tie_break],
            "decided": {str(entry): order for entry, order in rules.decided.items()},
            "withheld": {str(award): name for award, name in book.withheld.items()},
        },
    }


def _rubrics(book: Book) -> dict[str, Any]:
    """{number: criteria} of the stages before that were marked by others than the last."""
    others = [stage for stage in book.earlier if list(stage.rubric) != list(book.rubric)]
    told = {str(stage.number): [one.told for one in stage.rubric] for stage in others}
    return {"rubrics": told} if told else {}


def _basis(rules: Rules) -> dict[str, Any]:
    told = {"why": rules.why, "variances": rules.variances}
    only = {name: fact for name, fact in told.items() if fact is not None}
    return {"average": rules.average, "deciding": rules.deciding, **only}


def _sheets(
    sheets: Collection[Sheet], names: Mapping[tuple[UUID, UUID], str], rubric: Sequence[Criterion]
) -> Iterable[dict[str, Any]]:
    """A leaf is opened only where its place in the log tells nothing about who a juror is."""
    opens = keeps_names(sheets)
    for sheet in sorted(sheets, key=lambda s: (str(s.entry), names[s.entry, s.juror])):
        whose = {"entry": str(sheet.entry), "juror": names[sheet.entry, sheet.juror]}
        if sheet.points is None:
            yield {"type": "waived", **whose}
            continue
        points = {str(one.key): f"{sheet.points[one.key]:.2f}" for one in rubric}
        yield {"type": "sheet", **whose, "points": points, **_opened(sheet, opens)}


def _opened(sheet: Sheet, opens: bool) -> dict[str, Hashable]:
    if sheet.opening is None or not opens:
        return {}
    told = sheet.opening
    return {"salt": told.salt, "facts": told.facts, "leaf": told.leaf}
