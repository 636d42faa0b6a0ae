"""The mailbox of the demo, which real use has not."""

from sqlalchemy import select

from mentorhub.notifications.models import Delivery
from mentorhub.platform.db import db


def test_the_demo_shows_every_mail_and_says_what_it_is(told, reader, browser):
    told(reader, title="<b>đậm</b>")
    page = browser.get("/mailbox").text
    assert "Bản minh họa không gửi thư đi đâu" in page
    assert "thoa@example.org" in page
    assert "<b>đậm</b>" not in page
    delivery = db.session.scalars(select(Delivery)).one()
    shown = browser.get(f"/mailbox/{delivery.id}")
    assert shown.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert "<b>đậm</b>" not in shown.text


def test_in_real_use_there_is_no_mailbox(told, reader, browser, app, monkeypatch):
    told(reader)
    delivery = db.session.scalars(select(Delivery)).one()
    monkeypatch.setitem(app.config, "DEMO", False)
    assert browser.get("/mailbox").status_code == 404
    assert browser.get(f"/mailbox/{delivery.id}").status_code == 404
