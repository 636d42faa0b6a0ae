"""What the matching finds when diacritics are left out: `tasks.py bench unmarked`.

Each of 1,209 sentences is the text of a mentor, each of 1,190 questions people asked about them
that of a team (XQuAD-R, CC BY-SA 4.0), read and ranked as suggestions are. Told is the share of
questions whose own sentence comes first, written as it was, without marks, and with every second
word's marks left out; then the share of names of concepts that lead to the one that was meant.
"""

import argparse
import json
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from development.console import say
from development.environment import ROOT
from mentorhub.matching.domain.analyser import fold
from mentorhub.matching.domain.model import Document, Passage, Profile, best, fit, fits
from mentorhub.matching.domain.tags import taxonomy

DATA = ROOT / "tests" / "data"
LEAST_KEPT, LEAST_FOUND, LEAST_NAMED = 0.98, 0.69, 0.95


def every_second(text: str) -> str:
    """Without the marks of the second, the fourth … word."""
    words = text.split()
    return " ".join(fold(word) if place % 2 else word for place, word in enumerate(words))


WAYS: Mapping[str, Callable[[str], str]] = {
    "as written": str,
    "without marks": fold,
    "every second word without": every_second,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="tasks.py bench unmarked", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="ask every so many-th question")
    found, named = recalls(every=parser.parse_args().every), resolved()
    whole = found["as written"]
    say("| typed | recall@1 | ÷ as written | names of concepts that lead to it |")
    say("|---|---|---|---|")
    for way, share in found.items():
        say(f"| {way} | {share:.3f} | {share / whole:.3f} | {named[way]:.2%} |")
    kept = min(share / whole for share in found.values())
    good = whole >= LEAST_FOUND and kept >= LEAST_KEPT and min(named.values()) >= LEAST_NAMED
    return 0 if good else 1


def recalls(*, every: int = 1) -> dict[str, float]:
    """Way of typing → share of the questions whose sentence comes first."""
    index = fit([_somebody(row) for row in _rows("vi_sentences.jsonl")])
    questions = _rows("vi_questions.jsonl")[::every]
    found = {}
    for way, typed in WAYS.items():
        right = 0
        for row in questions:
            scores = fits(index, _somebody(row | {"text": typed(row["text"])}))
            first = best(scores, limit=1)
            right += bool(len(first)) and index.mentors[first[0]] == str(row["answer"]).encode()
        found[way] = right / len(questions)
    return found


def resolved() -> dict[str, float]:
    """Way of typing → share of all names of concepts that lead to their one concept."""
    names = [(name, one) for one in taxonomy().concepts.values() for name in one.names]
    return {
        way: sum(taxonomy().find(typed(name)) is one for name, one in names) / len(names)
        for way, typed in WAYS.items()
    }


def _somebody(row: Mapping[str, Any]) -> Profile:
    return Profile(str(row["id"]), (Document((Passage(str(row["text"]), "vi"),)),))


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


if __name__ == "__main__":
    raise SystemExit(main())
