"""Who reads, writes and moderates comments: whoever may read the text of the idea itself."""

from mentorhub.accounts.models import Person
from mentorhub.comments import queries
from mentorhub.comments.models import Comment
from mentorhub.ideas.models import Idea
from mentorhub.ideas.rules import is_public, its_people, kept_back_from_the_reader, reads_all
from mentorhub.organisations.rules import admin_over_it, officer_over_its_unit
from mentorhub.platform.permissions import permit, rule, signed_in


@rule
def judges_its_team(person: Person, idea: Idea) -> bool:
    return queries.judges_it(person, idea)


@rule
def organises_in_conflict(person: Person, idea: Idea) -> bool:
    return queries.organises_in_conflict(person, idea)


@rule
def wrote_the_comment(person: Person, comment: Comment) -> bool:
    return comment.author_id == person.id


@rule
def works_on_its_idea(person: Person, comment: Comment) -> bool:
    return its_people(person, comment.idea)


answers_for_it = officer_over_its_unit | admin_over_it
moderates = answers_for_it & ~its_people  # asked of an idea: what may be hidden under it

READ = permit(
    "idea.comment.read", is_public & reads_all, sensitive=is_public & kept_back_from_the_reader
)
# jurors say what they think on their sheets, and there only
WRITE = permit(
    "idea.comment.create",
    signed_in & is_public & reads_all & ~judges_its_team & ~organises_in_conflict,
    sensitive=False,
)
TAKE_BACK = permit("idea.comment.take_back", wrote_the_comment, sensitive=False)
# nobody silences what is said about the own work
MODERATE = permit(
    "idea.comment.moderate",
    answers_for_it & ~wrote_the_comment & ~works_on_its_idea,
    sensitive=True,
)
