"""News as plain values: what the features have to tell, in which families, about which page."""

import enum
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True)
class Notices:
    """What every feature's `notices.py` says, as one.

    audiences: verb → function(activity) giving the people who should hear of it.
    lines:     verb → sentence with %(facts)s of the activity.
    links:     verb → (endpoint,) or (endpoint, name of the argument that takes the thing's id).
    """

    audiences: Mapping[str, Callable[[Any], Iterable[Any]]] = field(default_factory=dict)
    lines: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, sources: Iterable[Any]) -> "Notices":
        """Raises ValueError where two features speak for one verb, or an audience has no words."""
        notices = cls({}, {}, {})
        for source in sources:
            notices._take(source)
        if silent := notices.audiences.keys() - notices.lines.keys():
            raise ValueError(f"no sentence for {', '.join(sorted(silent))}")
        return notices

    def _take(self, source: Any) -> None:
        for name in ("AUDIENCES", "LINES", "LINKS"):
            told: Any = getattr(self, name.lower())
            given = getattr(source, name, {})
            if twice := told.keys() & given.keys():
                raise ValueError(f"{', '.join(sorted(twice))}: told by two features")
            told.update(given)


@dataclass(frozen=True)
class Family:
    """Kinds of news a person switches on and off together, and the sign they wear in the list."""

    name: str
    things: tuple[str, ...]
    icon: str
    tone: str


FAMILIES = (
    Family("ideas", ("idea", "target"), "lightbulb", "green"),
    Family("teams", ("team",), "users", "teal"),
    Family(
        "mentoring",
        ("request", "mentor", "mentorship", "offer", "thread", "weights"),
        "handshake",
        "green",
    ),
    Family("contests", ("contest", "entry", "vote"), "trophy", "gold"),
    Family("judging", ("judging",), "list", "blue"),
    Family("results", ("results", "complaint", "certificate"), "trophy", "gold"),
)
ACCOUNT = Family("account", (), "user", "blue")
"""What nobody can switch off: whatever belongs to no other family."""


def family_of(verb: str) -> Family:
    """ "entry.submitted" → contests; the thing before the dot decides."""
    thing = verb.partition(".")[0]
    return next((family for family in FAMILIES if thing in family.things), ACCOUNT)


def link_of(
    activity: Any, links: Mapping[str, tuple[str, ...]]
) -> tuple[str, dict[str, Any]] | None:
    """The page an activity is about: (endpoint, values), or nothing where no page is named.

    The argument is found among the facts, is the contest's id, or the id of the thing itself.
    """
    if activity.verb not in links:
        return None
    endpoint, *arguments = links[activity.verb]
    return endpoint, {name: _value(activity, name) for name in arguments}


def _value(activity: Any, argument: str) -> Any:
    if argument in activity.facts:
        return activity.facts[argument]
    if argument == "contest_id" and activity.contest_id is not None:
        return activity.contest_id
    return activity.subject_id


class Stretch(enum.Enum):
    TODAY = "today"
    WEEK = "week"
    EARLIER = "earlier"


def stretch(day: date, today: date) -> Stretch:
    """Under which heading a day's news stands."""
    if day >= today:
        return Stretch.TODAY
    return Stretch.WEEK if today - day < timedelta(days=7) else Stretch.EARLIER


_ADDRESS = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2,})|(?<=:)(?=//)|(?<=\w)@(?=\w)")


def unlinked(text: str) -> str:
    """Words of people with what mail programs would turn into a link broken by nothing visible."""
    return _ADDRESS.sub(lambda found: found[0] + "\N{WORD JOINER}", text)
