from sqlalchemy import select

from mentorhub.contests.models import Draw, Organiser, Stage, StageKind
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from tests.entries.test_races import all_at_once, signed_in
from tests.factories import make_contest, make_entry, make_person, make_team

CROWD = 8


def test_organisers_drawing_at_once_get_one_order(real_app):
    with real_app.app_context():
        organisers = [make_person(age=35) for _ in range(2)]
        contest = make_contest(organisers[0], opened_days_ago=9, days_left=-1)
        contest.organisers.append(Organiser(person=organisers[1]))
        window = {"opens_at": contest.closes_at, "closes_at": now(), "is_drawn": True}
        name = Translated(vi="Chung khảo")
        stage = Stage(position=1, kind=StageKind.JUDGING, name=name, **window)
        contest.stages.append(stage)
        entries = [make_entry(make_team(name=f"Đội {n}"), contest) for n in range(5)]
        answers = {"entries": [str(entry.id) for entry in entries]}
        devices = [signed_in(real_app, organisers[n % 2]) for n in range(CROWD)]
        address = f"/contests/{contest.id}/draws/{stage.id}"
        db.session.commit()
    assert all_at_once([(device, address, answers) for device in devices]) == [302] * CROWD
    with real_app.app_context():
        (drawn,) = db.session.scalars(select(Draw)).all()
        assert len(drawn.codes) == 5
