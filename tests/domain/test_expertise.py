"""Who knows what an entry is about."""

import pytest

from mentorhub.judging.domain.expertise import Knowledge, Subject, suitability
from mentorhub.matching.domain.analyser import tokens
from mentorhub.matching.domain.crossing import cosines


def words(text):
    return tokens(text, "vi")


RICE = Subject(words("Máy sạ lúa cho ruộng nhỏ, tiết kiệm giống"), frozenset({"rice"}), "agri")
SALT = Subject(words("Phao báo độ mặn của nước sông"), frozenset({"water", "iot"}), "env")


def test_a_text_is_like_itself_and_unlike_one_without_a_common_word():
    alike = cosines([RICE.tokens, SALT.tokens, []], [RICE.tokens, SALT.tokens])
    assert alike.diagonal().tolist() == pytest.approx([1, 1])
    assert alike[2].tolist() == [0, 0]
    assert alike[0, 1] == alike[1, 0] < 0.1


def test_rare_words_weigh_more_than_common_ones():
    left = [words("lúa giống")]
    right = [words("lúa"), words("giống"), words("lúa nước"), words("lúa mùa")]
    common, rare = cosines(left, right)[0][:2]
    assert rare > common


def test_what_is_known_speaks_for_a_juror():
    farmer = Knowledge(words("trồng lúa, giống lúa"), frozenset({"rice"}), frozenset({"agri"}))
    found = suitability([RICE, SALT], [farmer, Knowledge(judged={"env": 9})])
    assert found.total[0].tolist() == [0.9, 0]
    assert found.total[1].tolist() == pytest.approx([0.5 * found.topic[1, 0], 0.1], abs=0.001)
    assert found.topic.max() == 1


def test_part_of_the_tags_is_part_of_the_figure():
    found = suitability([SALT], [Knowledge(concepts=frozenset({"iot", "rice"}))])
    assert found.tags[0, 0] == 0.5
    assert found.total[0, 0] == 0.1


def test_a_jury_that_said_nothing_suits_every_entry_alike():
    silent = Knowledge()
    assert silent.is_silent
    assert not suitability([RICE, SALT], [silent, silent]).total.any()
