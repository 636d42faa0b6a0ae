"""Whom the made-up marketplace shows a team, by the code that ranks: part of `bench market`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from development.bench.crowd import Somebody
from mentorhub.matching.domain.explain import Explainer
from mentorhub.matching.domain.index import Index
from mentorhub.matching.domain.meeting import Meeting
from mentorhub.matching.domain.model import text_scores
from mentorhub.mentoring.actions.recommendations import FIRST_LOOK, LAST_LOOK
from mentorhub.mentoring.domain.recommendation import (
    Candidate,
    Seeker,
    explained,
    likely,
    ranked,
)

SHOWN = 5


@dataclass(frozen=True, slots=True)
class View:
    """By text alone or by the whole score; shown as it is, or as the platform does."""

    is_whole: bool
    is_live: bool

    @property
    def order(self) -> str:
        return "words, tags, spaces" if self.is_whole else "text"

    @property
    def known(self) -> str:
        return "places, waiting teams, answers" if self.is_live else "nothing"


VIEWS = (View(False, False), View(True, False), View(False, True), View(True, True))


class Shop:
    """The mentors as one row of the table knows them, over both weeks."""

    def __init__(
        self, view: View, index: Index, mentors: Sequence[Somebody], places: Sequence[int]
    ) -> None:
        self.view, self.index, self.mentors = view, index, mentors
        self._places, self._rows = places, {one.profile.id: n for n, one in enumerate(mentors)}
        self._live = [_candidate(one, left) for one, left in zip(mentors, places, strict=True)]

    def open(self, teams: Sequence[Somebody]) -> None:
        """A week begins: other teams, every place free; who answered before stays known."""
        self._seekers = [_seeker(team) for team in teams]
        self._asked: list[set[str]] = [set() for _ in teams]
        self._fits = [self._fitting(seeker) for seeker in self._seekers]
        self._told: dict[tuple[int, str], bool] = {}
        self._explainers: dict[int, Explainer] = {}
        self._live = [
            replace(one, places_left=left, pending=0)
            for one, left in zip(self._live, self._places, strict=True)
        ]

    def shown(self, team: int) -> list[int]:
        """Rows of the mentors on the team's page, the best first."""
        seeker = replace(self._seekers[team], asked=self._asked[team])
        if not self.view.is_live:
            free = (id_ for id_ in self._fits[team] if id_ not in self._asked[team])
            return [self._rows[id_] for id_, _ in zip(free, range(SHOWN), strict=False)]
        best: list[tuple[Candidate, float]] = []
        for look in (FIRST_LOOK, LAST_LOOK):
            fitting = dict(list(self._fits[team].items())[:look])
            known = [self._live[self._rows[id_]] for id_ in fitting]
            best = ranked(fitting, seeker, known, limit=2 * SHOWN)
            if len(best) >= SHOWN or len(fitting) < look:
                break
        return [self._rows[one.id] for one in self._grounded(team, seeker, best)][:SHOWN]

    def places_left(self, mentor: int) -> int:
        return self._live[mentor].places_left

    def note_asked(self, team: int, mentor: int) -> None:
        self._asked[team].add(self._live[mentor].id)
        self._change(mentor, pending=1)

    def note_closed(self, team: int, mentor: int) -> None:
        self._change(mentor, pending=-1)

    def note_end(self, mentor: int, *, answered: bool) -> None:
        self._change(mentor, requests=1, answers=int(answered))

    def note_taken(self, mentor: int) -> None:
        self._change(mentor, places_left=-1)

    def _change(self, mentor: int, **by: int) -> None:
        now = self._live[mentor]
        changed = {name: getattr(now, name) + step for name, step in by.items()}
        self._live[mentor] = replace(now, **changed)

    def _fitting(self, seeker: Seeker) -> dict[str, float]:
        """Mentor → fit, the best first."""
        if self.view.is_whole:
            return dict(likely(self.index, seeker, limit=LAST_LOOK))
        profile = replace(seeker.profile, concepts=())
        scores = text_scores(self.index, self.index.text.query(profile.words))
        scale = self.index.scale
        fits = (scores - scale.text_mean) / scale.text_deviation / scale.best
        order = np.argsort(-fits, kind="stable")
        return {self.index.mentors[row].decode(): float(fits[row]) for row in order}

    def _grounded(
        self, team: int, seeker: Seeker, best: Iterable[tuple[Candidate, float]]
    ) -> Iterable[Candidate]:
        """Those with a reason worth telling; nothing but words decides that, so once a pair."""
        for mentor, _ in best:
            if not self.view.is_whole:
                yield mentor
                continue
            if (team, mentor.id) not in self._told:
                if team not in self._explainers:
                    self._explainers[team] = Explainer(self.index, seeker.profile)
                told = explained(self._explainers[team], seeker, mentor)
                self._told[team, mentor.id] = told.is_grounded
            if self._told[team, mentor.id]:
                yield mentor


def _candidate(one: Somebody, places: int) -> Candidate:
    id_ = one.profile.id
    return Candidate(
        id=id_,
        person=f"person {id_}",
        skills=one.skills,
        meeting=Meeting(),
        unit=id_,
        point=one.point,
        is_active=True,
        places_left=places,
        is_cleared=True,
    )


def _seeker(one: Somebody) -> Seeker:
    return Seeker(
        profile=one.profile,
        needs=one.needs,
        meeting=Meeting(),
        unit=one.profile.id,
        point=one.point,
        has_a_minor=False,
    )
