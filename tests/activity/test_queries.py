from datetime import UTC, datetime

from mentorhub.activity.actions import record
from mentorhub.activity.queries import history_of
from mentorhub.platform.db import db
from tests.factories import make_idea, make_person


def verbs(rows):
    return [activity.verb for activity in db.session.scalars(rows)]


def test_a_history_is_that_of_one_thing_newest_first(app):
    idea, other, person = make_idea(), make_idea(), make_person()
    record("idea.sent", idea, by=person)
    record("idea.approved", idea, by=make_person(), title="Bản đồ")
    record("idea.sent", other, by=person)
    db.session.flush()
    assert verbs(history_of(idea)) == ["idea.approved", "idea.sent"]
    assert verbs(history_of(idea, verbs={"idea.sent"})) == ["idea.sent"]
    assert verbs(history_of(make_idea())) == []


def test_an_activity_is_dated_in_utc_and_knows_its_thing_before_it_has_a_row(app):
    from mentorhub.units.models import Unit, UnitKind

    unit = Unit(code="1", kind=UnitKind.CLUB, name="A", names={}, slug="a", key="a", path="1/")
    db.session.add(unit)
    activity = record("unit.made", unit, by=None)
    db.session.flush()
    assert activity.subject_id == unit.id
    assert activity.at.tzinfo is UTC
    assert activity.at <= datetime.now(UTC)
