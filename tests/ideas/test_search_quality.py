"""The search box's own index and ranking on questions people asked (tests/data, CC BY-SA 4.0)."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from mentorhub.ideas.domain.search import readings, terms
from mentorhub.ideas.queries import SEARCH
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform import search
from mentorhub.platform.db import db

DATA = Path(__file__).parents[1] / "data"
EACH = 12  # of 1,190 questions every twelfth, spelled in three ways


def rows(name):
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def key_of(number):
    return UUID(int=(0x19C0000_0000 + number) << 80 | 7 << 76 | 8 << 60 | number)


def half_folded(text):
    return " ".join(fold(word) if at % 2 else word for at, word in enumerate(text.split()))


def share_found_first(spelled):
    questions = rows("vi_questions.jsonl")[::EACH]
    first = 0
    for question in questions:
        asked = readings(spelled(question["text"]))[-1]
        found = search.find(SEARCH, asked.required, also=asked.also, limit=1)
        first += found == [key_of(question["answer"])]
    return first / len(questions)


@pytest.mark.timeout(300)
def test_answers_come_first_with_without_and_with_half_of_the_diacritics(app):
    for sentence in rows("vi_sentences.jsonl"):
        search.write(SEARCH, key_of(sentence["id"]), terms([], [sentence["text"]]))
    db.session.flush()
    marked = share_found_first(str)
    bare, half = share_found_first(fold), share_found_first(half_folded)
    assert marked >= 0.65
    assert bare / marked >= 0.98
    assert half / marked >= 0.98
