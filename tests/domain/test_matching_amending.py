"""A few mentors amended into an index, against everything learnt anew."""

from dataclasses import replace

import numpy as np
import pytest

from mentorhub.matching.domain.amending import amended
from mentorhub.matching.domain.explain import Explainer
from mentorhub.matching.domain.lifting import refined, with_lift
from mentorhub.matching.domain.model import Document, Passage, Profile, best, fit, fits
from mentorhub.matching.domain.tags import taxonomy

FIELDS = [taxonomy().in_groups(group) for group in ("agriculture", "education", "health", "safety")]
NEW_WORD = "quạ khoang"


def somebody(id_, luck, *, documents=1, said=""):
    field = FIELDS[luck.integers(len(FIELDS))]
    texts = [" ".join(one.label("vi") for one in luck.choice(field, 8)) for _ in range(documents)]
    own = tuple(
        Document((Passage(f"{text} {said}", "vi"),), f"{id_}.{n}" if n else "")
        for n, text in enumerate(texts)
    )
    tags = tuple((one.id, 2) for one in luck.choice(field, 3, replace=False))
    return Profile(id_, own, tags)


@pytest.fixture(scope="module")
def world():
    """Mentors before and after: two left, three wrote or took on work, two came."""
    luck = np.random.default_rng(4)
    before = [somebody(f"{n:03}", luck, documents=1 + n % 3) for n in range(90)]
    teams = [somebody(f"t{n}", luck, said=NEW_WORD if n == 0 else "") for n in range(20)]
    changed = [
        replace(somebody("010", luck, said=NEW_WORD), concepts=teams[0].concepts),
        somebody("040", luck, documents=4),
        somebody("089", luck, documents=7),
        somebody("025x", luck, documents=2),
        somebody("zzz", luck, said=NEW_WORD),
    ]
    gone = {"000", "055"}
    others = {one.id: one for one in before if one.id not in gone}
    after = sorted((others | {one.id: one for one in changed}).values(), key=lambda one: one.id)
    index = with_lift(fit(before, teams=teams), before, teams=teams)
    anew = with_lift(fit(after, teams=teams), after, teams=teams)
    return index, anew, amended(index, changed, gone=gone, teams=teams), teams


def test_words_and_tags_are_those_of_an_index_learnt_anew(world):
    _, anew, now, _ = world
    assert now.mentors.tolist() == anew.mentors.tolist()
    assert now.documents.tolist() == anew.documents.tolist()
    assert now.first.tolist() == anew.first.tolist()
    for mine, theirs in ((now.text, anew.text), (now.tags, anew.tags)):
        assert mine.keys.tolist() == theirs.keys.tolist()
        assert mine.starts.tolist() == theirs.starts.tolist()
        assert mine.rows.tolist() == theirs.rows.tolist()
        assert mine.idf == pytest.approx(theirs.idf, abs=1e-6)
        assert mine.weights == pytest.approx(theirs.weights, abs=1e-5)


def test_a_word_nobody_had_said_finds_who_says_it_now(world):
    index, anew, now, _ = world
    asked = Profile("t", (Document((Passage(NEW_WORD, "vi"),)),))
    assert best(fits(index, asked), limit=3).tolist() == []
    found = [now.mentors[row].decode() for row in best(fits(now, asked), limit=2)]
    assert set(found) == {"010", "zzz"}
    assert found == [anew.mentors[row].decode() for row in best(fits(anew, asked), limit=2)]


def test_the_whole_order_is_nearly_that_of_an_index_learnt_anew(world):
    _, anew, now, teams = world
    rows = np.arange(len(now.mentors))
    shared, exact, places = [], [], []
    for team in teams:
        mine, theirs = (refined(one, team, fits(one, team), rows) for one in (now, anew))
        shared.append(len({*best(mine, limit=10)} & {*best(theirs, limit=10)}) / 10)
        of_words = [{*best(fits(one, team), limit=10)} for one in (now, anew)]
        exact.append(len(of_words[0] & of_words[1]) / 10)
        of_changed = [now.place(id_) for id_ in ("010", "040", "089", "025x", "zzz")]
        ranks = [np.argsort(np.argsort(-one)) for one in (mine, theirs)]
        places += (ranks[0] - ranks[1])[of_changed].tolist()
    assert np.mean(shared) >= 0.93
    assert np.mean(exact) >= 0.98
    assert np.abs(places).mean() <= 3


def test_who_left_is_nowhere_and_who_wrote_has_reasons(world):
    _, _, now, teams = world
    assert now.place("000") is None
    assert now.place("055") is None
    told = Explainer(now, teams[0]).reasons("010", skills=dict(teams[0].concepts))
    assert {reason.kind for reason in told} == {"concept", "words"}


def test_an_index_without_spaces_is_amended_too():
    luck = np.random.default_rng(5)
    few = [somebody(f"{n:03}", luck) for n in range(8)]
    other = somebody("003", luck)
    now = amended(fit(few), [other], gone={"007"})
    anew = fit([*few[:3], other, *few[4:7]])
    assert now.lift is None
    assert now.text.weights == pytest.approx(anew.text.weights, abs=1e-5)


def test_when_nobody_is_left_there_is_no_index():
    luck = np.random.default_rng(6)
    index = fit([somebody("a", luck)])
    with pytest.raises(ValueError, match="no mentors"):
        amended(index, [], gone={"a"})


def test_a_mentor_without_a_word_is_amended_like_others():
    luck = np.random.default_rng(7)
    index = fit([somebody("a", luck), somebody("b", luck)])
    now = amended(index, [Profile("b", (Document(()),))])
    assert now.text.scores(now.text.query(["~web"])).shape == (2,)
    assert np.isfinite(now.text.weights).all()
