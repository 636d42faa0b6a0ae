"""Who sees and moves an idea. A list that hides ideas has its twin among these questions."""

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.organisations.rules import officer_over_its_unit, officer_somewhere
from mentorhub.platform.permissions import anyone, open_rule, permit, rule, signed_in
from mentorhub.teams.queries import is_tied


@open_rule
def is_public(person: Person, idea: Idea) -> bool:
    return idea.is_public


@open_rule
def keeps_nothing_back(person: Person, idea: Idea) -> bool:
    return not idea.is_confidential


@rule
def was_sent(person: Person, idea: Idea) -> bool:
    return idea.state is not IdeaState.DRAFT


@rule
def wrote_it(person: Person, idea: Idea) -> bool:
    return idea.author_id == person.id


@rule
def on_the_team(person: Person, idea: Idea) -> bool:
    return idea.team is not None and idea.team.includes(person)


@rule
def mentors_the_team(person: Person, idea: Idea) -> bool:
    return idea.team is not None and is_tied(person, idea.team)


its_people = wrote_it | on_the_team
its_officer = officer_over_its_unit & was_sent
reads_all = is_public & keeps_nothing_back | its_people | its_officer | is_public & mentors_the_team

kept_back_from_the_reader = ~keeps_nothing_back & ~its_people

BROWSE = permit("idea.browse", anyone)
PUBLISHED = permit("idea.published.read", is_public)
DRAFT = permit("idea.draft.read", its_people)
READ = permit(
    "idea.read", is_public | its_people | its_officer, sensitive=kept_back_from_the_reader
)
READ_ALL = permit("idea.text.read", reads_all, sensitive=False)
PHOTO = permit("idea.photo.read", reads_all, sensitive=kept_back_from_the_reader)
KNOW_TEAM = permit(
    "idea.team_names.read", its_people | its_officer | mentors_the_team, sensitive=False
)
WRITE = permit("idea.write", signed_in)
EDIT = permit("idea.draft.write", its_people)
BACK = permit("idea.back", signed_in & is_public & keeps_nothing_back)
QUEUE = permit("idea.review", officer_somewhere, sensitive=False)
# nobody is judge of their own idea: another officer, of the unit or above it, decides
DECIDE = permit("idea.decide", its_officer & ~its_people, sensitive=False)
FOLLOW = permit("idea.follow_up", is_public & (its_people | its_officer), sensitive=False)
