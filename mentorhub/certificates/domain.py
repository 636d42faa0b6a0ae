"""What a certificate is about as plain values: who is due which, its code, and what is signed."""

import hashlib
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

STATEMENT = "mentorhub certificate 1"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that is misread on paper
LENGTH = 26  # 130 bits of luck
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BOLD = "\ue000"  # private signs around words that are printed bold


class Kind(StrEnum):
    AWARD = "award"
    TAKING_PART = "taking_part"
    JUROR = "juror"
    IDEA = "idea"  # whose idea went into the idea of an entry


class Cause(StrEnum):
    """Why a certificate no longer counts: told to everybody who looks it up."""

    NAME = "name"
    MISTAKE = "mistake"
    RESULT = "result"
    ASKED = "asked"


class Standing(StrEnum):
    """What the house says about a paper."""

    VALID = "valid"
    REVOKED = "revoked"
    ERASED = "erased"  # it was given; to whom cannot be told any more
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Due:
    """A certificate to give. `about` is the entry, or the contest where there is none."""

    kind: Kind
    person: UUID
    about: UUID
    entry: UUID | None = None
    award: UUID | None = None

    @property
    def key(self) -> tuple[str, UUID, UUID]:
        return self.kind.value, self.person, self.about


def due(
    contest: UUID,
    places: Sequence[tuple[UUID, UUID | None]],
    *,
    teams: Mapping[UUID, Sequence[UUID]],
    authors: Mapping[UUID, Sequence[UUID]],
    jurors: Iterable[UUID],
) -> list[Due]:
    """Everybody's, in the order of the results; jurors last.

    places: (entry, award or None), best first; teams: entry → who took part; authors: entry → whose
    ideas went into it. An author who is in the team has the team's certificate already.
    """
    found = []
    for entry, award in places:
        kind = Kind.TAKING_PART if award is None else Kind.AWARD
        team = teams.get(entry, ())
        found += [Due(kind, person, entry, entry, award) for person in team]
        others = dict.fromkeys(one for one in authors.get(entry, ()) if one not in team)
        found += [Due(Kind.IDEA, person, entry, entry, award) for person in others]
    return [*found, *(Due(Kind.JUROR, person, contest) for person in jurors)]


def outstanding(
    all_due: Iterable[Due], kinds: Collection[Kind], given: Collection[tuple[str, UUID, UUID]]
) -> list[Due]:
    """What is left to give: of these kinds, and never given before, revoked ones included."""
    return [one for one in all_due if one.kind in kinds and one.key not in given]


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_salt() -> str:
    return secrets.token_hex(16)


def tidy(typed: str) -> str:
    """A code as somebody typed it off the paper, as it is stored."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return plain.translate(_MISREAD)[: 2 * LENGTH]


def spelled(code: str) -> str:
    """In groups, to be read aloud."""
    groups = [code[start : start + 5] for start in range(0, 25, 5)]
    return " ".join([*groups[:4], groups[4] + code[25:]])


def holder(name: str, salt: str) -> str:
    """The name as it is signed: whoever knows name and salt can prove it, nobody can guess it."""
    return hashlib.sha256(f"{salt}:{name}".encode()).hexdigest()


def statement(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is signed: ids, code, kind, day, and the name under its salt."""
    wanted = ("code", "contest", "certifies", "entry", "award", "given_on", "holder")
    return {"kind": STATEMENT, **{name: facts[name] for name in wanted}}


def formal_day(day: date) -> str:
    """As Vietnamese papers write it."""
    return f"Ngày {day.day:02} tháng {day.month:02} năm {day.year}"


def bold(words: str) -> str:
    return f"{_BOLD}{words.replace(_BOLD, '')}{_BOLD}"


def runs(sentence: str) -> list[tuple[str, bool]]:
    """The parts of a sentence, each with whether it is printed bold."""
    parts = sentence.split(_BOLD)
    return [(part, place % 2 == 1) for place, part in enumerate(parts) if part]
