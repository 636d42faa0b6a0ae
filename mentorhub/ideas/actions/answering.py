"""What the unit answers, and what becomes of an idea once it is public."""

from datetime import date

from mentorhub.accounts.models import Person
from mentorhub.ideas import queries
from mentorhub.ideas.actions.workings import index, move, note_milestone
from mentorhub.ideas.models import Adoption, Idea
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


def decide(idea: Idea, *, verdict: str, reason: str, by: Person) -> bool:
    """The officer's answer; the same answer a second time changes nothing."""
    lock(idea)
    if not move(idea, verdict, by=by, reason=reason):
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
    return move(idea, verb, by=by)


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
    move(idea, "report_in_use", by=by)
    note_milestone(idea, "in_use", adoption, evidence=evidence, **facts)
    return adoption
