"""What a person at the terminal sees: one line a step, and the reason when a step fails."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

LAST = 15
Command = Sequence[str | Path]


class Failed(Exception):
    """A step went wrong; the message says which, why, and what to do."""


def say(text: str = "") -> None:
    print(text, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Announce, do, and say how long it took; a failure begins on a line of its own."""
    print(f"  {what} … ", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        say("failed")
        raise
    say(f"done ({time.monotonic() - started:.1f} s)")


def quietly(command: Command, *, log: Path, surroundings: Mapping[str, str], within: Path) -> str:
    """Run with the output kept in `log`; return what it printed, or raise with its last lines."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as errors:
        errors.write(f"$ {' '.join(map(str, command))}\n")
        errors.flush()
        done = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=dict(surroundings),
            cwd=within,
            text=True,
            errors="replace",
        )
        errors.write(done.stdout)
    if done.returncode:
        raise Failed(f"{last_lines(log)}\n\nThe whole log: {log}")
    return done.stdout


def last_lines(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in lines[-LAST:])


def is_terminal() -> bool:
    return sys.stdout.isatty()
