"""Who hears of what happens to an idea."""

from collections.abc import Iterable
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.ideas.models import Idea
from mentorhub.ideas.queries import beside, followers_of, merge_of, questions_of
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import holders_over
from mentorhub.organisations.rules import offices_of
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def its_people(activity: Activity) -> Iterable[Person]:
    """The author, the team and who stands beside them, but whoever did it."""
    idea = db.session.get_one(Idea, activity.subject_id)
    team = [member.person for member in idea.team.members] if idea.team else []
    people = {person.id: person for person in (idea.author, *team, *beside(idea))}
    people.pop(activity.actor_id, None)  # type: ignore[arg-type]
    return people.values()


def its_followers(activity: Activity) -> Iterable[Person]:
    """But its own people, who hear of it anyhow; of a text kept back nobody outside hears."""
    idea = db.session.get_one(Idea, activity.subject_id)
    own = {person.id for person in its_people(activity)} | {idea.author_id}
    followers = [] if idea.is_confidential else followers_of(idea)
    return [person for person in followers if person.id not in own]


def its_people_and_followers(activity: Activity) -> Iterable[Person]:
    return [*its_people(activity), *its_followers(activity)]


def who_is_asked(activity: Activity) -> Iterable[Person]:
    """Supporters who have not said yet whether their support follows."""
    merge = merge_of(db.session.get_one(Idea, activity.subject_id))
    return [one.person for one in questions_of(merge) if one.follows is None] if merge else []


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


def its_leader(activity: Activity) -> Iterable[Person]:
    """Whoever answers for it: the leader of its team, or its author while there is none."""
    idea = db.session.get_one(Idea, activity.subject_id)
    leader = idea.team.owner if idea.team else idea.author
    return [leader] if leader is not None and leader.id != activity.actor_id else []


def who_is_answered(activity: Activity) -> Iterable[Person]:
    person = db.session.get(Person, UUID(activity.facts["person"]))
    return [person] if person is not None else []


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
    "idea.join_asked": its_leader,
    "idea.join_welcomed": who_is_answered,
    "idea.join_declined": who_is_answered,
    "idea.took_in": its_people,
    "idea.merged": its_people,
    "idea.separated": its_people,
    "idea.support_asked": who_is_asked,
    "idea.followed_merged": its_followers,
    "idea.followed_approved": its_followers,
    "idea.followed_in_use": its_followers,
    "idea.update_posted": its_people_and_followers,
    "idea.posted": its_people,
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
    "idea.join_asked": _l("Somebody would like to join your idea: %(title)s"),
    "idea.join_welcomed": _l("You are welcome in the team of the idea: %(title)s"),
    "idea.join_declined": _l("The team cannot take you in for now: %(title)s"),
    "idea.took_in": _l("Another idea goes on within yours: %(title)s"),
    "idea.merged": _l("Your idea goes on within another; you stay named there: %(title)s"),
    "idea.separated": _l("Your idea stands on its own again: %(title)s"),
    "idea.support_asked": _l("“%(title)s” goes on within “%(into)s”. Does your support follow?"),
    "idea.followed_merged": _l("An idea you follow goes on within another: %(title)s"),
    "idea.followed_approved": _l("An idea you follow is approved: %(title)s"),
    "idea.followed_in_use": _l("An idea you follow is in use now: %(title)s"),
    "idea.update_posted": _l("News from the team: %(title)s"),
    "idea.posted": _l("Your idea now stands on the national idea portal too: %(title)s"),
}
LINKS = {
    **dict.fromkeys(AUDIENCES, ("ideas.show", "idea_id")),
    "idea.support_asked": ("ideas.answer_support", "idea_id"),
    "idea.join_asked": ("ideas.joining", "idea_id"),
}
