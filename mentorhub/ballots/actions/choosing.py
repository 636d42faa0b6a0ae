"""That a jury also puts entries in order: for one stage, before its scoring is closed."""

from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.ballots import queries
from mentorhub.ballots.models import Ranking
from mentorhub.contests.models import Contest
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


def choose(contest: Contest, *, by: Person) -> Ranking:
    """Every sitting juror gets a ballot; a second click finds it chosen."""
    lock(contest)
    found = queries.ranking_of(contest)
    if found is not None:
        return found
    if contest.scoring_is_closed:
        raise Refused(_l("Scoring is closed. Nothing was changed."))
    found = Ranking(contest=contest, stage=contest.judged_stage, chosen_by_id=by.id)
    db.session.add(found)
    record("judging.ballots_chosen", contest, by=by, **about(contest))
    return found


def drop(ranking: Ranking, *, by: Person) -> None:
    """Do without after all, as long as nobody has put anything in order."""
    contest = lock(ranking.contest)
    if queries.has_begun(ranking):
        raise Refused(_l("A juror has begun: the ballots stay."))
    db.session.delete(ranking)
    record("judging.ballots_dropped", contest, by=by, **about(contest))


def about(contest: Contest) -> dict[str, Any]:
    return {"contest_id": contest.id, "title": dict(contest.title)}
