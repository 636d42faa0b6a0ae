"""Clicks at the same moment around an idea, with real commits."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from uuid import uuid4

from sqlalchemy import func, select

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.comments import actions as comments
from mentorhub.comments.models import Comment
from mentorhub.ideas import actions, queries
from mentorhub.ideas.models import Backing, Follow, Idea, Merge, Milestone
from mentorhub.platform.db import db, transaction
from mentorhub.platform.errors import Refused
from tests.factories import make_idea, make_officer, make_person, make_supporter


def at_once(app, acts):
    def act(one):
        with app.app_context(), suppress(Refused), transaction():
            one()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(act, acts))


def number(model, *where):
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


def test_a_comment_and_a_follow_pressed_many_times_are_one(real_app):
    with real_app.app_context(), transaction():
        idea, reader = make_idea().id, make_person().id
    key = uuid4()

    def act():
        thing, by = db.session.get_one(Idea, idea), db.session.get_one(Person, reader)
        comments.write(thing, "Hay lắm", key=key, language="vi", by=by)
        actions.follow(thing, by=by)

    at_once(real_app, [act] * 8)
    with real_app.app_context():
        assert (number(Comment), number(Follow)) == (1, 1)
        assert number(Activity, Activity.verb == "idea.commented") == 1


def test_two_officers_merging_both_ways_leave_one_merge(real_app):
    with real_app.app_context(), transaction():
        one = make_idea()
        other = make_idea(author=make_person(unit=one.unit)).id
        officer, one = make_officer(unit=one.unit).id, one.id

    def merge(idea, twin):
        def act():
            by = db.session.get_one(Person, officer)
            thing = db.session.get_one(Idea, idea)
            actions.decide(thing, verdict="merge", reason="Trùng.", twin=twin, by=by)

        return act

    at_once(real_app, [merge(one, other), merge(other, one)] * 3)
    with real_app.app_context():
        assert number(Merge) == 1
        assert number(Milestone, Milestone.kind == "merged") == 1
        states = sorted(db.session.scalars(select(Idea.state)))
        assert states == ["approved", "duplicate"]


def test_support_follows_once_however_often_it_is_said(real_app):
    with real_app.app_context(), transaction():
        idea = make_idea()
        into = make_idea(author=make_person(unit=idea.unit))
        person = make_supporter()
        actions.back(idea, by=person)
        by = make_officer(unit=idea.unit)
        actions.decide(idea, verdict="merge", reason="Trùng.", twin=into.id, by=by)
        idea, into, person = idea.id, into.id, person.id

    def act():
        thing, by = db.session.get_one(Idea, idea), db.session.get_one(Person, person)
        actions.answer_support(queries.question_to(by, thing), follows=True)

    at_once(real_app, [act] * 8)
    with real_app.app_context():
        assert number(Backing) == 1
        assert db.session.get_one(Idea, into).backings == 1
        assert db.session.get_one(Idea, idea).backings == 0
