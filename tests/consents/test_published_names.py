"""A name stands in results while its owner agrees, and is gone at the next request."""

from datetime import timedelta

import pytest
from flask import g
from sqlalchemy import select

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.consents import actions as consents
from mentorhub.contests.models import Organiser
from mentorhub.judging.models import CardState
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.publishing import actions as publishing
from mentorhub.rights import actions as rights
from mentorhub.rights.domain import WAIT
from mentorhub.rights.models import DataRequest
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_juror,
    make_minor,
    make_officer,
    make_person,
    make_table,
    make_team,
)


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
    publication = make_table(contest, by=contest.organisers[0].person)
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
