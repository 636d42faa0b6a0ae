"""The checks: one after the other, all of them even when one fails, and a table at the end."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from development import browser, environment
from development.console import Failed, is_terminal, say
from development.environment import ROOT

PYTEST_ENDS = re.compile(r"^=+ (.*\b(?:passed|failed|errors?|deselected|tests ran)\b.*) in [\d.]+s")
COUNTED = re.compile(r"(\d+) (passed|failed|errors?)")


def _nothing() -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class Check:
    name: str
    command: Sequence[str]
    surroundings: Callable[[], Mapping[str, str]] = _nothing
    beside: "Check | None" = None  # each keeps one processor busy: told when both have ended


@dataclass(frozen=True)
class Outcome:
    name: str
    passed: bool
    seconds: float
    words: str = ""


def on_postgres() -> Mapping[str, str]:
    return {"MENTORHUB_TEST_DATABASE": "postgresql"}


# Five runs and their servers read the same modules: compiled once, also where bytecode is not kept.
KEPT = {"PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": ""}


def in_chromium() -> Mapping[str, str]:
    return {"CHROMIUM": browser.chromium()}


FORMAT = Check("format", ["ruff", "format", "--check", "."])
LINT = Check("lint", ["ruff", "check", "."])
TYPES = Check("types", ["mypy"])
CONTRACTS = Check("import contracts", ["lint-imports", "--no-cache"])
TEMPLATES = Check("templates", ["djlint", "templates", "--lint", "--quiet"])
RACES = "tests/*/test_*races.py"  # where writers truly meet; SQLite lets in one: `prove`
ON_SQLITE = Check("tests on SQLite", ["pytest", "-n", "2", f"--ignore-glob={RACES}"])
# what knows no database, or only what rules and forms say, or what a worker keeps in its memory,
# once is enough; what attacks pages, lives a thousand lives or compares every page before results
# are out is asked on both in `prove`, as the two before are
OF_RULES = ("tests/contests/test_forms_agree.py", "tests/entries/test_rules_agree.py")
IN_MEMORY = tuple(f"tests/platform/test_{one}.py" for one in ("parts", "page_cache", "page_stamps"))
NOT_HERE = (
    "--ignore=tests/domain",
    "--ignore=tests/development",
    "--ignore=tests/attacks",
    "--ignore-glob=tests/*/test_machine.py",
    "--ignore=tests/permissions/test_embargo.py",
    *(f"--ignore={one}" for one in (*OF_RULES, *IN_MEMORY)),
    "--ignore-glob=tests/architecture/test_[!m]*",
)
ON_POSTGRES = Check("tests on PostgreSQL", ["pytest", "-n", "2", *NOT_HERE], on_postgres)
DEMO_ITSELF = "tests/journeys/test_demo_command.py"
MATRIX = Check(
    "permission matrix", ["pytest", "-n", "2", "-m", "matrix and not fault", "tests/permissions"]
)
THE_DEMO = Check("the demo command", ["pytest", "-m", "journey", DEMO_ITSELF], beside=TYPES)
IN_THE_BROWSER = ("tests/journeys", f"--ignore={DEMO_ITSELF}")
JOURNEYS = ["pytest", "-n", "2", "-m", "journey and not fault", *IN_THE_BROWSER]
IN_CHROMIUM = Check("journeys in Chromium", JOURNEYS, in_chromium)

FAST = (FORMAT, LINT, TYPES, CONTRACTS, TEMPLATES, ON_SQLITE)
EVERYTHING = (
    *(check for check in FAST if check is not TYPES),  # beside the demo
    *(ON_POSTGRES, MATRIX, THE_DEMO, IN_CHROMIUM),
)
FIXES = (
    Check("lint", ["ruff", "check", "--fix", "."]),
    Check("format", ["ruff", "format", "."]),
)


def run(checks: Sequence[Check], *, after: Callable[[Outcome], None] = lambda outcome: None) -> int:
    """0 when all pass. `after` hears of each as it ends."""
    environment.ready("requirements-dev.txt")
    outcomes: list[Outcome] = []
    try:
        for check in checks:  # when somebody interrupts, the table shows those done so far
            for outcome in _outcomes(check):
                outcomes.append(outcome)
                after(outcome)
    finally:
        _summary(outcomes, planned=sum(2 if check.beside else 1 for check in checks))
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def _outcomes(check: Check) -> Iterator[Outcome]:
    """Of the check as it goes, then of the one beside it."""
    if check.beside is None:
        yield _outcome(check, _show)
        return
    kept: list[str] = []
    with ThreadPoolExecutor(1) as other:
        beside = other.submit(_outcome, check.beside, kept.append)
        yield _outcome(check, _show)
        outcome = beside.result()
    _show("".join(kept))
    yield outcome


def _show(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


def _outcome(check: Check, show: Callable[[str], None]) -> Outcome:
    show(f"\n── {check.name} " + "─" * (70 - len(check.name)) + "\n")
    started = time.monotonic()
    try:
        passed, words = _streamed(check.command, check.surroundings(), show)
    except Failed as failure:
        show(f"{failure}\n")
        passed, words = False, str(failure).partition(".")[0]
    return Outcome(check.name, passed, time.monotonic() - started, words)


def _streamed(
    command: Sequence[str], surroundings: Mapping[str, str], show: Callable[[str], None]
) -> tuple[bool, str]:
    """Show what a tool prints as it prints it; keep how pytest closed."""
    closing = ""
    colours = {"PY_COLORS": "1"} if is_terminal() else {}
    with subprocess.Popen(
        [*environment.tool(command[0]), *command[1:]],
        cwd=ROOT,
        env=os.environ | colours | dict(surroundings) | KEPT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            show(line)
            if ends := PYTEST_ENDS.search(re.sub(r"\x1b\[[0-9;]*m", "", line)):
                closing = ends[1]
    if process.returncode < 0:
        closing = f"ended by {signal.Signals(-process.returncode).name}"
    return process.returncode == 0, closing


def _summary(outcomes: Sequence[Outcome], *, planned: int) -> None:
    say("\n" + "─" * 74)
    for outcome in outcomes:
        state = "ok" if outcome.passed else "FAILED"
        say(f"{state:<8}{outcome.name:<24}{outcome.seconds:7.1f} s  {outcome.words}".rstrip())
    if len(outcomes) < planned:
        say(f"interrupted: {planned - len(outcomes)} of {planned} checks did not run")
    counted = _counted(outcomes)
    if counted["passed"] or counted["failed"]:
        say(f"\n{counted['passed']} passed, {counted['failed']} failed")


def _counted(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Tests over all runs; a check without tests of its own that fails counts as one failure."""
    totals = {"passed": 0, "failed": 0}
    for outcome in outcomes:
        found = COUNTED.findall(outcome.words)
        for number, state in found:
            totals["passed" if state == "passed" else "failed"] += int(number)
        if not outcome.passed and not any(state != "passed" for _, state in found):
            totals["failed"] += 1
    return totals
