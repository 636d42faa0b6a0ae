"""Organisers who hand out at one moment, or look into a tie meanwhile: nothing is done twice."""

import pytest
from sqlalchemy import func, select

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Juror, Organiser
from mentorhub.entries.models import Clearance
from mentorhub.judging import actions
from mentorhub.judging.models import Round, Scorecard
from mentorhub.platform.db import db, transaction
from tests.entries.test_races import all_at_once, signed_in
from tests.factories import make_contest, make_entry, make_juror, make_person, make_team, make_unit
from tests.judging.test_noticing import at_once

CROWD = 6


@pytest.fixture
def two_organisers(real_app):
    with real_app.app_context(), transaction():
        people = [make_person(age=35) for _ in range(2)]
        contest = make_contest(people[0], opened_days_ago=9, days_left=-1, readers=1)
        contest.organisers.append(Organiser(person=people[1]))
        for n in range(3):
            make_juror(contest, make_person(f"Giám Khảo {n}"))
            make_entry(make_team(name=f"Đội {n}"), contest)
        return contest.id, [one.id for one in people]


def test_handed_out_once_however_many_click(real_app, two_organisers):
    key, people = two_organisers
    with real_app.app_context():
        digest = actions.propose(db.session.get_one(Contest, key), readers=2).digest
        devices = [
            signed_in(real_app, db.session.get_one(Person, people[n % 2])) for n in range(CROWD)
        ]
        db.session.commit()
    answers = {"readers": "2", "digest": digest}
    address = f"/contests/{key}/assignment"
    codes = all_at_once([(device, address, answers) for device in devices])
    assert sorted(codes) == [302] + [409] * (CROWD - 1)
    with real_app.app_context():
        assert db.session.scalar(select(func.count(Scorecard.id))) == 6
        assert db.session.scalar(select(func.count(Round.id))) == 1


def test_a_tie_is_cleared_once_and_not_under_a_handing_out(real_app, two_organisers):
    key, people = two_organisers
    with real_app.app_context(), transaction():
        contest, unit = db.session.get_one(Contest, key), make_unit("Xã Vĩnh Gia")
        entry = make_entry(make_team(make_person(unit=unit)), contest)
        seat = make_juror(contest, make_person("Hàng Xóm", unit=unit))
        digest, ids = actions.propose(contest, readers=1).digest, (seat.id, entry.id)

    def clears():
        juror, by = db.session.get_one(Juror, ids[0]), db.session.get_one(Person, people[1])
        actions.clear(juror, ids[1], reason="Không quen biết đội này", by=by)

    def hands_out():
        contest, by = db.session.get_one(Contest, key), db.session.get_one(Person, people[0])
        actions.hand_out(contest, readers=1, digest=digest, by=by)

    done = at_once(real_app, [clears, clears, hands_out])
    assert sorted(done[:2]) == [False, True]
    with real_app.app_context():
        assert db.session.scalar(select(func.count(Clearance.id))) == 1
        given = db.session.scalars(select(Scorecard.juror_id).where(Scorecard.entry_id == ids[1]))
        assert ids[0] not in set(given)
