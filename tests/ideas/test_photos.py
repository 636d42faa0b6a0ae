"""Photos of ideas: what is served is small and silent, and seen by whom the text is seen by."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.consents import actions as consents
from mentorhub.ideas.models import IdeaState, Visibility
from mentorhub.platform import files, images, stores
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_idea, make_officer, make_person, make_team
from tests.ideas.steps import rest, the_idea

SECRET_PLACE = "10.4216, 105.6437"


def picture(size=(3000, 2000), kind="JPEG", **more):
    """Noise, which compresses worse than any photo, with a place in its EXIF."""
    exif = Image.Exif()
    exif[0x010E] = SECRET_PLACE  # ImageDescription
    exif[0x0112] = 6  # lies on its side
    content = BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(content, kind, exif=exif, **more)
    return content.getvalue()


def send(browser, idea, content, name="ảnh.jpg", **answers):
    photo = (BytesIO(content), name)
    return browser.submit(f"/ideas/{idea.id}/edit/3", **rest(idea, photo=photo, **answers))


def test_a_photo_is_small_upright_and_silent(browser):
    an = make_person()
    idea = make_idea(author=an, state=IdeaState.DRAFT)
    browser.sign_in(an)
    sent = picture((900, 500))
    assert SECRET_PLACE.encode() in sent
    assert send(browser, idea, sent).status_code == 302
    reply = browser.get(f"/ideas/{idea.id}/photo")
    assert reply.mimetype == "image/jpeg"
    assert SECRET_PLACE.encode() not in reply.data
    shown = Image.open(BytesIO(reply.data))
    assert not shown.getexif()
    assert shown.height > shown.width  # turned as the camera was held
    assert f"/ideas/{idea.id}/photo" in browser.get(f"/ideas/{idea.id}").text


def test_a_photo_is_public_until_somebody_of_the_team_says_no(browser):
    leader, mate = make_person(), make_person()
    idea = make_idea(make_team(leader, mate))
    idea.photo = files.keep(
        picture((90, 50)), name="a.jpg", media_type="image/jpeg", owner_id=mate.id
    )
    officer = make_officer(idea.unit)
    db.session.commit()
    where, address = f"/ideas/{idea.id}", f"/ideas/{idea.id}/photo"
    assert address in browser.get(where).text
    consents.withdraw(mate, Purpose.PUBLICATION)
    db.session.commit()
    assert address not in browser.get(where).text
    assert browser.get(address).status_code == 404
    assert browser.sign_in(make_person()).get(address).status_code == 404
    for one in (leader, mate, officer):
        browser.sign_out().sign_in(one)
        assert browser.get(address).status_code == 200
    consents.give(mate, Purpose.PUBLICATION)
    db.session.commit()
    assert address in browser.sign_out().get(where).text


def test_the_heaviest_photo_is_served_in_300_kb():
    assert len(images.photograph(picture((3000, 2000), quality=95))) <= images.SERVED_BYTES


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_are_understood(kind):
    small = images.photograph(picture((400, 300), kind))
    assert Image.open(BytesIO(small)).format == "JPEG"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "not_a_photo"),
        (b"%PDF-1.7 not a picture", "not_a_photo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not_a_photo"),
        (picture((300, 200))[:900], "not_a_photo"),
        (picture((300, 200), "JPEG") + b"x" * images.MOST_BYTES, "too_heavy"),
    ],
)
def test_what_is_no_photo_is_refused(content, problem):
    with pytest.raises(ValueError, match=problem):
        images.photograph(content)


@pytest.mark.parametrize("size", [(30_000, 30_000), (8_000, 5_001)])
def test_a_flood_of_pixels_is_refused_by_its_header(size):
    """What no library opens, and what only the house finds too much: 40 million at most."""
    flood = BytesIO()
    Image.new("1", size).save(flood, "PNG")
    assert len(flood.getvalue()) < 200_000
    with pytest.raises(ValueError, match="too_many_pixels"):
        images.photograph(flood.getvalue())


def test_a_bad_photo_costs_no_word(browser):
    an = make_person()
    idea = make_idea(author=an, state=IdeaState.DRAFT)
    browser.sign_in(an)
    reply = send(browser, idea, b"GIF89a", needs__0="kế toán")
    assert reply.status_code == 422
    assert "không phải ảnh đọc được" in reply.text
    assert "kế toán" in reply.text
    assert the_idea().photo is None


def test_a_photo_is_read_by_whom_the_text_is_read_by(browser):
    an, stranger = make_person(), make_person()
    idea = make_idea(author=an, state=IdeaState.DRAFT)
    browser.sign_in(an)
    send(browser, idea, picture((300, 200)))
    address = f"/ideas/{idea.id}/photo"
    browser.sign_in(stranger)
    hidden, missing = browser.get(address), browser.get(f"/ideas/{an.id}/photo")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.text.replace(str(idea.id), str(an.id)) == missing.text
    idea = the_idea()
    idea.state, idea.visibility = IdeaState.APPROVED, Visibility.CONFIDENTIAL
    db.session.flush()
    assert browser.get(address).status_code == 404
    browser.sign_in(make_officer(unit=idea.unit))
    assert browser.get(address).status_code == 200
    idea.visibility = Visibility.PUBLIC
    db.session.flush()
    browser.sign_out()
    assert browser.get(address).status_code == 200
    assert "sandbox" in browser.get(address).headers["Content-Security-Policy"]


def test_a_public_idea_keeps_its_photo_or_loses_it(browser):
    an = make_person()
    idea = make_idea(author=an, state=IdeaState.DRAFT)
    browser.sign_in(an)
    send(browser, idea, picture((300, 200)))
    idea = the_idea()
    key = idea.photo.store_key
    idea.state, idea.approved_at = IdeaState.APPROVED, now()
    db.session.flush()
    assert send(browser, idea, picture((300, 200))).status_code == 400
    browser.submit(f"/ideas/{idea.id}/edit/3", **rest(the_idea(), no_photo="y"))
    assert the_idea().photo is None
    with pytest.raises(FileNotFoundError):
        stores.get(key)


def test_bytes_without_a_row_are_swept_after_a_day(app, monkeypatch):
    stores.put("khong-ai-nhan", b"x")
    kept = files.keep(b"y", name="a", media_type="image/jpeg", owner_id=make_person().id)
    files.sweep()
    assert stores.get("khong-ai-nhan") == b"x"
    tomorrow = now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(files, "now", lambda: tomorrow)
    assert files.sweep() >= 1
    with pytest.raises(FileNotFoundError):
        stores.get("khong-ai-nhan")
    assert files.content_of(kept) == b"y"


def test_what_is_forgotten_goes_with_the_commit_only(app):
    kept = files.keep(b"z", name="a", media_type="image/jpeg", owner_id=make_person().id)
    key = kept.store_key
    db.session.commit()
    files.forget(kept)
    assert stores.get(key) == b"z"
    db.session.rollback()
    assert stores.get(key) == b"z"
    files.forget(kept)
    db.session.commit()
    with pytest.raises(FileNotFoundError):
        stores.get(key)
