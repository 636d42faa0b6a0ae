"""Who reads, casts, runs and publishes a public vote.

Matrix: none of its rows. As with results, whoever is close to an entry runs nothing of it.
"""

from typing import Any

from mentorhub.contests.models import Contest
from mentorhub.contests.rules import it_was_announced, its_results_are_published, runs_the_contest
from mentorhub.entries.models import Entry
from mentorhub.entries.rules import is_close_to_no_entry, leads_the_team, on_the_team
from mentorhub.platform.arrival import database_now
from mentorhub.platform.permissions import open_rule, permit, rule, signed_in
from mentorhub.voting import queries
from mentorhub.voting.models import PublicVote


@open_rule
def has_a_public_vote(person: Any, contest: Contest) -> bool:
    return queries.vote_of(contest) is not None


@open_rule
def its_numbers_are_public(person: Any, vote: PublicVote) -> bool:
    return vote.is_published


@rule
def runs_its_contest_without_conflict(person: Any, vote: PublicVote) -> bool:
    contest = vote.contest
    return runs_the_contest(person, contest) and is_close_to_no_entry(person, contest)


def can_be_counted(vote: PublicVote) -> bool:
    """Until then there is no number for anybody, whoever they are."""
    closed = not vote.is_called_off and database_now() >= vote.closes_at
    return closed and vote.jury_is_done


@rule
def it_can_be_counted(person: Any, vote: PublicVote) -> bool:
    return can_be_counted(vote)


@rule
def did_not_ask(person: Any, vote: PublicVote) -> bool:
    return vote.approval is not None and vote.approval.asked_by_id != person.id


@rule
def it_was_sent(person: Any, entry: Entry) -> bool:
    return entry.is_submitted


READ = permit("vote.read", it_was_announced & has_a_public_vote, sensitive=False)
CAST = permit("vote.cast", signed_in, sensitive=False)
RUN = permit("vote.run", runs_the_contest & is_close_to_no_entry & it_was_announced, sensitive=True)
SET_UP = permit(
    "vote.set_up",
    runs_the_contest & is_close_to_no_entry & it_was_announced & ~its_results_are_published,
    sensitive=True,
)
CALL_OFF = permit(
    "vote.call_off",
    runs_its_contest_without_conflict & ~its_numbers_are_public,
    sensitive=True,
)
COUNT = permit("vote.count", runs_its_contest_without_conflict & it_can_be_counted, sensitive=True)
DECIDE = permit(
    "vote.held.decide",
    runs_its_contest_without_conflict & it_can_be_counted & ~its_numbers_are_public,
    sensitive=True,
)
AGREE = permit(
    "vote.publish",
    runs_its_contest_without_conflict & it_can_be_counted & did_not_ask,
    sensitive=True,
)
READ_TABLE = permit(
    "vote.table.read",
    its_numbers_are_public | runs_its_contest_without_conflict & it_can_be_counted,
    sensitive=~its_numbers_are_public,
)
STAND_ASIDE = permit("vote.stand_aside", leads_the_team & it_was_sent, sensitive=False)
READ_OF_ENTRY = permit("vote.of_entry.read", on_the_team & it_was_sent, sensitive=False)
