"""A pile of slips: saved one by one, the pile's facts stay, and what was wrong is undone."""

from io import BytesIO
from uuid import uuid4

from sqlalchemy import func, select

from mentorhub.ideas import actions as ideas
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from mentorhub.slips.models import Slip
from tests.factories import make_idea, make_officer, make_person, make_unit
from tests.ideas.test_photos import picture
from tests.slips.conftest import TEXTS, slip_of
from tests.slips.test_typing import the_slip


def number():
    return db.session.scalar(select(func.count(Slip.id)))


def quietly(browser, unit, **answers):
    return browser.post("/slips/pile/words", **slip_of(unit, key=str(uuid4()), **answers))


def test_without_script_the_next_page_begins_anew_with_what_the_pile_shares(browser, unit, officer):
    written = today().replace(day=1).isoformat()
    reply = browser.post("/slips/pile", **slip_of(unit, written_on=written))
    assert reply.status_code == 303
    page = browser.get(reply.location).text
    assert f'value="{written}"' in page
    assert f'selected value="{unit.id}"' in page
    assert f'selected value="{TEXTS["sector"]}"' in page
    assert 'name="agreed" value="signed" checked' not in page  # nobody agrees by default
    assert TEXTS["problem"] not in page
    assert page.count(TEXTS["title"]) >= 1  # in the list of the last
    assert 'id="count">1<' in page
    assert "autofocus" in page


def test_the_script_gets_a_line_and_a_new_key(browser, unit, officer):
    first = quietly(browser, unit)
    assert first.status_code == 200
    assert first.json["count"] == 1
    assert TEXTS["title"] in first.json["line"]
    assert "/undo" in first.json["line"]
    assert quietly(browser, unit, title="Phiếu thứ hai").json["count"] == 2
    assert first.json["key"]


def test_a_lost_reply_types_no_second_slip(browser, unit, officer):
    answers = slip_of(unit, key=str(uuid4()))
    for _try in range(3):
        assert browser.post("/slips/pile/words", **answers).status_code == 200
    browser.post("/slips/pile", **answers)
    assert number() == 1


def test_what_is_wrong_is_said_by_the_page_itself(browser, unit, officer):
    assert quietly(browser, unit, name="").status_code == 422
    reply = browser.post("/slips/pile", **slip_of(unit, name=""))
    assert reply.status_code == 422
    assert TEXTS["problem"] in reply.text
    assert number() == 0


def test_a_slip_is_undone(browser, unit, officer):
    quietly(browser, unit)
    reply = browser.post(f"/slips/{the_slip().id}/undo")
    assert (reply.status_code, f"unit={unit.slug}" in reply.location) == (303, True)
    assert (number(), db.session.scalar(select(func.count(Idea.id)))) == (0, 0)


def test_what_was_sent_is_not_undone_by_the_way(browser, unit, officer):
    quietly(browser, unit)
    slip = the_slip()
    browser.post("/slips/sending")
    browser.post(f"/slips/{slip.id}/undo")
    assert the_slip().idea.state is IdeaState.SENT


def test_nobody_undoes_what_another_typed(browser, unit, officer):
    quietly(browser, unit)
    slip = the_slip()
    for who in (make_person(unit=unit), make_officer(unit), make_officer(make_unit("Xa"))):
        browser.sign_in(who)
        assert browser.post(f"/slips/{slip.id}/undo").status_code == 404
        browser.post("/slips/sending")
        assert b"translate" not in browser.post("/slips/codes").data
    assert the_slip().idea.state is IdeaState.DRAFT
    assert the_slip().code_digest is None


def test_the_complete_ones_are_sent_together(browser, unit, officer):
    quietly(browser, unit)
    quietly(browser, unit, title="Còn thiếu", problem="")
    assert "1 ý tưởng" in browser.get(browser.post("/slips/sending").location).text
    states = dict(db.session.execute(select(Idea.title, Idea.state)).all())
    assert states == {TEXTS["title"]: IdeaState.SENT, "Còn thiếu": IdeaState.DRAFT}


def test_todays_codes_are_printed_once_on_one_sheet(browser, unit, officer):
    for title in ("Một", "Hai", "Ba"):
        quietly(browser, unit, title=title)
    page = browser.post("/slips/codes").text
    assert page.count('translate="no"') == 3
    assert browser.post("/slips/codes").status_code == 303


def test_a_slip_like_a_public_idea_is_pointed_out(browser, unit, officer):
    twin = make_idea(title=TEXTS["title"])
    ideas.index(twin)
    assert f"/ideas/{twin.id}" in quietly(browser, unit).json["line"]


def test_a_photo_comes_along(browser, unit, officer):
    photo = (BytesIO(picture((300, 200))), "a.jpg")
    assert quietly(browser, unit, photo=photo).status_code == 200
    assert the_slip().photo is not None


def test_strangers_type_nothing(browser, unit):
    for place in ("/slips/pile", "/slips/pile/words", "/slips/sending", "/slips/codes"):
        assert browser.post(place, **slip_of(unit)).status_code in (302, 401)
    assert number() == 0
