"""Who complains, who reads it, and who answers (permission matrix: complaint.*)."""

from mentorhub.accounts.models import Person
from mentorhub.complaints.models import Complaint
from mentorhub.entries.models import Entry
from mentorhub.entries.queries import hidden_from
from mentorhub.entries.rules import is_close_to_no_entry
from mentorhub.platform.permissions import permit, rule
from mentorhub.publishing.queries import published_or_none
from mentorhub.publishing.rules import its_results_are_out, runs_the_contest


@rule
def is_of_age_and_in_the_team(person: Person, entry: Entry) -> bool:
    return entry.team.includes(person) and not person.is_minor


@rule
def complaints_are_heard(person: Person, entry: Entry) -> bool:
    """Of the table that stands, until the end of the last day of the contest's rule."""
    found = published_or_none(entry.contest)
    return found is not None and found.hears_complaints


@rule
def is_in_its_team(person: Person, complaint: Complaint) -> bool:
    return complaint.entry.team.includes(person)


@rule
def organises_it_close_to_no_entry(person: Person, complaint: Complaint) -> bool:
    contest = complaint.contest
    return contest.is_run_by(person) and not hidden_from(person, contest)


@rule
def did_not_propose(person: Person, complaint: Complaint) -> bool:
    return complaint.approval is None or complaint.approval.asked_by_id != person.id


FILE = permit("complaint.create", is_of_age_and_in_the_team & complaints_are_heard, sensitive=False)
READ = permit(
    "complaint.read",
    is_in_its_team | organises_it_close_to_no_entry,
    sensitive=organises_it_close_to_no_entry,
)
LIST = permit(
    "complaint.list", runs_the_contest & its_results_are_out & is_close_to_no_entry, sensitive=True
)
ANSWER = permit("complaint.answer", organises_it_close_to_no_entry, sensitive=True)
AGREE = permit(
    "complaint.answer.agree", organises_it_close_to_no_entry & did_not_propose, sensitive=True
)
