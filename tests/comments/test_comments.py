"""Comments: who writes and reads them, what is hidden, taken back and refused."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.activity.models import Activity
from mentorhub.comments import domain
from mentorhub.comments.models import Comment
from mentorhub.comments.notices import AUDIENCES
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from tests.comments.words import SAID, make_comment
from tests.factories import (
    agree,
    make_admin,
    make_idea,
    make_minor,
    make_officer,
    make_person,
)


def number():
    return db.session.scalar(select(func.count()).select_from(Comment))


def test_a_comment_stands_under_the_idea_for_everybody_and_its_team_hears_of_it(browser):
    idea, reader = make_idea(), make_person("Danh Thị Mỹ Linh")
    browser.sign_in(reader)
    reply = browser.submit(f"/ideas/{idea.id}", text=SAID)
    assert reply.status_code == 405  # its own form sends it
    reply = browser.post(f"/ideas/{idea.id}/comments", text=SAID, key=uuid4().hex)
    assert reply.location == f"/ideas/{idea.id}#comments"
    activity = db.session.scalars(select(Activity).where(Activity.verb == "idea.commented")).one()
    assert AUDIENCES[activity.verb](activity)
    assert reader.id not in {p.id for p in AUDIENCES[activity.verb](activity)}
    browser.sign_out()
    for path in (f"/ideas/{idea.id}", f"/ideas/{idea.id}/comments"):
        assert SAID in browser.get(path).text


def test_a_second_click_writes_nothing(browser):
    idea = make_idea()
    browser.sign_in(make_person())
    page = browser.get(f"/ideas/{idea.id}").text
    key = re.search(r'name="key"[^>]*value="([0-9a-f]{32})"', page)[1]
    for _ in range(2):
        assert browser.post(f"/ideas/{idea.id}/comments", text=SAID, key=key).status_code == 303
    assert number() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Hãy viết gì đó"),
        ("x" * 1001, "1000"),
        ("Gọi tôi 0912 345 678", "số điện thoại"),
        ("Nhắn zalo.me/ai-do nhé", "số điện thoại"),
    ],
)
def test_what_is_not_fit_comes_back_with_its_words(browser, text, said):
    idea = make_idea()
    browser.sign_in(make_person())
    reply = browser.post(f"/ideas/{idea.id}/comments", text=text, key=uuid4().hex)
    assert reply.status_code == 422
    assert said in reply.text
    assert text in reply.text
    assert number() == 0


def test_many_in_a_short_time_wait_and_keep_their_words(browser):
    idea, author = make_idea(), make_person()
    for _ in range(domain.MOST_IN_A_WHILE):
        make_comment(idea, author)
    browser.sign_in(author)
    reply = browser.post(f"/ideas/{idea.id}/comments", text="Thêm một câu", key=uuid4().hex)
    assert reply.status_code == 429
    assert "Thêm một câu" in reply.text
    with as_of(now() + domain.LITTLE_WHILE):
        make_comment(idea, author)
    assert number() == domain.MOST_IN_A_WHILE + 1


def test_names_are_those_their_owners_agreed_to(browser):
    idea = make_idea()
    silent, named = make_person("Trần Kín Tiếng"), make_person("Danh Mỹ Linh")
    child = make_minor("Lý Thị Nhỏ Xíu")
    agree(named, Purpose.PUBLICATION)
    agree(child, Purpose.PUBLICATION)
    agree(child, Purpose.PUBLICATION, guardian=child_guardian(child))
    for person in (silent, named, child):
        make_comment(idea, person)
    for reader in (None, make_person()):
        if reader:
            browser.sign_in(reader)
        page = browser.get(f"/ideas/{idea.id}").text
        assert "Danh Mỹ Linh" in page
        assert "Xíu" in page
        assert "Lý Thị" not in page
        assert "Kín Tiếng" not in page
        assert ">TT<" not in page


def child_guardian(child):
    from mentorhub.consents.queries import guardians_of

    return guardians_of(child)[0]


def test_an_officer_hides_with_a_reason_that_the_author_reads(browser):
    idea = make_idea()
    comment, officer = make_comment(idea), make_officer(unit=idea.unit)
    url = f"/comments/{comment.id}/hiding"
    browser.sign_in(officer)
    reply = browser.post(url, reason="")
    assert reply.status_code == 422
    assert SAID in reply.text
    for _ in range(2):
        reply = browser.post(url, reason="Xin nói về ý tưởng, đừng nói về người.")
        assert reply.status_code in (200, 303)
    assert SAID in browser.get(f"/ideas/{idea.id}").text
    browser.sign_in(comment.author)
    page = browser.get(f"/ideas/{idea.id}").text
    assert SAID in page
    assert "đừng nói về người" in page
    for other in (None, idea.author, make_person(), make_officer()):
        browser.sign_in(other) if other else browser.sign_out()
        for path in (f"/ideas/{idea.id}", f"/ideas/{idea.id}/comments"):
            assert SAID not in browser.get(path).text
    hidden = db.session.scalars(select(Activity).where(Activity.verb == "comment.hidden")).one()
    assert AUDIENCES[hidden.verb](hidden) == [comment.author]
    browser.sign_in(officer)
    browser.post(f"/comments/{comment.id}/showing")
    browser.sign_out()
    assert SAID in browser.get(f"/ideas/{idea.id}").text


def test_nobody_else_hides(browser):
    idea = make_idea()
    comment = make_comment(idea)
    on_it = make_officer(unit=idea.unit)
    idea.team.members[0].person = on_it
    for person in (idea.author, comment.author, make_person(), make_officer(), on_it):
        browser.sign_in(person)
        assert browser.get(f"/comments/{comment.id}/hiding").status_code == 404
        assert browser.post(f"/comments/{comment.id}/hiding", reason="x").status_code == 404
    browser.sign_in(make_admin())
    assert browser.get(f"/comments/{comment.id}/hiding").status_code == 200


def test_its_author_takes_it_back_for_good(browser):
    idea = make_idea()
    comment = make_comment(idea)
    browser.sign_in(make_person())
    assert browser.post(f"/comments/{comment.id}/taken-back").status_code == 404
    browser.sign_in(comment.author)
    for _ in range(2):
        assert browser.post(f"/comments/{comment.id}/taken-back").status_code == 303
    db.session.expire_all()
    assert comment.text == ""
    browser.sign_in(make_officer(unit=idea.unit))
    assert "ý kiến này" not in browser.get(f"/ideas/{idea.id}/comments").text
    assert SAID not in browser.get(f"/ideas/{idea.id}/comments").text


def test_pages_go_on_by_key_and_lose_nothing(browser):
    idea = make_idea()
    began = now() - timedelta(days=40)
    for i in range(domain.SIZE + 3):
        with as_of(began + timedelta(days=i)):
            make_comment(idea, text=f"Câu số {i:02d}.")
    path, seen = f"/ideas/{idea.id}/comments", []
    while path:
        page = browser.get(path).text
        seen += re.findall(r"Câu số (\d\d)", page)
        more = re.search(r'href="([^"]+)" rel="next"', page)
        path = more and more[1]
    assert seen == [f"{i:02d}" for i in reversed(range(domain.SIZE + 3))]
    assert len(re.findall(r"Câu số", browser.get(f"/ideas/{idea.id}").text)) == domain.ON_THE_IDEA
    assert "Câu số" not in browser.get(f"/ideas/{idea.id}/comments?after=x").text


def test_a_report_begins_with_the_comment_it_is_about(browser):
    comment = make_comment(make_idea())
    browser.sign_in(make_person())
    page = browser.get(f"/ideas/{comment.idea_id}").text
    link = re.search(r'href="(/safety/new\?about=[^"]+)"', page)[1].replace("&amp;", "&")
    assert "Bản đồ độ mặn" in browser.get(link).text
