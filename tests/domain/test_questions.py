"""Every kind of question: what is an answer, what is none, and what is asked of whom."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhub.questions.domain.answers import Unfit, check, is_fit, lacking, relevant
from mentorhub.questions.domain.asking import Asked, Kind, Unsound, concerned
from mentorhub.questions.domain.numbers import read_number, write_number

NAUGHTY = json.loads((Path(__file__).parents[1] / "data" / "blns.json").read_text("utf-8"))
ROW = {"name": "Lê Thảo", "part": "Thiết kế"}


def asked(kind, **facts):
    choices = ("a", "b", "c") if kind in (Kind.CHOICE, Kind.SEVERAL) else ()
    return Asked("k", kind, **{"choices": choices, **facts})


@pytest.mark.parametrize(
    ("kind", "limits", "value"),
    [
        (Kind.SHORT, {"most": "5"}, "năm ô"),
        (Kind.LONG, {}, "dòng một\ndòng hai"),
        (Kind.NUMBER, {"least": "0", "most": "18000000"}, "18000000"),
        (Kind.NUMBER, {"least": "-5.5"}, "-5.5"),
        (Kind.DATE, {"least": "2026-01-01", "most": "2026-12-31"}, "2026-12-31"),
        (Kind.CHOICE, {}, "b"),
        (Kind.SEVERAL, {"most": "2"}, ["a", "c"]),
        (Kind.LINK, {}, "https://example.org/a?b=1"),
        (Kind.PEOPLE, {"most": "2"}, [ROW, {"name": "An", "part": ""}]),
    ],
)
def test_an_answer_within_its_limits_is_taken(kind, limits, value):
    check(asked(kind, **limits), value)


@pytest.mark.parametrize(
    ("kind", "limits", "value", "flaw"),
    [
        (Kind.SHORT, {"most": "5"}, "sáu ký tự", "long"),
        (Kind.SHORT, {}, "hai\ndòng", "shape"),
        (Kind.SHORT, {}, 5, "shape"),
        (Kind.LONG, {"most": "10"}, "x" * 11, "long"),
        (Kind.LONG, {}, "nul\0", "shape"),
        (Kind.NUMBER, {}, "NaN", "number"),
        (Kind.NUMBER, {}, "1e5", "number"),
        (Kind.NUMBER, {}, "٣", "number"),
        (Kind.NUMBER, {}, 5, "number"),
        (Kind.NUMBER, {"most": "18000000"}, "24000000", "high"),
        (Kind.NUMBER, {"least": "1"}, "0.5", "low"),
        (Kind.DATE, {}, "2026-02-30", "day"),
        (Kind.DATE, {}, "20260131", "day"),
        (Kind.DATE, {"least": "2026-01-01"}, "2025-12-31", "low"),
        (Kind.DATE, {"most": "2026-01-01"}, "2026-01-02", "high"),
        (Kind.CHOICE, {}, "d", "choice"),
        (Kind.CHOICE, {}, ["a"], "choice"),
        (Kind.SEVERAL, {}, "a", "shape"),
        (Kind.SEVERAL, {}, ["a", "d"], "choice"),
        (Kind.SEVERAL, {}, ["a", "a"], "choice"),
        (Kind.SEVERAL, {"most": "1"}, ["a", "b"], "many"),
        (Kind.LINK, {}, "javascript:alert(1)", "link"),
        (Kind.LINK, {}, "https://a@b.example/", "link"),
        (Kind.LINK, {}, "https://example.org:99999/", "link"),
        (Kind.LINK, {}, "https://example.org/" + "x" * 500, "long"),
        (Kind.FILE, {}, "tệp.pdf", "shape"),
        (Kind.PEOPLE, {}, "An", "shape"),
        (Kind.PEOPLE, {}, [{"name": "An"}], "shape"),
        (Kind.PEOPLE, {}, [{**ROW, "phone": "09"}], "shape"),
        (Kind.PEOPLE, {}, [{"name": "", "part": "x"}], "nameless"),
        (Kind.PEOPLE, {}, [{"name": "x" * 121, "part": ""}], "long"),
        (Kind.PEOPLE, {"most": "1"}, [ROW, ROW], "many"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_reason(kind, limits, value, flaw):
    with pytest.raises(Unfit) as refusal:
        check(asked(kind, **limits), value)
    assert refusal.value.flaw == flaw


@pytest.mark.parametrize("kind", list(Kind))
def test_naughty_strings_are_answers_of_words_or_refused_and_never_break(kind):
    """Numbers, days, choices and files take none that is not one; words keep them as they are."""
    taken = [text for text in NAUGHTY if text and is_fit(asked(kind), text)]
    if kind in (Kind.CHOICE, Kind.SEVERAL, Kind.FILE, Kind.PEOPLE, Kind.DATE):
        assert taken == []
    elif kind is Kind.NUMBER:
        assert all(set(text) <= set("-.0123456789") for text in taken)
    elif kind is Kind.LINK:
        assert all(text.startswith(("http://", "https://")) for text in taken)
    else:
        assert len(taken) > 400


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(st.sampled_from(list(Kind)), json_values)
def test_any_value_at_all_is_an_answer_or_unfit(kind, value):
    assert is_fit(asked(kind), value) in (True, False)


@pytest.mark.parametrize(
    ("typed", "language", "number"),
    [
        ("24.000.000", "vi", "24000000"),
        ("24 000 000", "fr", "24000000"),
        ("24,000,000", "en", "24000000"),
        ("0,5", "vi", "0.5"),
        ("0.50", "en", "0.5"),
        ("1.500", "vi", "1500"),
        ("1.500", "en", "1.5"),
        ("-0", "vi", "0"),
        ("1e9", "en", None),
        ("12 con", "vi", None),
        ("", "vi", None),
    ],
)
def test_numbers_are_read_as_the_reader_writes_them(typed, language, number):
    assert read_number(typed, language) == number


@given(st.decimals(-(10**9), 10**9, places=4), st.sampled_from(["vi", "en", "fr"]))
def test_a_number_shown_is_read_the_same_again(value, language):
    plain = read_number(str(value), "en")
    if plain is not None:  # Python may write a small one as 1E-4
        again = read_number(write_number(plain, language), language)
        assert again == plain


@pytest.mark.parametrize(
    ("kind", "facts", "part"),
    [
        (Kind.SHORT, {"least": "9", "most": "3"}, "most"),
        (Kind.SHORT, {"most": "301"}, "most"),
        (Kind.LONG, {"most": "0"}, "most"),
        (Kind.NUMBER, {"least": "nhiều"}, "least"),
        (Kind.DATE, {"least": "31/12/2026"}, "least"),
        (Kind.LINK, {"most": "3"}, "most"),
        (Kind.CHOICE, {"choices": ("a",)}, "choices"),
        (Kind.CHOICE, {"choices": tuple(map(str, range(21)))}, "choices"),
        (Kind.SEVERAL, {"least": "4"}, "least"),
        (Kind.PEOPLE, {"most": "13"}, "most"),
        (Kind.FILE, {"most": "6"}, "most"),
    ],
)
def test_a_question_nobody_could_answer_is_refused(kind, facts, part):
    with pytest.raises(Unsound) as flaw:
        asked(kind, **facts).check()
    assert flaw.value.part == part


FORM = [
    Asked("kind", Kind.CHOICE, choices=("goods", "service"), is_required=True),
    Asked("stock", Kind.SEVERAL, choices=("x", "y"), depends_on="kind", depends_value="goods"),
    Asked("depot", Kind.SHORT, depends_on="stock", depends_value="y", is_required=True),
    Asked("farm", Kind.SHORT, sectors=("nong-nghiep",), is_required=True),
]


def keys(sector, answers):
    return [one.key for one in concerned(FORM, sector, answers)]


def test_a_question_is_asked_in_its_fields_and_after_its_answer():
    assert keys("moi-truong", {}) == ["kind"]
    assert keys("nong-nghiep", {}) == ["kind", "farm"]
    assert keys("moi-truong", {"kind": "goods"}) == ["kind", "stock"]
    assert keys("moi-truong", {"kind": "goods", "stock": ["x", "y"]}) == ["kind", "stock", "depot"]


def test_a_question_behind_one_that_is_not_asked_is_not_asked_either():
    assert keys("moi-truong", {"kind": "service", "stock": ["y"]}) == ["kind"]


def test_only_what_is_asked_can_lack_and_is_sent():
    hidden = {"kind": "service", "stock": ["y"], "depot": "Kho cũ", "old": "Đã bỏ", "no": "?"}
    assert lacking(FORM, "moi-truong", hidden, {}) == []
    assert relevant(FORM, "moi-truong", hidden, removed={"old"}) == {
        "kind": "service",
        "old": "Đã bỏ",
    }
    assert lacking(FORM, "nong-nghiep", {"kind": "goods", "stock": ["y"]}, {}) == ["depot", "farm"]


def test_what_was_begun_must_reach_its_lower_limit_before_it_is_sent():
    form = [Asked("a", Kind.LONG, least="30"), Asked("p", Kind.PEOPLE, least="2", is_required=True)]
    assert lacking(form, "", {"p": [ROW, ROW]}, {}) == []
    assert lacking(form, "", {"a": "ngắn", "p": [ROW]}, {}) == ["a", "p"]


def test_a_required_file_lacks_until_it_is_given():
    form = [Asked("f", Kind.FILE, is_required=True, least="2", most="3")]
    assert lacking(form, "", {}, {}) == ["f"]
    assert lacking(form, "", {}, {"f": 1}) == ["f"]
    assert lacking(form, "", {}, {"f": 2}) == []
