"""What mentors answered so far, to judge the matching by."""

from uuid import UUID

from mentorhub.matching.domain.cases import Case, Rating
from mentorhub.matching.domain.model import Profile
from mentorhub.mentoring import queries
from mentorhub.mentoring.actions.recommendations import words_of
from mentorhub.mentoring.models import RequestState

ACCEPTED, DECLINED = 1.0, 0.0


def answered_case() -> Case:
    """The newest answered requests: a team's words, a mentor's profile, accepted or declined.

    Past work is left out of the profiles: it is made of the very requests to be foretold.
    Raises ValueError when nobody has answered yet.
    """
    people: dict[UUID, Profile] = {}
    projects: dict[tuple[UUID, UUID | None], Profile] = {}
    ratings: list[tuple[Profile, Profile, float]] = []
    for request in queries.decided():
        profile = people.setdefault(request.profile_id, request.profile.words())
        about = (request.team_id, request.idea_id)
        project = projects.setdefault(about, words_of(request.team, request.idea))
        value = ACCEPTED if request.state is RequestState.ACCEPTED else DECLINED
        ratings.append((profile, project, value))
    if not ratings:
        raise ValueError("no request has been answered yet")
    persons, tasks = list(people.values()), list(projects.values())
    places = {id(one): place for side in (persons, tasks) for place, one in enumerate(side)}
    return Case(persons, tasks, [Rating(places[id(a)], places[id(b)], v) for a, b, v in ratings])
