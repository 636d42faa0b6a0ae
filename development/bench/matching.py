"""The ten best of a thousand to a million mentors, exact: `tasks.py bench matching`.

The mentors are made up: forty terms each, drawn as words are (the n-th commonest 1/n as often as
the first). Asked is what `mentoring` asks: the columns of a team's terms, added up, and the ten
best. Beside it stand brute force over all rows, which must find the same scores, and the time this
machine needs to read as many bytes, measured in the same run. Then the page of suggestions as a
whole. All times are those of the processor, on one thread.
"""

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

import numpy as np
from scipy import sparse

from development.bench.suggesting import page
from development.console import say
from mentorhub.matching.domain.arrays import Floats
from mentorhub.matching.domain.index import Query, TermMatrix
from mentorhub.matching.domain.model import best

SIZES = (1_000, 10_000, 100_000, 1_000_000)
TERMS, SAID, ASKED, QUERIES, CHECKED = 200_000, 40, 12, 100, 10
MOST_MS = {10_000: 2.0, 100_000: 10.0, 1_000_000: 60.0}
_READ = 256 * 1024 * 1024
BYTES_OF_ENTRY = 8  # a row number and a weight


@dataclass(frozen=True, slots=True)
class Figure:
    """Seconds to compress by column, megabytes of the arrays, milliseconds of a query, recall
    against brute force, and the milliseconds it takes to read the query's bytes."""

    mentors: int
    build: float
    megabytes: float
    median: float
    p95: float
    recall: float
    limit: float

    @property
    def row(self) -> str:
        must = MOST_MS.get(self.mentors)
        met = "" if must is None else f"{must:g} ms: {'met' if self.p95 < must else '**no**'}"
        return (
            f"| {self.mentors:,} | {self.build:.2f} | {self.megabytes:.0f} | {self.median:.2f} | "
            f"{self.p95:.2f} | {self.recall:.3f} | {self.median / self.limit:.1f} × | {met} |"
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="tasks.py bench matching", description=__doc__)
    parser.add_argument("--mentors", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--page", type=int, default=10_000, help="mentors behind the page; 0: none")
    wanted = parser.parse_args()
    speed = reading_speed()
    say(f"this machine reads {speed / 1e9:.1f} GB/s on one core\n")
    say("| mentors | compress s | MB | median ms | p95 ms | recall | ÷ reading | p95 must |")
    say("|---|---|---|---|---|---|---|---|")
    figures = [measured(many, speed) for many in wanted.mentors]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"\nmost memory of the process, building included: {peak:,.0f} MB")
    if wanted.page:
        whole = page(wanted.page)
        say(
            f"the whole page of suggestions among {whole.mentors:,} mentors: median "
            f"{whole.median:.1f} ms, p95 {whole.p95:.1f} ms; learning took {whole.learning:.1f} s, "
            f"taking up what one of them wrote {whole.amending:.2f} s"
        )
    slow = [one for one in figures if one.p95 >= MOST_MS.get(one.mentors, float("inf"))]
    return 1 if slow or any(one.recall < 1 for one in figures) else 0


def measured(many: int, speed: float) -> Figure:
    """`speed` is what the machine reads, in bytes a second."""
    luck = np.random.default_rng(many)
    by_mentor = made_up(many, luck)
    started = time.thread_time()
    matrix = by_column(by_mentor)
    build = time.thread_time() - started
    queries = [asked(luck) for _ in range(QUERIES)]
    spent = [_milliseconds(partial(ten_best, matrix, query)) for query in queries]
    read = median(_entries(matrix, query) for query in queries) * BYTES_OF_ENTRY
    held = (matrix.keys, matrix.idf, matrix.starts, matrix.rows, matrix.weights)
    figure = Figure(
        mentors=many,
        build=build,
        megabytes=sum(array.nbytes for array in held) / 1e6,
        median=median(spent),
        p95=float(np.quantile(spent, 0.95)),
        recall=recall(matrix, by_mentor, queries[:CHECKED]),
        limit=read / speed * 1000,
    )
    say(figure.row)
    return figure


def made_up(many: int, luck: np.random.Generator) -> sparse.csr_array:
    """So many mentors by terms, every row of length 1."""
    terms = (TERMS ** luck.random((many, SAID), np.float32)).astype(np.int32) - 1
    weights = luck.random((many, SAID), np.float32) + 0.1
    weights /= np.sqrt((weights * weights).sum(axis=1, keepdims=True))
    starts = np.arange(0, many * SAID + 1, SAID)
    rows = sparse.csr_array((weights.ravel(), terms.ravel(), starts), shape=(many, TERMS))
    rows.sum_duplicates()
    return rows


def by_column(rows: sparse.csr_array) -> TermMatrix:
    columns = rows.tocsc()
    keys, idf = np.arange(TERMS, dtype=np.uint64), np.ones(TERMS, np.float32)
    starts = columns.indptr.astype(np.int64)
    return TermMatrix(keys, idf, starts, columns.indices, columns.data, size=rows.shape[0])


def asked(luck: np.random.Generator) -> Query:
    """What a team writes: so many different terms, of length 1."""
    columns = np.unique((TERMS ** luck.random(ASKED)).astype(np.int64) - 1)
    return Query(columns, np.full(len(columns), 1 / np.sqrt(len(columns))))


def ten_best(matrix: TermMatrix, query: Query) -> Floats:
    scores = matrix.scores(query)
    return scores[best(scores, limit=10)]


def recall(matrix: TermMatrix, rows: sparse.csr_array, queries: Sequence[Query]) -> float:
    """The share of the ten best scores of brute force that the index finds."""
    found = wanted = 0
    for query in queries:
        dense = np.zeros(TERMS)
        dense[query.columns] = query.weights
        brute = np.sort(rows @ dense)[::-1][:10]
        brute = brute[brute > 0]
        wanted += len(brute)
        found += int(np.isclose(ten_best(matrix, query)[: len(brute)], brute, atol=1e-6).sum())
    return found / wanted


def reading_speed() -> float:
    """Bytes a second, the best of five times through 256 MB."""
    block = np.ones(_READ // 8)
    return _READ / min(_milliseconds(block.sum) for _ in range(5)) * 1000


def _entries(matrix: TermMatrix, query: Query) -> int:
    return int((matrix.starts[query.columns + 1] - matrix.starts[query.columns]).sum())


def _milliseconds(work: Callable[[], object]) -> float:
    """Of processor time: what else the machine does is not counted."""
    started = time.thread_time()
    work()
    return (time.thread_time() - started) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
