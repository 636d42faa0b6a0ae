"""Following an idea, news of its team, and the picture its link wears."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.ideas import actions
from mentorhub.ideas.models import Follow, IdeaState, Update, Visibility
from mentorhub.ideas.notices import AUDIENCES
from mentorhub.platform import share_cards
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from tests.factories import make_idea, make_officer, make_person, make_team


def heard(verb):
    """Who hears of the newest activity of this kind."""
    rows = select(Activity).where(Activity.verb == verb).order_by(Activity.id.desc())
    activity = db.session.scalars(rows).first()
    return {person.id for person in AUDIENCES[verb](activity)} if activity else None


def number(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_one_follows_once_and_stops(browser):
    idea, reader = make_idea(), make_person()
    browser.sign_in(reader)
    for _ in range(2):
        browser.post(f"/ideas/{idea.id}/following")
    assert number(Follow) == 1
    assert "Đang theo dõi" in browser.get(f"/ideas/{idea.id}").text
    for _ in range(2):
        browser.post(f"/ideas/{idea.id}/following/end")
    assert number(Follow) == 0


def test_strangers_and_those_outside_follow_nothing(browser):
    draft, secret = make_idea(state=IdeaState.SENT), make_idea(visibility=Visibility.CONFIDENTIAL)
    assert browser.post(f"/ideas/{make_idea().id}/following").status_code == 401
    browser.sign_in(make_person())
    for idea in (draft, secret):
        assert browser.post(f"/ideas/{idea.id}/following").status_code == 404
    assert number(Follow) == 0


def test_followers_hear_of_approval_use_and_news_but_its_people_only_once(app):
    officer = make_officer()
    team = make_team(make_person(unit=officer.unit), make_person())
    idea = make_idea(team)
    reader, author = make_person(), idea.author
    for person in (reader, author):
        actions.follow(idea, by=person)
    actions.report_in_use(
        idea, place=idea.unit.name, since=now().date(), people=9, evidence="", by=officer
    )
    assert heard("idea.followed_in_use") == {reader.id}
    assert heard("idea.in_use") == {member.person_id for member in team.members}
    actions.post_update(idea, "Xã thứ tư đo", key=uuid4(), language="vi", by=author)
    mate = team.members[1].person_id
    assert heard("idea.update_posted") == {reader.id, mate}
    idea.visibility = Visibility.CONFIDENTIAL
    assert heard("idea.update_posted") == {mate}


def test_nobody_is_told_where_nobody_follows(app):
    idea = make_idea()
    actions.report_in_use(
        idea, place=idea.unit.name, since=now().date(), people=9, evidence="", by=idea.author
    )
    assert heard("idea.followed_in_use") is None


def test_the_team_tells_and_everybody_reads(browser):
    idea = make_idea()
    browser.sign_in(idea.author)
    page = browser.get(f"/ideas/{idea.id}").text
    key = re.search(r'name="key"[^>]*value="([0-9a-f]{32})"', page)[1]
    for _ in range(2):
        reply = browser.post(f"/ideas/{idea.id}/updates", news="Xã thứ tư bắt đầu đo", key=key)
        assert reply.location == f"/ideas/{idea.id}#updates"
    assert number(Update) == 1
    browser.sign_out()
    for path in (f"/ideas/{idea.id}", f"/ideas/{idea.id}/updates"):
        assert "Xã thứ tư bắt đầu đo" in browser.get(path).text


@pytest.mark.parametrize("news", ["", "x" * 601, "Gọi 0912 345 678"])
def test_news_that_do_not_fit_come_back(browser, news):
    idea = make_idea()
    browser.sign_in(idea.author)
    reply = browser.post(f"/ideas/{idea.id}/updates", news=news, key=uuid4().hex)
    assert reply.status_code == 422
    assert news in reply.text
    assert number(Update) == 0


def test_three_news_a_day(browser):
    idea = make_idea()
    for i in range(3):
        actions.post_update(idea, f"Tin {i}", key=uuid4(), language="vi", by=idea.author)
    browser.sign_in(idea.author)
    reply = browser.post(f"/ideas/{idea.id}/updates", news="Tin thứ tư", key=uuid4().hex)
    assert reply.status_code == 429
    assert "Tin thứ tư" in reply.text


def test_only_its_people_tell_and_they_or_the_officer_take_off(browser):
    idea = make_idea()
    actions.post_update(idea, "Tin", key=uuid4(), language="vi", by=idea.author)
    update = db.session.scalars(select(Update)).one()
    for person in (make_person(), make_officer()):
        browser.sign_in(person)
        reply = browser.post(f"/ideas/{idea.id}/updates", news="Của tôi", key=uuid4().hex)
        assert reply.status_code == 404
        assert browser.post(f"/updates/{update.id}/taken-off").status_code == 404
    browser.sign_in(make_officer(unit=idea.unit))
    assert browser.post(f"/updates/{update.id}/taken-off").status_code == 303
    assert number(Update) == 0


def test_news_of_a_confidential_idea_stay_inside(browser):
    idea = make_idea(visibility=Visibility.CONFIDENTIAL)
    actions.post_update(idea, "Bí quyết mới", key=uuid4(), language="vi", by=idea.author)
    browser.sign_in(make_person())
    assert "Bí quyết mới" not in browser.get(f"/ideas/{idea.id}").text
    assert browser.get(f"/ideas/{idea.id}/updates").status_code == 404


def test_all_news_go_on_by_key(browser):
    idea = make_idea()
    for i in range(30):
        with as_of(now() - timedelta(days=40 - i)):
            actions.post_update(idea, f"Tin {i:02d}.", key=uuid4(), language="vi", by=idea.author)
    path, seen = f"/ideas/{idea.id}/updates", []
    while path:
        page = browser.get(path).text
        seen += re.findall(r"Tin (\d\d)\.", page)
        more = re.search(r'href="([^"]+)" rel="next"', page)
        path = more and more[1]
    assert len(seen) == len(set(seen)) == 30


def card_address(page):
    return re.search(r'og:image" content="http://localhost([^"]+)"', page)[1].replace("&amp;", "&")


def test_a_link_wears_a_picture_of_its_title(browser):
    idea = make_idea()
    address = card_address(browser.get(f"/ideas/{idea.id}").text)
    reply = browser.get(address)
    with Image.open(BytesIO(reply.data)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(reply.data) < 60_000
    assert "public" in reply.headers["Cache-Control"]
    assert browser.get(address).data == reply.data
    idea.title = "Tên khác"
    assert card_address(browser.get(f"/ideas/{idea.id}").text) != address
    assert browser.get(address).data != reply.data


def test_the_picture_speaks_the_language_of_the_page(browser):
    idea = make_idea(titles={"fr": "Une carte du sel"})
    address = card_address(browser.speak("fr").get(f"/ideas/{idea.id}").text)
    assert "card.fr.png" in address
    assert browser.get(address).data != browser.get(f"/ideas/{idea.id}/card.vi.png").data


def test_of_a_confidential_idea_the_picture_says_title_field_and_unit(browser, app):
    from mentorhub.ideas.views.telling import share_card

    told = make_idea(state=IdeaState.IN_USE)
    kept = make_idea(told.team, visibility=Visibility.CONFIDENTIAL, state=IdeaState.IN_USE)
    with app.test_request_context():
        assert "đã ứng dụng" in share_card(told, "vi").foot
        secret = share_card(kept, "vi")
    assert secret.foot == "xã An Biên"
    assert secret.title == kept.title
    page = browser.get(f"/ideas/{kept.id}").text
    assert kept.benefit not in page
    assert browser.get(card_address(page)).status_code == 200


@pytest.mark.parametrize("state", [IdeaState.DRAFT, IdeaState.SENT, IdeaState.NOT_TAKEN_UP])
def test_what_is_not_public_has_no_picture(browser, state):
    idea = make_idea(state=state)
    assert browser.get(f"/ideas/{idea.id}/card.vi.png").status_code == 404
    browser.sign_in(idea.author)
    assert browser.get(f"/ideas/{idea.id}/card.vi.png").status_code == 404
    assert "og:image" not in browser.get(f"/ideas/{idea.id}").text


def test_pictures_fit_every_title_and_are_swept(app):
    for title in ("A", "Ở " * 60, "x" * 120, "Đường ễ ộ ữ " * 10):
        card = share_cards.ShareCard(title, "y-te", "Y tế", "xã " + "An Biên " * 30)
        assert share_cards.picture_of(card) == share_cards.picture_of(card)
    assert share_cards.sweep(now().replace(year=2020)) == 0
    assert share_cards.sweep(now().replace(year=2099)) >= 4
