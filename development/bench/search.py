"""How well the search box and the hints find what is meant: `tasks.py bench search`.

Through the program's own index, on both databases. Search: every question of XQuAD-R in Vietnamese
(tests/data, CC BY-SA 4.0) is asked for the sentence that answers it, as it was written, without
marks, and with the marks of every second word gone. Hints: titles made from the thirty ideas of the
demo, each typed as a new idea's.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import structlog
from flask_migrate import upgrade

from development.bench.__main__ import databases
from development.bench.rows import Rows
from development.bench.server import ROOT
from development.console import say
from mentorhub.app import create_app
from mentorhub.commands.demo.content import DATA as DEMO
from mentorhub.ideas import actions, queries
from mentorhub.ideas.domain.search import readings, terms
from mentorhub.ideas.queries import SEARCH
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform import search
from mentorhub.platform.catalogues import compile_catalogues
from mentorhub.platform.db import db, transaction
from mentorhub.units.actions import load_units

PROOF, DATA = ROOT / "docs" / "proof", ROOT / "tests" / "data"
SHOWN = 12
SEARCH_HEAD = """# What the search box finds

`python3 tasks.py bench search`: {asked:,} of {questions:,} questions people asked in Vietnamese,
evenly chosen (`--every {every}`), each answered by one of {sentences:,} sentences (XQuAD-R,
CC BY-SA 4.0; copied to `tests/data` with its licence).
The sentences are in the box's own index; each question goes through its own readings and its own
ranking ([gallery.py](../../mentorhub/ideas/queries/gallery.py): all words as typed, then marks
aside, then the nearest). recall@1 is the share of questions whose sentence comes first,
recall@{shown} of those that find it on the first page. “÷ as written” is what is left of recall@1
without the marks. The share the tests keep to is 0.98 (`tests/ideas/test_search_quality.py`).

| database | typed | recall@1 | ÷ as written | recall@{shown} | median ms of processor |
|---|---|---|---|---|---|
"""
HINTS_HEAD = """# What the hints show while a title is typed

`python3 tasks.py bench search`: {lines} titles (`tests/data/alike_titles.jsonl`) made from the
{ideas} ideas of the demo, each typed into a new idea while these {ideas} are public; at most three
hints are shown. Right is a hint that leads to the idea the title was made from. The threshold was
set on the odd lines of the first 90; of the translated titles 25 came later and set nothing. A
title in another language is found where its idea has a title in that language.

| database | title | titles | hints shown | right | precision | found | median ms of processor |
|---|---|---|---|---|---|---|---|
"""
HINTS_FOOT = """
What a key costs the writer, in a browser on a slowed-down phone, stands in
[keystroke.md](keystroke.md); what the request costs beside a bare page, and with ten times as many
ideas, in [growth.md](growth.md).
"""
KINDS = ("said otherwise", "without diacritics", "translated", "new")


def main() -> int:
    parser = argparse.ArgumentParser(prog="tasks.py bench search", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="ask every so many questions only")
    every = parser.parse_args().every
    found, hinted = [], []
    for kind in ("sqlite", "postgresql"):
        with _house(kind) as rows:
            hinted += [_said(row) for row in _hints(kind, rows)]
            found += [_said(row) for row in _searches(kind, every)]
    everything, known = _lines("vi_questions.jsonl"), _lines("vi_sentences.jsonl")
    counts = {"questions": len(everything), "asked": len(everything[::every]), "every": every}
    head = SEARCH_HEAD.format(**counts, sentences=len(known), shown=SHOWN)
    (PROOF / "search.md").write_text(head + "\n".join(found) + "\n", encoding="utf-8")
    head = HINTS_HEAD.format(lines=len(_lines("alike_titles.jsonl")), ideas=len(_demo()))
    (PROOF / "hints.md").write_text(head + "\n".join(hinted) + "\n" + HINTS_FOOT, encoding="utf-8")
    say("written to docs/proof/search.md and docs/proof/hints.md")
    return 0


@contextmanager
def _house(kind: str) -> Iterator[Rows]:
    """The program on an empty database of this kind, with the units of the province."""
    compile_catalogues()
    with databases(kind) as (address, _), TemporaryDirectory() as folder:
        app = create_app(_settings(address, Path(folder)))
        structlog.configure(processors=[_say_nothing])
        with app.app_context():
            upgrade()
            with transaction():
                load_units()
            yield Rows()
            db.session.remove()
            db.engine.dispose()


def _searches(kind: str, every: int) -> Iterator[str]:
    """The hints' ideas are forgotten first: only sentences are searched."""
    with transaction():
        for idea in db.session.scalars(queries.public_ideas()).all():
            search.forget(SEARCH, idea.id)
        for one in _lines("vi_sentences.jsonl"):
            search.write(SEARCH, _key(one["id"]), terms([], [one["text"]]))
    written = 0.0
    for how, spelled in SPELLINGS.items():
        first = page = 0
        spent = []
        asked = _lines("vi_questions.jsonl")[::every]
        for question in asked:
            began = time.thread_time()
            found = _asked(spelled(question["text"]))
            spent.append(1000 * (time.thread_time() - began))
            first += found[:1] == [_key(question["answer"])]
            page += _key(question["answer"]) in found
        share = first / len(asked)
        written = written or share
        yield (
            f"| {kind} | {how} | {share:.3f} | {share / written:.3f} | {page / len(asked):.3f} "
            f"| {median(spent):.1f} |"
        )


