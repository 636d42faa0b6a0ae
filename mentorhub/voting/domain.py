"""Which ballots are suspect, what the count comes to, and in which order entries are shown.

A suspect ballot is held, never thrown away: two numbers are told, and what is held counts only
where organisers say so with a reason. Whoever votes honestly meets none of these figures, or is
let in by one sentence of an organiser.
"""

import enum
import hashlib
import ipaddress
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

WITHIN = timedelta(hours=1)
MOST_FROM_A_PLACE = 40
"""Ballots for one entry from one network address within an hour: a school shares one."""
MOST_FROM_A_DEVICE = 5
"""Ballots for one entry from one device within an hour: a family shares one."""
MOST_CHANGES = 20
"""How often one person votes anew within an hour."""
SHORTEST, LONGEST = timedelta(days=1), timedelta(days=60)


class Ground(enum.StrEnum):
    """Why a ballot is held."""

    FRESH = "fresh"
    UNPROVED = "unproved"
    PLACE = "place"
    DEVICE = "device"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Cast:
    """One ballot without its voter. `counts_from` is when the account is old enough to count."""

    key: UUID
    entry: UUID
    at: datetime
    counts_from: datetime
    place: str = ""
    device: str = ""
    is_proved: bool = True
    takes_sides: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: its place by what counts (1 first, equals share it), and what is held."""

    entry: UUID
    place: int
    counted: int
    held: int

    @property
    def wins(self) -> bool:
        return self.place == 1 and self.counted > 0


def suspected(casts: Collection[Cast], closes_at: datetime) -> dict[UUID, frozenset[Ground]]:
    """{ballot: why it is suspect}; every ballot is in it, mostly with nothing.

    Of a crowd all are suspect, the first as much as the last: none shows who came honestly.
    """
    places = _crowded(casts, lambda cast: cast.place, MOST_FROM_A_PLACE)
    devices = _crowded(casts, lambda cast: cast.device, MOST_FROM_A_DEVICE)
    found = {}
    for cast in casts:
        grounds = {
            Ground.FRESH: cast.counts_from > closes_at,
            Ground.UNPROVED: not cast.is_proved,
            Ground.PLACE: cast.key in places,
            Ground.DEVICE: cast.key in devices,
            Ground.SIDE: cast.takes_sides,
        }
        found[cast.key] = frozenset(ground for ground, holds in grounds.items() if holds)
    return found


def _crowded(casts: Iterable[Cast], origin_of: Callable[[Cast], str], most: int) -> set[UUID]:
    """Ballots for one entry from one origin of which more than `most` came within an hour."""
    groups: dict[Hashable, list[Cast]] = defaultdict(list)
    for cast in casts:
        if origin := origin_of(cast):
            groups[origin, cast.entry].append(cast)
    crowded: set[UUID] = set()
    for group in groups.values():
        group.sort(key=lambda cast: cast.at)
        first = 0
        for last, cast in enumerate(group):
            while cast.at - group[first].at > WITHIN:
                first += 1
            if last - first + 1 > most:
                crowded.update(one.key for one in group[first : last + 1])
    return crowded


def held_groups(
    casts: Iterable[Cast], grounds: Mapping[UUID, Collection[Ground]]
) -> dict[tuple[UUID, Ground], int]:
    """{(entry, ground): suspect ballots}; one with two grounds stands in two groups."""
    return Counter((cast.entry, ground) for cast in casts for ground in grounds[cast.key])


def tallied(
    casts: Iterable[Cast],
    grounds: Mapping[UUID, Collection[Ground]],
    released: Collection[tuple[UUID, Ground]],
    entries: Sequence[UUID],
) -> list[Line]:
    """A line for each of `entries`, the most counted first, equals in the order given.

    A suspect ballot counts where every ground it is suspect on was released for its entry.
    """
    counted: Counter[UUID] = Counter()
    held: Counter[UUID] = Counter()
    for cast in casts:
        free = all((cast.entry, ground) in released for ground in grounds[cast.key])
        (counted if free else held)[cast.entry] += 1
    ordered = sorted(entries, key=lambda entry: -counted[entry])
    return [
        Line(
            entry,
            1 + sum(counted[other] > counted[entry] for other in entries),
            counted[entry],
            held[entry],
        )
        for entry in ordered
    ]


def drawn(keys: Iterable[UUID], seed: str) -> list[UUID]:
    """An order by lot: the same for the same seed, and none of it known beforehand."""
    return sorted(keys, key=lambda key: hashlib.sha256(f"{seed}|{key}".encode()).digest())


def place_of(address: str) -> str:
    """The network an address is in: of IPv6 the half one household or phone is given whole."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network((known, 64), strict=False))
