"""docs/proof/load.md: one row for each scenario and database, the latest run of each."""

from datetime import UTC, datetime

from tests.conftest import POSTGRES
from tests.served import ROOT, percentile

KINDS = ("final", "upload", "save", "page")
HEAD = """# The last hour and the last minute of a contest

`python3 tasks.py prove` (or `SCALE=0.1 LOAD_SECONDS=20 .venv/bin/pytest -m fault tests/load`):
nginx before three gunicorn workers of four threads, with the settings of `deploy/` but without
TLS; clients and server share the machine, and every page was made some times before the run
begins. Every request leaves at its own moment (open loop), and its time counts from when it was
due, so waiting for a free hand counts. Each client keeps a journal that is on the disk before an
answer counts; afterwards the journals are compared with the database, and files with what is kept
of them, byte for byte. Scale 1 is the load of the bar: L1 880 finals an hour, 600 drafts saved
every 15 s and 100 pages a second; L2 400 finals, 120 files of 5 MB in parts and 9,000 pages in 60
s, with the deadline at 95 % of the run. “Load” is what the machine had to do when the run began
and when it ended (the average of a minute): waiting for somebody else's work is in the times, and
never in lost, dup, wrong, phantom.

"""
COLUMNS = (
    *("scenario", "database", "scale", "for", "load", "requests"),
    *(f"{kind} p50 / p99" for kind in KINDS),
    *("first try failed", "after retry", "lost", "dup", "wrong", "phantom", "on"),
)
HEAD += f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"


def report(scenario, seen, found, *, scale, seconds, load):
    """`load`: of the machine when the run began and when it ended."""
    key = f"| {scenario.name} | {'PostgreSQL' if POSTGRES else 'SQLite'} |"
    told = (f"{scale:g}", f"{seconds:g} s", " → ".join(f"{one:.1f}" for one in load))
    asked = sum(map(len, seen.times.values()))
    mistakes = [found[kind] for kind in ("lost", "dup", "wrong", "phantom")]
    counts = (seen.first_failed, seen.given_up, *mistakes, datetime.now(UTC).date())
    cells = [*told, asked, *(_times(seen.times[kind]) for kind in KINDS), *counts]
    page = ROOT / "docs" / "proof" / "load.md"
    old = page.read_text(encoding="utf-8").splitlines(True) if page.exists() else []
    kept = [line for line in old if line.startswith("| L") and not line.startswith(key)]
    row = f"{key} {' | '.join(map(str, cells))} |\n"
    page.write_text(HEAD + "".join(sorted([*kept, row])), encoding="utf-8")


def _times(times):
    if not times:
        return "–"
    return f"{percentile(times, 0.5):.2f} / {percentile(times, 0.99):.2f} s"
