"""Two nights, or two people who choose, at the same moment."""

from mentorhub.accounts.models import Person
from mentorhub.matching.models import WeightSet
from mentorhub.mentoring import actions, queries
from mentorhub.platform.db import db, transaction
from tests.factories import make_person, make_province
from tests.mentoring.test_races import at_once
from tests.mentoring.test_weights import WHY, answer


def test_two_nights_at_once_learn_once(real_app):
    with real_app.app_context(), transaction():
        answer()
    deeds = [actions.learn_weights] * 2
    assert at_once(real_app, *deeds) == [True, True]
    with real_app.app_context():
        assert db.session.query(WeightSet).count() == 1
        assert [one.number for one in queries.choices()] == [1]


def test_two_who_choose_at_once_do_not_overwrite_each_other(real_app):
    with real_app.app_context(), transaction():
        person = make_person(age=34, unit=make_province())
        key = person.id

    def choose():
        by = db.session.get_one(Person, key)
        actions.choose_weights(None, reason=WHY, seen=0, by=by)

    assert sorted(at_once(real_app, choose, choose)) == [False, True]
