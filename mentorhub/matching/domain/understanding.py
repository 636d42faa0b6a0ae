"""How an index learns what a language model says of its texts; only the worker calls this."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mentorhub.matching.domain.arrays import Floats
from mentorhub.matching.domain.embedding import Embedder, Meaning, Remembered, key
from mentorhub.matching.domain.index import Index
from mentorhub.matching.domain.lifting import USUAL, latent
from mentorhub.matching.domain.model import Profile, fits, pooled
from mentorhub.matching.domain.restoring import Restorer

FEWEST_PAIRS = 100  # of a team and a mentor; fewer tell no scale
LEAST_SPREAD = 1e-4  # of the cosines; two steps of float16 mean nothing
AT_ONCE = 8
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """What mentors and teams wrote, as the model is to read it: marks put back where none are.

    documents (d,) in the order of the index; teams by the key of what they typed.
    """

    documents: tuple[str, ...]
    teams: dict[int, str]

    @property
    def texts(self) -> list[str]:
        return [*self.documents, *self.teams.values()]


@dataclass(frozen=True, slots=True)
class Understood:
    """A reading and what the model called `name` said of it so far."""

    name: str
    reading: Reading
    known: Remembered

    @property
    def is_complete(self) -> bool:
        return not self.known.missing(self.reading.texts)


def read(mentors: Sequence[Profile], teams: Sequence[Profile]) -> Reading:
    """The spelling is learnt from these very texts."""
    written = (
        passage.text
        for one in (*mentors, *teams)
        for document in one.documents
        for passage in document.passages
        if passage.is_vietnamese
    )
    spell = Restorer(written).restored
    documents = tuple(text for one in mentors for text in one.told(spell))
    return Reading(documents, {key(team.as_told): "\n".join(team.told(spell)) for team in teams})


def understood(
    embed: Embedder,
    reading: Reading,
    *,
    known: Remembered | None = None,
    has_time: Callable[[], bool] = lambda: True,
) -> Understood:
    """Asks the model for what is not known yet, eight texts at a time, as long as there is time.

    Raises `EmbedderFailed` when the model gives no answer.
    """
    kept = (known or Remembered()).only(reading.texts)
    missing = kept.missing(reading.texts)
    for start in range(0, len(missing), AT_ONCE):
        if not has_time():
            break
        some = missing[start : start + AT_ONCE]
        kept.learn(some, embed(some))
    return Understood(embed.name, reading, kept)


def with_meaning(
    index: Index, teams: Sequence[Profile], told: Understood, *, seed: int = 0
) -> Index:
    """The index with the vectors of all that was read, which has to be complete.

    The scale comes from up to 200 teams drawn by `seed`. With fewer than a hundred pairs of a team
    and a mentor, or where all fit alike, the index stays as it is.
    """
    drawn = np.random.default_rng(seed).permutation(len(teams))[:_SAMPLE]
    if len(drawn) * len(index.mentors) < FEWEST_PAIRS:
        return index
    draft = _unscaled(told, len(index.mentors))
    sample = [teams[place] for place in drawn]
    met = np.array([_met(draft, index, team) for team in sample])
    if met.std() < LEAST_SPREAD:
        return index
    scaled = replace(draft, mean=float(met.mean()), deviation=float(met.std()))
    without = np.array([_without(index, team) for team in sample])
    totals = without + scaled.on_scale(met)
    usual = totals.mean(axis=0)
    best = float(np.median((totals - USUAL * usual).max(axis=1)))
    return replace(index, meaning=replace(scaled, usual=usual, best=best if best > 0 else 1.0))


def meant(index: Index, team: Profile) -> Floats:
    """z(embedding) of a team that was read with the index, with every mentor, (m,); 0 if not."""
    meaning = index.meaning
    if meaning is None or meaning.of(team.as_told) is None:
        return np.zeros(len(index.mentors))
    return meaning.on_scale(_met(meaning, index, team))


def _unscaled(told: Understood, mentors: int) -> Meaning:
    keys = sorted(told.reading.teams)
    places = np.array([told.known[text] for text in told.reading.documents], np.float16)
    asked = np.array([told.known[told.reading.teams[one]] for one in keys], np.float16)
    numbers = np.array(keys, np.uint64)
    return Meaning(told.name, places, numbers, asked, 0.0, 1.0, np.zeros(mentors), 1.0)


def _met(meaning: Meaning, index: Index, team: Profile) -> Floats:
    vector = meaning.of(team.as_told)
    assert vector is not None
    return pooled(meaning.cosines(vector), index.first)


def _without(index: Index, team: Profile) -> Floats:
    """The total of everything else, (m,)."""
    exact = fits(index, team) * index.scale.best
    return exact + latent(index.lift, team, None, index.first) if index.lift else exact
