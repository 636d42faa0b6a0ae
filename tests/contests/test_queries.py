from datetime import timedelta

import pytest

from mentorhub.contests import queries
from mentorhub.contests.domain.stages import Phase
from mentorhub.contests.models import ContestState, JurorState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_contest, make_juror, make_person

EDGES = (-2, -1, 0, 1, 2)


def test_list_and_model_agree_on_every_phase(app):
    moment = now()
    for opens in EDGES:
        for closes in (edge for edge in EDGES if edge > opens):
            for published in (None, moment):
                make_contest(
                    opens_at=moment + timedelta(hours=opens),
                    closes_at=moment + timedelta(hours=closes),
                    published_at=published,
                )
    make_contest(state=ContestState.DRAFT)
    make_contest(state=ContestState.CANCELLED)
    everything = set(db.session.scalars(queries.announced()))
    assert len(everything) == 20
    for phase in (Phase.COMING, Phase.OPEN, Phase.JUDGING, Phase.RESULTS):
        listed = set(db.session.scalars(queries.in_phase(phase)))
        assert listed == {contest for contest in everything if contest.phase is phase}


def test_open_contests_come_with_the_nearest_deadline_first(app):
    later, sooner = make_contest(days_left=9), make_contest(days_left=2)
    make_contest(opened_days_ago=-1)
    assert list(db.session.scalars(queries.open_now())) == [sooner, later]


def test_organisers_find_their_contests_drafts_included(app):
    person = make_person()
    mine = make_contest(person, state=ContestState.DRAFT)
    make_contest()
    assert list(db.session.scalars(queries.contests_run_by(person))) == [mine]


@pytest.mark.parametrize("state", list(JurorState))
def test_only_who_accepted_sits_on_the_jury(app, state):
    juror = make_juror(make_contest(), state=state)
    accepted = state is JurorState.ACCEPTED
    assert queries.sits_on_the_jury(juror.person, juror.contest) is accepted
    assert queries.jury_of(juror.contest) == ([juror.person] if accepted else [])
