"""What teams and mentors of the made-up marketplace do, hour by hour: part of `bench market`."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from development.bench.crowd import Somebody
from development.bench.showing import Shop
from mentorhub.mentoring.domain.lifecycle import LASTS, MOST_OPEN, expiry

DAY = timedelta(days=1)
BEGINS = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answers:
    """arrives (t,); after (t, m): seconds until the mentor answers the team, infinite for the
    silent; willing (t, m): whether it would be a yes."""

    arrives: Sequence[datetime]
    after: NDArray[np.float64]
    willing: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`matched`: the share of teams with a mentor within seven days of coming; `needed`: of these,
    the share whose mentor knows a thing they need; `most_asked`: requests to one mentor."""

    matched: float
    needed: float
    most_asked: int


@dataclass(slots=True)
class Request:
    team: int
    mentor: int
    is_open: bool = True


@dataclass(slots=True)
class Week:
    """One run: events in the order of their moments, so that equal draws give equal ends."""

    shop: Shop
    teams: Sequence[Somebody]
    answers: Answers
    requests: list[Request] = field(default_factory=list)
    matched: dict[int, int] = field(default_factory=dict)
    _events: list[tuple[datetime, int, int]] = field(default_factory=list)

    def run(self) -> Outcome:
        """Teams look (team, −1) and requests are answered or expire (−1, request)."""
        for team, arrives in enumerate(self.answers.arrives):
            for day in range(LASTS.days):
                self._plan(arrives + day * DAY, team, -1)
        while self._events:
            moment, team, request = heapq.heappop(self._events)
            if request < 0:
                self._look(team, moment)
            else:
                self._end(self.requests[request], moment)
        asked = np.bincount([one.mentor for one in self.requests], minlength=1)
        knows = [
            any(need in self.shop.mentors[mentor].skills for need in self.teams[team].needs)
            for team, mentor in self.matched.items()
        ]
        share = sum(knows) / len(knows) if knows else 0.0
        return Outcome(len(self.matched) / len(self.teams), share, int(asked.max()))

    def _plan(self, moment: datetime, team: int, request: int) -> None:
        heapq.heappush(self._events, (moment, team, request))

    def _look(self, team: int, moment: datetime) -> None:
        """Ask those shown first, as many as may be open."""
        if team in self.matched:
            return
        free = MOST_OPEN - sum(one.is_open for one in self.requests if one.team == team)
        for mentor in self.shop.shown(team)[: max(0, free)]:
            self._ask(team, mentor, moment)

    def _ask(self, team: int, mentor: int, moment: datetime) -> None:
        ends = expiry(moment)
        seconds = float(self.answers.after[team, mentor])
        if seconds < (ends - moment).total_seconds():
            ends = moment + timedelta(seconds=seconds)
        self.requests.append(Request(team, mentor))
        self.shop.note_asked(team, mentor)
        self._plan(ends, team, len(self.requests) - 1)

    def _end(self, request: Request, moment: datetime) -> None:
        if not request.is_open:
            return
        team, mentor = request.team, request.mentor
        answers = bool(np.isfinite(self.answers.after[team, mentor]))
        self._close(request)
        self.shop.note_end(mentor, answered=answers)
        if not answers or not self.answers.willing[team, mentor]:
            return
        if self.shop.places_left(mentor) == 0 or moment > self.answers.arrives[team] + LASTS:
            return
        self.matched[team] = mentor
        self.shop.note_taken(mentor)
        is_full = self.shop.places_left(mentor) == 0
        for one in self.requests:
            if one.team == team or (is_full and one.mentor == mentor):
                self._close(one)

    def _close(self, request: Request) -> None:
        if request.is_open:
            request.is_open = False
            self.shop.note_closed(request.team, request.mentor)


def moments(seconds: NDArray[np.float64]) -> list[datetime]:
    return [BEGINS + timedelta(seconds=float(one)) for one in seconds]
