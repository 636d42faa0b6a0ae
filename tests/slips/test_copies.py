"""Slips of one author are compared although each stands under a pseudonym of its own."""

import pytest
from sqlalchemy import func, select

from mentorhub.ideas.models import Idea, IdeaState, Likeness
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from mentorhub.slips.models import Slip
from tests.factories import make_person, make_unit
from tests.slips.conftest import slip_of

ANEW = {
    "problem": "Nước sông dâng lên mà bà con không hay, lúa chết cả đồng.",
    "solution": "Đóng cọc gắn đèn ở đầu vàm, ai đi ngang cũng thấy màu đèn.",
    "benefit": "Năm mươi nhà cuối xóm kịp đắp bờ giữ nước ngọt trong ruộng.",
}


def sent(browser, place, **answers):
    address = browser.post("/slips/new", **slip_of(place, **answers)).location
    assert browser.post(f"{address}/sending").status_code == 303
    db.session.expire_all()
    slip = db.session.scalars(select(Slip).order_by(Slip.id.desc()).limit(1)).one()
    assert slip.idea.state is IdeaState.SENT
    return slip.idea_id


def twins():
    rows = db.session.execute(select(Likeness.idea_id, Likeness.twin_id)).all()
    return [tuple(row) for row in rows]


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"name": "DANH THI  SA RAY"},
        {"title": "Phao báo mặn bằng chai nhựa cũ", **ANEW},
    ],
)
def test_a_second_slip_of_one_author_is_held_beside_the_first(browser, unit, officer, answers):
    first = sent(browser, unit)
    second = sent(browser, unit, **answers)
    assert twins() == [(second, first)]
    assert f'value="{second}"' not in browser.get("/review?all=1").text  # not approved among many


@pytest.mark.parametrize(
    "answers",
    [
        {"name": "Danh Văn Sa Rây"},
        {"birth_year": str(today().year - 30)},
        {"title": "Tủ sách ở trạm chờ phà", **ANEW},
    ],
)
def test_somebody_else_or_something_else_is_no_copy(browser, unit, officer, answers):
    sent(browser, unit)
    sent(browser, unit, **answers)
    assert twins() == []


def test_nor_is_a_namesake_in_another_unit(browser, unit, officer):
    sent(browser, unit)
    elsewhere = make_unit("Xã Xa")
    browser.sign_in(make_person(unit=elsewhere))
    sent(browser, elsewhere)
    assert twins() == []


def test_a_member_s_device_is_counted_and_the_officer_s_is_not(browser, unit, officer, monkeypatch):
    monkeypatch.setattr("mentorhub.ideas.actions.limits.MOST_FROM_A_DEVICE", 1)
    for name in ("Danh Sa Rây", "Trần Lan Anh"):
        sent(browser, unit, name=name)
    browser.sign_in(make_person(unit=unit))
    sent(browser, unit, name="Lý Hoa")
    kept = browser.post("/slips/new", **slip_of(unit, name="Kim Sơn")).location
    assert browser.post(f"{kept}/sending").status_code == 429
    browser.post("/slips/sending")
    is_sent = Idea.state == IdeaState.SENT
    assert db.session.scalar(select(func.count(Idea.id)).where(is_sent)) == 3
