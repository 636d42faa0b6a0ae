"""A photo that shows an idea is in use: silent, seen by whom the text is, taken off again."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from mentorhub.ideas.models import Adoption, Visibility
from mentorhub.ideas.privacy import forget_evidence
from mentorhub.platform import images, stores
from mentorhub.platform.db import db
from tests.factories import make_idea, make_officer, make_person, make_unit
from tests.ideas.test_photos import SECRET_PLACE, picture


def report(browser, idea, content=None, **answers):
    photo = {"photo": (BytesIO(content), "ảnh.jpg")} if content else {}
    facts = {"unit": idea.unit.name, "since": "2026-01-02", "people": "60", "evidence": ""}
    return browser.submit(f"/ideas/{idea.id}/use", **{**facts, **photo, **answers})


def the_use():
    return db.session.scalars(select(Adoption)).one()


def address(idea):
    return f"/ideas/{idea.id}/uses/{idea.unit.slug}/photo"


@pytest.fixture
def an(app):
    return make_person()


@pytest.fixture
def idea(an):
    return make_idea(author=an)


@pytest.fixture
def shown(browser, an, idea):
    browser.sign_in(an)
    assert report(browser, idea, picture((900, 500))).status_code == 302
    return browser.sign_out()


def test_a_photo_alone_is_evidence_small_and_silent(shown, idea):
    page = shown.get(f"/ideas/{idea.id}").text
    assert address(idea) in page
    assert "Gỡ ảnh xuống" not in page
    reply = shown.get(address(idea))
    assert (reply.status_code, reply.mimetype) == (200, "image/jpeg")
    assert SECRET_PLACE.encode() not in reply.data
    assert not Image.open(BytesIO(reply.data)).getexif()
    assert len(reply.data) <= images.SERVED_BYTES


def test_without_words_and_without_a_photo_it_is_not_reported(browser, an, idea):
    browser.sign_in(an)
    reply = report(browser, idea)
    assert reply.status_code == 422
    assert "hoặc thêm ảnh" in reply.text
    assert db.session.scalar(select(Adoption.id)) is None


def test_a_bad_photo_costs_no_word(browser, an, idea):
    browser.sign_in(an)
    reply = report(browser, idea, b"GIF89a", evidence="Sổ của ấp.")
    assert reply.status_code == 422
    assert "không phải ảnh đọc được" in reply.text
    assert "Sổ của ấp." in reply.text
    assert db.session.scalar(select(Adoption.id)) is None


def test_who_may_not_read_the_text_sees_no_photo(shown, browser, an, idea):
    idea.visibility = Visibility.CONFIDENTIAL
    db.session.flush()
    for who in (None, make_person(), make_officer(make_unit("Xã Xa"))):
        if who:
            browser.sign_in(who)
        hidden = browser.get(address(idea))
        missing = browser.get(address(idea).replace(str(idea.id), str(an.id)))
        assert hidden.status_code == missing.status_code == 404
        assert "/uses/" not in browser.get(f"/ideas/{idea.id}").text
    for who in (an, make_officer(unit=idea.unit)):
        browser.sign_in(who)
        assert browser.get(address(idea)).status_code == 200


def test_told_again_the_photo_stays_or_is_another(shown, browser, an, idea):
    browser.sign_in(an)
    before = the_use().photo.store_key
    report(browser, idea, evidence="Sổ của ấp.")
    assert the_use().photo.store_key == before
    report(browser, idea, picture((300, 200)))
    assert the_use().photo.store_key != before
    with pytest.raises(FileNotFoundError):
        stores.get(before)


def test_team_and_officer_take_it_off_and_the_report_stays(shown, browser, an, idea):
    off = f"{address(idea)}/off"
    for stranger in (make_person(), make_officer(make_unit("Xã Xa"))):
        browser.sign_in(stranger)
        assert browser.post(off).status_code == 404
    assert the_use().photo is not None
    browser.sign_in(make_officer(unit=idea.unit))
    assert "Gỡ ảnh xuống" in browser.get(f"/ideas/{idea.id}").text
    for _click in range(2):
        assert browser.post(off).status_code == 303
    use = the_use()
    assert (use.photo, use.people) == (None, 60)
    page = browser.sign_out().get(f"/ideas/{idea.id}").text
    assert address(idea) not in page
    assert browser.get(address(idea)).status_code == 404


def test_the_photo_goes_with_whoever_gave_it(shown, an, idea):
    forget_evidence(make_person().id)
    assert the_use().photo is not None
    forget_evidence(an.id)
    assert (the_use().photo, the_use().people) == (None, 60)
