"""Who is in the room (permission matrix: deliberation.*, score.other_juror.read@deliberate).

An organiser who is close to no entry hears everything once scoring is closed. A juror hears of
an entry after the deliberation was opened, if they submitted its sheet and have no conflict with
it; of every other entry nothing, not even that it is talked about.
"""

from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.deliberations import queries
from mentorhub.deliberations.models import Deliberation, Discussion, Motion
from mentorhub.entries.queries import hidden_from
from mentorhub.platform.permissions import permit, rule


def runs_without_conflict(person: Any, contest: Contest) -> bool:
    return (
        contest.scoring_is_closed and contest.is_run_by(person) and not hidden_from(person, contest)
    )


@rule
def runs_the_closed_contest(person: Person, contest: Contest) -> bool:
    return runs_without_conflict(person, contest)


@rule
def heard_an_entry_of_it(person: Person, contest: Contest) -> bool:
    found = queries.deliberation_of(contest)
    return found is not None and found.was_opened and bool(queries.heard_by(person, contest))


@rule
def runs_it(person: Person, deliberation: Deliberation) -> bool:
    return runs_without_conflict(person, deliberation.contest)


@rule
def did_not_ask(person: Person, deliberation: Deliberation) -> bool:
    return deliberation.approval.asked_by_id != person.id


@rule
def runs_its_talk(person: Person, discussion: Discussion) -> bool:
    return runs_without_conflict(person, discussion.deliberation.contest)


@rule
def heard_its_entry(person: Person, discussion: Discussion) -> bool:
    talk = discussion.deliberation
    return talk.was_opened and discussion.entry_id in queries.heard_by(person, talk.contest)


@rule
def its_talk_is_open(person: Person, discussion: Discussion) -> bool:
    return discussion.deliberation.is_open


@rule
def runs_its_vote(person: Person, motion: Motion) -> bool:
    return runs_without_conflict(person, motion.deliberation.contest)


@rule
def heard_all_of_it(person: Person, motion: Motion) -> bool:
    talk = motion.deliberation
    heard = queries.heard_by(person, talk.contest) if talk.was_opened else set()
    return bool(heard) and set(motion.entries) <= heard


ROOM = permit("deliberation.room", runs_the_closed_contest | heard_an_entry_of_it, sensitive=True)
OPEN = permit("deliberation.open", runs_the_closed_contest, sensitive=True)
AGREE = permit("deliberation.agree", runs_it & did_not_ask, sensitive=True)
LEAD = permit("deliberation.lead", runs_it, sensitive=True)
READ = permit("deliberation.read", runs_its_talk | heard_its_entry, sensitive=True)
SPEAK = permit(
    "deliberation.speak", (runs_its_talk | heard_its_entry) & its_talk_is_open, sensitive=True
)
CALL = permit("deliberation.call", runs_its_talk & its_talk_is_open, sensitive=True)
READ_MOTION = permit("deliberation.motion.read", runs_its_vote | heard_all_of_it, sensitive=True)
VOTE = permit("deliberation.vote", heard_all_of_it, sensitive=True)
SETTLE = permit("deliberation.settle", runs_its_vote, sensitive=True)
