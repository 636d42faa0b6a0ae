"""pretalx#2393: a code used twice at the same moment lets one team in for each of its uses."""

import pytest
from sqlalchemy import select

from mentorhub.entries.models import Entry
from mentorhub.latecomers.models import LateUse
from mentorhub.platform.db import db
from tests.entries.test_races import all_at_once, signed_in
from tests.factories import make_person, make_team
from tests.latecomers.conftest import Cast


def wishes(app, cast, crowd):
    """As many teams, each with the code typed in."""
    address, asked = f"/contests/{cast.contest.id}/late-entry", []
    for _ in range(crowd):
        person = make_person()
        make_team(person)
        answers = {"code": cast.code.code, "people": str(person.id), "idea": ""}
        asked.append((signed_in(app, person), address, answers))
    return asked


@pytest.mark.parametrize("uses", [1, 3])
def test_eight_teams_at_once_use_it_as_often_as_it_is_good_for(real_app, uses):
    with real_app.app_context():
        asked = wishes(real_app, Cast(uses).agreed(), 8)
        db.session.commit()
    replies = all_at_once(asked)
    assert sorted(replies) == [302] * uses + [409] * (8 - uses)
    with real_app.app_context():
        numbers = db.session.scalars(select(LateUse.number).order_by(LateUse.number)).all()
        assert numbers == list(range(1, uses + 1))
        assert len(db.session.scalars(select(Entry)).all()) == uses


def test_one_team_clicking_many_times_uses_it_once(real_app):
    with real_app.app_context():
        asked = wishes(real_app, Cast(3).agreed(), 1)
        db.session.commit()
    assert all_at_once(asked * 8) == [302] * 8
    with real_app.app_context():
        assert len(db.session.scalars(select(LateUse)).all()) == 1
