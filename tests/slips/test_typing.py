"""Typed for somebody: the author's name is kept, the helper's too, and neither is the other."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.ideas.queries import own_ideas
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from mentorhub.platform.files import StoredFile
from mentorhub.slips.actions import typing
from mentorhub.slips.models import Agreed, Slip
from tests.factories import make_officer, make_person, make_unit
from tests.ideas.test_photos import SECRET_PLACE, picture
from tests.slips.conftest import TEXTS, slip_of


def the_slip():
    return db.session.scalars(select(Slip)).one()


def typed(browser, unit, **answers):
    reply = browser.post("/slips/new", **slip_of(unit, **answers))
    assert reply.status_code == 303, reply.text
    return the_slip()


def test_author_helper_and_how_they_agreed_are_written_down(browser, unit, officer):
    slip = typed(browser, unit)
    assert (slip.name, slip.helper_id, slip.agreed) == (
        "Danh Thị Sa Rây", officer.id, Agreed.SIGNED,
    )  # fmt: skip
    assert slip.idea.state is IdeaState.DRAFT
    assert slip.idea.unit_id == unit.id
    assert {name: getattr(slip.idea, name) for name in TEXTS} == TEXTS
    shown = browser.get(f"/slips/{slip.id}").text
    assert "Danh Thị Sa Rây" in shown
    assert "Đã ký vào phiếu" in shown


def test_the_idea_is_nobodys_but_its_authors(browser, unit, officer):
    """The helper is no author: not in the lists, not on the page where one writes one's own."""
    slip = typed(browser, unit)
    author = slip.idea.author
    assert author.id != officer.id
    assert (author.details, author.is_active) == (None, False)
    assert db.session.scalars(own_ideas(officer)).all() == []
    assert browser.get(f"/ideas/{slip.idea_id}").status_code == 200
    assert browser.get(f"/ideas/{slip.idea_id}/edit").status_code == 404


def test_it_goes_to_the_unit_like_any_other(browser, unit, officer):
    slip = typed(browser, unit)
    assert browser.post(f"/slips/{slip.id}/sending").status_code == 303
    assert the_slip().idea.state is IdeaState.SENT
    assert db.session.scalar(select(Activity.verb).where(Activity.verb == "idea.sent"))
    assert TEXTS["title"] in browser.get("/review").text
    other = make_officer(unit, name="Cán Bộ Khác")
    browser.sign_in(other)
    page = browser.get(f"/ideas/{slip.idea_id}").text
    assert "Danh Thị Sa Rây" in page
    assert "Lê Cán Bộ" in page
    browser.post(f"/ideas/{slip.idea_id}/decision", verdict="approve", reason="")
    browser.sign_out()
    public = browser.get(f"/ideas/{slip.idea_id}").text
    assert TEXTS["title"] in public
    assert "Sa Rây" not in public
    assert "Lê Cán Bộ" not in public


def test_what_is_not_complete_is_not_sent(browser, unit, officer):
    slip = typed(browser, unit, problem="Ngắn", sector="")
    shown = browser.get(f"/slips/{slip.id}").text
    assert "ngắn hơn 30 ký tự" in shown
    assert browser.post(f"/slips/{slip.id}/sending").status_code == 409
    assert the_slip().idea.state is IdeaState.DRAFT


def test_the_helper_hears_when_the_unit_asks_for_more(browser, unit, officer):
    from mentorhub.ideas import notices

    slip = typed(browser, unit)
    browser.post(f"/slips/{slip.id}/sending")
    browser.post(f"/ideas/{slip.idea_id}/decision", verdict="ask_for_more", reason="Bao nhiêu hộ?")
    news = db.session.scalars(select(Activity).where(Activity.verb == "idea.more_needed")).one()
    news.actor_id = None
    assert officer in notices.its_people(news)
    again = slip_of(unit, benefit="Ba mươi chín hộ ở ấp Bảy.")
    again.pop("unit")
    browser.post(f"/slips/{slip.id}/edit", **again)
    assert the_slip().idea.benefit == "Ba mươi chín hộ ở ấp Bảy."


def test_a_second_click_types_no_second_slip(browser, unit, officer):
    key = str(uuid4())
    typed(browser, unit, key=key)
    typed(browser, unit, key=key)
    assert db.session.scalar(select(func.count(Idea.id))) == 1


def test_a_key_of_somebody_else_changes_nothing_of_theirs(browser, unit, officer):
    key = str(uuid4())
    slip = typed(browser, unit, key=key)
    browser.sign_in(make_officer(unit, name="Kẻ Khác"))
    reply = browser.post("/slips/new", **slip_of(unit, key=key, title="Của tôi"))
    assert reply.status_code in (303, 409)
    assert db.session.get(Slip, slip.id).idea.title == TEXTS["title"]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"name": ""}, "Hãy điền phần này"),
        ({"name": "Admin"}, "chỉ bằng chữ cái"),
        ({"birth_year": "1800"}, "Hãy viết một năm từ"),
        ({"birth_year": "mười"}, "Ghi năm, ví dụ 2005"),
        ({"agreed": ""}, "tác giả đồng ý bằng cách nào"),
        ({"birth_year": str(today().year - 12)}, "cha mẹ hoặc người giám hộ"),
        ({"title": "a" * 121}, "120"),
        ({"written_on": "2999-01-01"}, "Ngày này chưa đến"),
        ({"unit": str(uuid4())}, ""),
    ],
)
def test_bad_input_is_told_in_words_and_what_was_typed_stays(
    browser, unit, officer, answers, sentence
):
    reply = browser.post("/slips/new", **slip_of(unit, **answers))
    assert reply.status_code == 422
    assert sentence in reply.text
    assert TEXTS["problem"] in reply.text
    assert db.session.scalar(select(func.count(Idea.id))) == 0


