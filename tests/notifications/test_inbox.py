"""The inbox: one's own news, marked until read."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.notifications.models import Notification
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


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
@pytest.mark.parametrize("path", ["/notifications", "/notifications/preferences", "/mailbox"])
def test_every_page_speaks_each_language(told, reader, browser, language, path):
    reader.language = language
    told(reader)
    browser.sign_in(reader).speak(language)
    page = browser.get(path)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
