"""Lists and the search: what is found, in which order, and what never shows."""

from datetime import timedelta

import pytest

from mentorhub.ideas import actions, queries
from mentorhub.ideas.domain.gallery import Filters
from mentorhub.ideas.models import IdeaState, Maturity, Visibility
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_idea, make_officer, make_person, make_team, make_unit

pytestmark = pytest.mark.usefixtures("app")
HIDDEN = (
    IdeaState.DRAFT,
    IdeaState.SENT,
    IdeaState.MORE_NEEDED,
    IdeaState.DUPLICATE,
    IdeaState.NOT_TAKEN_UP,
)


def indexed(title, **fields):
    plain = {"problem": "", "solution": "", "benefit": "", "sector": "khac"}
    idea = make_idea(title=title, **{**plain, **fields})
    actions.index(idea)
    return idea


def titles(found):
    return [card.title for card in found]


@pytest.mark.parametrize("asked", ["dac khu", "Đặc khu", "DAC KHU", "đặc  khu", "khu đặc"])
def test_a_search_finds_with_and_without_diacritics(asked):
    indexed("Chợ nổi đặc khu")
    indexed("Nhật ký nuôi ếch")
    assert titles(queries.search(asked)) == ["Chợ nổi đặc khu"]


def test_the_words_of_the_brief_are_found():
    indexed("Nhật ký nuôi ếch bằng giọng nói")
    indexed("Chuyển đổi số ở chợ quê")
    assert titles(queries.search("nuoi ech")) == ["Nhật ký nuôi ếch bằng giọng nói"]
    assert titles(queries.search("chuyen doi so")) == ["Chuyển đổi số ở chợ quê"]
    assert queries.search("nuoi tom") == []
    island = make_team(make_person(unit=make_unit("Đặc khu Phú Quốc")))
    indexed("Trạm rót nước đầy bình", team=island)
    indexed("Khu chợ đông đúc")
    for asked in ("dac khu", "Đặc khu", "ĐẶC KHU", "đac khu"):
        assert titles(queries.search(asked)) == ["Trạm rót nước đầy bình"], asked


def test_exact_diacritics_come_first_even_against_more_mentions():
    plain = indexed("Đường về quê")
    indexed("Dương dương dương", solution="dương " * 30)
    indexed("Dưỡng sinh")
    found = titles(queries.search("đường"))
    assert found[0] == plain.title
    assert set(found) == {"Đường về quê", "Dương dương dương", "Dưỡng sinh"}
    assert titles(queries.search("dương"))[0] == "Dương dương dương"


def test_a_word_of_the_title_weighs_more_than_one_of_the_text():
    indexed("Sổ tay dịch vụ công", solution="Một trang về nấm rơm và nhiều thứ khác nữa.")
    indexed("Nấm rơm sạch", solution="Một trang về dịch vụ và nhiều thứ khác nữa.")
    assert titles(queries.search("nấm rơm"))[0] == "Nấm rơm sạch"


def test_places_fields_and_tags_are_found_in_three_languages():
    unit = make_unit("Xã Đông Thái", former_names=["Huyện An Biên"])
    team = make_team(make_person(unit=unit))
    idea = indexed("Máy sấy", team=team, sector="y-te", tags=["frogs"])
    for asked in ("dong thai", "huyện An Biên", "health", "santé", "grenouilles", "ếch"):
        assert [card.id for card in queries.search(asked)] == [idea.id], asked


def test_only_public_ideas_are_found_or_listed():
    for state in HIDDEN:
        indexed(f"Bí mật {state.value}", state=state)
    shown = indexed("Công khai bí mật")
    assert titles(queries.search("bí mật")) == [shown.title]
    assert titles(queries.shelf(Filters()).cards) == [shown.title]
    assert titles(queries.newest_public(10)) == [shown.title]
    assert queries.shelf(Filters()).total == 1


def test_a_confidential_idea_keeps_its_text_out_of_everything():
    team = make_team(make_person(), name="Mặn Mà")
    secret = indexed(
        "Máy lọc phèn",
        team=team,
        sector="moi-truong",
        solution="Than gáo dừa ghép màng mỏng.",
        needs=["bookkeeping"],
        maturity=Maturity.PILOT,
        state=IdeaState.IN_USE,
        visibility=Visibility.CONFIDENTIAL,
        backings=9,
    )
    (card,) = queries.shelf(Filters()).cards
    assert (card.id, card.title, card.sector) == (secret.id, "Máy lọc phèn", "moi-truong")
    assert (card.lead, card.need, card.team, card.stage, card.backings) == ("", "", "", "", None)
    for asked in ("gáo dừa", "kế toán", "mặn mà"):
        assert queries.search(asked) == [], asked
    assert titles(queries.search("lọc phèn")) == ["Máy lọc phèn"]
    for filters in (
        Filters(stage=("pilot",)),
        Filters(need=("finance",)),
        Filters(need=("bookkeeping",)),
        Filters(in_use=True),
    ):
        assert queries.shelf(filters).cards == []
        assert queries.shelf(filters).total == 0
    assert titles(queries.shelf(Filters(field=("moi-truong",))).cards) == ["Máy lọc phèn"]


