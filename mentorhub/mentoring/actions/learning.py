"""The index behind the suggestions: learnt anew each night, amended within seconds of an edit.

Learnt from what mentors write, what teams asked them before, and what teams tell everybody.
"""

from collections.abc import Callable, Collection
from datetime import timedelta
from uuid import UUID

from mentorhub.activity.models import Activity
from mentorhub.jobs.actions import enqueue
from mentorhub.matching.actions import (
    amend_index,
    build_index,
    forget,
    language_model,
    understand,
)
from mentorhub.matching.domain.index import Index
from mentorhub.matching.domain.model import Document, Passage, Profile
from mentorhub.matching.models import IndexVersion
from mentorhub.matching.queries import index_of, version_in_use
from mentorhub.mentoring import queries
from mentorhub.mentoring.actions.profiles import learn_soon
from mentorhub.mentoring.actions.recommendations import INDEX, words_of
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.clock import now

SCALED_BY, MOST_READ = 200, 5_000  # ideas
SOON_LEARNT = 300  # mentors: so few are learnt anew at once, with their scale
MOST_AMENDED = 0.1  # of the mentors; where more have changed, learning anew costs no more
READ_AGAIN = timedelta(minutes=2)  # what was being written while the index was read

Step = Callable[[], None]


def learn_anew(*, let_others_write: Step = lambda: None) -> None:
    """Build the index from every mentor's words and past teams' requests.

    Where a language model is installed it is asked about them and the teams' public ideas, half a
    minute at a time; until it has read all of them the index is built without it.
    """
    read_at, model = now(), language_model()
    past = _past(queries.worked_with())
    mentors = [one.words(past.get(one.id, ())) for one in queries.profiles_to_learn()]
    teams = _teams(SCALED_BY if model is None else MOST_READ)
    scale = teams[:SCALED_BY]
    if model is None:
        forget(INDEX)
        build_index(INDEX, mentors, teams=scale, read_at=read_at, let_others_write=let_others_write)
        return
    let_others_write()
    told = understand(INDEX, model, mentors, teams)
    build_index(
        INDEX,
        mentors,
        teams=scale,
        told=told if told and told.is_complete else None,
        read_at=read_at,
        let_others_write=let_others_write,
    )
    if told and not told.is_complete:
        enqueue("mentoring.learn", {})


def learn_edits(*, let_others_write: Step = lambda: None) -> None:
    """Bring the index up to date with what mentors wrote and took on since it was read.

    Anew as a whole where there is no index, few mentors, many who changed, or a language model: it
    remembers what it said of the others, so that only what was written costs anything.
    """
    read_at = now()
    version = version_in_use(INDEX)
    index = index_of(version) if version is not None else None
    is_small = index is None or len(index.mentors) < SOON_LEARNT
    if version is None or index is None or is_small or language_model() is not None:
        return learn_anew(let_others_write=let_others_write)
    gone, changed = _differences(version, index)
    if len(gone) + len(changed) > MOST_AMENDED * len(index.mentors):
        return learn_anew(let_others_write=let_others_write)
    if gone or changed:
        amend_index(
            INDEX,
            _read(changed),
            gone=gone,
            teams=_teams(SCALED_BY),
            read_at=read_at,
            let_others_write=let_others_write,
        )
    return None


def learn_told_idea(activity: Activity) -> None:
    """An idea became public, says something else, or is told no more.

    A language model reads it soon, so that its team is matched by it, and forgets what is gone.
    Words and tags need no learning: a page reads them as they are.
    """
    if language_model() is not None:
        learn_soon()


def _differences(version: IndexVersion, index: Index) -> tuple[set[str], set[UUID]]:
    """Who is no longer in the directory; who came, wrote, or has other work than the index says."""
    known = {id_.decode() for id_ in index.mentors.tolist()}
    here = set(queries.keys_to_learn())
    past = {str(work): profile for work, profile in queries.keys_of_work().items()}
    learnt = {id_.decode() for id_ in index.documents.tolist()} - {""}
    came = {key for key in here if str(key) not in known}
    wrote = set(queries.keys_to_learn(edited_since=version.built_at - READ_AGAIN))
    worked = {profile for work, profile in past.items() if work not in learnt} & here
    return known - {*map(str, here)}, came | wrote | worked


def _read(keys: Collection[UUID]) -> list[Profile]:
    past = _past(queries.worked_with(keys))
    return [one.words(past.get(one.id, ())) for one in queries.profiles_to_learn(keys)]


def _past(works: Collection[Mentorship]) -> dict[UUID, list[Document]]:
    """What teams had asked of a mentor, the newest first."""
    past: dict[UUID, list[Document]] = {}
    for work in works:
        passage = Passage(work.request.need, work.request.language)
        past.setdefault(work.profile_id, []).append(Document((passage,), str(work.id)))
    return past


def _teams(most: int) -> list[Profile]:
    return [words_of(idea.team, idea) for idea in queries.ideas_to_learn(most) if idea.team]
