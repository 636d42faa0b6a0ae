"""Two pages on one slip: neither writes over the other unseen, and both texts can be kept."""

import re
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from mentorhub.ideas.models import Idea
from mentorhub.platform.db import db
from mentorhub.slips.models import Slip
from tests.factories import make_officer
from tests.slips.conftest import TEXTS, slip_of
from tests.slips.test_typing import the_slip, typed

OTHER = "Phao báo mặn bằng ống tre"


def number():
    return db.session.scalar(select(func.count(Slip.id)))


def hidden(page):
    """What an open page sends along unseen: its key, and what it saw of each part."""
    return dict(re.findall(r'name="(seen-\w+|key)"[^>]* value="([^"]*)"', page))


def again(unit, **answers):
    rest = slip_of(unit, **answers)
    del rest["unit"]
    return rest


@pytest.mark.parametrize("path", ["/slips/new", "/slips/pile"])
def test_other_words_under_one_key_get_both_texts_and_change_nothing(browser, unit, officer, path):
    key = str(uuid4())
    typed(browser, unit, key=key)
    reply = browser.post(path, **slip_of(unit, key=key, title=OTHER))
    assert reply.status_code == 409
    assert (OTHER in reply.text, TEXTS["title"] in reply.text) == (True, True)
    assert (number(), the_slip().idea.title) == (1, TEXTS["title"])


def test_saving_once_more_takes_ones_own_words(browser, unit, officer):
    key = str(uuid4())
    typed(browser, unit, key=key)
    page = browser.post("/slips/new", **slip_of(unit, key=key, title=OTHER)).text
    shown = hidden(page)
    assert shown["key"] == key
    assert browser.post("/slips/new", **slip_of(unit, title=OTHER, **shown)).status_code == 303
    assert (number(), the_slip().idea.title) == (1, OTHER)


def test_both_are_kept_once_however_often_one_clicks(browser, unit, officer):
    key = str(uuid4())
    typed(browser, unit, key=key)
    page = browser.post("/slips/new", **slip_of(unit, key=key, title=OTHER)).text
    own = re.search(r'name="own" value="([^"]+)"', page)[1]
    for _click in range(2):
        reply = browser.post("/slips/new", **slip_of(unit, title=OTHER, own=own, **hidden(page)))
        assert reply.status_code == 303
    assert sorted(db.session.scalars(select(Idea.title))) == sorted((OTHER, TEXTS["title"]))


def test_two_pages_that_edit_one_slip(browser, unit, officer):
    slip = typed(browser, unit)
    address = f"/slips/{slip.id}/edit"
    first, second = (hidden(browser.get(address).text) for _page in range(2))
    assert first["key"] != second["key"]
    assert browser.post(address, **again(unit, title=OTHER, **first)).status_code == 303
    # another part: both stay
    benefit = "Bốn mươi hộ và hai trường học ở ấp biết trước."
    assert browser.post(address, **again(unit, benefit=benefit, **second)).status_code == 303
    assert (the_slip().idea.title, the_slip().idea.benefit) == (OTHER, benefit)
    # the same part, and the name as well
    reply = browser.post(address, **again(unit, title="Tên khác", name="Chau Kha", **first))
    assert reply.status_code == 409
    assert (OTHER in reply.text, "Tên khác" in reply.text, 'name="own"' in reply.text) == (
        True, True, False,
    )  # fmt: skip
    assert (the_slip().idea.title, the_slip().name) == (OTHER, "Danh Thị Sa Rây")
    shown = hidden(reply.text)
    assert browser.post(address, **again(unit, title="Tên khác", **shown)).status_code == 303
    assert the_slip().idea.title == "Tên khác"


def test_the_script_saves_what_is_edited_and_goes_where_it_is_shown(browser, unit, officer):
    slip = typed(browser, unit)
    address = f"/slips/{slip.id}/edit"
    shown = hidden(browser.get(address).text)
    reply = browser.post(f"{address}/words", **again(unit, title=OTHER, **shown))
    assert (reply.status_code, reply.json["here"]) == (200, f"/slips/{slip.id}")
    assert browser.post(f"{address}/words", **again(unit, title="", **shown)).status_code == 422
    assert the_slip().idea.title == OTHER


def test_nobody_else_edits_by_that_way(browser, unit, officer):
    slip = typed(browser, unit)
    browser.sign_in(make_officer(unit, name="Kẻ Khác"))
    reply = browser.post(f"/slips/{slip.id}/edit/words", **again(unit, title=OTHER))
    assert reply.status_code == 404
    assert the_slip().idea.title == TEXTS["title"]
