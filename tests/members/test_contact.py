"""A number or address is read with a reason, by few, seldom, and the person hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.members.models import ContactLook
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Delivery, Notification
from mentorhub.platform.audit import AuditRow, pseudonym_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.rosters.models import RosterLine
from mentorhub.teams.models import Tie, TieKind
from tests.factories import (
    make_admin,
    make_contest,
    make_entry,
    make_guardian,
    make_juror,
    make_mentor,
    make_minor,
    make_officer,
    make_person,
    make_team,
    make_unit,
)

PHONE, EMAIL, REASON = "0399887766", "sen.kin@thu.example", "Gọi về buổi sinh hoạt hè"


@pytest.fixture
def sen(app):
    person = make_minor("Lê Thị Sen", email=EMAIL)
    person.details.phone = PHONE
    make_guardian(person, contact="me.sen@thu.example", checked_at=now())
    return person


def looks():
    return db.session.scalars(select(ContactLook)).all()


def test_an_officer_reads_it_once_with_a_reason(browser, app, sen):
    officer = make_officer(sen.unit)
    browser.sign_in(officer)
    address = f"/members/{sen.id}/contact"
    asked = browser.get(address)
    assert PHONE not in asked.text
    told = browser.submit(address, reason=REASON)
    assert told.status_code == 200
    assert told.headers["Cache-Control"] == "no-store"
    assert PHONE in told.text
    assert EMAIL in told.text
    assert "me.sen@thu.example" in told.text
    browser.submit(address, reason=REASON)  # the second click
    assert [(x.office, x.reason, x.by_id) for x in looks()] == [("officer", REASON, officer.id)]
    row = db.session.scalars(select(AuditRow).where(AuditRow.what == "contact read")).one()
    assert (row.actor, row.on_whom) == (pseudonym_of(officer.id), pseudonym_of(sen.id))
    assert row.facts == {"office": "officer"}
    assert PHONE not in browser.get(address).text


def test_the_person_and_a_checked_guardian_are_told(browser, app, sen):
    make_guardian(sen, name="Người Lạ", contact="la@thu.example")
    browser.sign_in(make_officer(sen.unit)).submit(f"/members/{sen.id}/contact", reason=REASON)
    for activity in db.session.scalars(select(Activity)).all():
        assert REASON not in str(activity.facts)
        tell(activity, app.extensions["notices"])
    assert [n.recipient_id for n in db.session.scalars(select(Notification))] == [sen.id]
    letters = {d.address: d.text for d in db.session.scalars(select(Delivery))}
    assert set(letters) == {"me.sen@thu.example"}
    assert REASON in letters["me.sen@thu.example"]
    assert PHONE not in letters["me.sen@thu.example"]
    assert "Lê Thị" not in letters["me.sen@thu.example"]
    browser.sign_out().sign_in(sen)
    own = browser.get("/me/contact-looks").text
    assert REASON in own
    assert "Cán bộ đơn vị" in own
    browser.sign_out().sign_in(make_person())
    assert REASON not in browser.get("/me/contact-looks").text


@pytest.mark.parametrize("reason", ["", "ngắn", "x" * 301, "          "])
def test_without_a_reason_nothing_is_shown(browser, sen, reason):
    browser.sign_in(make_officer(sen.unit))
    reply = browser.submit(f"/members/{sen.id}/contact", reason=reason)
    assert reply.status_code == 422
    assert PHONE not in reply.text
    assert looks() == []


def test_twenty_looks_a_day_and_no_more(browser, sen):
    officer = make_officer(sen.unit)
    facts = {"by_id": officer.id, "office": "officer", "reason": "một lý do khác"}
    for hour in range(20):
        at = now() - timedelta(hours=hour)
        db.session.add(ContactLook(person_id=sen.id, at=at, **facts))
    browser.sign_in(officer)
    reply = browser.submit(f"/members/{sen.id}/contact", reason=REASON)
    assert reply.status_code == 429
    assert PHONE not in reply.text
    assert REASON in reply.text
    db.session.scalars(select(ContactLook)).first().at = now() - timedelta(days=2)
    assert browser.submit(f"/members/{sen.id}/contact", reason=REASON).status_code == 200


def test_only_those_who_answer_for_the_person_come_near(browser, sen):
    contest = make_contest()
    team = make_team(make_person(unit=sen.unit), sen)
    make_entry(team, contest)
    branch = make_officer(make_unit("Chi đoàn", parent=sen.unit), "Cán Bộ Dưới")
    own_side = make_contest(make_person("Có Dự")).organisers[0].person
    make_entry(make_team(own_side, name="Kia"), contest)
    young = make_minor("Cán Bộ Nhỏ", age=17, unit=sen.unit)
    outside = [
        None, make_person(unit=sen.unit), team.members[0].person, sen, make_officer(make_unit()),
        branch, make_mentor().person, make_juror(contest).person, own_side, young,
    ]  # fmt: skip
    inside = [make_officer(sen.unit), make_admin(), contest.organisers[0].person]
    address = f"/members/{sen.id}/contact"
    for person in outside:
        browser.sign_out()
        if person is not None:
            browser.sign_in(person)
        reply = browser.post(address, reason=REASON)
        assert reply.status_code in (401, 404), person and person.full_name
        assert PHONE not in reply.text
    for person in inside:
        browser.sign_out().sign_in(person)
        assert browser.get(address).status_code == 200
    assert looks() == []


def test_the_page_about_a_member_tells_no_year_and_no_contact(browser, sen):
    browser.sign_in(make_officer(sen.unit))
    page = browser.get(f"/members/{sen.id}").text
    assert "Lê Thị Sen" in page
    assert "Dưới 16 tuổi" in page
    assert str(sen.details.birth_year) not in page
    assert PHONE not in page
    assert EMAIL not in page
    assert f"/members/{sen.id}/contact" in page
    for person in (make_person(), make_officer(make_unit()), sen):
        browser.sign_out().sign_in(person)
        assert browser.get(f"/members/{sen.id}").status_code == 404


def test_who_is_on_a_list_taken_out_with_numbers_is_told(browser, app, sen):
    """With an account and a number there; not who has none, nor who is on another unit's list."""
    unit, officer = sen.unit, make_officer(sen.unit)
    silent, elsewhere = make_person("Người Không Số", unit=unit), make_person("Người Xa")
    on_it = (unit, sen, PHONE), (unit, silent, ""), (elsewhere.unit, elsewhere, PHONE)
    for where, person, phone in on_it:
        facts = {"name": person.full_name, "name_key": "x", "name_order": "x", "phone": phone}
        db.session.add(RosterLine(unit=where, person=person, **facts))
    db.session.flush()
    address = f"/units/{unit.slug}/roster/export"
    browser.sign_in(officer).submit(address, kind="csv", contacts="y", reason=REASON)
    [activity] = db.session.scalars(select(Activity)).all()
    tell(activity, app.extensions["notices"])
    assert [n.recipient_id for n in db.session.scalars(select(Notification))] == [sen.id]


