"""The inbox, the switches, the way out of mails, the demo's mailbox."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.notifications.models import Channel, Delivery, Notification, Preference
from mentorhub.platform import mail
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_person


def notification():
    return db.session.scalars(select(Notification)).one()


def test_strangers_are_asked_to_sign_in(browser):
    for page in ("/notifications", "/notifications/preferences"):
        assert "/sign-in" in browser.get(page).headers["Location"]
    assert browser.post("/notifications/read").status_code == 401


def test_news_stand_under_their_day_with_a_mark_until_read(told, reader, browser):
    told(reader, title="Mới")
    told(reader, title="Cũ")
    new, old = db.session.scalars(select(Notification).order_by(Notification.id)).all()
    old.at, old.read_at = now() - timedelta(days=40), now()
    page = browser.sign_in(reader).get("/notifications").text
    headings = re.findall(r'<h2 class="h4">(.+?)</h2>', page)
    assert headings == ["Hôm nay", "Trước đó"]  # by when it happened, whatever was told last
    assert page.count('class="is-new"') == 1
    assert page.count("Chưa đọc:") == 1
    assert "Approved: Mới" in page
    assert f'href="/notifications/{new.id}"' in page


def test_the_bell_counts_what_was_not_read(told, reader, browser):
    told(reader)
    browser.sign_in(reader)
    assert "Thông báo, 1 mục chưa đọc" in browser.get("/notifications").text
    reply = browser.submit("/notifications")
    assert reply.status_code in {400, 405}
    assert browser.post("/notifications/read").headers["Location"] == "/notifications"
    page = browser.get("/notifications").text
    assert "chưa đọc" not in page
    assert "Đánh dấu đã đọc" not in page


def test_reading_ones_own_leaves_others_unread(told, reader, browser):
    other = make_person()
    told(reader, other)
    browser.sign_in(reader).post("/notifications/read")
    db.session.expire_all()
    unread = db.session.scalars(select(Notification).where(Notification.read_at.is_(None))).all()
    assert [one.recipient_id for one in unread] == [other.id]


def test_following_a_line_marks_it_read_and_leads_to_its_page(told, reader, browser):
    told(reader)
    reply = browser.sign_in(reader).get(f"/notifications/{notification().id}")
    assert (reply.status_code, reply.headers["Location"]) == (302, "/about/scoring")
    db.session.expire_all()
    assert notification().read_at is not None


def without_tokens(reply):
    return re.sub(r'name="csrf_token" value="[^"]+"', "", reply.text)


def test_somebody_elses_line_is_not_found(told, reader, browser):
    told(reader)
    key = notification().id
    browser.sign_in(make_person())
    db.session.commit()
    nowhere = "0198c0de-0000-7000-8000-000000000000"
    missing, theirs = (browser.get(f"/notifications/{k}") for k in (nowhere, key))
    assert (missing.status_code, theirs.status_code) == (404, 404)
    assert without_tokens(theirs).replace(str(key), nowhere) == without_tokens(missing)
    assert notification().read_at is None


def test_what_somebody_wrote_is_shown_as_text(told, reader, browser):
    told(reader, title="<script>alert(1)</script>{{7*7}}%(x)s")
    page = browser.sign_in(reader).get("/notifications").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}%(x)s" in page


def test_a_family_shows_only_its_own(told, reader, browser):
    told(reader, title="Ý tưởng này")
    browser.sign_in(reader)
    assert "Ý tưởng này" in browser.get("/notifications?family=ideas").text
    page = browser.get("/notifications?family=results").text
    assert "Ý tưởng này" not in page
    assert "Chưa có gì mới" in page
    assert browser.get("/notifications?family=nonsense").status_code == 200


def test_long_lists_go_on_by_key(told, reader, browser):
    for n in range(30):
        told(reader, title=f"số {n}.")
    browser.sign_in(reader)
    first = browser.get("/notifications").text
    after = re.search(r'href="(/notifications\?after=[^"]+)"', first)[1]
    second = browser.get(after).text
    shown = re.findall(r"số \d+\.", first + second)
    assert shown == [f"số {n}." for n in reversed(range(30))]


def test_an_inbox_asks_the_same_of_the_database_however_long_it_is(told, reader, browser):
    from sqlalchemy import event

    statements = []

    def noted(*args):
        statements.append(args[2])

    counts = []
    browser.sign_in(reader)
    for _ in range(2):
        told(reader, *[make_person() for _ in range(2)])
        told(reader)
        statements.clear()
        event.listen(db.engine, "before_cursor_execute", noted)
        browser.get("/notifications")
        event.remove(db.engine, "before_cursor_execute", noted)
        counts.append(len([s for s in statements if s.startswith("SELECT")]))
    assert counts[0] == counts[1] <= 5


def switched_off(person):
    rows = db.session.scalars(
        select(Preference).where(Preference.person_id == person.id, Preference.is_on.is_(False))
    )
    return {(row.family, row.channel) for row in rows}


def test_everything_is_on_until_it_is_switched_off(reader, browser):
    browser.sign_in(reader)
    page = browser.get("/notifications/preferences").text
    assert page.count('type="checkbox"') == page.count(" checked") == 12
    everything = ["ideas", "teams", "mentoring", "contests", "judging", "results"]
    reply = browser.post(
        "/notifications/preferences", in_app=everything, email=["contests", "judging", "results"]
    )
    assert reply.status_code == 303
    off = {(family, Channel.EMAIL) for family in ("ideas", "teams", "mentoring")}
    assert switched_off(reader) == off
    assert browser.get("/notifications/preferences").text.count(" checked") == 9


def test_an_unknown_family_is_refused_and_nothing_is_changed(reader, browser):
    reply = browser.sign_in(reader).post("/notifications/preferences", email=["account"])
    assert reply.status_code == 422
    assert switched_off(reader) == set()


@pytest.fixture
def way_out(app, reader):
    return f"/unsubscribe/{mail.sealed('unsubscribe', str(reader.id), 'ideas')}"


def test_looking_at_the_way_out_changes_nothing(browser, reader, way_out):
    page = browser.get(way_out)
    assert page.status_code == 200
    assert "Ngừng gửi các thư này" in page.text
    assert switched_off(reader) == set()


def test_a_mail_program_unsubscribes_without_a_session_or_a_token(browser, reader, way_out):
    reply = browser.client.post(way_out, data={"List-Unsubscribe": "One-Click"})
    assert reply.status_code == 200
    assert switched_off(reader) == {("ideas", Channel.EMAIL)}
    assert browser.client.post(way_out).status_code == 200
    assert switched_off(reader) == {("ideas", Channel.EMAIL)}


def test_a_forged_way_out_does_not_exist(browser, reader, way_out):
    assert browser.client.post(way_out[:-2] + "xx").status_code == 404
    assert switched_off(reader) == set()


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


def test_the_demo_shows_every_mail_and_says_what_it_is(told, reader, browser):
    told(reader, title="<b>đậm</b>")
    page = browser.get("/mailbox").text
    assert "Bản minh hoạ không gửi thư đi đâu" in page
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


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
@pytest.mark.parametrize("path", ["/notifications", "/notifications/preferences", "/mailbox"])
def test_every_page_speaks_each_language(told, reader, browser, language, path):
    reader.language = language
    told(reader)
    browser.sign_in(reader).speak(language)
    page = browser.get(path)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
