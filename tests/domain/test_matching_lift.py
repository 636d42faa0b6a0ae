import numpy as np
import pytest

from mentorhub.matching.domain import index as indexes
from mentorhub.matching.domain.index import load, save
from mentorhub.matching.domain.latent import letters
from mentorhub.matching.domain.lifting import LEARNT_FROM, latent, refined, with_lift
from mentorhub.matching.domain.model import Document, Passage, Profile, best, fit, fits

FIELDS = (
    "boat river fishing net harbour oar tide".split(),
    "loan bank interest ledger credit tax audit".split(),
    "seed rice paddy harvest straw mill grain".split(),
)


def profile(id_, *texts):
    return Profile(id_, tuple(Document((Passage(text, "en"),)) for text in texts))


def mentors(many=60):
    """Each speaks of a few words of one field, in two documents."""
    luck = np.random.default_rng(1)
    for number in range(many):
        field = FIELDS[number % 3]
        said = [" ".join(luck.choice(field, 4, replace=False)) for _ in range(2)]
        yield profile(f"{number}", *said)


@pytest.fixture(scope="module")
def people():
    return list(mentors())


@pytest.fixture(scope="module")
def index(people):
    return with_lift(fit(people), people)


def test_a_field_is_recognised_without_a_shared_word(index, people):
    team = profile("team", "fishing")
    silent = [row for row, one in enumerate(people) if "fishing" not in one.words]
    lifted = latent(index.lift, team, None, index.first)
    same = [row for row in silent if row % 3 == 0]
    others = [row for row in silent if row % 3]
    assert same
    assert lifted[same].mean() > lifted[others].max()


def test_endings_and_spellings_are_forgiven_by_the_letters(index):
    scores = index.lift.letters.scores(letters(["harvesting"]))
    of_fields = scores.reshape(-1, 3, 2).mean(axis=(0, 2))
    assert of_fields.argmax() == 2
    assert of_fields[2] > 0.2


def test_who_fits_everybody_a_little_is_nobodys_best(index):
    team, rows = profile("team", "boat tide"), np.arange(3)
    exact = fits(index, team)
    lift = index.lift
    without = exact[rows] * index.scale.best + latent(lift, team, None, index.first)[rows]
    expected = (without - 0.5 * lift.usual[rows]) / lift.best
    assert refined(index, team, exact, rows) == pytest.approx(expected)


def test_few_documents_teach_nothing_and_the_score_stays(people):
    few = people[: LEARNT_FROM // 2 - 1]
    plain = with_lift(fit(few), few)
    assert plain.lift is None
    exact = fits(plain, profile("team", "boat"))
    rows = best(exact, limit=5)
    assert refined(plain, profile("team", "boat"), exact, rows).tolist() == exact[rows].tolist()


def test_a_lifted_index_is_read_back_mapped_and_equal(index, tmp_path):
    again = load(save(index, tmp_path, "1"))
    assert isinstance(again.lift.words.places.base, np.memmap)
    team, rows = profile("team", "rice straw"), np.arange(60)
    exact = fits(index, team)
    assert refined(again, team, exact, rows).tolist() == refined(index, team, exact, rows).tolist()


def test_the_same_mentors_teach_the_same(index, people):
    again = with_lift(fit(people), people)
    assert again.lift.words.directions.tolist() == index.lift.words.directions.tolist()
    assert again.lift.usual.tolist() == index.lift.usual.tolist()


def test_words_nobody_used_lie_nowhere(index):
    assert index.lift.words.scores(["xyzzy"]).tolist() == [0] * 120
    assert not index.lift.letters.scores([]).any()
    assert index.lift.letters.scores(letters(["ប្រទេស"])).tolist() == [0] * 120


def test_long_columns_are_added_up_where_they_lie_to_the_same_sums(index, monkeypatch):
    query = index.text.query(profile("team", "fishing boat rice").words)
    at_once = index.text.scores(query)
    monkeypatch.setattr(indexes, "MOST_AT_ONCE", 0)
    assert at_once.any()
    assert index.text.scores(query).tolist() == at_once.tolist()