def test_a_child_is_typed_with_a_guardian_and_shown_by_the_given_name(browser, unit, officer):
    slip = typed(browser, unit, birth_year=str(today().year - 12), guardian_agreed="y")
    assert slip.guardian_agreed
    assert slip.shown_name == "Rây"
    browser.post(f"/slips/{slip.id}/sending")
    page = browser.get(f"/ideas/{slip.idea_id}").text
    assert "Rây" in page
    assert "Danh Thị" not in page


def test_a_member_types_for_their_own_unit_only(browser, unit):
    member, elsewhere = make_person(unit=unit), make_unit("Xã Xa")
    browser.sign_in(member)
    typed(browser, unit)
    assert browser.post("/slips/new", **slip_of(elsewhere)).status_code == 422


def test_a_member_helps_twenty_a_day(browser, unit, monkeypatch):
    monkeypatch.setattr(typing, "A_DAY_OF_A_MEMBER", 1)
    browser.sign_in(make_person(unit=unit))
    typed(browser, unit)
    assert browser.post("/slips/new", **slip_of(unit)).status_code == 429


def test_strangers_and_rivals_find_nothing(browser, unit, officer):
    slip = typed(browser, unit)
    rivals = make_officer(make_unit("Xã Xa")), make_person(unit=unit), make_officer(unit, name="B")
    for who in rivals:  # a draft is its helper's alone, even for the officer beside them
        browser.sign_in(who)
        for page in ("", "/edit", "/code", "/remove", "/photo"):
            assert browser.get(f"/slips/{slip.id}{page}").status_code == 404
        for act in ("sending", "code", "code/end", "remove", "edit"):
            assert browser.post(f"/slips/{slip.id}/{act}").status_code == 404
    assert "Phao" not in browser.get("/slips").text
    browser.sign_out()
    assert browser.get(f"/slips/{slip.id}").status_code == 302


def test_the_photo_of_a_slip_is_silent_and_private(browser, unit, officer):
    slip = typed(browser, unit, photo=(BytesIO(picture((900, 500))), "phiếu.jpg"))
    reply = browser.get(f"/slips/{slip.id}/photo")
    assert (reply.mimetype, reply.headers["Cache-Control"]) == ("image/jpeg", "no-store")
    assert SECRET_PLACE.encode() not in reply.data
    browser.post(f"/slips/{slip.id}/sending")
    browser.post(f"/ideas/{slip.idea_id}/decision", verdict="approve", reason="")
    address = f"/slips/{slip.id}/photo"
    page = browser.sign_out().get(f"/ideas/{slip.idea_id}").text
    assert address not in page
    assert "/photo" not in page
    assert browser.get(address).status_code in (302, 404)
    for who, code in (
        (make_person(unit=unit), 404),
        (make_officer(make_unit("Xã Xa")), 404),
        (make_officer(unit, name="Cùng Xã"), 200),
    ):
        browser.sign_in(who)
        assert browser.get(address).status_code == code


def test_a_bad_photo_costs_no_word(browser, unit, officer):
    reply = browser.post("/slips/new", **slip_of(unit, photo=(BytesIO(b"GIF89a"), "a.gif")))
    assert reply.status_code == 422
    assert TEXTS["benefit"] in reply.text


def test_a_draft_taken_back_goes_whole(browser, unit, officer):
    slip = typed(browser, unit, photo=(BytesIO(picture((300, 200))), "a.jpg"))
    assert "bị xóa" in browser.get(f"/slips/{slip.id}/remove").text
    browser.post(f"/slips/{slip.id}/remove")
    for model in (Slip, Idea, StoredFile):
        assert db.session.scalar(select(func.count()).select_from(model)) == 0


def test_of_what_was_sent_the_name_goes_and_the_idea_stays(browser, unit, officer):
    slip = typed(browser, unit)
    browser.post(f"/slips/{slip.id}/sending")
    browser.post(f"/slips/{slip.id}/remove")
    assert db.session.scalar(select(func.count(Slip.id))) == 0
    assert db.session.scalars(select(Idea)).one().state is IdeaState.SENT


def test_no_name_stands_in_the_log_of_what_happened(browser, unit, officer):
    typed(browser, unit)
    told = " ".join(str(facts) for facts in db.session.scalars(select(Activity.facts)))
    assert "Rây" not in told


def test_the_pages_lead_to_each_other(browser, unit, officer):
    assert 'href="/slips"' in browser.get("/review").text
    assert 'href="/slips"' in browser.get("/dashboard").text
    assert 'href="/slips/new"' in browser.get("/slips").text
    assert re.search(r'selected[^>]*value="' + str(unit.id), browser.get(
        f"/slips/new?unit={unit.slug}").text)  # fmt: skip


def test_a_pseudonym_that_stands_for_an_author_is_no_member(browser, unit, officer):
    slip = typed(browser, unit)
    assert slip.idea.author.unit_id is None
    assert db.session.scalar(
        select(func.count(Person.id)).where(Person.unit_id == unit.id)
    ) == 1  # fmt: skip
