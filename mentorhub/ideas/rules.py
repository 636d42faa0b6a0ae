"""Who sees and moves an idea. A list that hides ideas has its twin among these questions."""

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.ideas import queries
from mentorhub.ideas.models import Follow, Idea, IdeaState, JoinRequest, Update
from mentorhub.organisations.rules import officer_over_its_unit, officer_somewhere
from mentorhub.platform.permissions import anyone, open_rule, permit, rule, signed_in
from mentorhub.teams.queries import is_tied


@open_rule
def is_public(person: Person, idea: Idea) -> bool:
    return idea.is_public


@open_rule
def keeps_nothing_back(person: Person, idea: Idea) -> bool:
    return not idea.is_confidential


@open_rule
def was_public_and_merged(person: Person, idea: Idea) -> bool:
    """Links to it lead to the idea it goes on in."""
    was_public = idea.state is IdeaState.DUPLICATE and idea.approved_at is not None
    return was_public and queries.merge_of(idea) is not None


@rule
def was_asked_whether_support_follows(person: Person, idea: Idea) -> bool:
    return queries.question_to(person, idea) is not None


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


@rule
def leads_it(person: Person, idea: Idea) -> bool:
    """Whoever leads its team; while there is none, whoever wrote it."""
    return idea.team.is_owned_by(person) if idea.team else idea.author_id == person.id


@rule
def somebody_leads_it(person: Person, idea: Idea) -> bool:
    """Not while its author has no account: nobody could answer."""
    return idea.team is not None or idea.author.is_active


@rule
def follows_it(person: Person, follow: Follow) -> bool:
    return follow.person_id == person.id


@rule
def asked_it(person: Person, request: JoinRequest) -> bool:
    return request.person_id == person.id


@rule
def leads_what_is_asked(person: Person, request: JoinRequest) -> bool:
    return leads_it(person, request.idea)


@open_rule
def nobody_took_the_photo_back(person: Person, idea: Idea) -> bool:
    """It may show whoever works on the idea: one no to publishing is enough to hold it back."""
    members = idea.team.members if idea.team else []
    shown = [idea.author, *(member.person for member in members)]
    return not any(one.refuses(Purpose.PUBLICATION) for one in shown)


@rule
def stands_beside_its_author(person: Person, idea: Idea) -> bool:
    return any(one.id == person.id for one in queries.beside(idea))


its_people = wrote_it | on_the_team


@rule
def works_on_its_idea(person: Person, update: Update) -> bool:
    return its_people(person, update.idea)


its_officer = officer_over_its_unit & was_sent
reads_all = (
    is_public & keeps_nothing_back
    | its_people
    | its_officer
    | is_public & mentors_the_team
    | stands_beside_its_author
)

reads_it_itself = is_public | its_people | its_officer | stands_beside_its_author
kept_back_from_the_reader = ~keeps_nothing_back & ~(its_people | stands_beside_its_author)

BROWSE = permit("idea.browse", anyone)
PUBLISHED = permit("idea.published.read", is_public)
DRAFT = permit("idea.draft.read", its_people)
READ = permit(
    "idea.read",
    is_public | its_people | its_officer | stands_beside_its_author | was_public_and_merged,
    sensitive=kept_back_from_the_reader,
)
READ_ALL = permit("idea.text.read", reads_all, sensitive=False)
reads_photo = (
    its_people | its_officer | stands_beside_its_author | reads_all & nobody_took_the_photo_back
)
PHOTO = permit("idea.photo.read", reads_photo, sensitive=kept_back_from_the_reader)
KNOW_TEAM = permit(
    "idea.team_names.read", its_people | its_officer | mentors_the_team, sensitive=False
)
WRITE = permit("idea.write", signed_in)
EDIT = permit("idea.draft.write", its_people)
BACK = permit("idea.back", signed_in & is_public & keeps_nothing_back)
WATCH = permit("idea.watch", signed_in & is_public & reads_all, sensitive=False)
FOLLOWED = permit("idea.followed.read", signed_in)
END_FOLLOW = permit("idea.follow.end", follows_it, sensitive=False)
UPDATES = permit("idea.updates.read", is_public & reads_all, sensitive=kept_back_from_the_reader)
POST_UPDATE = permit("idea.update.write", is_public & its_people)
TAKE_UPDATE_OFF = permit(
    "idea.update.take_off", works_on_its_idea | officer_over_its_unit, sensitive=False
)
ANSWER_SUPPORT = permit("idea.support.follow", was_asked_whether_support_follows, sensitive=False)
QUEUE = permit("idea.review", officer_somewhere, sensitive=False)
# nobody is judge of their own idea: another officer, of the unit or above it, decides
DECIDE = permit("idea.decide", its_officer & ~its_people, sensitive=False)
FOLLOW = permit("idea.follow_up", is_public & (its_people | its_officer), sensitive=False)
JOIN = permit(
    "idea.join.ask",
    signed_in & is_public & keeps_nothing_back & ~its_people & somebody_leads_it,
)
JOINING = permit("idea.join.read", leads_it, sensitive=False)
WELCOME = permit("idea.join.answer", leads_what_is_asked, sensitive=False)
STOP_ASKING = permit("idea.join.take_back", asked_it, sensitive=False)
