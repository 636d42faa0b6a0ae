from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import JurorState
from mentorhub.ideas.models import IdeaState
from mentorhub.mentoring import actions, queries
from mentorhub.mentoring.models import MentorState, RequestState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from mentorhub.teams.models import Tie
from tests.factories import (
    make_contest,
    make_entry,
    make_idea,
    make_juror,
    make_mentor,
    make_minor,
    make_person,
    make_team,
)

NEED = "Đội có 20 điểm đo nhưng bà con chưa tin con số."


@pytest.fixture(autouse=True)
def english(app):
    """Refusals are told in the words of the code."""
    with in_language("en"):
        yield


def ask(team, mentor, **more):
    facts = {"need": NEED, "first_meeting": "08:00 Chủ nhật", **more}
    return actions.ask(team, mentor, **facts, by=team.members[0].person)


def verbs():
    rows = db.session.scalars(select(Activity).order_by(Activity.id))
    return [row.verb for row in rows if row.verb.startswith(("request.", "mentor"))]


def test_a_team_asks_and_the_mentor_accepts(app):
    team, mentor = make_team(), make_mentor(capacity=2)
    idea = make_idea(team)
    request = ask(team, mentor)
    work = actions.accept(request, by=mentor.person)
    assert (request.state, mentor.taken, mentor.places_left) == (RequestState.ACCEPTED, 1, 1)
    assert (work.team, work.profile, work.request) == (team, mentor, request)
    tie = db.session.scalar(select(Tie))
    assert (tie.team_id, tie.person_id, tie.until) == (team.id, mentor.person_id, None)
    assert idea.state is IdeaState.HELPED
    assert [m.kind for m in idea.milestones] == ["mentor"]
    assert (mentor.requests_seen, mentor.requests_answered) == (1, 1)
    assert verbs() == ["request.asked", "request.accepted"]


def test_three_requests_may_be_open_at_once(app):
    team = make_team()
    mentors = [make_mentor(make_person(age=40)) for _ in range(4)]
    first, *_ = [ask(team, mentor) for mentor in mentors[:3]]
    with pytest.raises(Refused, match="Three of your requests are open"):
        ask(team, mentors[3])
    actions.withdraw(first, by=team.members[0].person)
    assert ask(team, mentors[3]).is_open


def test_nobody_is_asked_twice_at_a_time(app):
    team, mentor = make_team(), make_mentor()
    ask(team, mentor)
    with pytest.raises(Refused, match="has asked this mentor already"):
        ask(team, mentor)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": MentorState.PAUSED}, "takes no teams"),
        ({"state": MentorState.APPLIED}, "takes no teams"),
        ({"capacity": 1, "taken": 1}, "no free place"),
        ({"spoken": ["fr"]}, "no language in common"),
    ],
)
def test_a_mentor_who_cannot_is_not_asked(app, fields, words):
    with pytest.raises(Refused, match=words):
        ask(make_team(), make_mentor(**fields))


def test_nobody_mentors_their_own_team(app):
    person = make_person(age=30)
    with pytest.raises(Refused, match="member of the team"):
        ask(make_team(person), make_mentor(person))


def test_asking_does_not_tell_who_judges(app):
    team, mentor, contest = make_team(), make_mentor(), make_contest()
    make_entry(team, contest)
    make_juror(contest, mentor.person)
    request = ask(team, mentor)
    assert request.is_open
    with pytest.raises(Refused, match="You judge a contest of this team"):
        actions.accept(request, by=mentor.person)


def test_one_who_declined_is_not_asked_again(app):
    team, mentor = make_team(), make_mentor()
    actions.decline(ask(team, mentor), reason="full", by=mentor.person)
    with pytest.raises(Refused, match="cannot be asked by this team"):
        ask(team, mentor)


def test_a_withdrawn_juror_may_be_asked(app):
    team, mentor, contest = make_team(), make_mentor(), make_contest()
    make_entry(team, contest)
    make_juror(contest, mentor.person, state=JurorState.WITHDRAWN)
    assert ask(team, mentor).is_open


def test_a_team_with_a_minor_needs_a_cleared_mentor(app):
    team, mentor = make_team(make_person(), make_minor()), make_mentor(cleared=False)
    with pytest.raises(Refused, match="cannot be asked by this team"):
        ask(team, mentor)


def test_clearance_is_checked_again_at_acceptance(app):
    team, mentor = make_team(make_person(), make_minor()), make_mentor()
    request = ask(team, mentor)
    actions.withdraw_clearance(mentor, by=make_person())
    with pytest.raises(Refused, match="An officer has to check you first"):
        actions.accept(request, by=mentor.person)
    assert (request.state, mentor.taken) == (RequestState.OPEN, 0)


