"""Two organisers, or two quick clicks, on one question: nothing breaks and nothing is lost."""

from sqlalchemy import select

from mentorhub.contests.models import Contest
from mentorhub.platform.db import db
from mentorhub.questions.models import Question
from mentorhub.questions.queries import questions_of
from tests.entries.test_races import all_at_once, signed_in
from tests.factories import make_contest, make_person
from tests.questions.test_building import ask


def test_a_question_taken_out_while_it_is_moved_and_changed_breaks_nothing(real_app):
    with real_app.app_context():
        organiser = make_person(age=35)
        contest = make_contest(organiser, opened_days_ago=-1)
        first, second = ask(contest), ask(contest)
        device = signed_in(real_app, organiser)
        one = f"/contests/{contest.id}/questions/{second.id}"
        why = {"reason": "Thừa"}
        words = {"label_vi": "Khác", "version": second.version, "depends": "", **why}
        kept = first.id
    tried = [(f"{one}/removal", why), (f"{one}/up", {}), (f"{one}/edit", words)] * 3
    replies = all_at_once([(device, *request) for request in tried])
    assert set(replies) <= {302, 404, 409}
    assert replies.count(302) >= 1
    with real_app.app_context():
        assert db.session.scalars(select(Question.id)).all() == [kept]


def test_moves_at_once_leave_every_question_in_a_place_of_its_own(real_app):
    with real_app.app_context():
        organiser = make_person(age=35)
        contest = make_contest(organiser, opened_days_ago=-1)
        asked = [ask(contest).id for _ in range(4)]
        device = signed_in(real_app, organiser)
        form = f"/contests/{contest.id}/questions"
    tried = [(f"{form}/{one}/{way}", {}) for one in asked for way in ("up", "down")]
    assert all_at_once([(device, *request) for request in tried]) == [302] * 8
    with real_app.app_context():
        rows = questions_of(db.session.get(Contest, contest.id))
        assert sorted(row.position for row in rows) == [0, 1, 2, 3]
        assert {row.id for row in rows} == set(asked)
