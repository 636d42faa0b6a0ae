"""What the verbs share: hold the row, move its state, keep what the search finds it by."""

from collections.abc import Collection
from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.ideas import queries
from mentorhub.ideas.domain import search as words
from mentorhub.ideas.domain.workflow import TOLD_TO_FOLLOWERS, TRANSITIONS, moved
from mentorhub.ideas.models import Idea, IdeaState, Milestone
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform import search
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

REFUSALS = {
    "not_from_here": _l("This cannot be done with the idea as it stands now. Look at it again."),
    "reason_missing": _l("Write a reason: the team reads it."),
}


def move(
    idea: Idea, verb: str, *, by: Person, reason: str = "", line: Collection[str] = ()
) -> bool:
    try:
        state = moved(idea.state, verb, reason=reason, line=line)
    except ValueError as problem:
        raise Refused(REFUSALS[str(problem)]) from None
    if state is idea.state:
        return False
    idea.state, idea.reason, idea.reminded_at = state, reason, None
    if state is IdeaState.SENT:
        idea.sent_at = now()
    tell(idea, TRANSITIONS[verb].event, by=by)
    return True


def tell(idea: Idea, event: str, *, by: Person | None) -> None:
    """Its people and its officers; of some events those who follow it as well."""
    record(f"idea.{event}", idea, by=by, title=idea.title)
    if event in TOLD_TO_FOLLOWERS and queries.is_followed(idea):
        record(f"idea.followed_{event}", idea, by=by, title=idea.title)


def note_milestone(
    idea: Idea, kind: str, subject: Base, **facts: str | dict[str, str] | list[dict[str, Any]]
) -> Milestone:
    """A point on the idea's line, once for each subject. With a mentor, the idea is helped.

    A fact with a name in several languages is kept in all of them.
    """
    db.session.flush()
    found = queries.milestone_about(idea, kind, subject.id)
    if found is None:
        found = Milestone(idea_id=idea.id, kind=kind, subject_id=subject.id)
        found.subject_type = type(subject).__name__
        db.session.add(found)
        db.session.expire(idea, ["milestones"])
    found.facts = facts
    if kind == "mentor":
        help_if_approved(idea)
    return found


def help_if_approved(idea: Idea) -> None:
    """With a mentor, an approved idea is helped."""
    lock(idea)
    if idea.state is IdeaState.APPROVED:
        idea.state = moved(idea.state, "help")
        tell(idea, TRANSITIONS["help"].event, by=None)


def index(idea: Idea) -> None:
    """What the search finds a public idea by: of a confidential one title, field and unit only."""
    db.session.flush()
    if idea.is_public:
        search.write(queries.SEARCH, idea.id, _terms_of(idea))
    else:
        search.forget(queries.SEARCH, idea.id)


def _terms_of(idea: Idea) -> list[str]:
    known, unit = taxonomy(), idea.unit
    labels = known.sectors[idea.sector].labels.values() if idea.sector in known.sectors else ()
    texts = [*labels, *unit.names.values(), *unit.former_names]
    if not idea.is_confidential:
        texts += [idea.problem, idea.solution, idea.benefit]
        texts += [idea.team.name] if idea.team else []
        for tag in idea.tags:
            concept = known.concepts.get(tag.concept)
            texts += concept.labels.values() if concept else [tag.concept]
    return words.terms([idea.title, *idea.titles.values()], texts)
