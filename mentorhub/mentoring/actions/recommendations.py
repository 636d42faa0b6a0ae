"""Which mentors a team is shown, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from uuid import UUID

from mentorhub.ideas.models import Idea, Purpose
from mentorhub.ideas.queries import newest_of_team
from mentorhub.matching.domain.explain import Explainer
from mentorhub.matching.domain.index import Index
from mentorhub.matching.domain.meeting import Meeting
from mentorhub.matching.domain.model import Document, Passage, Profile
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.matching.models import IndexVersion
from mentorhub.matching.queries import index_of, version_in_use
from mentorhub.mentoring import queries
from mentorhub.mentoring.domain.recommendation import (
    Candidate,
    Obstacle,
    Seeker,
    Suggestion,
    explained,
    likely,
    obstacle,
    ranked,
)
from mentorhub.mentoring.models import MentorProfile, point_of
from mentorhub.teams.models import Team

INDEX = "mentors"
FIRST_LOOK, LAST_LOOK = 60, 1000
NEED, TOPIC = 2, 1


@dataclass(frozen=True)
class Recommended:
    profile: MentorProfile
    suggestion: Suggestion


@dataclass(frozen=True)
class Advice:
    """One mentor for one team: may it ask, why this mentor, and by which index."""

    obstacle: Obstacle | None
    suggestion: Suggestion
    version: IndexVersion | None


def recommend(team: Team, *, limit: int = 5) -> list[Recommended]:
    """The mentors this team may ask who suit it best; the same input gives the same answer."""
    _, index = _index_in_use()
    if index is None:
        return []
    seeker = seeker_of(team)
    best = _best(index, team, seeker, limit=limit)
    chosen = list(islice(_grounded(index, seeker, best), limit))
    profiles = queries.profiles_among([UUID(one.mentor) for one in chosen])
    return [Recommended(profiles[UUID(one.mentor)], one) for one in chosen]


def _best(index: Index, team: Team, seeker: Seeker, *, limit: int) -> list[tuple[Candidate, float]]:
    """Twice as many as are shown: some may have no reason worth telling."""
    best: list[tuple[Candidate, float]] = []
    for look in (FIRST_LOOK, LAST_LOOK):
        fitting = dict(likely(index, seeker, limit=look))
        mentors = queries.candidates(team, [UUID(key) for key in fitting])
        best = ranked(fitting, seeker, mentors, limit=2 * limit)
        if len(best) >= limit or len(fitting) < look:
            break
    return best


def _grounded(
    index: Index, seeker: Seeker, best: Sequence[tuple[Candidate, float]]
) -> Iterator[Suggestion]:
    """Explained one after the other, as far as somebody looks."""
    keys = [UUID(mentor.id) for mentor, _ in best]
    skills, projects = queries.skills_of(keys), queries.projects_of(keys)
    explainer = Explainer(index, seeker.profile)
    for mentor, suits in best:
        known = replace(mentor, skills=skills.get(mentor.id, {}))
        suggestion = _told(explainer, seeker, known, projects, suits)
        if suggestion.is_grounded:
            yield suggestion


def advise(team: Team, profile: MentorProfile) -> Advice:
    """May this team ask this mentor, and how do they fit?

    That a mentor judges the team is no answer a team may get, in whatever words: it would tell who
    is on the jury. The list leaves jurors out; one who is asked all the same cannot accept.
    """
    version, index = _index_in_use()
    seeker = replace(seeker_of(team), jurors=set())
    explainer = Explainer(index, seeker.profile) if index is not None else None
    mentor = queries.candidate(team, profile)
    told = _told(explainer, seeker, mentor, queries.projects_of([profile.id]))
    return Advice(obstacle(seeker, mentor), told, version)


def seeker_of(team: Team) -> Seeker:
    """The team as the recommendation sees it: through its newest idea and what this one needs."""
    tied = queries.profiles_tied_to(team)
    return seeker_with(
        team,
        newest_of_team(team),
        jurors=set(map(str, queries.jurors_of(team))),
        tied={why: set(map(str, keys)) for why, keys in tied.items()},
    )


def seeker_with(
    team: Team, idea: Idea | None, *, jurors: set[str], tied: Mapping[str, set[str]]
) -> Seeker:
    """The same from what is known already: its idea, people who judge it, profiles by their tie."""
    return Seeker(
        profile=words_of(team, idea),
        needs=tuple(idea.concepts(Purpose.NEED)) if idea else (),
        meeting=Meeting(tuple(team.spoken) or ("vi",)),
        unit=str(team.unit_id),
        point=point_of(team.unit),
        has_a_minor=team.has_a_minor,
        members={str(member.person_id) for member in team.members},
        jurors=jurors,
        **tied,
    )


def words_of(team: Team, idea: Idea | None) -> Profile:
    """What a team writes, as the matching reads it; a need weighs twice a topic."""
    if idea is None:
        return Profile(str(team.id), (Document((Passage(team.about, team.language),)),))
    texts = (idea.title, idea.problem, idea.solution)
    weights = dict.fromkeys(idea.concepts(Purpose.TOPIC), TOPIC)
    weights |= dict.fromkeys(idea.concepts(Purpose.NEED), NEED)
    known = tuple((name, many) for name, many in weights.items() if name in taxonomy().concepts)
    typed = tuple(Passage(name, idea.language) for name in weights if name not in dict(known))
    document = Document(tuple(Passage(text, idea.language) for text in texts if text))
    return Profile(str(team.id), (document,), known, typed)


def _index_in_use() -> tuple[IndexVersion | None, Index | None]:
    version = version_in_use(INDEX)
    index = index_of(version) if version is not None else None
    return (version, index) if index is not None else (None, None)


def _told(
    explainer: Explainer | None,
    seeker: Seeker,
    mentor: Candidate,
    projects: Mapping[str, str],
    suits: float = 0.0,
) -> Suggestion:
    """Reasons and gap; past projects by the names of their teams, which everybody may know."""
    suggestion = explained(explainer, seeker, mentor, suits)
    named = (
        replace(reason, facts={"team": projects.get(str(reason.facts["project"]), "")})
        if reason.kind == "project"
        else reason
        for reason in suggestion.reasons
    )
    told = (reason for reason in named if reason.facts.get("team", "no project"))
    return replace(suggestion, reasons=tuple(told))
