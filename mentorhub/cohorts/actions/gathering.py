"""Teams and mentors of a cohort as they are now, and how well each pair suits.

Nothing a reader of the cohort may not know goes in: of ideas only what everybody reads. That a
mentor judges a team bars the pair, and looks like every other bar that is nobody's business.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np

from mentorhub.accounts.models import Person
from mentorhub.cohorts import queries
from mentorhub.cohorts.domain.assignment import Floats, Places, Task
from mentorhub.cohorts.domain.words import Rest
from mentorhub.cohorts.models import Cohort, Wish, WishKind
from mentorhub.cohorts.queries import Pair
from mentorhub.ideas.models import Idea
from mentorhub.matching.domain.index import Index
from mentorhub.matching.domain.lifting import refined
from mentorhub.matching.domain.meeting import Meeting
from mentorhub.matching.domain.model import fits
from mentorhub.matching.domain.suitability import suitability
from mentorhub.matching.domain.weights import Weights
from mentorhub.matching.models import IndexVersion
from mentorhub.matching.queries import index_of, version_in_use
from mentorhub.mentoring.actions.recommendations import INDEX, seeker_with
from mentorhub.mentoring.domain.lifecycle import MOST_OPEN
from mentorhub.mentoring.domain.recommendation import (
    Candidate,
    Obstacle,
    Seeker,
    circumstances,
    obstacle,
)
from mentorhub.mentoring.models import MentorProfile
from mentorhub.mentoring.queries import candidates, skills_of, weights_in_force
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import holds_office
from mentorhub.teams.models import Team

Bars = dict[tuple[int, int], Obstacle | None]
PRECISION = 4  # of what the worker and a page must agree on


@dataclass(frozen=True)
class Gathered:
    """`task` is about `teams` and `profiles` in their order; `bars` say why a pair must not be.

    `void` are wishes that cannot be kept now: their pair is barred, rests, or has no place left.
    """

    teams: Sequence[Team]
    profiles: Sequence[MentorProfile]
    seekers: Sequence[Seeker]
    mentors: Sequence[Candidate]
    bars: Bars
    resting: Mapping[Team, Rest]
    task: Task
    void: Sequence[Wish]
    index: Index | None
    version: IndexVersion | None
    weights: Weights


def gather(cohort: Cohort, *, by: Person) -> Gathered:
    """As `by` may send it: teams with somebody under 18 are for officers over their unit."""
    everybody = queries.teams_in(cohort)
    keys = [team.id for team in everybody]
    ties = queries.ties_of(keys)
    resting = _resting(cohort, everybody, ties)
    teams = [team for team in everybody if team not in resting]
    profiles = queries.profiles_in(cohort)
    seekers = _seekers(teams, ties)
    mentors = _mentors(teams, profiles)
    version = version_in_use(INDEX)
    index = index_of(version) if version is not None else None
    weights = weights_in_force().weights
    suits, bars = _suits(index, seekers, mentors, queries.times_together(keys), weights)
    withheld = _withheld(teams, seekers, by)
    suits[withheld] = np.nan
    room = [max(0, mentor.places_left - mentor.pending) for mentor in mentors]
    task = Task(suits, np.array(room, np.int64))
    sendable = [None if row in withheld else team for row, team in enumerate(teams)]
    task, void = _with_wishes(cohort, task, bars, sendable, profiles)
    known = (teams, profiles, seekers, mentors, bars, resting)
    return Gathered(*known, task, void, index, version, weights)


def _withheld(teams: Sequence[Team], seekers: Sequence[Seeker], by: Person) -> list[int]:
    """Rows with somebody under 18 that `by` may not send. They look as if nothing were shared:
    who may not know ages does not read them off a table."""
    return [
        row
        for row, team in enumerate(teams)
        if seekers[row].has_a_minor and not holds_office(by, Role.UNIT_OFFICER, team.unit)
    ]


def _resting(
    cohort: Cohort, teams: Sequence[Team], ties: Mapping[str, set[Pair]]
) -> dict[Team, Rest]:
    helped = {team for team, _ in ties["together"]}
    open_ = [team for team, _ in ties["asked"]]
    sent = {one.request.team_id for one in queries.sendings_of(cohort) if one.request.is_open}
    found: dict[Team, Rest] = {}
    for team in teams:
        why = {
            Rest.CLOSED: not team.is_open,
            Rest.HELPED: team.id in helped,
            Rest.WAITING: team.id in sent,
            Rest.BUSY: open_.count(team.id) >= MOST_OPEN,
        }
        if (rest := next((one for one, holds in why.items() if holds), None)) is not None:
            found[team] = rest
    return found


def _seekers(teams: Sequence[Team], ties: Mapping[str, set[Pair]]) -> list[Seeker]:
    keys = [team.id for team in teams]
    ideas, jurors = queries.told_ideas(keys), queries.jurors_of_teams(keys)
    return [_seeker(team, ideas.get(team.id), ties, jurors) for team in teams]


def _seeker(
    team: Team, idea: Idea | None, ties: Mapping[str, set[Pair]], jurors: set[Pair]
) -> Seeker:
    tied = {why: {str(p) for t, p in pairs if t == team.id} for why, pairs in ties.items()}
    judging = {str(person) for key, person in jurors if key == team.id}
    return seeker_with(team, idea, jurors=judging, tied=tied)


def _mentors(teams: Sequence[Team], profiles: Sequence[MentorProfile]) -> list[Candidate]:
    """In the order of the profiles; one who left the directory has no place."""
    if not teams:
        return []
    keys = [profile.id for profile in profiles]
    found = {UUID(one.id): one for one in candidates(teams[0], keys)}
    skills = skills_of(keys)
    return [
        replace(found[key], skills=skills.get(str(key), {})) if key in found else _gone(profile)
        for key, profile in zip(keys, profiles, strict=True)
    ]


def _gone(profile: MentorProfile) -> Candidate:
    meeting, ids = Meeting(()), (str(profile.id), str(profile.person_id))
    return Candidate(*ids, {}, meeting, "", None, is_active=False, places_left=0, is_cleared=False)


def _suits(
    index: Index | None,
    seekers: Sequence[Seeker],
    mentors: Sequence[Candidate],
    together: Mapping[Pair, int],
    weights: Weights,
) -> tuple[Floats, Bars]:
    """(t, m), NaN where something must hold and does not, or nothing but chance is shared."""
    suits = np.full((len(seekers), len(mentors)), np.nan)
    bars: Bars = {}
    places = [index.place(mentor.id) if index is not None else None for mentor in mentors]
    rows = np.array([-1 if place is None else place for place in places], np.int64)
    for row, team in enumerate(seekers):
        fit = _fits(index, team, rows, weights)
        for column, mentor in enumerate(mentors):
            times = together.get((UUID(team.profile.id), UUID(mentor.id)), 0)
            one = replace(mentor, worked_together=times)
            bar = obstacle(team, one)
            told = suitability(fit[column], circumstances(team, one), weights)
            if bar is None and fit[column] > 0 and round(told, PRECISION) > 0:
                suits[row, column] = told
            else:
                bars[row, column] = bar
    return suits.round(PRECISION), bars


def _fits(index: Index | None, team: Seeker, rows: Places, weights: Weights) -> Floats:
    """How well the words fit, (m,); 0 of a mentor the index does not know yet."""
    if index is None:
        return np.zeros(len(rows))
    exact = fits(index, team.profile, weights)
    known = rows >= 0
    found = np.zeros(len(rows))
    found[known] = refined(index, team.profile, exact, rows[known], weights)
    found[known] *= exact[rows[known]] > 0
    return found


def _with_wishes(
    cohort: Cohort,
    task: Task,
    bars: Bars,
    teams: Sequence[Team | None],
    profiles: Sequence[MentorProfile],
) -> tuple[Task, list[Wish]]:
    """What is forbidden, then as many fixed pairs as can be, those fixed first first."""
    row_of = {team.id: row for row, team in enumerate(teams) if team is not None}
    column_of = {profile.id: column for column, profile in enumerate(profiles)}
    left, suits = task.room.copy(), task.suits.copy()
    void: list[Wish] = []
    fixed: dict[int, int] = {}
    forbidden: set[tuple[int, int]] = set()
    for wish in sorted(cohort.wishes, key=lambda wish: wish.id):
        row, column = row_of.get(wish.team_id, -1), column_of.get(wish.profile_id, -1)
        if wish.kind is WishKind.FORBIDDEN:
            if row >= 0 and column >= 0:
                forbidden.add((row, column))
        elif row < 0 or column < 0 or bars.get((row, column)) is not None or not left[column]:
            void.append(wish)
        else:  # somebody may know better than the words: chance is no bar
            fixed[row] = column
            left[column] -= 1
            suits[row, column] = np.nan_to_num(suits[row, column])
    return replace(task, suits=suits, fixed=fixed, forbidden=frozenset(forbidden)), void