@pytest.mark.parametrize("close", ["mentor", "juror"])
def test_no_office_gives_a_mentor_or_a_juror_the_number_of_a_minor(browser, sen, close):
    grown = make_person(unit=sen.unit)
    team, contest = make_team(make_person(unit=sen.unit), sen, grown), make_contest()
    make_entry(team, contest)
    officer, admin, other = make_officer(sen.unit), make_admin(), make_officer(sen.unit)
    for person in (officer, admin):
        if close == "mentor":
            db.session.add(Tie(team=team, person=person, kind=TieKind.MENTOR))
        else:
            make_juror(contest, person)
    db.session.commit()
    for person, answer in ((officer, 404), (admin, 404), (other, 200)):
        browser.sign_out().sign_in(person)
        db.session.commit()
        assert browser.get(f"/members/{sen.id}/contact").status_code == answer
    browser.sign_out().sign_in(officer)
    db.session.commit()
    assert browser.get(f"/members/{grown.id}/contact").status_code == 200


@pytest.mark.parametrize("close", ["mentor", "juror"])
def test_a_mentor_or_juror_takes_no_list_with_numbers_of_minors(browser, app, sen, close):
    grown, officer = make_person("Người Lớn", unit=sen.unit), make_officer(sen.unit)
    born = ((sen, 2011, PHONE), (grown, 1990, "0911223344"), (None, None, "0955667788"))
    for person, year, phone in born:
        facts = {"name": str(year), "name_key": "x", "name_order": "x", "phone": phone}
        db.session.add(RosterLine(unit=sen.unit, person=person, birth_year=year, **facts))
    address = f"/units/{sen.unit.slug}/roster/export"
    everything = {"kind": "csv", "contacts": "y", "reason": REASON}
    whole = browser.sign_in(officer).submit(address, **everything).text
    assert all(phone in whole for _, _, phone in born)
    if close == "mentor":
        db.session.add(Tie(team=make_team(grown), person=officer, kind=TieKind.MENTOR))
    else:
        make_juror(make_contest(), officer)
    db.session.commit()
    assert "không có số điện thoại" in browser.get(address).text
    told = browser.submit(address, **everything).text
    assert [phone in told for _, _, phone in born] == [False, True, False]
    assert [str(year) in told for _, year, _ in born if year] == [True, True]
    activity = db.session.scalars(select(Activity).order_by(Activity.id.desc()).limit(1)).one()
    tell(activity, app.extensions["notices"])
    assert [n.recipient_id for n in db.session.scalars(select(Notification))] == [grown.id]
