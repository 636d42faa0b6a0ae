"""Filters and addresses, cards, and the readings of a search: plain values only."""

from uuid import UUID

from mentorhub.ideas.domain.gallery import Filters, card, shortened
from mentorhub.ideas.domain.search import Reading, readings, terms
from mentorhub.matching.domain.tags import taxonomy


def read(**given):
    return Filters.read(given, taxonomy())


def test_what_nobody_could_have_chosen_is_left_out():
    asked = read(
        q=["  đo \n mặn "], field=["moi-truong", "x", "moi-truong"], stage=["pilot", "'"],
        need=["finance", "no-such"], sort=["id; drop"], in_use=["yes"], strange=["1"],
    )  # fmt: skip
    assert asked == Filters(
        q="đo mặn", field=("moi-truong",), stage=("pilot",), need=("finance",), sort="newest"
    )
    assert asked.active == 3


def test_an_address_says_the_same_again():
    asked = read(q=["đo mặn"], field=["moi-truong", "y-te"], in_use=["1"], sort=["supported"])
    assert asked.address() == (
        "?q=%C4%91o+m%E1%BA%B7n&field=moi-truong&field=y-te&in_use=1&sort=supported"
    )
    assert asked.without("field", "y-te").field == ("moi-truong",)
    assert asked.without("in_use").in_use is False
    assert Filters().address(after="24") == "?after=24"


def test_a_group_of_needs_stands_for_its_concepts():
    known = taxonomy()
    finance = {concept.id for concept in known.in_groups("finance")}
    assert set(Filters(need=("finance",)).concepts(known)) == finance
    assert Filters(need=("gis",)).concepts(known) == (["gis"] if "gis" in known.concepts else [])


def test_a_confidential_card_says_title_field_and_place():
    key = UUID(int=7)
    shown = card(
        key, "Máy lọc phèn", {"en": "Alum filter"}, "vi", "moi-truong",
        {"vi": "Xã An Biên", "en": "An Biên commune"}, None, None, None, None, None,
        shown_in="en",
    )  # fmt: skip
    assert (shown.title, shown.language, shown.place) == ("Alum filter", "en", "An Biên commune")
    assert (shown.lead, shown.need, shown.team, shown.stage, shown.backings) == (
        *("", "", "", ""),
        None,
    )
    vietnamese = card(
        key, "Máy lọc phèn", {}, "vi", "moi-truong", {"vi": "Xã An Biên"}, "Lọc", "gis", "Mặn Mà",
        "pilot", 3, shown_in="vi",
    )  # fmt: skip
    assert (vietnamese.place, vietnamese.team, vietnamese.backings) == ("xã An Biên", "Mặn Mà", 3)


def test_a_text_is_cut_between_words():
    assert shortened("một hai ba bốn", longest=10) == "một hai…"
    assert shortened("một hai ba", longest=10) == "một hai ba"


def test_a_search_is_read_as_typed_and_then_without_diacritics():
    assert readings("Đặc khu") == [
        Reading(("~dac", "~khu", "đặc"), ("~dac khu",)),
        Reading(("~dac", "~khu"), ("đặc", "~dac khu")),
    ]
    assert readings("dac khu") == [Reading(("~dac", "~khu"), ("~dac khu",))]
    assert readings(" ,; ") == []
    assert len(readings("x" * 10 + " y" * 1)[0].required) == 2
    assert len(readings(" ".join(f"từ{i}" for i in range(99)))[1].required) == 24


def test_a_title_weighs_three_times():
    assert terms(["nuôi ếch"], ["nuôi tôm"]) == [
        *["nuôi", "~nuoi", "~nuoi ech", "ếch", "~ech"] * 3,
        "~nuoi tom",
        "tôm",
        "~tom",
    ]
