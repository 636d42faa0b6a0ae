import numpy as np
import pytest

from mentorhub.matching.domain.cases import case
from mentorhub.matching.domain.embedding import Remembered
from mentorhub.matching.domain.evaluation import WITH_EMBEDDING, evaluate
from mentorhub.matching.domain.index import load, save
from mentorhub.matching.domain.lifting import refined, with_lift
from mentorhub.matching.domain.model import Document, Passage, Profile, fit, fits
from mentorhub.matching.domain.understanding import AT_ONCE, meant, read, understood, with_meaning
from tests.domain.dictionary import Dictionary

MENTORS = [
    f"{thing} {number} people village"
    for number in range(10)
    for thing in ("rice paddy", "boat", "loan")
]
WANTED = ["lúa people", "thuyền people", "vốn vay people", "mặn people", "village people"]


def profile(id_, text, language="vi"):
    return Profile(id_, (Document((Passage(text, language),)),))


@pytest.fixture(scope="module")
def people():
    return [profile(f"{row}", text, "en") for row, text in enumerate(MENTORS)]


@pytest.fixture(scope="module")
def teams():
    return [profile(f"team {row}", text) for row, text in enumerate(WANTED)]


@pytest.fixture(scope="module")
def plain(people, teams):
    return fit(people, teams=teams)


@pytest.fixture(scope="module")
def index(plain, people, teams):
    return with_meaning(plain, teams, understood(Dictionary(), read(people, teams)))


def score(index, team):
    return refined(index, team, fits(index, team), np.arange(len(index.mentors)))


def test_what_is_meant_moves_those_who_say_it_in_another_language(index, plain, teams):
    for kind, team in enumerate(teams[:3]):
        found, before = score(index, team), score(plain, team)
        same = np.arange(len(found)) % 3 == kind
        assert found[same].min() > found[~same].max()
        assert before[same].mean() == pytest.approx(before[~same].mean(), abs=0.1)


def test_the_scale_comes_from_random_pairs(index, teams):
    met = np.array([meant(index, team) for team in teams])
    assert met.mean() == pytest.approx(0, abs=0.02)
    assert met.std() == pytest.approx(1, abs=0.02)


def test_a_team_newer_than_the_index_is_scored_as_without_a_model(index, plain):
    new = profile("new", "lúa people village")
    assert not meant(index, new).any()
    assert score(index, new).tolist() == score(plain, new).tolist()


def test_a_team_newer_than_a_lifted_index_keeps_the_scale_of_the_lift(people, teams):
    many = [profile(f"m{row}", text, "en") for row, text in enumerate(MENTORS * 4)]
    lifted = with_lift(fit(many, teams=teams), many, teams=teams)
    whole = with_meaning(lifted, teams, understood(Dictionary(), read(many, teams)))
    new = profile("new", "boat people")
    assert score(whole, new).tolist() == score(lifted, new).tolist()
    assert score(whole, teams[1]).tolist() != score(lifted, teams[1]).tolist()


def test_an_index_is_read_back_mapped_and_equal_and_so_is_one_without_a_model(
    index, plain, teams, tmp_path
):
    again = load(save(index, tmp_path, "1"))
    assert again.meaning.name == "dictionary 1"
    assert isinstance(again.meaning.places.base, np.memmap)
    assert score(again, teams[0]).tolist() == score(index, teams[0]).tolist()
    assert load(save(plain, tmp_path, "2")).meaning is None


def test_few_pairs_or_a_model_that_says_the_same_of_all_change_nothing(plain, people, teams):
    told = understood(Dictionary(), read(people, teams))
    assert with_meaning(plain, teams[:3], told).meaning is None
    dull = understood(lambda_of(np.ones(2, np.float32)), read(people, teams))
    assert with_meaning(plain, teams, dull).meaning is None


def test_vietnamese_without_marks_is_asked_about_with_them_and_known_as_it_was_typed(people):
    teams = [profile("a", "ruộng lúa mặn nước"), profile("b", "ruong lua man nuoc")]
    embed = Dictionary()
    told = understood(embed, read(people, teams))
    assert "ruong lua man nuoc" not in embed.asked
    index = with_meaning(fit(people, teams=teams * 2), teams * 2, told)
    assert meant(index, teams[1]).tolist() == meant(index, teams[0]).tolist()
    foreign = profile("c", "ruong lua man nuoc", "en")
    assert "ruong lua man nuoc" in read([*people, *teams], [foreign]).texts


def test_labels_are_read_before_the_text_and_a_long_text_ends():
    one = Profile(
        "x",
        (Document((Passage("lúa " * 1000, "vi"),)), Document((Passage("tôm", "vi"),))),
        (("gis-mapping", 2), ("no such concept", 1)),
        (Passage("hàn chì", "vi"),),
    )
    first, second = one.told()
    assert first.startswith("Bản đồ")
    assert ", hàn chì\nlúa lúa" in first
    assert len(first) == 1000
    assert second == "tôm"


def test_only_what_is_new_is_asked_about_while_there_is_time(people, teams):
    reading = read(people, teams)
    embed = Dictionary()
    first = understood(embed, reading, has_time=iter([True, False]).__next__)
    assert len(embed.asked) == AT_ONCE
    assert not first.is_complete
    second = understood(embed, reading, known=first.known)
    assert second.is_complete
    assert len(embed.asked) == len(set(embed.asked)) == len(set(reading.texts))
    edited = read([profile("0", "boat loan", "en"), *people[1:]], teams)
    third = understood(embed, edited, known=second.known)
    assert embed.asked[len(set(reading.texts)) :] == ["boat loan"]
    assert third.known.missing(reading.texts) == [MENTORS[0]]


def test_what_is_remembered_has_keys_beside_vectors():
    known = Remembered()
    assert known.arrays()[0].tolist() == []
    known.learn(["a", "b"], np.eye(2, dtype=np.float32))
    keys, vectors = known.arrays()
    assert Remembered(dict(zip(keys.tolist(), vectors, strict=True)))["b"].tolist() == [0, 1]


@pytest.mark.parametrize("model", WITH_EMBEDDING)
def test_the_evaluation_judges_it_and_counts_what_no_reason_names(model):
    people = [{"id": row, "bio": text} for row, text in enumerate(MENTORS)]
    projects = [{"id": row, "text": text} for row, text in enumerate(WANTED)]
    for one in (*people[:2], projects[-1]):  # a word of these alone, so that there is a reason
        one["bio" if "bio" in one else "text"] += " nautilus"
    given = [
        {"person": row, "project": kind, "rating": 5 if row % 3 == kind else 1}
        for row in range(len(people))
        for kind in range(3)
    ]
    judged = case(people, projects, given)
    with_, without = (
        evaluate(judged, parts=model.split("+"), embed=embed) for embed in (Dictionary(), None)
    )
    assert [one.loss.value for one in with_.directions] == pytest.approx([0, 0], abs=0.02)
    assert without.directions[0].loss.value > 0.3
    assert evaluate(judged, parts=model.split("+"), embed=Dictionary()) == with_
    assert with_.named < without.named


def lambda_of(vector):
    class Dull:
        name = "dull"

        def __call__(self, texts):
            return np.array([vector / np.linalg.norm(vector) for _ in texts])

    return Dull()
