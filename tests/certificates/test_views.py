"""Who gives, takes, lists and revokes: the organisers free of conflict, holders, officers."""

import pytest
from sqlalchemy import select

from mentorhub.certificates import queries
from mentorhub.certificates.models import Batch, Certificate, Shape
from mentorhub.jobs.models import Job
from mentorhub.platform.db import db
from mentorhub.teams.models import Tie, TieKind
from tests.certificates.conftest import given, work
from tests.factories import make_officer, make_person, make_unit
from tests.pdf_text import pages

REVOKE = {"cause": "mistake", "reason": "Nhầm người"}


def desk(finished):
    return f"/contests/{finished.contest.id}/certificates"


def test_an_organiser_gives_them_sees_how_far_it_is_and_takes_them_out(app, browser, finished):
    browser.sign_in(finished.first).speak("en")
    page = browser.get(desk(finished))
    assert "Give them" in page.text
    reply = browser.post(f"{desk(finished)}/batches", kinds=["award", "juror"])
    assert reply.status_code == 303
    assert "0 of 3 written" in browser.get(desk(finished)).text
    work(app)
    assert "3 on" in browser.get(desk(finished)).text
    assert browser.post(f"{desk(finished)}/bundles", shape="pdf").status_code == 303
    assert "0 of 3 papers made" in browser.get(desk(finished)).text
    work(app)
    bundle = queries.bundle_in(finished.contest, Shape.PDF)
    assert f"/certificate-bundles/{bundle.id}" in browser.get(desk(finished)).text
    reply = browser.get(f"/certificate-bundles/{bundle.id}")
    assert reply.mimetype == "application/pdf"
    assert len(pages(reply.data)) == 3


def test_a_second_click_on_giving_makes_one_batch(app, browser, finished):
    browser.sign_in(finished.first).speak("en")
    for _ in range(2):
        assert browser.post(f"{desk(finished)}/batches", kinds=["award"]).status_code == 303
    assert len(db.session.scalars(select(Batch)).all()) == 1
    work(app)
    again = browser.post(f"{desk(finished)}/batches", kinds=["award"])
    assert again.status_code == 409
    assert "Everybody has these certificates already." in again.text


def test_nothing_ticked_is_said_in_a_sentence(browser, finished):
    reply = browser.sign_in(finished.first).post(f"{desk(finished)}/batches")
    assert reply.status_code == 422


def test_a_holder_finds_and_downloads_their_own_and_nobody_elses(app, browser, finished):
    papers = given(app, finished)
    browser.sign_in(finished.people["minor"]).speak("en")
    page = browser.get("/me/certificates")
    assert "First of Young ideas" in page.text
    own = browser.get(f"/me/certificates/{papers['minor'].id}.pdf")
    assert own.status_code == 200
    assert "Danh Minh Tâm" in pages(own.data)[0]
    assert browser.get(f"/me/certificates/{papers['leader'].id}.pdf").status_code == 404


def test_who_has_none_is_told_when_there_will_be_one(browser, app):
    reply = browser.sign_in(make_person()).speak("en").get("/me/certificates")
    assert "No certificate yet" in reply.text


def test_a_revoked_one_is_not_downloaded_and_its_holder_reads_why(app, browser, finished):
    one = given(app, finished)["other"]
    address = f"/certificates/{one.id}/revocation"
    browser.sign_in(finished.first).speak("en")
    assert browser.post(address, cause="mistake", reason=" ").status_code == 422
    for _ in range(2):
        assert browser.post(address, **REVOKE).status_code == 303
    assert "Revoked" in browser.get(f"{desk(finished)}/given").text
    browser.sign_out().sign_in(finished.people["other"])
    assert "Nhầm người" in browser.get("/me/certificates").text
    assert browser.get(f"/me/certificates/{one.id}.pdf").status_code == 404


def test_members_strangers_and_an_organiser_beside_a_team_are_turned_away(app, browser, finished):
    papers = given(app, finished)
    entry = papers["leader"].entry
    db.session.add(Tie(team=entry.team, person=finished.second, kind=TieKind.MENTOR))
    db.session.flush()
    addresses = (desk(finished), f"{desk(finished)}/given",
                 f"/certificates/{papers['leader'].id}/revocation")  # fmt: skip
    for person in (finished.second, finished.people["leader"], finished.people["juror"]):
        browser.sign_out().sign_in(person)
        assert [browser.get(address).status_code for address in addresses] == [404] * 3
    before = db.session.scalars(select(Job)).all()
    reply = browser.sign_in(finished.second).post(f"{desk(finished)}/batches", kinds=["idea"])
    assert reply.status_code == 404
    assert db.session.scalars(select(Job)).all() == before


@pytest.mark.parametrize(("elsewhere", "status"), [(False, 200), (True, 404)])
def test_an_officer_reads_what_a_member_of_theirs_was_given_without_the_code(
    app, browser, finished, elsewhere, status
):
    papers = given(app, finished)
    member = finished.people["leader"]
    officer = make_officer(make_unit("Xã Xa") if elsewhere else member.unit)
    reply = browser.sign_in(officer).speak("en").get(f"/members/{member.id}/certificates")
    assert reply.status_code == status
    assert ("First of Young ideas" in reply.text) is not elsewhere
    assert papers["leader"].code not in reply.text


def test_the_list_goes_on_by_key(app, browser, finished):
    given(app, finished)
    last = db.session.scalars(select(Certificate).order_by(Certificate.id)).all()[3]
    page = browser.sign_in(finished.first).get(f"{desk(finished)}/given?after={last.id}")
    assert "Mai Thế Hiển" in page.text
    assert "Trần Nhã Uyên" not in page.text
