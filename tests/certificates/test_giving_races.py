"""C21: organisers who click and workers who write at one moment give nobody a second paper."""

from sqlalchemy import select

from mentorhub.accounts.models import Person
from mentorhub.certificates import actions
from mentorhub.certificates.domain import Kind
from mentorhub.certificates.models import Batch, Certificate
from mentorhub.contests.models import Contest
from mentorhub.platform.db import db, transaction
from tests.certificates.conftest import finish
from tests.judging.test_noticing import at_once

CROWD = 4


def test_workers_at_once_give_each_person_one_with_a_code_of_its_own(real_app):
    with real_app.app_context(), transaction():
        made = finish()
        key, by = made.contest.id, [made.first.id, made.second.id]

    def gives(organiser):
        contest, person = db.session.get_one(Contest, key), db.session.get_one(Person, organiser)
        actions.give(contest, tuple(Kind), by=person)

    def writes():
        actions.give_some(db.session.scalars(select(Batch.id)).one())

    clicks = [lambda one=one: gives(one) for one in by * (CROWD // 2)]
    assert at_once(real_app, clicks) == [True] * CROWD
    assert at_once(real_app, [writes] * CROWD) == [True] * CROWD
    with real_app.app_context():
        found = db.session.scalars(select(Certificate)).all()
        whose = {(one.person_id, one.kind, one.about_id) for one in found}
        assert len(found) == len(whose) == len({one.code for one in found}) == 5
