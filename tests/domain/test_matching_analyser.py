import json
import math
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhub.matching.domain.analyser import fold, tokens, words

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đồng Tháp", "dong thap"),
        ("hoà", "hoa"),
        (unicodedata.normalize("NFD", "Mỹ Hòa"), "my hoa"),
        ("cœur d'été", "coeur d'ete"),
        ("ខ្មែរ", "ខ្មែរ"),
    ],
)
def test_folding_drops_marks_and_keeps_letters(text, folded):
    assert fold(text) == folded


def test_gives_the_word_the_folded_word_and_the_folded_pair():
    assert tokens("Lúa tôm", "vi") == ["lúa", "~lua", "~lua tom", "tôm", "~tom"]


def test_composed_and_decomposed_text_are_the_same():
    text = "Bản đồ độ mặn do thanh niên đo"
    assert tokens(unicodedata.normalize("NFD", text), "vi") == tokens(text, "vi")


def test_names_of_languages_keep_their_signs_and_one_letter_words_stay():
    assert words("C++, C#, node.js và R.", "vi") == ["c++", "c#", "node.js", "và", "r"]


def test_khmer_words_keep_their_vowels():
    assert words("ភាសាខ្មែរ", "km") == ["ភាសាខ្មែរ"]


def test_stop_words_fall_only_where_their_language_is_written():
    assert words("the maps of the sea", "en") == ["maps", "sea"]
    assert words("les cartes de la mer", "fr") == ["cartes", "mer"]
    assert words("me con là ai", "vi") == ["me", "con", "là", "ai"]


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def _rows(name):
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines() if line]


def _bm25(documents, *, k1=1.2, b=0.75):
    """Term → [(document, weight)] for BM25."""
    counts = {id_: Counter(tokens(text, "vi")) for id_, text in documents.items()}
    average = sum(map(Counter.total, counts.values())) / len(counts)
    found = defaultdict(list)
    for id_, terms in counts.items():
        length = k1 * (1 - b + b * terms.total() / average)
        for term, times in terms.items():
            found[term].append((id_, times * (k1 + 1) / (times + length)))
    rarity = {
        term: math.log(1 + (len(counts) - len(hits) + 0.5) / (len(hits) + 0.5))
        for term, hits in found.items()
    }
    return {term: [(id_, rarity[term] * w) for id_, w in hits] for term, hits in found.items()}


def _recall(index, questions, spelled):
    right = 0
    for question in questions:
        scores = Counter()
        for term in tokens(spelled(question["text"]), "vi"):
            for id_, weight in index.get(term, ()):
                scores[id_] += weight
        right += bool(scores) and scores.most_common(1)[0][0] == question["answer"]
    return right / len(questions)


def _every_second_word_folded(text):
    return " ".join(fold(word) if place % 2 else word for place, word in enumerate(text.split()))


def test_answers_are_found_with_without_and_with_half_of_the_diacritics():
    index = _bm25({row["id"]: row["text"] for row in _rows("vi_sentences.jsonl")})
    questions = _rows("vi_questions.jsonl")
    marked = _recall(index, questions, str)
    assert marked >= 0.74
    assert _recall(index, questions, fold) / marked >= 0.98
    assert _recall(index, questions, _every_second_word_folded) / marked >= 0.98
