"""News as plain values."""

from datetime import date
from types import SimpleNamespace

import pytest

from mentorhub.notifications.domain import (
    Notices,
    Stretch,
    family_of,
    link_of,
    stretch,
    unlinked,
)


def source(**parts):
    return SimpleNamespace(**parts)


def test_what_the_features_tell_is_one_table():
    told = Notices.of(
        [
            source(AUDIENCES={"a.b": len}, LINES={"a.b": "A"}, LINKS={"a.b": ("x",)}),
            source(AUDIENCES={"c.d": len}, LINES={"c.d": "C"}),
        ]
    )
    assert (set(told.audiences), set(told.lines), set(told.links)) == (
        {"a.b", "c.d"},
        {"a.b", "c.d"},
        {"a.b"},
    )


def test_two_features_may_not_speak_for_one_verb():
    with pytest.raises(ValueError, match=r"a\.b: told by two features"):
        Notices.of([source(LINES={"a.b": "A"}), source(LINES={"a.b": "B"})])


def test_an_audience_needs_words():
    with pytest.raises(ValueError, match=r"no sentence for a\.b"):
        Notices.of([source(AUDIENCES={"a.b": len})])


@pytest.mark.parametrize(
    ("verb", "family"),
    [
        ("idea.sent", "ideas"),
        ("request.asked", "mentoring"),
        ("entry.submitted", "contests"),
        ("judging.reminded", "judging"),
        ("results.published", "results"),
        ("password.changed", "account"),
    ],
)
def test_the_thing_before_the_dot_decides_the_family(verb, family):
    assert family_of(verb).name == family


def activity(**facts):
    return SimpleNamespace(verb="v", subject_id="subject", contest_id="contest", facts=facts)


@pytest.mark.parametrize(
    ("link", "facts", "found"),
    [
        (("home",), {}, ("home", {})),
        (("show", "idea_id"), {}, ("show", {"idea_id": "subject"})),
        (("show", "contest_id"), {}, ("show", {"contest_id": "contest"})),
        (("show", "card_id"), {"card_id": "card"}, ("show", {"card_id": "card"})),
    ],
)
def test_a_link_takes_a_fact_the_contest_or_the_thing_itself(link, facts, found):
    assert link_of(activity(**facts), {"v": link}) == found


def test_a_contest_is_its_own_contest():
    of_contest = SimpleNamespace(verb="v", subject_id="c", contest_id=None, facts={})
    assert link_of(of_contest, {"v": ("show", "contest_id")}) == ("show", {"contest_id": "c"})
    assert link_of(of_contest, {}) is None


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 11, 23), Stretch.TODAY),
        (date(2026, 11, 24), Stretch.TODAY),
        (date(2026, 11, 22), Stretch.WEEK),
        (date(2026, 11, 17), Stretch.WEEK),
        (date(2026, 11, 16), Stretch.EARLIER),
    ],
)
def test_a_day_stands_under_one_heading(day, found):
    assert stretch(day, date(2026, 11, 23)) is found


@pytest.mark.parametrize(
    "text", ["evil.example", "https://evil.example", "boss@evil.example", "www.evil.vn/x.html"]
)
def test_addresses_in_peoples_words_are_broken_invisibly(text):
    broken = unlinked(f"Xem {text} nhé")
    assert text not in broken
    assert broken.replace("\N{WORD JOINER}", "") == f"Xem {text} nhé"


@pytest.mark.parametrize("text", ["3.5 điểm", "v.v. và nữa", "Hết. Rồi nghỉ", "23:59", "a: b"])
def test_ordinary_words_stay_as_they_are(text):
    assert unlinked(text) == text
