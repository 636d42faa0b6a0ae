"""A contest whose results are out: a prize for a team with a minor, an idea that went into theirs,
an entry without a prize, one juror; and the worker."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from mentorhub.certificates import actions
from mentorhub.certificates.domain import Kind
from mentorhub.certificates.models import Certificate
from mentorhub.contests.models import Award, Organiser
from mentorhub.ideas.models import Merge
from mentorhub.jobs.models import Job
from mentorhub.judging.models import CardState
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.publishing import actions as publishing
from tests.browser import CommittingBrowser
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_idea,
    make_juror,
    make_minor,
    make_person,
    make_table,
    make_team,
)


@dataclass
class Finished:
    contest: Any
    first: Any
    second: Any
    people: dict[str, Any]


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


@pytest.fixture
def finished(app):
    return finish()


def finish():
    first, second = make_person("Lữ Hoài An", age=35), make_person("Kim Ngọc Bích", age=36)
    contest = make_contest(first, opened_days_ago=20, days_left=-5)
    contest.organisers.append(Organiser(person=second))
    contest.awards = [Award(position=0, name=Translated(vi="Giải Nhất", en="First"), count=1)]
    contest.scoring_opened_at = now()
    people = {
        "leader": make_person("Trần Nhã Uyên"),
        "minor": make_minor("Danh Minh Tâm"),
        "other": make_person("Tô Văn Đệ"),
        "author": make_person("Lê Hồng Cúc"),
        "juror": make_person("Mai Thế Hiển", age=50),
    }
    _judge(contest, people)
    publication = make_table(contest, by=first)
    publishing.agree(publication, by=second)
    return Finished(contest, first, second, people)


def _judge(contest, people):
    team = make_team(people["leader"], people["minor"], name="Áo Xanh Về Ấp")
    idea, other = make_idea(team), make_idea(author=people["author"])
    db.session.add(Merge(idea=other, into=idea, by_id=people["leader"].id, before=other.state))
    won = make_entry(team, contest, title="Điểm hẹn số", idea=idea)
    lost = make_entry(make_team(people["other"], name="Đội Kia"), contest, title="Thùng rác")
    juror = make_juror(contest, people["juror"])
    for entry, points in ((won, [25, 15]), (lost, [20, 10])):
        make_card(juror, entry, points, state=CardState.SUBMITTED, submitted_at=now())
    contest.scoring_closed_at = now()
    db.session.flush()


def work(app):
    """Do what waits for the worker, one job after the other; how many there were."""
    done = 0
    wanted = (Job.done_at.is_(None), Job.kind.like("certificates.%"))
    while (job := db.session.scalar(select(Job).where(*wanted).order_by(Job.id))) is not None:
        app.extensions["jobs"][job.kind](job.payload)
        job.done_at = now()
        db.session.flush()
        done += 1
    return done


def given(app, finished, kinds=tuple(Kind)):
    """Everybody's, by whom they are for."""
    actions.give(finished.contest, kinds, by=finished.first)
    work(app)
    found = db.session.scalars(select(Certificate).order_by(Certificate.id)).all()
    names = {person.id: name for name, person in finished.people.items()}
    return {names[one.person_id]: one for one in found}
