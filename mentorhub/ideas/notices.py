"""Who hears of what happens to an idea."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.ideas.models import Idea
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import holders_over
from mentorhub.organisations.rules import offices_of
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def its_people(activity: Activity) -> Iterable[Person]:
    """The author and the team, but whoever did it."""
    idea = db.session.get_one(Idea, activity.subject_id)
    team = [member.person for member in idea.team.members] if idea.team else []
    people = {person.id: person for person in (idea.author, *team)}
    people.pop(activity.actor_id, None)  # type: ignore[arg-type]
    return people.values()


def its_officers(activity: Activity) -> Iterable[Person]:
    """Those nearest to the idea who may answer: the commune's officer, not the whole province's."""
    idea = db.session.get_one(Idea, activity.subject_id)
    officers = [
        officer
        for officer in holders_over(Role.UNIT_OFFICER, idea.unit)
        if not (officer.id == idea.author_id or (idea.team and idea.team.includes(officer)))
    ]
    nearest = max((_depth(officer, idea) for officer in officers), default=0)
    return [officer for officer in officers if _depth(officer, idea) == nearest]


def _depth(officer: Person, idea: Idea) -> int:
    """How far down the tree the office lies by which this person answers for the idea."""
    held = (one for one in offices_of(officer) if one.reaches(Role.UNIT_OFFICER, idea.unit))
    return max((len(one.unit.path) for one in held), default=0)


AUDIENCES = {
    "idea.sent": its_officers,
    "idea.approved": its_people,
    "idea.more_needed": its_people,
    "idea.duplicate": its_people,
    "idea.not_taken_up": its_people,
    "idea.in_use": its_people,
    "idea.perhaps_in_use": its_people,
    "idea.read_again": its_people,
    "idea.waiting": its_officers,
    "idea.paused": its_people,
}
LINES = {
    "idea.sent": _l("A new idea from your unit waits for an answer: %(title)s"),
    "idea.approved": _l("Your idea is approved and public: %(title)s"),
    "idea.more_needed": _l("The unit asks for something more about your idea: %(title)s"),
    "idea.duplicate": _l("An idea like yours is already there: %(title)s"),
    "idea.not_taken_up": _l("The unit did not take up your idea, and says why: %(title)s"),
    "idea.in_use": _l("Your idea is now in use: %(title)s"),
    "idea.perhaps_in_use": _l("Is your idea in use by now? Tell where: %(title)s"),
    "idea.read_again": _l("The unit took its approval back and reads your idea again: %(title)s"),
    "idea.waiting": _l("An idea has waited a week for your answer: %(title)s"),
    "idea.paused": _l("Your idea is paused: %(title)s"),
}
LINKS = dict.fromkeys(AUDIENCES, ("ideas.show", "idea_id"))
