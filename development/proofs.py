"""The long checks, part by part; docs/proof/prove.md keeps how each ended when it last ran."""

import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from development import checks
from development.checks import Check, Outcome, in_chromium, on_postgres
from development.console import Failed, say
from development.environment import ROOT

# Of every folder with tests marked `fault`; what knows no database, or starts both, runs once.
ON_BOTH = {
    "accounts": ("tests/accounts", "tests/consents"),
    "attacks": ("tests/attacks",),
    "permissions": ("tests/permissions",),
    "faults": ("tests/faults",),
    "load": ("tests/load",),
    "entries and jobs": ("tests/entries", "tests/jobs"),
}
ONCE = {"plain Python": ("tests/domain",)}
BROWSER = ("tests/journeys",)
REPORT = ROOT / "docs" / "proof" / "prove.md"
HEAD = """# What `tasks.py prove` found last

`python3 tasks.py prove` runs every line; `python3 tasks.py prove load` those whose name holds the
word. A line is written when its part ends, so that parts may be of different days. Figures of
single tests stand in the files beside this one.

| part | ended | seconds | tests | on | at |
|---|---|---|---|---|---|
"""


def run(words: Sequence[str]) -> int:
    """Those whose name holds every word, all without one. Raises Failed where none does."""
    chosen = [check for check in every() if all(word in check.name for word in words)]
    if not chosen:
        raise Failed("prove knows: " + ", ".join(check.name for check in every()))
    commit = _commit()
    return checks.run(chosen, after=lambda outcome: keep(REPORT, outcome, commit))


def every() -> list[Check]:
    return [*_of_tests(), Check("simulated juries", ["python", "-m", "development.bench.judging"])]


def _of_tests() -> Iterator[Check]:
    yield Check("races on SQLite", ["pytest", "-k", "races"])
    yield Check("matrix on PostgreSQL", checks.MATRIX.command, on_postgres)
    sampled = ("tests/attacks", *checks.OF_RULES, *checks.IN_MEMORY)
    yield Check("attacks, rules and kept pages on PostgreSQL", ["pytest", *sampled], on_postgres)
    for name, folders in ON_BOTH.items():
        yield Check(f"{name} on SQLite", ["pytest", "-m", "fault", *folders])
        yield Check(f"{name} on PostgreSQL", ["pytest", "-m", "fault", *folders], on_postgres)
    for name, folders in ONCE.items():
        yield Check(name, ["pytest", "-m", "fault", *folders])
    yield Check("journeys in Chromium", ["pytest", "-m", "fault", *BROWSER], in_chromium)


def keep(report: Path, outcome: Outcome, commit: str) -> None:
    """Write one line; the others stay as they were."""
    before = report.read_text(encoding="utf-8") if report.exists() else HEAD
    rows = {_name(row): row for row in before.splitlines() if row.startswith("| ")}
    rows.pop("part", None)
    rows[outcome.name] = (
        f"| {outcome.name} | {'ok' if outcome.passed else '**failed**'} | {outcome.seconds:.0f} "
        f"| {outcome.words} | {datetime.now(UTC):%Y-%m-%d} | {commit} |"
    )
    order = [check.name for check in every()]
    lines = sorted(rows, key=lambda name: (order.index(name) if name in order else -1, name))
    report.write_text(HEAD + "\n".join(rows[name] for name in lines) + "\n", encoding="utf-8")
    say(f"written to {report.name}: {outcome.name}")


def _name(row: str) -> str:
    return row.split("|")[1].strip()


def _commit() -> str:
    found = subprocess.run(
        ["git", "describe", "--always", "--dirty=+"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip() or "no commit"
