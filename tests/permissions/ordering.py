"""A jury that puts entries in order beside its sheets."""

from mentorhub.ballots.models import RankedBallot, Ranking
from mentorhub.platform.clock import now
from mentorhub.platform.db import db


def put_in_order(things, people):
    """Ballots beside the sheets; the juror has locked one with the entry on it."""
    contest = things["contest"]
    ranking = Ranking(contest=contest, stage=contest.judged_stage, chosen_by_id=people["CO"].id)
    of_it = {"contest_id": contest.id, "juror": things["juror"], "locked_at": now()}
    ballot = RankedBallot(ranking=ranking, entries=[things["entry"].id.hex], last="x", **of_it)
    db.session.add(ballot)
    db.session.flush()
    return ranking, ballot
