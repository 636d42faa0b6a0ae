"""The index behind the recommendation: learnt from what mentors write and teams tell everybody."""

from collections.abc import Callable
from uuid import UUID

from mentorhub.activity.models import Activity
from mentorhub.jobs.actions import enqueue
from mentorhub.matching.actions import build_index, forget, language_model, understand
from mentorhub.matching.domain.model import Document, Passage
from mentorhub.mentoring import queries
from mentorhub.mentoring.actions.profiles import learn_soon
from mentorhub.mentoring.actions.recommendations import INDEX, words_of

SCALED_BY, MOST_READ = 200, 5_000  # ideas


def learn_anew(*, let_others_write: Callable[[], None] = lambda: None) -> None:
    """Build the index from every mentor's words and past teams' requests.

    Where a language model is installed it is asked about them and the teams' public ideas, half a
    minute at a time; until it has read all of them the index is built without it.
    """
    past: dict[UUID, list[Document]] = {}
    for work in queries.worked_with():
        passage = Passage(work.request.need, work.request.language)
        past.setdefault(work.profile_id, []).append(Document((passage,), str(work.id)))
    mentors = [profile.words(past.get(profile.id, ())) for profile in queries.profiles_to_learn()]
    model = language_model()
    ideas = queries.ideas_to_learn(SCALED_BY if model is None else MOST_READ)
    teams = [words_of(idea.team, idea) for idea in ideas if idea.team]
    scale = teams[:SCALED_BY]
    if model is None:
        forget(INDEX)
        build_index(INDEX, mentors, teams=scale, let_others_write=let_others_write)
        return
    let_others_write()
    told = understand(INDEX, model, mentors, teams)
    whole = told if told and told.is_complete else None
    build_index(INDEX, mentors, teams=scale, told=whole, let_others_write=let_others_write)
    if told and not whole:
        enqueue("mentoring.learn", {})


def learn_told_idea(activity: Activity) -> None:
    """An idea became public: a language model reads it soon, so that its team is matched by it."""
    if language_model() is not None:
        learn_soon()
