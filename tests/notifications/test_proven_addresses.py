"""An address is proven by the link that was sent to it."""

import re
from datetime import timedelta

from sqlalchemy import select

from mentorhub.notifications.models import Delivery
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_person


def proof_link():
    delivery = db.session.scalars(select(Delivery)).one()
    return re.search(r"http://localhost(/notifications/address/\S+)", delivery.text)[1]


def test_an_address_is_proven_by_opening_the_link_sent_to_it(reader, browser):
    reader.details.email_verified_at = None
    browser.sign_in(reader)
    assert "thoa@example.org chưa được xác nhận" in browser.get("/notifications/preferences").text
    browser.post("/notifications/address")
    link = proof_link()
    assert browser.get(link).status_code == 200
    assert reader.details.email_verified_at is None
    assert browser.submit(link).status_code == 303
    assert reader.details.email_verified_at is not None
    assert "chưa được xác nhận" not in browser.get("/notifications/preferences").text


def test_a_link_is_sent_once_an_hour(reader, browser):
    reader.details.email_verified_at = None
    browser.sign_in(reader)
    for _ in range(3):
        assert browser.post("/notifications/address").status_code == 303
    assert len(db.session.scalars(select(Delivery)).all()) == 1
    assert "Đường dẫn đã được gửi rồi" in browser.get("/notifications/preferences").text


def test_a_link_proves_only_the_address_it_was_sent_to_for_its_owner(reader, browser):
    reader.details.email_verified_at = None
    browser.sign_in(reader)
    browser.post("/notifications/address")
    link = proof_link()
    reader.details.email = reader.details.email_key = "other@example.org"
    assert browser.submit(link).status_code == 409
    assert reader.details.email_verified_at is None
    stranger = make_person()
    assert browser.sign_out().sign_in(stranger).submit(link).status_code == 409
    assert stranger.details.email_verified_at is None


def test_an_unsubscribe_link_proves_nothing(reader, browser, way_out):
    reader.details.email_verified_at = None
    link = f"/notifications/address/{way_out.rpartition('/')[2]}"
    assert browser.sign_in(reader).submit(link).status_code == 409
    assert reader.details.email_verified_at is None


def test_a_link_is_good_for_a_day(reader, browser, time_machine):
    reader.details.email_verified_at = None
    browser.sign_in(reader)
    browser.post("/notifications/address")
    link = proof_link()
    time_machine.move_to(now() + timedelta(hours=25))
    assert browser.submit(link).status_code == 409
    assert reader.details.email_verified_at is None
