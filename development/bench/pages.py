"""Which pages are measured, as whom, against which page of the yardstick, and the bars."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Measured:
    """`must` and `aim` are processor time ÷ the yardstick's; None where no bar was set."""

    name: str
    path: str
    kind: str
    reader: str = ""
    is_cached: bool = False
    must: float | None = None
    aim: float | None = None


def pages(made: Mapping[str, Any]) -> list[Measured]:
    idea, contest, card, team = (made[key] for key in ("idea", "contest", "card", "team"))
    results = f"/results/{made['published']}"
    return [
        Measured("home, cached", "/", "list", is_cached=True, must=0.15, aim=0.07),
        Measured("gallery, cached", "/ideas", "list", is_cached=True, must=0.15, aim=0.07),
        Measured("idea, cached", f"/ideas/{idea}", "detail", is_cached=True, must=0.15, aim=0.07),
        Measured("results, cached", results, "list", is_cached=True, must=0.15, aim=0.07),
        Measured("home, uncached", "/", "list", must=1.6, aim=0.7),
        Measured("gallery of ideas", "/ideas", "list", must=1.6, aim=0.7),
        Measured("directory of mentors", "/mentors", "list", must=1.6, aim=0.7),
        Measured("directory of contests", "/contests", "list", must=1.6, aim=0.7),
        Measured(
            "search, Vietnamese without marks", "/ideas?q=nuoi+ech", "list", must=1.6, aim=0.7
        ),
        Measured("idea", f"/ideas/{idea}", "detail", must=2.5, aim=1.5),
        Measured("contest", f"/contests/{contest}", "detail", must=2.5, aim=1.5),
        Measured("results, uncached", results, "list", must=1.6, aim=0.7),
        Measured("dashboard", "/dashboard", "list", "member", must=2, aim=0.9),
        Measured("scoresheet", f"/judging/cards/{card}", "list", "juror", must=1.5, aim=0.7),
        Measured("juror's queue", "/judging", "list", "juror", must=2, aim=0.9),
        Measured(
            "organiser's console",
            f"/contests/{contest}/judging",
            "list",
            "organiser",
            must=4,
            aim=1.5,
        ),
        Measured("recommendation", f"/teams/{team}/mentors", "list", "member", must=4, aim=1.5),
    ]
