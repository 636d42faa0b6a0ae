"""Two organisers at once: one announces, the other moves a stage to where it cannot be."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.contests.models import Contest, ContestState, Organiser, Stage, StageKind
from mentorhub.contests.queries import gaps_of
from mentorhub.platform.db import Translated, db
from tests.contests.organisers import make_organiser
from tests.entries.test_races import all_at_once, signed_in
from tests.factories import make_contest

ROUNDS = 4


@pytest.mark.parametrize("number", range(ROUNDS))
def test_what_is_announced_lacked_nothing_when_it_was(real_app, number):
    with real_app.app_context():
        first, second = make_organiser(), make_organiser("Hai")
        contest = make_contest(first, state=ContestState.DRAFT, opened_days_ago=-2)
        contest.organisers.append(Organiser(person=second))
        opens = contest.closes_at + timedelta(days=1)
        window = {"opens_at": opens, "closes_at": opens + timedelta(days=2)}
        stage = Stage(position=1, kind=StageKind.JUDGING, name=Translated(vi="Chấm"), **window)
        contest.stages.append(stage)
        db.session.flush()
        key, early = contest.id, (contest.opens_at.date() + timedelta(days=1)).isoformat()
        typed = {
            "version": contest.version, "reason": "Dời một ngày",
            "stages-0-key": str(stage.id), "stages-0-kind": "judging", "stages-0-name_vi": "Chấm",
            "stages-0-first": early, "stages-0-last": early,
        }  # fmt: skip
        devices = signed_in(real_app, first), signed_in(real_app, second)
        db.session.commit()
    address = f"/contests/{key}"
    posts = [(devices[0], f"{address}/announcement", {}), (devices[1], f"{address}/prizes", typed)]
    announced, moved = all_at_once(posts if number % 2 else posts[::-1])[:: 1 if number % 2 else -1]
    with real_app.app_context():
        contest = db.session.scalars(select(Contest).where(Contest.id == key)).one()
        assert contest.is_announced is (announced == 302)
        # announced first, the page of the other is an old one; moved first, there is a gap
        assert (announced, moved) in {(302, 409), (409, 302)}
        assert any(gap.blocks for gap in gaps_of(contest)) is (moved == 302)
