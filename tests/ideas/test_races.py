"""Clicks at the same moment, with real commits."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.ideas import actions
from mentorhub.ideas.models import Backing, Idea, IdeaState, Milestone
from mentorhub.platform.db import db, transaction
from tests.factories import make_idea, make_officer, make_supporter


def at_once(app, action, people):
    """Every person acts in a transaction of their own, all at the same time."""

    def act(key):
        with app.app_context(), transaction():
            idea = db.session.scalars(select(Idea)).one()
            action(idea, by=db.session.get_one(Person, key))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(act, people))


def test_support_given_at_the_same_moment_is_counted_once_each(real_app):
    with real_app.app_context(), transaction():
        make_idea()
        people = [make_supporter().id for _ in range(6)]
    at_once(real_app, actions.back, people * 3)
    with real_app.app_context():
        assert db.session.scalar(select(Idea.backings)) == 6
        assert db.session.scalar(select(func.count()).select_from(Backing)) == 6


def test_two_officers_approving_at_the_same_moment_approve_once(real_app):
    with real_app.app_context(), transaction():
        idea = make_idea(state=IdeaState.SENT, approved_at=None)
        officers = [make_officer(unit=idea.unit).id for _ in range(2)]

    def approve(idea, *, by):
        actions.decide(idea, verdict="approve", reason="", by=by)

    at_once(real_app, approve, officers * 3)
    with real_app.app_context():
        verbs = db.session.scalars(select(Activity.verb)).all()
        assert [verb for verb in verbs if verb == "idea.approved"] == ["idea.approved"]
        kinds = db.session.scalars(select(Milestone.kind).order_by(Milestone.id)).all()
        assert kinds == ["team", "approved"]
