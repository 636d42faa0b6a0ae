"""What each purpose opens and closes, at the next request."""

import pytest
from sqlalchemy import select

from mentorhub.accounts.actions import digest_of
from mentorhub.accounts.domain.consent import Answer, Purpose
from mentorhub.activity.actions import record
from mentorhub.consents import actions as consents
from mentorhub.entries import actions as entries
from mentorhub.entries.models import Entry
from mentorhub.ideas import actions as ideas
from mentorhub.ideas.models import IdeaState
from mentorhub.mentoring import actions as mentoring
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Delivery, Notification
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.teams import actions as teams
from mentorhub.teams.queries import invitation_behind
from tests.factories import (
    agree,
    make_contest,
    make_guardian,
    make_idea,
    make_mentor,
    make_minor,
    make_person,
    make_team,
)


def let_the_guardian_agree(child, *purposes):
    guardian = make_guardian(child)
    for purpose in purposes:
        agree(child, purpose)
        agree(child, purpose, guardian=guardian)


def invitation_to(team):
    token = teams.invite(team, places=1, by=team.owner)
    return invitation_behind(digest_of(token))


def test_a_child_joins_a_team_once_both_have_agreed(app):
    child, team = make_minor(agreed=False), make_team()
    invitation = invitation_to(team)
    with pytest.raises(Refused):
        teams.join(invitation, by=child)
    assert invitation.used == 0
    agree(child, Purpose.ACCOUNT)
    with pytest.raises(Refused):
        teams.join(invitation, by=child)
    let_the_guardian_agree(child, Purpose.ACCOUNT)
    assert teams.join(invitation, by=child).includes(child)


def test_a_child_writes_drafts_and_sends_once_both_have_agreed(app):
    child = make_minor(agreed=False)
    idea = make_idea(make_team(make_person(), child), child, state=IdeaState.DRAFT)
    with pytest.raises(Refused):
        ideas.send(idea, by=child)
    assert idea.state is IdeaState.DRAFT
    let_the_guardian_agree(child, Purpose.ACCOUNT)
    assert ideas.send(idea, by=child)


def test_the_page_says_what_is_missing_and_leads_there(browser):
    child, team = make_minor(agreed=False), make_team()
    token = teams.invite(team, places=1, by=team.owner)
    browser.sign_in(child)
    db.session.commit()
    refused = browser.post(f"/join/{token}")
    assert refused.status_code == 409
    assert "Những điều tôi đã đồng ý" in refused.text
    assert not team.includes(child)


def test_nobody_is_put_into_an_entry_who_has_not_agreed_to_contests(app):
    owner, child = make_person(), make_minor("Trần Bé Ngoan", agreed=[Purpose.ACCOUNT])
    team, contest = make_team(owner, child), make_contest()
    both = [owner.id, child.id]
    with pytest.raises(Refused, match="Trần Bé Ngoan"):
        entries.start(contest, team=team, idea=None, people=both, by=owner)
    assert db.session.query(Entry).count() == 0
    entry = entries.start(contest, team=team, idea=None, people=[owner.id], by=owner)
    let_the_guardian_agree(child, Purpose.CONTEST)
    words = dict.fromkeys(("title", "sector", "summary", "problem", "solution", "benefit"), "x")
    facts = {"version": entry.version, "by": owner, "at": now(), **words, "link": ""}
    entries.save(entry, people=both, **facts)
    db.session.flush()
    consents.withdraw(child, Purpose.CONTEST)
    with pytest.raises(Refused):
        entries.submit(entry, by=owner, at=now())


def test_a_guardians_no_alone_keeps_a_child_out_of_an_entry(app):
    owner, child = make_person(), make_minor()
    guardian = consents.guardians_of(child)[0]
    consents.change_as_guardian(guardian, Purpose.CONTEST, agrees=False)
    team = make_team(owner, child)
    with pytest.raises(Refused):
        entries.start(make_contest(), team=team, idea=None, people=[child.id], by=owner)


def test_a_17_year_old_asks_a_mentor_once_a_guardian_knows(app):
    young = make_minor("Lê Mai", age=17, agreed=False)
    agree(young, Purpose.ACCOUNT)
    agree(young, Purpose.MENTOR_CONTACT)
    team, mentor = make_team(young), make_mentor()
    with pytest.raises(Refused):
        mentoring.ask(team, mentor, need="x", first_meeting="", by=young)
    agree(young, Purpose.MENTOR_CONTACT, make_guardian(young), Answer.INFORMED)
    assert mentoring.ask(team, mentor, need="x", first_meeting="", by=young)


def test_an_adult_who_took_mentoring_back_asks_nobody(app):
    adult = make_person()
    consents.withdraw(adult, Purpose.MENTOR_CONTACT)
    with pytest.raises(Refused):
        mentoring.ask(make_team(adult), make_mentor(), need="x", first_meeting="", by=adult)


@pytest.mark.parametrize("age", [15, 17, 30])
def test_messages_taken_back_no_mail_leaves_but_the_news_stay(app, age):
    person, mate = make_person(age=age), make_person()
    team = make_team(mate, person)
    person.details.email_verified_at = now()
    news = [record("team.left", team, by=mate, team=team.name) for _ in range(2)]
    db.session.flush()
    tell(news[0], app.extensions["notices"])
    assert db.session.query(Delivery).filter_by(recipient_id=person.id).count() == 1
    consents.withdraw(person, Purpose.MESSAGES)
    tell(news[1], app.extensions["notices"])
    assert db.session.query(Delivery).filter_by(recipient_id=person.id).count() == 0
    assert db.session.query(Notification).filter_by(recipient_id=person.id).count() == 2


def test_a_mail_that_still_waits_is_not_sent_after_the_withdrawal(app):
    person, other, mate = make_person(), make_person(), make_person()
    team = make_team(mate, person, other)
    for reader in (person, other):
        reader.details.email_verified_at = now()
    activity = record("team.left", team, by=mate, team=team.name)
    db.session.flush()
    tell(activity, app.extensions["notices"])
    assert db.session.query(Delivery).count() == 2
    consents.withdraw(person, Purpose.MESSAGES)
    assert [mail.recipient_id for mail in db.session.query(Delivery)] == [other.id]


def test_a_minor_who_was_never_asked_gets_no_mail(app):
    child, mate = make_minor(agreed=[Purpose.ACCOUNT]), make_person()
    team = make_team(mate, child)
    child.details.email_verified_at = now()
    activity = record("team.left", team, by=mate, team=team.name)
    db.session.flush()
    tell(activity, app.extensions["notices"])
    assert db.session.scalars(select(Delivery)).all() == []
