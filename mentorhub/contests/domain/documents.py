"""Papers a contest asks to see: looked at, never copied; only who saw which and when stays."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentorhub.contests.domain.sentence import N_, Rule, Sentence


class Whose(enum.StrEnum):
    """For whom a document is shown."""

    ENTRY = "entry"
    PERSON = "person"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class Document:
    """One paper by its name in each language."""

    name: Mapping[str, str]
    whose: Whose = Whose.ENTRY

    @property
    def is_of_the_entry(self) -> bool:
        return self.whose is Whose.ENTRY

    def concerns(self, *, is_minor: bool) -> bool:
        """Is it shown for a person of this age?"""
        return self.whose is Whose.PERSON or (self.whose is Whose.MINOR and is_minor)


SHOWN = {
    Whose.ENTRY: N_("%(document)s: shown once for the entry."),
    Whose.PERSON: N_("%(document)s: shown for everyone in the entry."),
    Whose.MINOR: N_("%(document)s: shown for everyone under 18 in the entry."),
}
NO_COPY = N_(
    "An officer of the unit or an organiser looks at it and notes the day. No copy is sent or kept."
)


def shown(documents: Sequence[Document]) -> list[Sentence]:
    """Nothing is said where nothing is asked for."""
    told = [Sentence(Rule.DOCUMENTS, SHOWN[one.whose], {"document": one.name}) for one in documents]
    return [*told, Sentence(Rule.DOCUMENTS, NO_COPY)] if told else []
