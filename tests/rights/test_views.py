"""Seen, taken away, asked for and answered: by the person, the guardian and the right officer."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from mentorhub.accounts.actions import register
from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Login
from mentorhub.consents import actions as consents
from mentorhub.notifications.models import Delivery
from mentorhub.platform.clock import LOCAL, now
from mentorhub.platform.db import db
from mentorhub.rights import actions
from mentorhub.rights.domain import answer_due
from mentorhub.rights.models import DataRequest, Kind, RequestState
from tests.factories import (
    make_admin,
    make_entry,
    make_guardian,
    make_idea,
    make_minor,
    make_officer,
    make_person,
    make_team,
    make_unit,
)

PASSWORD = "mùa nước nổi về"


def with_password(name="Trần Thị Mận"):
    facts = {"birth_year": 2000, "unit": make_unit(), "language": "en", "origin": "x"}
    person = register(contact="man@example.org", name=name, password=PASSWORD, **facts)
    db.session.commit()
    return person


def grown_stale():
    """The sign-in of this session was a quarter of an hour ago."""
    db.session.query(Login).update({"created_at": now() - timedelta(minutes=16)})
    db.session.commit()


def requests():
    return db.session.scalars(select(DataRequest).order_by(DataRequest.id)).all()


def test_a_copy_holds_what_is_mine_and_nothing_of_others(browser):
    me, friend = make_person("Lê Thị Tôi"), make_person("Phạm Văn Bạn", email="ban@example.org")
    team = make_team(me, friend)
    make_idea(team, author=me)
    make_idea(team, author=friend, title="Của bạn")
    make_entry(team)
    db.session.commit()
    reply = browser.sign_in(me).post("/me/data", shape="json")
    assert reply.status_code == 200
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Content-Disposition"].startswith("attachment")
    copy = json.loads(reply.text)
    assert copy["format"] == 1
    assert copy["data"]["account"]["personal_details"][0]["name"] == "Lê Thị Tôi"
    assert len(copy["data"]["ideas"]["idea"]) == 1
    assert copy["data"]["contests"]["participant"][0]["team"] == team.name
    assert datetime.fromisoformat(copy["made_at"])
    for secret in ("Phạm", "ban@example.org", "Của bạn", str(friend.id), "hash", "digest"):
        assert secret not in reply.text
    assert [(r.kind, r.state) for r in requests()] == [(Kind.ACCESS, RequestState.DONE)]


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_the_readable_copy_is_a_page_in_ones_own_language(browser, language):
    me = make_person("Lê Thị Tôi", language=language)
    make_idea(make_team(me), author=me)
    db.session.commit()
    page = browser.sign_in(me).post("/me/data", shape="page")
    assert page.status_code == 200
    assert f'lang="{language}"' in page.text
    assert "Lê Thị Tôi" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_an_old_sign_in_needs_the_password(browser):
    browser.sign_in(with_password())
    grown_stale()
    assert browser.post("/me/data", shape="json").status_code == 422
    wrong = browser.post("/me/data", shape="json", password="not mine at all")
    assert wrong.status_code == 409
    assert requests() == []
    assert browser.post("/me/data", shape="json", password=PASSWORD).status_code == 200


def test_a_sixth_copy_of_a_day_is_too_many(browser):
    browser.sign_in(make_person())
    codes = [browser.post("/me/data", shape="json").status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_asking_to_be_erased_signs_out_and_signing_in_takes_it_back(browser):
    me = with_password()
    assert "disabled" not in browser.sign_in(me).get("/me/erasure").text
    assert not re.search(r"<input[^>]* checked", browser.get("/me/erasure").text)
    assert browser.post("/me/erasure").status_code == 303
    assert browser.get("/me").status_code == 302
    browser.sign_out().sign_in(me)
    assert "Keep my account" in browser.get("/me/erasure").text
    assert browser.post("/me/erasure/end").status_code == 303
    assert requests()[0].state is RequestState.TAKEN_BACK


def test_a_consent_taken_back_is_a_request_done_at_once(browser):
    me = make_person()
    consents.give(me, Purpose.PUBLICATION)
    browser.sign_in(me).post("/me/consents", purpose="publication", agrees="no")
    assert [(r.kind, r.state) for r in requests()] == [(Kind.WITHDRAW, RequestState.DONE)]


def test_a_request_in_words_is_answered_by_the_right_officer(browser):
    me = make_person("Lê Thị Tôi")
    officer, other = make_officer(me.unit), make_officer()
    browser.sign_in(me)
    db.session.commit()
    assert "Gửi yêu cầu" in browser.get("/me/requests/new").text  # no invitation is sent here
    assert browser.post("/me/requests/new", kind="correct", words="").status_code == 422
    assert browser.post("/me/requests/new", kind="correct", words="Sai năm sinh").status_code == 303
    asked = requests()[0]
    url = f"/privacy-requests/{asked.id}"
    assert browser.get(url).status_code == 404
    assert browser.sign_out().sign_in(other).get(url).status_code == 404
    assert url not in browser.get("/privacy-requests").text
    browser.sign_out().sign_in(officer)
    db.session.commit()  # a refusal below rolls back what was only flushed
    assert url in browser.get("/privacy-requests").text
    assert "Sai năm sinh" in browser.get(url).text
    assert browser.post(url, answer="Đã sửa.", state="done").status_code == 303
    assert browser.post(url, answer="Lần nữa.", state="done").status_code == 409
    assert browser.sign_out().sign_in(make_admin()).get(url).status_code == 200
    assert "Đã sửa." in browser.sign_out().sign_in(me).get("/me/data").text


def test_a_plain_member_has_no_list(browser):
    assert browser.sign_in(make_person()).get("/privacy-requests").status_code == 404


def test_late_ones_stand_first(browser):
    me = make_person()
    officer = make_officer(me.unit)
    for days in (0, 9, 1):
        actions.ask(me, kind="correct", words=f"số {days}")
        requests()[-1].answer_due = now() - timedelta(days=days - 1)
    db.session.commit()
    order = [requests()[1], requests()[2], requests()[0]]
    text = browser.sign_in(officer).get("/privacy-requests").text
    places = [text.index(str(one.id)) for one in order]
    assert places == sorted(places)


def test_a_guardian_uses_the_childs_rights_by_the_link(browser):
    child = make_minor("Trần Sao Mai", age=13, agreed=False)
    token = consents.name_guardian(child, name="Nguyễn Mẹ", relation="parent", contact="09")
    db.session.commit()
    url = f"/guardian/{token}"
    assert browser.get(f"{url}/data").status_code == 404  # nobody has answered by it yet
    answers = dict.fromkeys([p.value for p in Purpose], "yes")
    assert browser.post(url, **answers, is_guardian="y").status_code == 303
    assert browser.get(f"{url}/data").status_code == 200
    assert "Trần Sao Mai" in browser.post(f"{url}/data", shape="json").text
    assert browser.post(f"{url}/erasure").status_code == 303
    assert requests()[-1].is_open
    assert browser.post(f"{url}/erasure").status_code == 303
    assert requests()[-1].state is RequestState.TAKEN_BACK
    assert browser.get("/guardian/somethingelse/data").status_code == 404


def letters():
    rows = db.session.scalars(select(Delivery).where(Delivery.key.startswith("erasure ")))
    return [(row.address, row.text) for row in rows]


@pytest.mark.parametrize("by_guardian", [True, False])
def test_a_guardian_who_answered_hears_of_an_erasure_once(app, by_guardian):
    child = make_minor("Trần Sao Mai", age=13)
    make_guardian(child, contact="me@thu.example", checked_at=now())
    make_guardian(child, contact="la@thu.example")  # a child typed it; nobody has answered
    make_guardian(child, contact="cu@thu.example", checked_at=now(), ended_at=now())
    for _click in range(2):
        asked = actions.ask_erasure(child, by_guardian=by_guardian)
    assert [address for address, _text in letters()] == ["me@thu.example"]
    said = letters()[0][1]
    assert "Mai" in said
    assert "Trần Sao" not in said
    assert asked.erased_from.astimezone(LOCAL).strftime("%d/%m/%Y") in said


@pytest.mark.parametrize("age", [17, 30])  # of who turns sixteen this year nobody knows
def test_from_sixteen_on_nobody_else_hears_of_it(app, age):
    person = make_person("Lê Lớn", age=age)
    make_guardian(person, contact="me@thu.example", checked_at=now())
    actions.ask_erasure(person)
    assert letters() == []


def test_at_sixteen_the_guardians_link_takes_no_copy(browser):
    child = make_minor("Lê Mười Sáu", age=16, agreed=False)
    token = consents.name_guardian(child, name="Nguyễn Mẹ", relation="parent", contact="09")
    db.session.commit()
    assert browser.get(f"/guardian/{token}/data").status_code == 404


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-26 09:00", "2026-11-30"),  # Thursday → Monday
        ("2026-11-27 23:30", "2026-12-01"),  # Friday night → Tuesday
        ("2026-11-28 09:00", "2026-12-01"),  # Saturday
        ("2026-04-29 09:00", "2026-05-05"),  # two holidays and a weekend between
    ],
)
def test_two_working_days_in_viet_nam(asked, due):
    moment = datetime.fromisoformat(asked).replace(tzinfo=LOCAL).astimezone(UTC)
    last = answer_due(moment, LOCAL).astimezone(LOCAL)
    assert (str(last.date()), last.hour, last.minute) == (due, 23, 59)


def test_officers_are_reminded_once_a_day_ahead(app):
    me = make_person()
    asked = actions.ask(me, kind="object", words="Đừng gửi")
    asked.answer_due = now() + timedelta(hours=20)
    actions.remind()
    first = asked.reminded_at
    actions.remind()
    assert asked.reminded_at == first is not None
