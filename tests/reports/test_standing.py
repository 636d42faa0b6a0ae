"""How units stand in public: by use and by rate, with nothing in it that strangers may not know."""

import re
from fractions import Fraction

import pytest

from mentorhub.ideas.models import IdeaState, Visibility
from mentorhub.platform.clock import now
from mentorhub.reports import queries
from mentorhub.reports.domain.standing import Standing, ranked
from mentorhub.rosters.models import RosterLine
from mentorhub.units.models import UnitKind
from tests.factories import make_idea, make_person, make_province, make_team, make_unit
from tests.factories.rows import saved


def list_members(unit, number):
    for i in range(number):
        name = f"Đoàn Viên {i}"
        saved(RosterLine(unit_id=unit.id, name=name, name_key=name.lower(), name_order=name))


def idea_of(unit, **fields):
    return make_idea(team=make_team(make_person(unit=unit)), unit=unit, **fields)


def test_use_comes_first_and_volume_never():
    many = Standing("nhiều", in_use=0, approved=90, members=1000)
    used = Standing("dùng", in_use=2, approved=3, members=100)
    also = Standing("cũng", in_use=2, approved=9, members=100)
    none = Standing("chưa")
    assert [(place, one.unit) for place, one in ranked([none, many, used, also], "in_use")] == [
        (1, "cũng"), (1, "dùng"), (None, "nhiều"), (None, "chưa"),
    ]  # fmt: skip
    assert [(place, one.unit) for place, one in ranked([none, many, used, also], "rate")] == [
        (1, "cũng"), (1, "nhiều"), (3, "dùng"), (None, "chưa"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("members", "rate"), [(0, None), (19, None), (20, Fraction(15)), (30, Fraction(10))]
)
def test_a_rate_needs_twenty_members(members, rate):
    assert Standing("x", approved=3, members=members).rate == rate


def test_a_unit_stands_with_all_that_is_below_it(browser):
    province, commune = make_province(), make_unit("Xã An Biên")
    branch = make_unit("Chi đoàn ấp 1", parent=commune, kind=UnitKind.BRANCH)
    make_unit("Trường đóng cửa", kind=UnitKind.SCHOOL, closed_at=now())
    other = make_unit("Xã Bình An")
    idea_of(branch, state=IdeaState.IN_USE)
    idea_of(commune)
    idea_of(other, state=IdeaState.SENT)
    list_members(branch, 15)
    list_members(commune, 5)
    list_members(other, 19)
    told = {one.unit.name: one for one in queries.standings_below(province)}
    assert list(told) == ["Xã An Biên", "Xã Bình An"]
    assert (told["Xã An Biên"].in_use, told["Xã An Biên"].approved) == (1, 2)
    assert (told["Xã An Biên"].members, told["Xã An Biên"].rate) == (20, 10)
    assert (told["Xã Bình An"].approved, told["Xã Bình An"].rate) == (0, None)
    own = queries.standing_of(commune)
    assert (own.in_use, own.approved, own.members) == (1, 2, 20)
    page = browser.get(f"/units/{province.slug}/ranking").text
    assert page.index("Xã An Biên") < page.index("Xã Bình An")
    assert "trên 20 đoàn viên" in page
    rows = page.partition("<tbody")[2].partition("</tbody>")[0]
    assert "19" not in re.sub(r"<[^>]*>", " ", rows)  # addresses hold any figures


def test_of_a_confidential_idea_nobody_learns_that_it_is_in_use(browser):
    commune = make_unit()
    idea_of(commune, state=IdeaState.IN_USE, visibility=Visibility.CONFIDENTIAL)
    assert (queries.standing_of(commune).in_use, queries.standing_of(commune).approved) == (0, 1)
    assert [one.in_use for one in queries.standings_below(make_province())] == [0]
    assert "<dt>ý tưởng đã ứng dụng</dt><dd>0</dd>" in browser.get("/").text


@pytest.mark.parametrize("state", [s for s in IdeaState if s not in ("approved", "helped")])
def test_what_is_not_public_is_not_counted(app, state):
    commune = make_unit()
    idea_of(commune, state=state)
    own = queries.standing_of(commune)
    assert (own.in_use, own.approved) == {
        IdeaState.IN_USE: (1, 1),
        IdeaState.PAUSED: (0, 1),
    }.get(state, (0, 0))


def test_everybody_may_read_it_and_only_provinces_have_one(browser):
    commune = make_unit()
    assert browser.get("/ranking").headers["Location"] == "/units/an-giang/ranking"
    assert browser.get("/units/an-giang/ranking?by=rate").status_code == 200
    assert browser.get("/units/an-giang/ranking?by=sent").status_code == 200
    assert browser.get(f"/units/{commune.slug}/ranking").status_code == 404
    assert browser.get("/units/nowhere/ranking").status_code == 404


def test_a_units_page_shows_what_is_in_use_first(browser):
    commune = make_unit()
    used = idea_of(commune, state=IdeaState.IN_USE, title="Cũ mà đang dùng")
    used.approved_at = used.approved_at.replace(year=used.approved_at.year - 1)
    for number in range(7):
        idea_of(commune, title=f"Mới {number}")
    list_members(commune, 25)
    page = browser.get(f"/units/{commune.slug}").text
    assert page.index("Cũ mà đang dùng") < page.index("Mới 6")
    assert "Mới 0" not in page
    assert "<dd>1</dd>" in page
    assert "<dd>32,0</dd>" in page  # eight approved of 25 members
    assert "Danh sách đoàn viên của đơn vị và cấp dưới có 25 người." in page
