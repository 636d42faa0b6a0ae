"""T7, F15: one second after the day the jury was asked to be ready, every juror works on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from mentorhub.judging.models import CardState, Mark, Scorecard
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.browser import Browser
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person, make_team

JURORS = 6
SECOND = timedelta(seconds=1)


@pytest.fixture
def jurors(real_app):
    """A device, a sheet and the boxes of each juror; the jury's day was over a second ago."""
    with real_app.app_context():
        contest = make_contest(
            days_left=-1,
            criteria=(10,),
            scoring_opened_at=now() - timedelta(hours=1),
            scoring_closes_at=now() - SECOND,
        )
        entry, line = make_entry(make_team(make_person()), contest), contest.rubric[0].id.hex
        found = []
        for _ in range(JURORS):
            card = make_card(make_juror(contest, make_person()), entry)
            browser = Browser(real_app).sign_in(card.juror.person)
            db.session.commit()
            found.append((browser.client, browser.token(), f"/judging/cards/{card.id}", line))
        return found


def opens_saves_and_hands_in(juror, gate):
    client, token, address, line = juror
    gate.wait(60)
    told = {"csrf_token": token, "version": 1, "key": "", "feedback": "", f"points_{line}": "7"}
    quietly = {"Accept": "application/json"}
    return (
        client.get("/judging").status_code,
        client.get(address).status_code,
        client.post(f"{address}/marks", data=told, headers=quietly).status_code,
        client.post(f"{address}/submission", data={"csrf_token": token}).status_code,
    )


def test_all_jurors_open_save_and_hand_in_after_the_day_they_were_asked_for(real_app, jurors):
    gate = Barrier(JURORS)
    with ThreadPoolExecutor(JURORS) as pool:
        replies = list(pool.map(lambda one: opens_saves_and_hands_in(one, gate), jurors))
    assert replies == [(200, 200, 200, 302)] * JURORS
    with real_app.app_context():
        assert set(db.session.scalars(select(Scorecard.state))) == {CardState.SUBMITTED}
        assert [int(points) for points in db.session.scalars(select(Mark.points))] == [7] * JURORS
