"""The order of work: danger, then deadlines, then what others wait for, then what is one’s own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `title` and `about` are sentences in the reader’s language."""

    title: str
    url: str
    about: str = ""
    glyph: str = "circle-dashed"
    tone: str = "blue"
    due: datetime | None = None
    others_wait: bool = False
    comes_first: bool = False  # somebody may be in danger


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """Danger, then what is due (soonest first), what keeps others waiting, the rest as given."""
    return sorted(
        tasks,
        key=lambda task: (
            not task.comes_first,
            task.due is None,
            task.due.timestamp() if task.due else 0,
            not task.others_wait,
        ),
    )
