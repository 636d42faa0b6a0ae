"""What is too old goes, what is young stays; the page and the job read one table."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.accounts.actions import register
from mentorhub.accounts.models import Login, Person, PersonalDetails, ResetCode, SignInAttempt
from mentorhub.consents.models import Guardian
from mentorhub.conversations.models import Message, SafetyReport, Thread
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.mentoring.models import MentorRequest, Mentorship
from mentorhub.notifications.models import Channel, Delivery
from mentorhub.platform import retention
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.idempotency import IdempotentReply
from mentorhub.rosters.models import RosterImport
from tests.factories import (
    make_guardian,
    make_idea,
    make_mentor,
    make_person,
    make_team,
    make_unit,
)


def days_of(name):
    return timedelta(days=next(one.days for one in retention.RETENTION if one.name == name))


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def attempts(at):
    return SignInAttempt(at=at, account_digest="a", address_digest="b", succeeded=False)


def codes(at):
    person = make_person()
    facts = {"person_id": person.id, "made_by_id": person.id, "code_digest": str(at)}
    return ResetCode(made_at=at, expires_at=at, **facts)


def logins(at):
    return Login(person=make_person(), token_digest=str(at), created_at=at, expires_at=at)


def mails(at):
    words = {"key": str(at), "address": "a@example.org", "language": "vi", "subject": "s"}
    facts = {"channel": Channel.EMAIL, "recipient_id": make_person().id, "sent_at": at}
    return Delivery(text="t", html="h", **words, **facts)


def replies(at):
    return IdempotentReply(at=at, person_id=make_person().id, key=str(at), digest="d", body="b")


def roster_files(at):
    by = make_person()
    return RosterImport(at=at, unit=by.unit, by_id=by.id, file_digest="d", content={"rows": []})


@pytest.mark.parametrize(
    ("name", "make", "model"),
    [
        ("attempts", attempts, SignInAttempt),
        ("codes", codes, ResetCode),
        ("logins", logins, Login),
        ("mails", mails, Delivery),
        ("replies", replies, IdempotentReply),
        ("roster files", roster_files, RosterImport),
    ],
)
def test_the_old_goes_and_the_young_stays(app, name, make, model):
    days = days_of(name)
    step = timedelta(hours=1)
    old, young = make(now() - days - step), make(now() - days + step)
    db.session.add_all([old, young])
    db.session.flush()
    key = young.id
    retention.sweep()
    assert db.session.scalars(select(model.id)).all() == [key]


def signed_up(contact, days_ago):
    facts = {"birth_year": 2000, "password": "mùa nước nổi về", "language": "vi", "origin": "x"}
    with as_of(now() - timedelta(days=days_ago)):
        return register(contact=contact, name="Lê Thử", unit=make_unit(), **facts)


def test_only_an_account_nobody_ever_used_goes_after_a_week(app):
    unused = signed_up("a1@example.org", 8)
    fresh = signed_up("a2@example.org", 6)
    proved = signed_up("a3@example.org", 8)
    proved.details.email_verified_at = now()
    writer = signed_up("a4@example.org", 8)
    make_team(writer)
    reader = signed_up("a5@example.org", 8)
    db.session.add(Login(person=reader, token_digest="t", expires_at=now() + timedelta(days=20)))
    came_back = signed_up("a6@example.org", 8)
    later = now() - timedelta(days=3)
    facts = {"token_digest": "u", "created_at": later, "expires_at": later}
    db.session.add(Login(person=came_back, **facts))
    db.session.flush()
    retention.sweep()
    left = set(db.session.scalars(select(PersonalDetails.person_id)))
    assert left == {one.id for one in (fresh, proved, writer, reader, came_back)}
    assert db.session.get(Person, unused.id).closed_at


def test_a_guardians_name_goes_a_year_after_the_child_is_of_age(app):
    grown, young = make_person(age=22), make_person(age=18)
    make_guardian(grown)
    make_guardian(young)
    retention.sweep()
    names = {one.person_id: (one.name, one.contact) for one in db.session.scalars(select(Guardian))}
    assert names[grown.id] == ("", "")
    assert "" not in names[young.id]


def test_a_draft_goes_when_nobody_of_its_team_was_here_for_a_year(app):
    long_ago = now() - timedelta(days=400)
    left, here = make_person(), make_person()
    facts = {"state": IdeaState.DRAFT, "created_at": long_ago}
    make_idea(make_team(left), **facts)
    kept = [
        make_idea(make_team(here), **facts),
        make_idea(make_team(make_person(), here), **facts),
        make_idea(make_team(left), state=IdeaState.DRAFT),
        make_idea(make_team(left), created_at=long_ago),
    ]
    db.session.add(Login(person=here, token_digest="t", expires_at=now()))
    db.session.flush()
    retention.sweep()
    assert set(db.session.scalars(select(Idea.id))) == {one.id for one in kept}


def talk(ended_days_ago, *, reported=False):
    team, profile = make_team(), make_mentor(make_person(age=30))
    asked = MentorRequest(
        team=team, profile=profile, need="n", asked_by=team.owner, expires_at=now()
    )
    db.session.add(asked)
    db.session.flush()
    ended = now() - timedelta(days=ended_days_ago)
    work = Mentorship(team=team, profile=profile, request_id=asked.id, ended_at=ended)
    db.session.add(work)
    db.session.flush()
    thread = Thread(subject_type="Mentorship", subject_id=work.id, unit_id=team.unit_id)
    message = Message(thread=thread, author=team.owner, text="Chào", language="vi")
    db.session.add_all([thread, message])
    if reported:
        db.session.add(SafetyReport(unit=team.unit, thread=thread, text="t", language="vi"))
    db.session.flush()
    return message.id


def test_messages_go_a_year_after_the_mentoring_unless_a_report_is_open(app):
    talk(370)
    kept = {talk(360), talk(370, reported=True)}
    retention.sweep()
    assert set(db.session.scalars(select(Message.id))) == kept


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_the_page_says_what_the_job_does(browser, language):
    page = browser.speak(language).get("/about/privacy").text
    rows = re.findall(r'<td class="num">([^<]+)</td>', page)
    days = [int(re.sub(r"\D", "", row)) for row in rows]
    assert days == [one.days for one in retention.RETENTION]
