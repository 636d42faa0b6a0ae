"""In which order a jury talks, and what its votes say."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

E = TypeVar("E", bound=Hashable)
P = TypeVar("P", bound=Hashable)

YES, NO, ABSTAIN = "yes", "no", "abstain"


@dataclass(frozen=True)
class Count:
    """Votes on one motion."""

    yes: int = 0
    no: int = 0
    abstain: int = 0

    @property
    def is_carried(self) -> bool:
        """By the majority of those who said yes or no; a draw changes nothing."""
        return self.yes > self.no

    @property
    def total(self) -> int:
        return self.yes + self.no + self.abstain


def counted(answers: Iterable[str]) -> Count:
    found = Counter(answers)
    return Count(found[YES], found[NO], found[ABSTAIN])


def discussion_order(entries: Sequence[E], absent: Mapping[E, Collection[P]]) -> list[E]:
    """The entries so that few people go out and come in between one and the next.

    `absent` names who must be out of the room for an entry. Entries with the same people outside
    stay together in the order given; the groups follow each other by the nearest neighbour of
    the symmetric difference, beginning with everybody inside, ties by the order given (the idea
    of HotCRP's discussion order). No score is read: the order tells nobody a place.
    """
    groups: dict[frozenset[P], list[E]] = {}
    for entry in entries:
        groups.setdefault(frozenset(absent.get(entry, ())), []).append(entry)
    ordered: list[E] = []
    outside: frozenset[P] = frozenset()
    while groups:
        outside = min(groups, key=lambda others: len(outside ^ others))
        ordered += groups.pop(outside)
    return ordered


@dataclass(frozen=True)
class Order(Generic[E]):
    """The jury's order among equals: place (1 is first) of each entry; equals may stay equal."""

    places: Mapping[E, int]

    def __post_init__(self) -> None:
        """ValueError unless there are two or more and they count as a race does: 1, 1, 3."""
        found = sorted(self.places.values())
        if len(found) < 2 or any(
            place != 1 + sum(other < place for other in found) for place in found
        ):
            raise ValueError(f"no order of merit: {found}")
