"""The permission matrix, run: its tests on two workers, and one line about what they found."""

import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from development import environment
from development.console import say

WIDTHS = (38, 5, 52, 16)
HEAD = ("action", "role", "surface", "expected", "got")


def run(arguments: Sequence[str]) -> int:
    """The tests' own exit code, or 1 where a cell was not what it should be."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mentorhub-matrix-") as folder:
        command = (
            "-m",
            "pytest",
            "-n",
            "2",
            "-m",
            "matrix and not fault",
            "-q",
            "tests/permissions",
            *arguments,
        )
        code = environment.run(*command, MENTORHUB_MATRIX=folder, PYTHONDONTWRITEBYTECODE="")
        found = gathered(Path(folder))
    for line in table(found["wrong"]):
        say(line)
    say(closing(found, time.monotonic() - started))
    return code or (1 if found["wrong"] else 0)


def gathered(folder: Path) -> dict[str, Any]:
    """The parts the workers left, added up: a cell asked on several surfaces counts once."""
    parts = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    sets = {
        name: sorted({one for part in parts for one in part[name]})
        for name in ("cells", "surfaces", "narrower")
    }
    wrong = sorted(
        (one for part in parts for one in part["wrong"]), key=lambda one: tuple(one.values())
    )
    return {**sets, "requests": sum(part["requests"] for part in parts), "wrong": wrong}


def table(wrong: Sequence[dict[str, str]]) -> list[str]:
    if not wrong:
        return []
    rows = [HEAD, *(tuple(one[name] for name in HEAD) for one in wrong)]
    return [
        "".join(f"{text:<{wide}} " for text, wide in zip(row, WIDTHS, strict=False)) + row[-1]
        for row in rows
    ]


def closing(found: dict[str, Any], seconds: float) -> str:
    two = sum("+" in cell for cell in found["cells"])
    of_two = f" and {two} of two roles at once" if two else ""
    return (
        f"matrix: {len(found['cells']) - two} cells{of_two}, {len(found['surfaces'])} surfaces, "
        f"{found['requests']} requests, {len(found['wrong'])} mismatches ({seconds:.0f} s)"
    )
