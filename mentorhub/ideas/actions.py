"""What can be done with an idea. Whoever changes one holds its row first."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm.attributes import flag_modified

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.ideas import queries
from mentorhub.ideas.domain import search as words
from mentorhub.ideas.domain.workflow import (
    BEING_WRITTEN,
    PUBLIC_STATES,
    TRANSITIONS,
    missing,
    moved,
)
from mentorhub.ideas.models import (
    Adoption,
    Backing,
    Idea,
    IdeaState,
    IdeaTag,
    Maturity,
    Milestone,
    Purpose,
    Visibility,
)
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform import search
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Team

REFUSALS = {
    "not_from_here": _l("This cannot be done with the idea as it stands now. Look at it again."),
    "reason_missing": _l("Write a reason: the team reads it."),
}


def start(*, title: str, sector: str, language: str, by: Person) -> Idea:
    """A draft, in the unit of its author; only its team sees it."""
    if by.unit is None:
        raise Refused(_l("Say in your profile which unit you are from, then write your idea."))
    idea = Idea(author=by, unit=by.unit, language=language, title=title, sector=sector)
    db.session.add(idea)
    db.session.flush()
    return idea


def write(idea: Idea, *, version: int, by: Person, **texts: str) -> None:
    """Title, sector, problem, solution, benefit: as long as the unit is not reading them."""
    _hold(idea, version)
    if idea.state not in BEING_WRITTEN:
        raise Refused(
            _l("What was sent to the unit stays as it is. You can still change the rest.")
        )
    for name, text in texts.items():
        setattr(idea, name, text)
    flag_modified(idea, "title")


def describe(
    idea: Idea,
    *,
    version: int,
    maturity: Maturity,
    visibility: Visibility,
    topics: Sequence[str],
    needs: Sequence[str],
    team: Team | None,
    by: Person,
) -> None:
    """How far it is, who works on it and what would help: also once it is public."""
    _hold(idea, version)
    if idea.state not in (*BEING_WRITTEN, *PUBLIC_STATES):
        raise Refused(_l("The unit is reading this idea. You can change it again when it answers."))
    newcomer = team if idea.is_public and team is not idea.team else None
    idea.maturity, idea.visibility, idea.team = maturity, visibility, team
    _tag(idea, Purpose.TOPIC, topics)
    _tag(idea, Purpose.NEED, needs)
    flag_modified(idea, "title")
    if newcomer is not None:
        note_milestone(idea, "team", newcomer, team=newcomer.name)
    _count_backings(idea)
    index(idea)


def send(idea: Idea, *, by: Person) -> bool:
    """To the officer of the unit; whether it was sent now and not before."""
    lock(idea)
    if idea.state is not IdeaState.SENT and missing(parts_of(idea)):
        raise Refused(_l("Some parts are still missing."))
    return _move(idea, "send", by=by)


def parts_of(idea: Idea) -> dict[str, str]:
    names = ("title", "sector", "problem", "solution", "benefit")
    return {name: getattr(idea, name) for name in names}


def decide(idea: Idea, *, verdict: str, reason: str, by: Person) -> bool:
    """The officer's answer; the same answer a second time changes nothing."""
    lock(idea)
    if not _move(idea, verdict, by=by, reason=reason):
        return False
    if idea.is_public:
        idea.approved_at, idea.approved_by_id = now(), by.id
        if idea.team is not None:
            note_milestone(idea, "team", idea.team, team=idea.team.name)
        note_milestone(idea, "approved", idea.unit, unit=idea.unit.name)
    index(idea)
    return True


def follow_up(idea: Idea, *, verb: str, by: Person) -> bool:
    """Pause an idea or take it up again."""
    lock(idea)
    return _move(idea, verb, by=by)


def report_in_use(
    idea: Idea, *, place: str, since: date, people: int, evidence: str, by: Person
) -> Adoption:
    """Where it is used, since when, by how many; told again for the same unit, it is corrected."""
    unit = queries.place_called(place)
    if unit is None:
        raise Refused(_l("There is no such commune, ward or special zone. Write its name again."))
    lock(idea)
    adoption = queries.adoption_in(idea, unit)
    if adoption is None:
        adoption = Adoption(idea_id=idea.id, unit_id=unit.id)
        db.session.add(adoption)
    adoption.since, adoption.people, adoption.evidence = since, people, evidence
    adoption.reported_by_id, adoption.at = by.id, now()
    db.session.flush()
    facts = {"unit": unit.name, "since": since.isoformat(), "people": str(people)}
    _move(idea, "report_in_use", by=by)
    note_milestone(idea, "in_use", adoption, evidence=evidence, **facts)
    return adoption


def note_milestone(idea: Idea, kind: str, subject: Base, **facts: str) -> Milestone:
    """A point on the idea's line, once for each subject. With a mentor, the idea is helped."""
    db.session.flush()
    found = queries.milestone_about(idea, kind, subject.id)
    if found is None:
        found = Milestone(idea_id=idea.id, kind=kind, subject_id=subject.id)
        found.subject_type = type(subject).__name__
        db.session.add(found)
        db.session.expire(idea, ["milestones"])
    found.facts = facts
    if kind == "mentor" and idea.state is IdeaState.APPROVED:
        idea.state = moved(idea.state, "help")
    return found


def back(idea: Idea, *, by: Person) -> None:
    """One person supports an idea once, however often they press."""
    lock(idea)
    if queries.backing_of(idea, by) is None:
        db.session.add(Backing(idea_id=idea.id, person_id=by.id))
    _count_backings(idea)


def stop_backing(idea: Idea, *, by: Person) -> None:
    lock(idea)
    if backing := queries.backing_of(idea, by):
        db.session.delete(backing)
    _count_backings(idea)


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


def _hold(idea: Idea, version: int) -> None:
    lock(idea)
    if idea.version != version:
        raise Stale(_l("Somebody changed this while you were writing. Both texts are below."))


def _move(idea: Idea, verb: str, *, by: Person, reason: str = "") -> bool:
    try:
        state = moved(idea.state, verb, reason=reason)
    except ValueError as problem:
        raise Refused(REFUSALS[str(problem)]) from None
    if state is idea.state:
        return False
    idea.state, idea.reason = state, reason
    if state is IdeaState.SENT:
        idea.sent_at = now()
    record(f"idea.{TRANSITIONS[verb].event}", idea, by=by, title=idea.title)
    return True


def _tag(idea: Idea, purpose: Purpose, concepts: Sequence[str]) -> None:
    """Keep the tags that stay: the database knows each concept once for a purpose."""
    wanted = {concept: position for position, concept in enumerate(dict.fromkeys(concepts))}
    others: list[Any] = [tag for tag in idea.tags if tag.purpose is not purpose]
    kept = [tag for tag in idea.tags if tag.purpose is purpose and tag.concept in wanted]
    for tag in kept:
        tag.position = wanted.pop(tag.concept)
    new = [IdeaTag(purpose=purpose, concept=one, position=at) for one, at in wanted.items()]
    idea.tags = [*others, *kept, *new]


def _count_backings(idea: Idea) -> None:
    """By a statement of its own: support is no edit, so nobody's edit is overtaken by it.

    Support of a confidential idea is kept but not shown, so that no order of a list tells of it.
    """
    db.session.flush()
    supporters = select(func.count()).where(Backing.idea_id == idea.id).scalar_subquery()
    shown = 0 if idea.is_confidential else supporters
    db.session.execute(update(Idea).where(Idea.id == idea.id).values(backings=shown))
