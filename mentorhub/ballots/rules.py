"""Who fills a ballot, and who watches over it. Until closing what it says is its juror's alone.

While scoring is open organisers read who has begun and who has locked; no page derives anything
else from ballots. What they say together is read under judging's own rule for that
(score.aggregate): after closing, by organisers who are close to no entry.
"""

from typing import Any

from mentorhub.ballots import queries
from mentorhub.ballots.models import RankedBallot, Ranking
from mentorhub.entries.queries import hidden_from
from mentorhub.entries.rules import is_close_to_no_entry
from mentorhub.judging.rules import runs_the_contest
from mentorhub.platform.permissions import permit, rule


@rule
def sits_on_the_jury_of_it(person: Any, ranking: Ranking) -> bool:
    return ranking.is_of_this_stage and queries.seat_of(person, ranking) is not None


@rule
def runs_it_without_conflict(person: Any, ranking: Ranking) -> bool:
    contest = ranking.contest
    return contest.is_run_by(person) and not hidden_from(person, contest)


@rule
def runs_the_ballots_contest(person: Any, ballot: RankedBallot) -> bool:
    return bool(runs_it_without_conflict.ask(person, ballot.ranking))


OWN = permit("ballot.own.write", sits_on_the_jury_of_it, sensitive=False)
RUN = permit("ballot.run", runs_the_contest & is_close_to_no_entry, sensitive=True)
DROP = permit("ballot.drop", runs_it_without_conflict, sensitive=True)
REOPEN = permit("ballot.reopen", runs_the_ballots_contest, sensitive=True)
