"""How much a score is lifted by what texts have in common beyond the words they share.

total = z(text) + 0.5 z(tags) + 0.5 z(word space) + 0.5 z(letter space) − 0.5 usual of the mentor,
divided by the usual best total; with + z(embedding) where a language model was asked. The weights
were chosen on samples of package descriptions; docs/decisions/0039-what-lifts-a-match.md says how
many were tried on the draws it reports.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from mentorhub.matching.domain.arrays import Floats, Places
from mentorhub.matching.domain.index import Index
from mentorhub.matching.domain.latent import Lift, Space, letters
from mentorhub.matching.domain.model import Profile, fits, pooled, standard, text_scores
from mentorhub.matching.domain.weights import SHIPPED, Weights

LEARNT_FROM = 100  # documents; fewer have too little in common to learn from
SPACE = 0.5
USUAL = 0.5
_SAMPLE = 200


def refined(
    index: Index, team: Profile, exact: Floats, rows: Places, weights: Weights = SHIPPED
) -> Floats:
    """The whole score of these mentors (rows of the index), (n,): 1.0 is the usual best match.

    `exact` (m,) is what `model.fits` gave all mentors by the same weights; without learnt spaces it
    stays as it is. A team whose text is newer than the index is scored without the language model,
    on that scale.
    """
    beyond = _beyond(index, team, rows)
    if beyond is None:
        return exact[rows]
    more, best = beyond
    return np.asarray((exact[rows] * index.scale.best + weights.lift * more) / best)


def parts(index: Index, team: Profile, row: int) -> dict[str, float]:
    """What the whole score of one mentor is the weighed sum of: text, tags and lift."""
    text = text_scores(index, index.text.query(team.words))[row]
    tags = index.tags.scores(index.tags.query(team.tag_words))[row]
    z_text, z_tags = standard(text, tags, index.scale)
    more, best = _beyond(index, team, np.array([row])) or (np.zeros(1), index.scale.best)
    return {
        "text": float(z_text) / best,
        "tags": float(z_tags) / best,
        "lift": float(more[0]) / best,
    }


def _beyond(index: Index, team: Profile, rows: Places) -> tuple[Floats, float] | None:
    """What is added to the exact scores of these rows, (n,), and the usual best total."""
    vector = index.meaning.of(team.as_told) if index.meaning else None
    whole = index.meaning if vector is not None else index.lift
    if whole is None or not len(rows):
        return None
    held, first = _documents_of(index, rows)
    more = -USUAL * whole.usual[rows]
    if index.lift is not None:
        more = more + latent(index.lift, team, held, first)
    if index.meaning is not None and vector is not None:
        more = more + index.meaning.on_scale(pooled(index.meaning.cosines(vector, held), first))
    return np.asarray(more), whole.best


def latent(lift: Lift, team: Profile, held: Places | None, first: Places) -> Floats:
    """Both cosines on the scale of random pairs, half weight each, (n,) for n mentors.

    `held` are the documents to read, all when None; those of mentor i begin at first[i].
    """
    met = zip(_cosines(lift, team, held, first), lift.means, lift.deviations, strict=True)
    return np.asarray(sum(SPACE * (cosine - mean) / spread for cosine, mean, spread in met))


def with_lift(
    index: Index, mentors: Sequence[Profile], *, teams: Sequence[Profile] = (), seed: int = 0
) -> Index:
    """The index with both spaces learnt from the mentors' documents; only the worker calls this.

    The scale comes from up to 200 teams, or mentors where there is no team, drawn by `seed`.
    With fewer than a hundred documents the index stays as it is.
    """
    texts = [text for mentor in mentors for text in mentor.texts]
    if len(texts) < LEARNT_FROM:
        return index
    from mentorhub.matching.domain.spaces import learnt, learnt_of_letters

    words = learnt(texts, seed=seed)
    of_letters = learnt_of_letters([bare(text) for text in texts], seed=seed)
    return replace(index, lift=_scaled(index, words, of_letters, teams or mentors, seed=seed))


def usual_of(index: Index, rows: Places, teams: Sequence[Profile], *, seed: int = 0) -> Floats:
    """What these mentors score with up to 200 teams drawn by `seed`, in the mean, (n,).

    Without a space to lie in, or without teams, what is known of them already.
    """
    if index.lift is None:
        return np.zeros(len(rows))
    if not teams or not len(rows):
        return index.lift.usual[rows]
    held, first = _documents_of(index, rows)
    sample = _drawn(teams, seed=seed)
    exact = np.array([fits(index, team)[rows] for team in sample]) * index.scale.best
    lifted = [latent(index.lift, team, held, first) for team in sample]
    return np.asarray((exact + lifted).mean(axis=0))


def bare(tokens: Iterable[str]) -> list[str]:
    """The folded words among the analyser's tokens."""
    return [token[1:] for token in tokens if token[0] == "~" and " " not in token]


def _scaled(
    index: Index, words: Space, of_letters: Space, teams: Sequence[Profile], *, seed: int
) -> Lift:
    sample = _drawn(teams, seed=seed)
    lift = Lift(words, of_letters, (0.0, 0.0), (1.0, 1.0), np.zeros(len(index.mentors)), 1.0)
    met = np.array([_cosines(lift, team, None, index.first) for team in sample])
    means, spreads = met.mean(axis=(0, 2)), met.std(axis=(0, 2))
    spreads[spreads == 0] = 1.0
    exact = np.array([fits(index, team) for team in sample]) * index.scale.best
    totals = exact + (SPACE * (met - means[:, None]) / spreads[:, None]).sum(axis=1)
    usual = totals.mean(axis=0)
    best = float(np.median((totals - USUAL * usual).max(axis=1)))
    return replace(
        lift,
        means=(float(means[0]), float(means[1])),
        deviations=(float(spreads[0]), float(spreads[1])),
        usual=usual,
        best=best if best > 0 else 1.0,
    )


def _drawn(teams: Sequence[Profile], *, seed: int) -> list[Profile]:
    drawn = np.random.default_rng(seed).permutation(len(teams))[:_SAMPLE]
    return [teams[place] for place in drawn]


def _cosines(
    lift: Lift, team: Profile, held: Places | None, first: Places
) -> tuple[Floats, Floats]:
    """Pooled cosines in the space of words and in that of letters, each (n,)."""
    spoken = team.words
    of_words = pooled(lift.words.scores(spoken, held), first)
    return of_words, pooled(lift.letters.scores(letters(bare(spoken)), held), first)


def _documents_of(index: Index, rows: Places) -> tuple[Places, Places]:
    """The documents of these mentors, one mentor after the other, and where each begins."""
    held = [np.arange(index.first[row], index.first[row + 1]) for row in rows]
    first = np.cumsum([0, *map(len, held)]).astype(np.int64)
    return np.concatenate(held), first
