"""What the optional language model adds, and what it costs: `tasks.py bench embedding`.

Needs requirements-embedding.txt in the environment. Sentences and questions are those of XQuAD-R in
Vietnamese (tests/data, CC BY-SA 4.0); the titles in other languages were made from the ideas of the
demo. Everything runs on one thread at a time; the model as the worker runs it, in a process of its
own.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from development.bench.prefixes import prefixes
from development.bench.server import ROOT
from development.console import say
from mentorhub.commands.demo.content import DATA as DEMO
from mentorhub.matching.actions import asking, language_model
from mentorhub.matching.actions.asking import LanguageModel
from mentorhub.matching.domain.analyser import fold
from mentorhub.matching.domain.cases import Case, Rating
from mentorhub.matching.domain.embedding import Remembered, Vectors
from mentorhub.matching.domain.evaluation import evaluate
from mentorhub.matching.domain.model import LONGEST_TOLD, Document, Passage, Profile
from mentorhub.matching.domain.restoring import Restorer
from mentorhub.matching.domain.understanding import AT_ONCE

PROOF, DATA = ROOT / "docs" / "proof" / "embedding.md", ROOT / "tests" / "data"
MODELS = ("text+tags", "text+tags+latent", "embedding", "text+tags+embedding")
WHOLE = "text+tags+latent+embedding"
RATED_BESIDE = 9


class Remembering:
    """The model, asked once about each text."""

    def __init__(self, model: LanguageModel) -> None:
        self.model, self.name, self.known = model, model.name, Remembered()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        missing = self.known.missing(texts)
        for start in range(0, len(missing), AT_ONCE):
            some = missing[start : start + AT_ONCE]
            self.known.learn(some, self.model(some))
        return np.array([self.known[text] for text in texts], np.float32)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tasks.py bench embedding", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="ask every so many questions only")
    every = parser.parse_args().every
    asking.PATIENCE = 3_600  # a crowded machine may measure, too
    if (model := language_model()) is None:
        say("no language model is installed: see requirements-embedding.txt")
        return 1
    sentences = [row["text"] for row in _lines("vi_sentences.jsonl")]
    questions = _lines("vi_questions.jsonl")[::every]
    embed, restorer = Remembering(model), Restorer(sentences)
    parts = (
        _head(model.name, every, len(questions), len(sentences)),
        *_restoring(restorer, [row["text"] for row in questions]),
        *_costs(model, sentences),
        *_recall(embed, restorer, sentences, questions),
        *_evaluated(embed, sentences, questions),
        *_translated(embed),
        *prefixes(model),
    )
    PROOF.write_text("\n".join(parts) + "\n", encoding="utf-8")
    say("written to docs/proof/embedding.md")
    return 0


def _head(name: str, every: int, asked: int, known: int) -> str:
    return (
        "# What the optional language model adds, and what it costs\n\n"
        f"`python3 tasks.py bench embedding --every {every}` with `requirements-embedding.txt` "
        f"installed ({name}): {asked:,} questions people asked in Vietnamese and the {known:,} "
        "sentences that answer them (XQuAD-R, CC BY-SA 4.0; `tests/data`).\n"
    )


def _restoring(restorer: Restorer, questions: Sequence[str]) -> Iterator[str]:
    right = total = 0
    began = time.process_time()
    restored = [restorer.restored(fold(question)) for question in questions]
    spent = time.process_time() - began
    bare = 0
    for question, found in zip(questions, restored, strict=True):
        meant = question.lower().split()
        right += sum(a == b for a, b in zip(found.split(), meant, strict=True))
        bare += sum(fold(word) == word for word in meant)
        total += len(meant)
    yield (
        "## Marks put back\n\n"
        "The spelling is learnt from the sentences; the questions, without their marks, are new "
        f"to it. **{right / total:.3f}** of {total:,} syllables come out as they were written "
        f"({bare / total:.3f} had no mark to lose), {1000 * spent / len(questions):.2f} ms of "
        "processor a question.\n"
    )


def _costs(model: LanguageModel, sentences: Sequence[str]) -> Iterator[str]:
    long = [" ".join(sentences[start:])[:LONGEST_TOLD] for start in range(0, 80, 10)]
    yield (
        "## Costs\n\n"
        "In the worker, half a minute at a time; a page only looks vectors up. Of processor, on "
        "one thread, the start of the process included:\n\n"
        f"| {AT_ONCE} texts of | ms a text | most memory of the process, MB |\n|---|---|---|"
    )
    told = {"one sentence": list(sentences[:AT_ONCE]), f"{LONGEST_TOLD:,} letters": long}
    for kind, texts in told.items():
        before = _children()
        model(texts)
        spent = 1000 * (_children() - before) / len(texts)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        yield f"| {kind} | {spent:.0f} | {peak:.0f} |"


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _recall(
    embed: Remembering, restorer: Restorer, sentences: Sequence[str], questions: Sequence[Any]
) -> Iterator[str]:
    yield (
        "\n## The model alone\n\n"
        "Of the questions, how many have the sentence that answers them nearest of all:\n\n"
        "| typed | recall@1 |\n|---|---|"
    )
    wanted = np.array([row["answer"] for row in questions])
    known = embed(sentences)
    for how, typed in _typings(restorer):
        nearest = (embed([typed(row["text"]) for row in questions]) @ known.T).argmax(axis=1)
        yield f"| {how} | {(nearest == wanted).mean():.3f} |"


def _typings(restorer: Restorer) -> tuple[tuple[str, Callable[[str], str]], ...]:
    return (
        ("as written", str),
        ("without marks", fold),
        ("without marks, put back", lambda text: restorer.restored(fold(text))),
    )


def _evaluated(
    embed: Remembering, sentences: Sequence[str], questions: Sequence[Any]
) -> Iterator[str]:
    yield (
        "\n## Inside the whole score\n\n"
        "What `flask evaluate` does, with each sentence as a person and each question as a project "
        "rated 5 with its answer and 1 with nine others drawn at random: loss of "
        "project→people with its 95 % interval, recall among the first ten of all, and the share "
        "that named reasons carry.\n\n"
        "| model | typed | loss | recall@10 | named |\n|---|---|---|---|---|"
    )
    for how, typed in (("as written", str), ("without marks", fold)):
        judged = _case(sentences, [(typed(row["text"]), row["answer"]) for row in questions])
        for model in (*MODELS, WHOLE):
            yield _row(model, how, judged, embed)


def _translated(embed: Remembering) -> Iterator[str]:
    yield (
        "\n## Across languages\n\n"
        "The same with the thirty ideas of the demo, in Vietnamese, as people, and titles made "
        "from them as projects (`tests/data/alike_titles.jsonl`), no tags:\n\n"
        "| model | titles | loss | recall@10 | named |\n|---|---|---|---|---|"
    )
    ideas = json.loads(DEMO.read_text("utf-8"))["ideas"]
    texts = ["\n".join((one["problem_vi"], one["solution_vi"])) for one in ideas]
    places = {one["id"]: at for at, one in enumerate(ideas)}
    for how in ("said otherwise", "without diacritics", "translated"):
        lines = [row for row in _lines("alike_titles.jsonl") if row["how"] == how]
        language = "en" if how == "translated" else "vi"
        given = [(row["typed"], places[row["like"]]) for row in lines if row["like"]]
        for model in ("text+tags", "embedding", "text+tags+embedding"):
            yield _row(model, how, _case(texts, given, language), embed)


def _row(model: str, how: str, judged: Case, embed: Remembering) -> str:
    report = evaluate(judged, parts=model.split("+"), embed=embed)
    one = report.directions[0]
    assert one.loss is not None
    lost = f"{one.loss.value:.3f} [{one.loss.low:.3f}, {one.loss.high:.3f}]"
    named = "–" if report.named is None else f"{report.named:.2f}"
    row = f"| {model} | {how} | {lost} | {one.recall:.3f} | {named} |"
    say(row)
    return row


def _case(people: Sequence[str], asked: Sequence[tuple[str, int]], language: str = "vi") -> Case:
    """`asked`: a text and the place of the person who answers it."""
    luck = np.random.default_rng(0)
    ratings = [Rating(right, at, 5.0) for at, (_, right) in enumerate(asked)]
    for at, (_, right) in enumerate(asked):
        others = luck.permutation(len(people))[: RATED_BESIDE + 1]
        ratings += [Rating(int(one), at, 1.0) for one in others if one != right][:RATED_BESIDE]
    return Case(
        [_profile(at, text, "vi") for at, text in enumerate(people)],
        [_profile(at, text, language) for at, (text, _) in enumerate(asked)],
        ratings,
    )


def _profile(at: int, text: str, language: str) -> Profile:
    return Profile(f"{at}", (Document((Passage(text, language),)),))


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


if __name__ == "__main__":
    sys.exit(main())