def _asked(text: str) -> list[UUID]:
    """As the page does: what has all words, the reading as typed first; else what comes nearest."""
    found: dict[UUID, None] = {}
    asked = readings(text)
    for one in asked:
        keys = search.find(SEARCH, one.required, also=one.also, limit=SHOWN, partly=False)
        found |= dict.fromkeys(keys)
    if not found and asked:
        widest = asked[-1]
        found |= dict.fromkeys(search.find(SEARCH, widest.required, also=widest.also, limit=SHOWN))
    return list(found)[:SHOWN]


def _hints(kind: str, rows: Rows) -> Iterator[str]:
    with transaction():
        named = dict(_public(rows))
    lines = defaultdict[str, list[dict[str, Any]]](list)
    for line in _lines("alike_titles.jsonl"):
        lines[line["how"]].append(line)
    for how in KINDS:
        shown = right = found = 0
        spent = []
        for line in lines[how]:
            began = time.thread_time()
            hints = [named[row.id] for row in queries.alike(line["typed"])]
            spent.append(1000 * (time.thread_time() - began))
            shown, right = shown + len(hints), right + hints.count(line["like"])
            found += line["like"] in hints
        wanted = sum(line["like"] is not None for line in lines[how])
        share = f"{right / shown:.2f}" if shown else "–"
        of = f"{found} of {wanted}" if wanted else "nothing to find"
        yield (
            f"| {kind} | {how} | {len(lines[how])} | {shown} | {right} | {share} | {of} "
            f"| {median(spent):.1f} |"
        )


def _public(rows: Rows) -> Iterator[tuple[UUID, str]]:
    """The ideas of the demo by their titles: key and name of each."""
    team = rows.team()
    for place, told in enumerate(_demo()):
        idea = rows.idea(team, place)
        idea.title, idea.titles = told["title"]["vi"], told["title"]
        db.session.add(idea)
        db.session.flush()
        actions.index(idea)
        yield idea.id, told["id"]


def _half_folded(text: str) -> str:
    return " ".join(fold(word) if at % 2 else word for at, word in enumerate(text.split()))


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "without marks": fold,
    "every second word without": _half_folded,
}


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def _demo() -> list[dict[str, Any]]:
    ideas: list[dict[str, Any]] = json.loads(DEMO.read_text("utf-8"))["ideas"]
    return ideas


def _key(number: int) -> UUID:
    return UUID(int=(0x19C0000_0000 + number) << 80 | 7 << 76 | 8 << 60 | number)


def _settings(address: str, folder: Path) -> dict[str, object]:
    return {
        "SECRET_KEY": "only to measure with, never to serve",
        "BASE_URL": "http://127.0.0.1",
        "SQLALCHEMY_DATABASE_URI": address,
        "DATA_FOLDER": folder,
        "ASSETS_FOLDER": folder / "assets",
        "TRUSTED_HOSTS": ["127.0.0.1"],
        "SESSION_COOKIE_SECURE": False,
    }


def _say_nothing(_logger: Any, _name: str, _event: Any) -> Any:
    raise structlog.DropEvent


def _said(line: str) -> str:
    say(line)
    return line


if __name__ == "__main__":
    sys.exit(main())
