"""The model, judged by what people said: whom it ranks high for a project, and the other way.

A model is a sum of parts by name: `text` (weight 1), `tags` (0.5), `latent` (the two spaces, half
weight each) and `embedding` (1, the optional language model), less half of what each person and
each project scores with everybody.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mentorhub.matching.domain.arrays import Floats
from mentorhub.matching.domain.cases import Case
from mentorhub.matching.domain.embedding import Embedder
from mentorhub.matching.domain.explain import Explainer
from mentorhub.matching.domain.index import Index
from mentorhub.matching.domain.lifting import USUAL, latent, with_lift
from mentorhub.matching.domain.measures import Loss, gain, loss, recall
from mentorhub.matching.domain.model import TAGS, Profile, fit, text_scores
from mentorhub.matching.domain.understanding import meant, read, understood, with_meaning

PARTS = ("text", "tags", "latent")
MODELS = ("text", "tags", "text+tags", "text+latent", "text+tags+latent")
WITH_EMBEDDING = ("embedding", "text+tags+embedding", "text+tags+latent+embedding")
AMONG = 10
EXPLAINED = 200


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction of ranking: `loss`, None where no two ratings differ; recall among the first
    ten and nDCG as means over the queries."""

    name: str
    queries: int
    loss: Loss | None
    recall: float
    gain: float


@dataclass(frozen=True, slots=True)
class Report:
    """Both directions, and the part of text, tags and embedding that named reasons carry (0 to 1;
    None where nothing is shared)."""

    directions: tuple[Direction, Direction]
    named: float | None


def evaluate(
    case: Case,
    *,
    parts: Collection[str] = PARTS,
    seed: int = 0,
    embed: Embedder | None = None,
) -> Report:
    """Ranks people for every project and projects for every person.

    Holds people × projects scores of four bytes. Same input, same report. `embed` is asked about
    every text where `embedding` is a part; without it that part adds nothing.
    """
    index = fit(case.people, teams=case.projects, seed=seed)
    if "latent" in parts:
        index = with_lift(index, case.people, teams=case.projects, seed=seed)
    if "embedding" in parts and embed is not None:
        told = understood(embed, read(case.people, case.projects))
        index = with_meaning(index, case.projects, told, seed=seed)
    scores = scored(index, case.projects, parts)
    pairs = np.array([(one.project, one.person) for one in case.ratings])
    rated = scores[pairs[:, 0], pairs[:, 1]]
    values = np.array([one.value for one in case.ratings])
    directions = (
        _direction("project→people", scores, pairs, rated, values, seed),
        _direction("person→projects", scores.T, pairs[:, ::-1], rated, values, seed),
    )
    return Report(directions, _named(index, case, scores))


def scored(index: Index, projects: Sequence[Profile], parts: Collection[str]) -> Floats:
    """How well every person fits every project, (projects, people), usual scores taken off."""
    scores = np.zeros((len(projects), len(index.mentors)), np.float32)
    for place, project in enumerate(projects):
        scores[place] = sum(_parts(index, project, parts))
    both = USUAL * (scores.mean(axis=0, keepdims=True) + scores.mean(axis=1, keepdims=True))
    return np.asarray(scores - both)


def _parts(index: Index, project: Profile, parts: Collection[str]) -> Iterator[Floats]:
    scale = index.scale
    if "text" in parts:
        text = text_scores(index, index.text.query(project.words))
        yield (text - scale.text_mean) / scale.text_deviation
    if "tags" in parts:
        tags = index.tags.scores(index.tags.query(project.tag_words))
        yield TAGS * (tags - scale.tags_mean) / scale.tags_deviation
    if "latent" in parts and index.lift is not None:
        yield latent(index.lift, project, None, index.first)
    if "embedding" in parts:
        yield meant(index, project)


def _direction(
    name: str, scores: Floats, pairs: np.ndarray, rated: Floats, values: Floats, seed: int
) -> Direction:
    """`pairs` (n, 2): the query and the thing each of the n ratings is about."""
    order = np.argsort(pairs[:, 0], kind="stable")
    cuts = np.flatnonzero(np.diff(pairs[order, 0])) + 1
    queries = np.split(order, cuts)
    judged = [(rated[own], values[own]) for own in queries]
    try:
        lost = loss(judged, seed=seed)
    except ValueError:
        lost = None
    wanted_from = (values.min() + values.max()) / 2
    found = [
        recall(scores[pairs[own[0], 0]], wanted, among=AMONG)
        for own in queries
        if (wanted := list(pairs[own[values[own] > wanted_from], 1]))
    ]
    gains = [one for one in (gain(*each) for each in judged) if one is not None]
    return Direction(name, len(queries), lost, _mean(found), _mean(gains))


def _named(index: Index, case: Case, scores: Floats) -> float | None:
    """Over the best person of up to 200 projects: what the reasons name of the score."""
    shares = []
    for project, row in list(zip(case.projects, scores, strict=True))[:EXPLAINED]:
        best = int(row.argmax())
        person = case.people[best]
        explainer = Explainer(index, project)
        reasons = explainer.reasons(person.id, skills=dict(person.concepts))
        if reasons:
            unnamed = float(meant(index, project)[best])
            shares.append(explainer.covered(person.id, reasons, unnamed=unnamed))
    return _mean(shares) if shares else None


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else 0.0
