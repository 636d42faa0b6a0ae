"""What is found in an entry: by the rules that take entries in, and by looking at the others."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mentorhub.contests.domain.documents import Document
from mentorhub.contests.domain.eligibility import Candidate, Limits, Obstacle, Terms, obstacles
from mentorhub.contests.domain.entering import behind
from mentorhub.contests.domain.sentence import N_


class Kind(enum.StrEnum):
    RULE = "rule"
    EMPTY = "empty"
    LATE = "late"
    SAME_IDEA = "same_idea"
    ALIKE = "alike"
    SAME_FILE = "same_file"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence to be translated with its facts; `others` are keys of entries it is about."""

    kind: Kind
    message: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    obstacle: Obstacle | None = None
    others: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a document was seen, of how often it is to be seen."""

    document: Document
    seen: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Looked:
    """An entry as the check looks at it."""

    candidate: Candidate
    lacking: Sequence[str] = ()
    is_late: bool = False
    same_idea: Sequence[Any] = ()
    alike: Sequence[Any] = ()
    same_files: Sequence[str] = ()  # their names in this entry
    with_same_files: Sequence[Any] = ()
    documents: Sequence[Seen] = ()


EMPTY = N_("Parts that every entry needs are empty.")
LATE = N_("It came after the deadline.")
SAME_IDEA = N_("It was made of the same idea as another entry.")
ALIKE = N_("Its text is nearly the same as that of another entry.")
SAME_FILE = N_("A file of it stands in another entry too: %(files)s.")
DOCUMENT = N_("%(document)s: seen %(seen)s of %(wanted)s.")


def findings(one: Looked, terms: Terms, limits: Limits) -> list[Finding]:
    """Everything that speaks against an entry, the rules first and in their order."""
    found = [_of_rule(obstacle, terms, limits) for obstacle in _in_the_way(one, terms, limits)]
    if one.lacking:
        found.append(Finding(Kind.EMPTY, EMPTY, {"parts": one.lacking}))
    if one.is_late:
        found.append(Finding(Kind.LATE, LATE))
    if one.same_idea:
        found.append(Finding(Kind.SAME_IDEA, SAME_IDEA, others=one.same_idea))
    if one.alike:
        found.append(Finding(Kind.ALIKE, ALIKE, others=one.alike))
    if one.same_files:
        facts = {"files": ", ".join(one.same_files)}
        found.append(Finding(Kind.SAME_FILE, SAME_FILE, facts, others=one.with_same_files))
    return [*found, *map(_of_document, (seen for seen in one.documents if seen.seen < seen.wanted))]


def _in_the_way(one: Looked, terms: Terms, limits: Limits) -> list[Obstacle]:
    return obstacles(one.candidate, terms, limits)


def _of_rule(obstacle: Obstacle, terms: Terms, limits: Limits) -> Finding:
    told = behind(obstacle, terms, limits)
    return Finding(Kind.RULE, told.message, told.facts, obstacle)


def _of_document(one: Seen) -> Finding:
    facts = {"document": one.document.name, "seen": one.seen, "wanted": one.wanted}
    return Finding(Kind.DOCUMENT, DOCUMENT, facts)
