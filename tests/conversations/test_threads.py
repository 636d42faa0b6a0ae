"""A conversation: who sits in it, what is handed over in it, and what mails say of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.activity.models import Activity
from mentorhub.conversations import actions
from mentorhub.conversations.domain import holds_contact
from mentorhub.conversations.models import Message, Thread
from mentorhub.conversations.queries import table_of
from mentorhub.mentoring.actions import accept, end
from mentorhub.mentoring.models import MentorRequest
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Delivery, Notification
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, TooOften
from mentorhub.teams.models import Member
from tests.conversations.conftest import enter, tie
from tests.factories import agree, make_grant, make_mentor, make_minor, make_person, make_team

WORDS = "Em đo độ mặn ở ba điểm, mai em gửi bảng số."


def test_team_mentor_and_officer_read_and_write(browser, work):
    for person in (work.owner, work.child, work.mentor, work.guard):
        assert enter(browser, person).submit(work.url, text=WORDS).status_code == 303
        assert WORDS in browser.get(work.url).text
    assert db.session.query(Message).count() == 4


def test_nobody_else_finds_it(browser, work):
    stranger, rival = make_person(), make_team(make_person()).members[0].person
    other_mentor, other_guard = make_mentor().person, make_person("Cán Bộ Xa", age=40)
    make_grant(other_guard, Role.SAFEGUARDING_OFFICER)
    for person in (stranger, rival, other_mentor, other_guard):
        enter(browser, person)
        assert browser.get(work.url).status_code == 404
        assert browser.post(work.url, text=WORDS).status_code == 404
    assert browser.sign_out().get(work.url).status_code == 302
    assert db.session.query(Message).count() == 0


def test_who_leaves_the_team_leaves_the_conversation(browser, work):
    work.team.members[0].is_owner, work.team.members[1].left_at = True, now()
    db.session.commit()
    db.session.expire_all()
    assert enter(browser, work.child).get(work.url).status_code == 404
    assert enter(browser, work.owner).get(work.url).status_code == 200


def test_taking_mentoring_back_closes_it_to_the_minor_at_the_next_request(browser, work):
    enter(browser, work.child)
    assert browser.get(work.url).status_code == 200
    browser.post("/me/consents", purpose="mentor_contact", agrees="no")
    assert browser.get(work.url).status_code == 404
    assert work.child.id not in {seat.person.id for seat in table_of(work.thread).seats}
    browser.post("/me/consents", purpose="mentor_contact", agrees="yes")
    assert browser.get(work.url).status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        "Gọi em nhé: 0912 345 678",
        "0912.345.678",
        "+84 912345678",
        "co.van@thu.example",
        "co van (at) thu.example",
        "kết bạn zalo.me/abc",
        "facebook.com/ai.do",
    ],
)
def test_where_a_minor_sits_no_contact_is_handed_over(work, text):
    with pytest.raises(Refused):
        actions.write(work.thread, text, by=work.mentor)
    assert db.session.query(Message).count() == 0


@pytest.mark.parametrize("text", ["Ngày 24/11/2026 lúc 8:00", "3.500.000 đồng", "Đo 12 điểm, 2024"])
def test_dates_and_sums_are_no_contact(text):
    assert not holds_contact(text)


def test_adults_among_themselves_may_exchange_numbers(app):
    team = make_team(make_person())
    thread = actions.thread_for("Mentorship", tie(team, make_mentor()).id, team.unit)
    assert actions.write(thread, "0912 345 678", by=team.owner)


def test_without_an_officer_nobody_writes_to_a_team_with_a_minor(app):
    team = make_team(make_person(), make_minor())
    thread = actions.thread_for("Mentorship", tie(team, make_mentor()).id, team.unit)
    with pytest.raises(Refused, match="cán bộ Đoàn"):
        actions.write(thread, WORDS, by=team.owner)


def test_a_mentor_does_not_watch_over_the_own_conversation(app):
    team = make_team(make_person(), make_minor())
    profile = make_mentor()
    make_grant(profile.person, Role.SAFEGUARDING_OFFICER, team.unit)
    thread = actions.thread_for("Mentorship", tie(team, profile).id, team.unit)
    assert table_of(thread).lacks_an_officer


def test_mails_and_news_never_hold_a_word_of_it(app, work):
    for person in (work.owner, work.child, work.mentor, work.guard):
        person.details.email_verified_at = now()
    actions.write(work.thread, WORDS, by=work.mentor)
    db.session.flush()
    for activity in db.session.scalars(
        select(Activity).where(Activity.verb == "thread.written")
    ).all():
        tell(activity, app.extensions["notices"])
    mails = db.session.scalars(select(Delivery)).all()
    assert {mail.recipient_id for mail in mails} == {work.owner.id, work.child.id, work.guard.id}
    assert db.session.query(Notification).count() == 3
    for mail in mails:
        assert "mặn" not in mail.text + mail.html + mail.subject
        assert work.child.full_name not in mail.text + mail.html


def test_a_flood_is_slowed_down(work):
    for _turn in range(20):
        actions.write(work.thread, WORDS, by=work.mentor)
        db.session.flush()
    with pytest.raises(TooOften):
        actions.write(work.thread, WORDS, by=work.mentor)
    assert actions.write(work.thread, WORDS, by=work.owner)


def test_after_the_mentoring_it_is_read_and_not_written(browser, work):
    actions.write(work.thread, WORDS, by=work.mentor)
    end(work.mentorship, reason="", by=work.owner)
    db.session.commit()
    page = enter(browser, work.owner).get(work.url)
    assert WORDS in page.text
    assert "<textarea" not in page.text
    assert browser.post(work.url, text="Thêm").status_code == 409


def test_accepting_a_request_opens_one_conversation(app):
    team, profile = make_team(make_person()), make_mentor()
    request = MentorRequest(
        team=team,
        profile=profile,
        need="x",
        asked_by=team.owner,
        expires_at=now() + timedelta(days=7),
    )
    db.session.add(request)
    db.session.flush()
    mentorship = accept(request, by=profile.person)
    actions.thread_for("Mentorship", mentorship.id, team.unit)
    assert db.session.query(Thread).filter_by(subject_id=mentorship.id).count() == 1


def test_a_minor_who_never_agreed_to_mentoring_is_not_shown_to_the_mentor(browser, work):
    quiet = make_minor("Lê Thị Ẩn Danh", agreed=[Purpose.ACCOUNT])
    work.team.members.append(Member(person=quiet))
    db.session.commit()
    assert "Danh" not in enter(browser, work.mentor).get(work.url).text
    agree(quiet, Purpose.MENTOR_CONTACT)
    assert not quiet.agrees_to(Purpose.MENTOR_CONTACT)  # the guardian is still missing
