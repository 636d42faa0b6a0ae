"""What is kept of a sheet typed from paper, and where two who typed it read something else."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from mentorhub.judging.domain.scoring import Criterion, Given


@dataclass(frozen=True)
class Typed:
    """A whole sheet as one person typed it: {criterion: points and note}, words to the team."""

    given: Mapping[UUID, Given]
    feedback: str = ""

    def as_kept(self) -> dict[str, Any]:
        """JSON: {"given": {criterion as hex: [points as text or None, note]}, "feedback": text}."""
        given = {
            line.hex: [None if one.points is None else str(one.points), one.note]
            for line, one in self.given.items()
        }
        return {"given": given, "feedback": self.feedback}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Typed":
        """From `as_kept`; nothing kept is an empty sheet."""
        given = {
            UUID(line): Given(None if points is None else Decimal(points), note)
            for line, (points, note) in kept.get("given", {}).items()
        }
        return cls(given, kept.get("feedback", ""))

    @property
    def has_words(self) -> bool:
        return bool(self.feedback) or any(one.note for one in self.given.values())


def differing(first: Typed, second: Mapping[UUID, Given]) -> list[UUID]:
    """The criteria in which the second person read other points, in the order of the second."""
    return [
        line for line, one in second.items() if first.given.get(line, Given()).points != one.points
    ]


def print_of(rubric: Iterable[Criterion[UUID]], note_below: int | None) -> str:
    """A fingerprint of what a printed sheet asks for: paper with other criteria is not typed."""
    lines = [[one.key.hex, f"{one.maximum:.2f}", f"{one.step:.2f}"] for one in rubric]
    return hashlib.sha256(json.dumps([lines, note_below]).encode()).hexdigest()
