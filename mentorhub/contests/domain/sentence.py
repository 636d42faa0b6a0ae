"""A rule in words: a message to be translated, and the facts for its gaps."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Rule(enum.StrEnum):
    AGES = "ages"
    TEAM = "team"
    FIELDS = "fields"
    ENTRIES = "entries"
    LEADER = "leader"
    UNITS = "units"
    DOCUMENTS = "documents"
    READERS = "readers"
    NAMES = "names"
    NEIGHBOURS = "neighbours"
    PANELS = "panels"
    AVERAGE = "average"
    ADJUSTED = "adjusted"
    PASS_MARK = "pass_mark"
    ZERO = "zero"
    NOTES = "notes"
    TIES = "ties"
    BONUS = "bonus"
    SCORES = "scores"
    ADVANCE = "advance"
    CARRIED = "carried"
    PITCH = "pitch"
    DRAW = "draw"
    COMPLETE = "complete"
    COMPLAINTS = "complaints"
    WINDOW = "window"
    LATENESS = "lateness"
    FORM = "form"
    CRITERIA = "criteria"
    PRIZES = "prizes"
    STAGES = "stages"
    WORDS = "words"
    FULL_RULES = "full_rules"


@dataclass(frozen=True, slots=True)
class Sentence:
    rule: Rule
    message: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def N_(message: str) -> str:
    """The mark by which the catalogues find a sentence."""
    return message
