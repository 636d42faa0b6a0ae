import json
import unicodedata
from pathlib import Path

import pytest

from mentorhub.matching.domain.cases import case, rows
from mentorhub.matching.domain.evaluation import MODELS, evaluate
from mentorhub.matching.domain.language import language_of

CRAFTS = {
    "rice": "rice fields and seedlings paddies water",
    "sewing": "sewing fabric and needles cloth pattern",
    "robots": "robots and sensors circuits soldering code",
    "law": "law of contracts and trademarks court",
}
NAUGHTY = json.loads((Path(__file__).parents[1] / "data" / "blns.json").read_text("utf-8"))


def people(**more):
    return [
        {"id": name, "documents": [{"title": name, "text": text}], "tags": [name], **more}
        for name, text in CRAFTS.items()
    ]


def projects():
    return [
        {"id": f"p-{name}", "title": f"The {name}", "text": text.split()[-1], "tags": [name]}
        for name, text in CRAFTS.items()
    ]


def ratings():
    return [
        {"person": a, "project": f"p-{b}", "rating": 5 if a == b else 1}
        for a in CRAFTS
        for b in CRAFTS
    ]


@pytest.mark.parametrize("model", MODELS)
def test_people_who_know_it_come_first_in_both_directions(model):
    report = evaluate(case(people(), projects(), ratings()), parts=model.split("+"))
    assert [one.loss.value for one in report.directions] == [0, 0]
    assert [one.queries for one in report.directions] == [4, 4]
    assert [one.gain for one in report.directions] == pytest.approx([1, 1])


def test_the_reasons_of_the_best_carry_most_of_the_score():
    assert evaluate(case(people(), projects(), ratings())).named >= 0.6


def test_nothing_but_ids_is_needed_and_what_ties_costs_half():
    bare = [{"id": 1}, {"id": 2}]
    given = [{"person": 1, "project": 7, "rating": 2}, {"person": "2", "project": 7, "rating": 4}]
    report = evaluate(case(bare, [{"id": 7}], given))
    assert report.directions[0].loss.value == 0.5
    assert report.directions[1].loss is None
    assert report.named is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"person": "nobody", "project": "p-law", "rating": 1}, "person nobody is unknown"),
        ({"person": "law", "project": "p-x", "rating": 1}, "project p-x is unknown"),
        ({"person": "law", "project": "p-law", "rating": "NaN"}, "NaN is no number"),
        ({"person": "law", "project": "p-law"}, "None is no number"),
    ],
)
def test_a_rating_that_cannot_be_used_is_named(wrong, sentence):
    with pytest.raises(ValueError, match=sentence):
        case(people(), projects(), [*ratings(), wrong])


def test_ids_are_needed_once_each():
    with pytest.raises(ValueError, match="law is there twice"):
        case([*people(), {"id": "law"}], projects(), ratings())
    with pytest.raises(ValueError, match="person 1 has no id"):
        case([{}], projects(), ratings())
    with pytest.raises(ValueError, match="at least one row"):
        case(people(), projects(), [])


def test_a_line_that_is_no_object_is_named():
    assert rows("people", '{"id": 1}\n\n{"id": 2}\n') == [{"id": 1}, {"id": 2}]
    for line in ("[1]", "{", "NaN"):
        with pytest.raises(ValueError, match="people, line 2"):
            rows("people", '{"id": 1}\n' + line)


@pytest.mark.parametrize(
    "text",
    [
        "lúa " * 25_000,
        "🌾🦐🛶",
        "the of and",
        "a\x00b",
        unicodedata.normalize("NFD", "Bản đồ độ mặn"),
        "лодка 船 ເຮືອ ទូក bateau thuyền",
    ],
    ids=["100 kB", "emoji", "stop words", "NUL", "NFD", "scripts"],
)
def test_strange_profiles_are_compared_like_others(text):
    strange = [*people(), {"id": "s", "bio": text, "tags": [text[:40]] * 500, "languages": 3}]
    report = evaluate(case(strange, projects(), ratings()))
    assert report.directions[0].loss.value == 0


def test_naughty_strings_are_texts_like_others():
    strange = [{"id": place, "bio": text, "tags": [text]} for place, text in enumerate(NAUGHTY)]
    given = [{"person": 0, "project": "p-law", "rating": n} for n in (1, 2)]
    found = evaluate(case(strange, projects(), given))
    assert found.directions[0].loss.value == 0.5


def test_a_language_is_told_by_marks_and_small_words():
    assert language_of("Bản đồ độ mặn cho bà con") == "vi"
    assert language_of("A map of the salt in the water") == "en"
    assert language_of("Une carte du sel dans les rizières") == "fr"
    assert language_of("Kubernetes", "fr") == "fr"
    assert language_of("🌾") == "vi"


def test_vietnamese_without_marks_is_no_french_whatever_its_small_words_look_like():
    assert language_of("day la ban do do man cho ba con") == "vi"
    assert language_of("To do an app so that no one has to", "vi") == "en"
    assert language_of("On ne sait pas qui a le sel", "vi") == "fr"


def test_the_same_rows_give_the_same_report():
    judged = case(people(), projects(), ratings())
    assert evaluate(judged) == evaluate(judged)
