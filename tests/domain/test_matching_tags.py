import unicodedata
from collections import Counter

import pytest

from mentorhub.matching.domain.analyser import fold
from mentorhub.matching.domain.tags import (
    LANGUAGES,
    Concept,
    Taxonomy,
    concept_words,
    key,
    taxonomy,
)


def ids(concepts):
    return [concept.id for concept in concepts]


def test_there_are_enough_concepts_and_the_local_ones_speak_three_languages():
    concepts = taxonomy().concepts.values()
    assert len(concepts) >= 1300
    assert sum(concept.is_local for concept in concepts) >= 270
    assert {tuple(c.labels) for c in concepts if c.source != "github-topics"} == {LANGUAGES}
    assert {concept.group for concept in concepts} <= set(taxonomy().groups)


def test_no_two_local_concepts_share_a_label():
    counts = Counter(
        (language, key(label))
        for concept in taxonomy().concepts.values()
        if concept.is_local
        for language, label in concept.labels.items()
    )
    assert [label for label, times in counts.items() if times > 1] == []


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("Trí tuệ nhân tạo", "artificial-intelligence"),
        ("tri tue nhan tao", "artificial-intelligence"),
        ("tri tuệ nhan tao", "artificial-intelligence"),
        ("ARTIFICIAL  intelligence", "artificial-intelligence"),
        ("agriculture intelligente", "smart-farming"),
        ("3D-printing", "printing-3d"),
        ("IoT", "iot"),
        ("C++", "cpp"),
        ("bán hàng", "sales"),
    ],
)
def test_a_tag_is_found_however_it_is_written(typed, concept):
    assert taxonomy().find(typed).id == concept


def test_a_key_of_two_concepts_is_shown_and_never_assigned():
    assert taxonomy().find("ban hang") is None
    assert ids(taxonomy().candidates("ban hang")) == ["sales", "traditional-market"]


def test_other_diacritics_are_another_word():
    both = Taxonomy([Concept("sell", "g", "both", {"vi": "bán hàng"}, (), "test")], [], [])
    assert both.find("bản hàng") is None
    assert both.find("ban hang").id == "sell"


def test_old_and_new_places_of_the_tone_are_one_spelling():
    peace = Taxonomy([Concept("peace", "g", "both", {"vi": "hòa bình"}, (), "test")], [], [])
    assert peace.find("hoà bình").id == "peace"


def test_unknown_text_names_nothing():
    assert taxonomy().find("xyzzy") is None
    assert taxonomy().candidates("…") == []


def test_nearly_all_aliases_lead_to_one_concept():
    table = taxonomy()
    synonyms = [(s, c) for c in table.concepts.values() for s in c.synonyms]
    found = sum(table.find(synonym) is concept for synonym, concept in synonyms)
    assert found / len(synonyms) >= 0.95


STYLES = {
    "capitals": str.upper,
    "a title": str.title,
    "no diacritics": fold,
    "hyphens": lambda name: name.replace(" ", "-"),
    "underscores": lambda name: name.replace(" ", "_"),
    "no spaces": lambda name: name.replace(" ", ""),
    "many spaces": lambda name: f"  {name.replace(' ', '  ')} ",
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
}


@pytest.mark.parametrize("style", STYLES)
def test_every_name_is_found_however_it_is_typed_or_shown_with_its_rivals(style):
    table = taxonomy()
    names = [(name, concept) for concept in table.concepts.values() for name in concept.names]
    typed = [(STYLES[style](name), concept) for name, concept in names[::5]]
    assert [text for text, concept in typed if concept not in table.candidates(text)] == []
    found = sum(table.find(text) is concept for text, concept in typed)
    assert found / len(typed) >= 0.99


@pytest.mark.parametrize(
    ("prefix", "concept"),
    [
        ("nông nghiệp th", "smart-farming"),
        ("nong nghiep th", "smart-farming"),
        ("ban do so", "gis-mapping"),
        ("smart f", "smart-farming"),
        ("cartogr", "gis-mapping"),
    ],
)
def test_suggestions_come_from_prefixes_in_any_language(prefix, concept):
    assert concept in ids(taxonomy().suggestions(prefix))


def test_suggestions_keep_to_the_limit_and_put_local_concepts_first():
    found = taxonomy().suggestions("c", limit=5)
    assert len(found) == 5
    assert all(concept.is_local for concept in found)
    assert taxonomy().suggestions("  ") == []


def test_a_concept_is_indexed_in_its_three_languages():
    words = concept_words(taxonomy().concepts["smart-farming"])
    assert {"thông", "~thong minh", "farming", "~agriculture intelligente"} <= set(words)


def test_labels_fall_back_to_english():
    topic = taxonomy().concepts["cpp"]
    assert topic.label("vi") == topic.labels["en"]
    assert taxonomy().concepts["rice"].label("vi-VN") == taxonomy().concepts["rice"].labels["vi"]


def test_a_sector_shows_the_concepts_of_its_groups():
    sector = taxonomy().sectors["nong-lam-ngu-nghiep"]
    assert sector.label("en") == "Agriculture, forestry and fisheries"
    assert {c.group for c in taxonomy().in_groups(*sector.groups)} == {"agriculture", "aquaculture"}
