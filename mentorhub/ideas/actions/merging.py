"""One idea goes on within another; its supporters say whether their support does too."""

from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.ideas import queries
from mentorhub.ideas.actions.support import count_backings, give
from mentorhub.ideas.actions.workings import index, move, note_milestone, tell
from mentorhub.ideas.domain.workflow import may_be_taken_back, moved
from mentorhub.ideas.models import Idea, IdeaState, Merge, SupportQuestion
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


def merge(idea: Idea, verb: str, *, twin: UUID | None, reason: str, by: Person) -> bool:
    """The same answer a second time changes nothing. Credit stays: the other idea names it."""
    into = queries.public_idea(twin) if twin else None
    if into is None or into is idea:
        raise Refused(_l("No other public idea has this address. Copy it from the idea’s page."))
    for one in sorted((idea, into), key=lambda one: one.id):  # always in this order: no deadlock
        lock(one)
    before = idea.state
    if not into.is_public:
        raise Refused(_l("The other idea is no longer public. Look at it again."))
    if not move(idea, verb, by=by, reason=reason):
        return False
    row = Merge(idea=idea, into=into, by_id=by.id, before=before, at=now())
    db.session.add(row)
    note_milestone(into, "merged", idea, title=idea.title)
    index(idea)
    tell(into, "took_in", by=by)
    _ask_supporters(row, by)
    return True


def _ask_supporters(row: Merge, by: Person) -> None:
    """Of what is kept back nobody's support is shown, so that nobody is asked about it."""
    backings = [] if row.into.is_confidential else queries.backings_of(row.idea)
    for backing in backings:
        db.session.add(SupportQuestion(merge=row, person_id=backing.person_id, at=now()))
    if backings:
        db.session.flush()
        record("idea.support_asked", row.idea, by=by, title=row.idea.title, into=row.into.title)


def answer_support(question: SupportQuestion, *, follows: bool) -> bool:
    """Support moves on a yes only, and counts once where both were supported."""
    idea, into = question.merge.idea, question.merge.into
    lock(into)
    lock(question)
    if question.follows or question.follows is follows:
        return False
    question.follows, question.answered_at = follows, now()
    own = queries.backing_of(idea, question.person) if follows else None
    if own is None:
        return True
    if queries.backing_of(into, question.person) is None:
        own.idea_id, question.was_moved = into.id, True
    else:
        db.session.delete(own)
    count_backings(idea)
    count_backings(into)
    return True


def separate(idea: Idea, *, by: Person) -> bool:
    """Undo a merging: within the hour, with all support where it was before."""
    row = queries.merge_of(idea)
    for one in sorted({idea, *([row.into] if row else [])}, key=lambda one: one.id):
        lock(one)
    if row is None or idea.state is not IdeaState.DUPLICATE:
        return False
    if not may_be_taken_back(row.at, now()):
        raise Refused(_l("A merging can be taken back within the hour only."))
    moved(idea.state, "separate")
    for question in queries.questions_of(row):
        _move_back(question, idea, row.into)
        db.session.delete(question)
    queries.forget_milestone(row.into, "merged", idea.id)
    idea.state, idea.reason, idea.reminded_at = row.before, "", None
    into = row.into
    db.session.delete(row)
    count_backings(idea)
    count_backings(into)
    index(idea)
    tell(idea, "separated", by=by)
    return True


def _move_back(question: SupportQuestion, idea: Idea, into: Idea) -> None:
    if question.was_moved and (given := queries.backing_of(into, question.person)):
        given.idea_id = idea.id
    elif question.follows and not question.was_moved:
        give(idea, question.person)
