"""What the unit answers, and what becomes of an idea once it is public."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.ideas import queries
from mentorhub.ideas.actions.evidence import show_evidence
from mentorhub.ideas.actions.merging import merge
from mentorhub.ideas.actions.workings import (
    REFUSALS,
    help_if_approved,
    index,
    move,
    note_milestone,
)
from mentorhub.ideas.domain.changes import Change
from mentorhub.ideas.domain.workflow import (
    ANSWERED_WITHIN,
    ASKED_AFTER,
    SAME_AS_ANOTHER,
    may_be_taken_back,
)
from mentorhub.ideas.models import Adoption, Idea, IdeaState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.platform.images import Photograph
from mentorhub.teams.queries import mentor_of
from mentorhub.units.models import Unit

NO_SUCH_PLACE = _l("There is no such commune, ward or special zone. Write its name again.")


def decide(idea: Idea, *, verdict: str, reason: str, by: Person, twin: UUID | None = None) -> bool:
    """The officer's answer; the same answer a second time changes nothing.

    `twin` is the idea this one is the same as.
    """
    if verdict in SAME_AS_ANOTHER:
        return merge(idea, verdict, twin=twin, reason=reason, by=by)
    lock(idea)
    if not move(idea, verdict, by=by, reason=reason):
        return False
    if idea.is_public:
        idea.approved_at, idea.approved_by_id = now(), by.id
        if idea.team is not None:
            note_milestone(idea, "team", idea.team, team=idea.team.name)
        note_milestone(idea, "approved", idea.unit, unit=dict(idea.unit.names))
        _note_mentor(idea)
    index(idea)
    return True


def _note_mentor(idea: Idea) -> None:
    """Somebody may help its team since before the unit answered."""
    tie = mentor_of(idea.team) if idea.team is not None else None
    if any(point.kind == "mentor" for point in idea.milestones):
        help_if_approved(idea)
    elif tie is not None:
        note_milestone(idea, "mentor", tie).at = idea.approved_at or now()


def approve_all(ideas: Iterable[Idea], *, by: Person) -> int:
    """Each once; how many were not approved before."""
    return sum(decide(idea, verdict="approve", reason="", by=by) for idea in ideas)


def take_back(idea: Idea, *, by: Person) -> bool:
    """Undo an approval: within the hour, and as long as nothing has come of it."""
    lock(idea)
    if idea.state is not IdeaState.SENT and not may_be_taken_back(idea.approved_at, now()):
        raise Refused(_l("An approval can be taken back within the hour only."))
    if idea.state is IdeaState.HELPED and _was_helped_since(idea):
        raise Refused(REFUSALS["not_from_here"])
    if not move(idea, "take_back", by=by):
        return False
    idea.approved_at = idea.approved_by_id = None
    queries.forget_milestones(idea, kinds=("team", "approved"))
    index(idea)
    return True


def _was_helped_since(idea: Idea) -> bool:
    """Did a mentor come after the approval, on account of it?"""
    points = (point.at for point in idea.milestones if point.kind == "mentor")
    return idea.approved_at is None or any(at > idea.approved_at for at in points)


def remind() -> None:
    """Officers of ideas that wait for a week, teams whose idea may be in use after 90 days."""
    for idea in queries.unanswered(now() - ANSWERED_WITHIN):
        record("idea.waiting", idea, by=None, title=idea.title)
        queries.note_reminded(idea, now())
    for idea in queries.unused(now() - ASKED_AFTER):
        record("idea.perhaps_in_use", idea, by=None, title=idea.title)
        queries.note_reminded(idea, now())


def follow_up(idea: Idea, *, verb: str, by: Person) -> bool:
    """Pause an idea or take it up again."""
    lock(idea)
    return move(idea, verb, by=by, line={point.kind for point in idea.milestones})


def report_in_use(
    idea: Idea,
    *,
    place: str,
    since: date,
    people: int,
    evidence: str,
    by: Person,
    changes: Sequence[Change] = (),
    photo: Photograph | None = None,
) -> Adoption:
    """Where it is used, since when, by how many; told again for the same unit, it is corrected.

    Figures and the photo told before stay where no new ones are given.
    """
    unit = queries.place_called(place, near=idea.unit)
    if unit is None:
        raise Refused(NO_SUCH_PLACE)
    lock(idea)
    adoption = queries.adoption_in(idea, unit)
    if adoption is None:
        adoption = Adoption(idea_id=idea.id, unit_id=unit.id)
        db.session.add(adoption)
    adoption.since, adoption.people, adoption.evidence = since, people, evidence
    adoption.reported_by_id, adoption.at = by.id, now()
    if changes or adoption.changes is None:
        adoption.changes = [change.as_facts() for change in changes]
    if photo is not None:
        show_evidence(adoption, photo, by=by)
    db.session.flush()
    move(idea, "report_in_use", by=by)
    _tell_use(idea, adoption, unit)
    return adoption


def _tell_use(idea: Idea, adoption: Adoption, unit: Unit) -> None:
    """On the line of the idea, as it was told last."""
    note_milestone(
        idea,
        "in_use",
        adoption,
        unit=dict(unit.names),
        since=adoption.since.isoformat(),
        people=str(adoption.people),
        evidence=adoption.evidence,
        changes=adoption.changes,
    )
