"""Many moves at once leave one order, each move in it once, on real connections."""

from uuid import UUID

from sqlalchemy import select

from mentorhub.ballots import actions
from mentorhub.ballots.models import RankedBallot
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.entries.test_races import all_at_once, signed_in
from tests.factories import make_contest, make_entry, make_juror, make_person, make_team


def test_windows_that_move_at_once_make_one_ballot(real_app):
    """All were shown the empty list: one move is made, the others see what it became."""
    with real_app.app_context():
        organiser = make_person("Phạm Tổ Chức", age=35)
        contest = make_contest(organiser, opened_days_ago=9, days_left=-1)
        contest.scoring_opened_at = now()
        entries = [make_entry(make_team(make_person()), contest) for _ in range(8)]
        juror = make_juror(contest, person=make_person("Giám Khảo", age=50))
        ranking = actions.choose(contest, by=organiser)
        db.session.flush()
        device, address = signed_in(real_app, juror.person), f"/rankings/{ranking.id}/ballot"
        wanted = [{"move": f"seen {entry.id.hex}", "version": "0"} for entry in entries]
        known = {entry.id for entry in entries}
        db.session.commit()
    replies = all_at_once([(device, address, answers) for answers in wanted])
    assert sorted(replies) == [303] + [409] * 7
    with real_app.app_context():
        [ballot] = db.session.scalars(select(RankedBallot)).all()
        assert len(ballot.entries) == 1
        assert UUID(ballot.entries[0]) in known
