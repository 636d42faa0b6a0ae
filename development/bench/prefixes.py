"""Under which prefix the language model reads mentors and teams best: part of `bench embedding`.

Two tasks of the demo: titles made from its ideas find the idea, and its ideas find a mentor who has
a skill they name as needed (by texts alone: the tags are not shown to the model).
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from development.bench.server import ROOT
from development.console import say
from mentorhub.commands.demo.content import DATA as DEMO
from mentorhub.matching.actions.asking import LanguageModel
from mentorhub.matching.domain.embedding import Vectors
from mentorhub.matching.domain.understanding import AT_ONCE

TITLES = ROOT / "tests" / "data" / "alike_titles.jsonl"
PAIRS = (("query", "query"), ("query", "passage"), ("passage", "passage"))


def prefixes(model: LanguageModel) -> Iterator[str]:
    yield (
        "\n## Which prefix\n\n"
        "The model alone, on the demo. A title made from one of the thirty ideas has to find it: "
        "mean reciprocal rank. An idea has to find, among the mentors, those with a skill it "
        "needs, by what they write and not by their tags: share of the pairs of a fitting and "
        "another mentor that stand the right way round, and its standard error.\n\n"
        "| asked under | found under | said otherwise | translated | mentors, in Vietnamese | "
        "mentors, in English |\n|---|---|---|---|---|---|"
    )
    told = json.loads(DEMO.read_text("utf-8"))
    for asked, found in PAIRS:
        ask, find = (LanguageModel(model.name, prefix) for prefix in (asked, found))
        ranks = (_rank(ask, find, told["ideas"], how) for how in ("said otherwise", "translated"))
        orders = (_order(ask, find, told, language) for language in ("vi", "en"))
        row = " | ".join(
            (*(f"{one:.3f}" for one in ranks), *(f"{one:.3f} ± {by:.3f}" for one, by in orders))
        )
        say(line := f"| {asked} | {found} | {row} |")
        yield line


def _vectors(model: LanguageModel, texts: Sequence[str]) -> Vectors:
    parts = [model(texts[start : start + AT_ONCE]) for start in range(0, len(texts), AT_ONCE)]
    return np.concatenate(parts)


def _rank(ask: LanguageModel, find: LanguageModel, ideas: Sequence[Any], how: str) -> float:
    rows = [json.loads(line) for line in TITLES.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["how"] == how and row["like"]]
    places = {idea["id"]: at for at, idea in enumerate(ideas)}
    texts = ["\n".join((idea["problem_vi"], idea["solution_vi"])) for idea in ideas]
    scores = _vectors(ask, [row["typed"] for row in rows]) @ _vectors(find, texts).T
    right = np.array([[places[row["like"]]] for row in rows])
    above = (scores > np.take_along_axis(scores, right, 1)).sum(axis=1)
    return float((1 / (1 + above)).mean())


def _order(
    ask: LanguageModel, find: LanguageModel, told: Any, language: str
) -> tuple[float, float]:
    texts = [
        "\n".join((idea["title"]["vi"], idea["problem_vi"], idea["solution_vi"]))
        for idea in told["ideas"]
    ]
    bios = [one["bio"][language] for one in told["mentors"]]
    scores = _vectors(ask, texts) @ _vectors(find, bios).T
    skills = [{skill["tag"] for skill in one["skills"]} for one in told["mentors"]]
    right_ways = []
    for row, idea in zip(scores, told["ideas"], strict=True):
        fits = np.array([bool({*idea["needs"]} & skill) for skill in skills])
        if fits.any() and not fits.all():
            right_ways.append((row[fits][:, None] > row[~fits]).mean())
    return float(np.mean(right_ways)), float(np.std(right_ways) / len(right_ways) ** 0.5)
