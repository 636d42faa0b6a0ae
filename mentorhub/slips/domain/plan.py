"""What a list of ideas would add: compared with what is known, before anything is written."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass

from mentorhub.slips.domain.lists import Line


@dataclass(frozen=True)
class Plan:
    added: tuple[Line, ...]
    known: int
    digest: str

    @property
    def complete(self) -> int:
        return sum(line.is_complete for line in self.added)


def compared(lines: Iterable[Line], signs: Collection[str]) -> Plan:
    """An idea of the same author with the same name is there already, whatever else it says."""
    lines = list(lines)
    added = tuple(line for line in lines if line.sign not in signs)
    told = json.dumps([astuple(line) for line in added], ensure_ascii=False)
    return Plan(added, len(lines) - len(added), hashlib.sha256(told.encode()).hexdigest())
