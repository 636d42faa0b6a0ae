import json
from pathlib import Path

import pytest

from mentorhub.commands.demo.content import DATA as DEMO
from mentorhub.matching.domain.analyser import fold
from mentorhub.matching.domain.restoring import LONGEST, Restorer

DATA = Path(__file__).parents[1] / "data"
EACH = 6  # of 1,190 questions


def texts(name):
    return [json.loads(line)["text"] for line in (DATA / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def restorer():
    """Knows the sentences; the questions about them are new to it."""
    return Restorer(texts("vi_sentences.jsonl"))


def test_nearly_every_syllable_of_a_question_without_marks_is_put_right(restorer):
    right = total = 0
    for question in texts("vi_questions.jsonl")[::EACH]:
        found = restorer.restored(fold(question)).split()
        meant = question.lower().split()
        right += sum(a == b for a, b in zip(found, meant, strict=True))
        total += len(meant)
    assert right / total >= 0.95


def test_the_syllable_is_told_by_those_beside_it():
    restorer = Restorer(["độ mặn của nước", "cái bàn gỗ mới", "bản đồ độ mặn", "bàn gỗ", "cái bàn"])
    assert restorer.restored("ban do do man") == "bản đồ độ mặn"
    assert restorer.restored("cai ban go") == "cái bàn gỗ"


def test_text_with_marks_is_never_changed_not_even_with_one(restorer):
    for text in texts("vi_questions.jsonl")[::EACH]:
        assert restorer.restored(text) == text
    assert restorer.restored("ban đo do man cua nuoc") == "ban đo do man cua nuoc"


def test_putting_marks_back_twice_is_putting_them_back_once(restorer):
    for question in texts("vi_questions.jsonl")[::EACH]:
        once = restorer.restored(fold(question))
        assert restorer.restored(once) == once
        assert fold(once) == fold(question)


def test_english_and_french_are_left_alone_even_where_they_pass_for_vietnamese():
    content = json.loads(DEMO.read_text("utf-8"))
    restorer = Restorer([*_said(content, "vi"), *texts("vi_sentences.jsonl")])
    foreign = [*_said(content, "en"), *map(fold, _said(content, "fr"))]
    assert len(foreign) > 100
    assert [text for text in foreign if restorer.restored(text) != text] == []


def test_capitals_signs_spaces_and_unknown_words_stay():
    restorer = Restorer(["bản đồ độ mặn", "nước"])
    assert restorer.restored("BAN do,  do MAN (nuoc nuoc) 2: Kubernetes!") == (
        "BẢN đồ,  độ MẶN (nước nước) 2: Kubernetes!"
    )


def test_what_teaches_nothing_or_is_too_long_changes_nothing(restorer):
    assert Restorer([]).restored("ban do do man") == "ban do do man"
    assert Restorer(["ban do do man"]).restored("ban do do man") == "ban do do man"
    long = "do man " * (LONGEST // 7 + 1)
    assert restorer.restored(long) == long
    for odd in ("", "do", "🌾", "a\x00b", "12 34", "ទូក ເຮືອ"):
        assert restorer.restored(odd) == odd


def _said(value, language):
    """Every text of the demo in this language, sentences only."""
    if isinstance(value, dict):
        if isinstance(value.get(language), str):
            return [value[language]] if len(value[language].split()) > 2 else []
        return [text for part in value.values() for text in _said(part, language)]
    if isinstance(value, list):
        return [text for part in value for text in _said(part, language)]
    return []
