"""What each purpose opens and closes, at the next request."""

from datetime import timedelta

import pytest
from flask import g
from sqlalchemy import select

from mentorhub.accounts.domain.consent import Answer, Purpose
from mentorhub.activity.actions import record
from mentorhub.consents import actions as consents
from mentorhub.contests.models import Organiser
from mentorhub.entries import actions as entries
from mentorhub.entries.models import Entry
from mentorhub.ideas import actions as ideas
from mentorhub.ideas.models import IdeaState
from mentorhub.judging.models import CardState
from mentorhub.mentoring import actions as mentoring
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Delivery, Notification
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.publishing import actions as publishing
from mentorhub.rights import actions as rights
from mentorhub.rights.domain import WAIT
from mentorhub.rights.models import DataRequest
from mentorhub.teams import actions as teams
from mentorhub.teams.queries import invitation_behind
from tests.factories import (
    agree,
    make_card,
    make_contest,
    make_entry,
    make_guardian,
    make_idea,
    make_juror,
    make_mentor,
    make_minor,
    make_officer,
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
    return invitation_behind(teams.digest_of(token))


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


@pytest.fixture
def published(app):
    """Results with an adult and a child, neither of whom was asked about the name."""
    adult, child = make_person("Huỳnh Thị Sáng Danh"), make_minor("Trần Thị Sao Mai")
    contest = make_contest(opened_days_ago=20, days_left=-5)
    second = make_person("Kim Ngọc Bích", age=36)
    contest.organisers.append(Organiser(person=second))
    contest.scoring_opened_at = now() - timedelta(days=2)
    entry = make_entry(make_team(adult, child), contest)
    card = {"state": CardState.SUBMITTED, "submitted_at": now()}
    make_card(make_juror(contest), entry, [25, 15], **card)
    contest.scoring_closed_at = now()
    db.session.flush()
    facts = {"decision_number": "1", "note": "", "decided": {}}
    publication = publishing.prepare(contest, **facts, by=contest.organisers[0].person)
    publishing.agree(publication, by=second)
    db.session.commit()
    return f"/results/{contest.id}", adult, child, publication


def test_names_stand_in_results_only_for_those_who_agreed(browser, published):
    url, adult, child, _publication = published
    page = browser.get(url).text
    assert adult.full_name not in page
    assert "Mai" not in page.split("<main", 1)[1]
    consents.give(adult, Purpose.PUBLICATION)
    consents.give(child, Purpose.PUBLICATION)
    db.session.commit()
    page = browser.get(url).text.split("<main", 1)[1]
    assert adult.full_name in page
    assert "Mai" not in page  # the guardian was not asked
    guardian = consents.guardians_of(child)[0]
    consents.change_as_guardian(guardian, Purpose.PUBLICATION, agrees=True)
    db.session.commit()
    page = browser.get(url).text.split("<main", 1)[1]
    assert "Mai" in page
    assert child.full_name not in page


def test_a_kept_page_loses_the_name_before_the_withdrawal_is_answered(app, browser, published):
    url, adult, _child, publication = published
    consents.give(adult, Purpose.PUBLICATION)
    db.session.commit()
    stranger = app.test_client()
    kept = stranger.get(url)
    assert adult.full_name in kept.text
    assert stranger.get(url).headers["ETag"] == kept.headers["ETag"]  # it is kept
    digest, places = publication.digest, [place.rank for place in publication.places]
    browser.sign_in(adult)
    assert browser.post("/me/consents", purpose="publication", agrees="no").status_code == 303
    g.pop("_login_user", None)  # the test's app context outlives the request
    again = stranger.get(url)
    assert adult.full_name not in again.text
    assert again.headers["ETag"] != kept.headers["ETag"]
    assert digest in again.text
    assert places == [place.rank for place in publication.places]


def test_journey_11_a_copy_then_the_name_gone_at_once_and_closed_in_time(browser, published):
    """domain.md 12, no. 11; the officer sees both requests with their days."""
    url, adult, _child, _publication = published
    consents.give(adult, Purpose.PUBLICATION)
    officer = make_officer(adult.unit)
    db.session.commit()
    assert adult.full_name in browser.get(url).text
    browser.sign_in(adult)
    assert adult.full_name in browser.post("/me/data", shape="json").text
    browser.post("/me/consents", purpose="publication", agrees="no")
    assert adult.full_name not in browser.sign_out().get(url).text
    asked = db.session.scalars(select(DataRequest)).all()
    assert {(one.kind.value, one.closed_at <= one.answer_due) for one in asked} == {
        ("access", True),
        ("withdraw", True),
    }
    listed = browser.sign_in(officer).get("/privacy-requests").text
    assert all(str(one.id) in listed for one in asked)


def test_an_erased_person_leaves_the_kept_results_and_their_proof_as_they_were(app, published):
    url, adult, _child, publication = published
    consents.give(adult, Purpose.PUBLICATION)
    db.session.commit()
    stranger = app.test_client()
    assert adult.full_name in stranger.get(url).text
    name, digest, team = adult.full_name, publication.digest, "Giữ Ngọt"
    request = rights.ask_erasure(adult)
    db.session.commit()
    with as_of(now() + WAIT + timedelta(minutes=1)):
        rights.carry_out(request)
    db.session.commit()
    page = stranger.get(url).text
    assert name not in page
    assert digest in page
    assert team in page
    assert [place.rank for place in publication.places] == [1]