def test_a_mentor_who_judges_the_team_meanwhile_cannot_accept(app):
    team, mentor, contest = make_team(), make_mentor(), make_contest()
    request = ask(team, mentor)
    make_entry(team, contest)
    make_juror(contest, mentor.person)
    with pytest.raises(Refused, match="You judge a contest of this team"):
        actions.accept(request, by=mentor.person)


def test_accepting_closes_what_became_pointless(app):
    team, rivals = make_team(), make_team(name="Mặn Mà")
    mentor, other = make_mentor(capacity=1), make_mentor(make_person(age=41))
    request, spare, late = ask(team, mentor), ask(team, other), ask(rivals, mentor)
    kept = ask(rivals, other)
    actions.accept(request, by=mentor.person)
    assert [r.state for r in (spare, late, kept)] == [
        RequestState.CLOSED,
        RequestState.CLOSED,
        RequestState.OPEN,
    ]
    assert verbs()[-2:] == ["request.not_needed", "request.closed"]
    with pytest.raises(Refused, match="This request is closed"):
        actions.accept(late, by=mentor.person)


def test_a_refusal_is_told_and_may_pause_the_mentor(app):
    team, rivals, mentor = make_team(), make_team(name="Mặn Mà"), make_mentor()
    request, late = ask(team, mentor), ask(rivals, mentor)
    actions.decline(request, reason="time", pausing=True, by=mentor.person)
    assert (request.state, request.answer) == (RequestState.DECLINED, "time")
    assert (mentor.state, late.state) == (MentorState.PAUSED, RequestState.CLOSED)
    actions.resume(mentor, by=mentor.person)
    assert mentor.state is MentorState.ACTIVE
    with pytest.raises(Refused, match="take teams already"):
        actions.resume(mentor, by=mentor.person)


def test_a_question_keeps_the_request_open_and_an_answer_gives_time(app):
    team, mentor = make_team(), make_mentor()
    request = ask(team, mentor)
    actions.need_more(request, question="Đo ở đâu?", by=mentor.person)
    assert (request.state, request.answer, request.is_open) == (
        RequestState.MORE_NEEDED,
        "Đo ở đâu?",
        True,
    )
    request.expires_at = now() + timedelta(hours=1)
    actions.say_more(request, need="Đo ở cống Ba Hòn, mỗi sáng.", by=team.members[0].person)
    assert request.state is RequestState.OPEN
    assert request.expires_at > now() + timedelta(days=2)


def test_requests_expire_after_seven_days_and_count_as_unanswered(app):
    team, mentor = make_team(), make_mentor()
    request = ask(team, mentor)
    actions.expire()
    assert request.state is RequestState.OPEN
    request.expires_at = now() - timedelta(minutes=1)
    with pytest.raises(Refused, match="has expired"):
        actions.accept(request, by=mentor.person)
    actions.expire()
    actions.expire()
    assert request.state is RequestState.EXPIRED
    assert (mentor.requests_seen, mentor.requests_answered) == (1, 0)
    assert verbs() == ["request.asked", "request.expired"]


def test_mentors_are_reminded_after_two_and_four_days(app):
    request = ask(make_team(), make_mentor())
    for days, reminders in ((1, 0), (2, 1), (3, 1), (4, 2), (6, 2)):
        request.asked_at = now() - timedelta(days=days, minutes=1)
        db.session.flush()
        actions.remind()
        assert request.reminders == reminders
    assert verbs().count("request.reminded") == 2


def test_a_mentorship_ends_and_frees_a_place(app):
    team, mentor = make_team(), make_mentor(capacity=1)
    work = actions.accept(ask(team, mentor), by=mentor.person)
    actions.end(work, reason="Xong việc", by=mentor.person)
    assert (mentor.taken, work.end_reason) == (0, "Xong việc")
    assert db.session.scalar(select(Tie)).until == work.ended_at
    with pytest.raises(Refused, match="ended already"):
        actions.end(work, reason="", by=mentor.person)
    assert ask(team, mentor).is_open


def test_usual_answers_are_counted_from_answers_only(app):
    team, mentor = make_team(), make_mentor()
    actions.withdraw(ask(team, mentor), by=team.members[0].person)
    assert queries.waits_of(mentor) == []
    actions.decline(ask(team, mentor), reason="full", by=mentor.person)
    assert len(queries.waits_of(mentor)) == 1