def test_filters_narrow_the_list_and_the_search():
    far = make_unit("Xã Ô Lâm")
    water = indexed("Lọc nước", sector="moi-truong", maturity=Maturity.PILOT, needs=["iot"])
    indexed("Lọc khí", sector="y-te", team=make_team(make_person(unit=far)))
    used = indexed("Lọc dầu", sector="moi-truong", state=IdeaState.IN_USE)
    for asked, expected in (
        (Filters(field=("moi-truong",)), {"Lọc nước", "Lọc dầu"}),
        (Filters(field=("moi-truong", "y-te")), {"Lọc nước", "Lọc dầu", "Lọc khí"}),
        (Filters(stage=("pilot",)), {"Lọc nước"}),
        (Filters(need=("digital",)), {"Lọc nước"}),
        (Filters(need=("iot",)), {"Lọc nước"}),
        (Filters(unit="o lam"), {"Lọc khí"}),
        (Filters(unit=far.slug), {"Lọc khí"}),
        (Filters(unit="Xã Không Có"), set()),
        (Filters(in_use=True), {"Lọc dầu"}),
    ):
        for filters in (asked, Filters(**{**_fields(asked), "q": "lọc"})):
            shelf = queries.shelf(filters)
            assert set(titles(shelf.cards)) == expected, filters
            assert shelf.total == len(expected)
    assert {water.id, used.id} == {card.id for card in queries.search("lọc", limit=9)} - {
        card.id for card in queries.search("khí")
    }


def _fields(filters):
    return {name: getattr(filters, name) for name in Filters.__dataclass_fields__}


def test_the_places_below_a_unit_belong_to_it():
    commune = make_unit("Xã Đông Thái")
    hamlet = make_unit("Ấp Kinh Mới", parent=commune)
    idea = indexed("Bút đo", team=make_team(make_person(unit=hamlet)))
    indexed("Khác")
    assert [card.id for card in queries.shelf(Filters(unit=commune.slug)).cards] == [idea.id]


@pytest.mark.parametrize("sort", ["newest", "supported"])
def test_pages_go_on_by_key_and_leave_nothing_out(sort):
    begun = now()
    made = [
        make_idea(title=f"Ý {i}", approved_at=begun - timedelta(hours=i // 2), backings=i // 3)
        for i in range(50)
    ]
    seen, after = [], ""
    for _ in range(3):
        shelf = queries.shelf(Filters(sort=sort), after=after)
        seen += [card.id for card in shelf.cards]
        after = shelf.after
    assert after == ""
    assert shelf.total == 50
    order = {"newest": lambda i: (i.approved_at, i.id), "supported": lambda i: (i.backings, i.id)}
    assert seen == [idea.id for idea in sorted(made, key=order[sort], reverse=True)]


def test_a_search_pages_through_its_answers():
    for i in range(30):
        indexed(f"Nấm rơm {i}")
    first = queries.shelf(Filters(q="nấm rơm"))
    second = queries.shelf(Filters(q="nấm rơm"), after=first.after)
    assert (len(first.cards), first.after, first.total) == (24, "24", 30)
    assert (len(second.cards), second.after) == (6, "")
    assert len({card.id for card in [*first.cards, *second.cards]}) == 30


@pytest.mark.parametrize(
    "after", ["x", "-1", "1e9", "9" * 40, "0198c0de-0000-7000-8000-00000000000g"]
)
def test_a_strange_key_shows_no_page_and_breaks_nothing(after):
    indexed("Nấm rơm")
    assert queries.shelf(Filters(), after=after).cards == []
    assert len(queries.shelf(Filters(q="nấm"), after=after).cards) in (0, 1)


def test_shorter_words_are_offered_where_they_would_find_something():
    indexed("Lọc nước giếng")
    indexed("Đất phèn")
    assert queries.search("máy lọc nước phèn") == []
    assert queries.shorter("máy lọc nước phèn") == ["lọc nước", "lọc"]
    assert queries.shorter("phèn") == []


def test_alike_ideas_share_telling_words_of_the_title():
    there = indexed("Bản đồ độ mặn")
    indexed("Sổ tay tiếng Khmer")
    mine = make_idea(title="Trạm đo mặn", state=IdeaState.DRAFT)
    actions.index(mine)
    assert [row.id for row in queries.alike("Vẽ bản đồ độ mặn", besides=mine.id)] == [there.id]


def test_figures_count_public_ideas_only():
    here = make_unit("Xã A")
    team = make_team(make_person(unit=here))
    make_idea(team=team)
    make_idea(team=team, state=IdeaState.IN_USE)
    make_idea(state=IdeaState.PAUSED)
    make_idea(state=IdeaState.IN_USE, visibility=Visibility.CONFIDENTIAL)  # nobody may know that
    for state in HIDDEN:
        make_idea(state=state)
    shelf = queries.shelf(Filters())
    assert (shelf.total, shelf.in_use) == (4, 1)
    assert queries.shelf(Filters(in_use=True)).total == shelf.in_use
    assert queries.shelf(Filters(unit=here.slug)).in_use is None


def test_what_belongs_to_a_team_and_a_person():
    team = make_team(make_person("Lâm"), make_person("Thoa"))
    old = make_idea(team=team, created_at=now() - timedelta(days=2))
    new = make_idea(team=team, state=IdeaState.DRAFT, needs=["iot"])
    make_idea()
    thoa = team.members[1].person
    assert list(db.session.scalars(queries.ideas_of_team(team))) == [new, old]
    assert list(db.session.scalars(queries.public_ideas_of_team(team))) == [old]
    assert queries.newest_of_team(team) is new
    assert list(db.session.scalars(queries.own_ideas(thoa))) == [new, old]


def test_the_queue_holds_only_what_waits_below_the_officer():
    commune = make_unit("Xã Đông Thái")
    hamlet = make_unit("Ấp Kinh Mới", parent=commune)
    officer = make_officer(unit=commune)
    waiting = make_idea(
        team=make_team(make_person(unit=hamlet)), state=IdeaState.SENT, sent_at=now()
    )
    make_idea(state=IdeaState.SENT)
    make_idea(team=make_team(make_person(unit=commune)))
    assert list(db.session.scalars(queries.awaiting([officer.unit]))) == [waiting]
    assert list(db.session.scalars(queries.awaiting([]))) == []
