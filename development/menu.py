"""The commands by name, and what each is for."""

import sys
from collections.abc import Callable, Sequence

from development import checks, demo, environment, matrix, proofs
from development.console import Failed, say

Command = Callable[[Sequence[str]], int]


def main(arguments: Sequence[str]) -> int:
    name, *rest = arguments or ["help"]
    command = COMMANDS.get(name.lstrip("-"))
    if command is None:
        say(f"There is no command {name!r}.\n")
        return _help([]) or 2
    try:
        return command(rest)
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return 130


def _demo(arguments: Sequence[str]) -> int:
    """MentorHub with demo content on port 8000 (or PORT); --fresh starts over"""
    unknown = set(arguments) - {"--fresh"}
    if unknown:
        raise Failed(f"demo knows only --fresh, not {' '.join(sorted(unknown))}.")
    return demo.run(fresh="--fresh" in arguments)


def _test(_: Sequence[str]) -> int:
    """everything: lint, types, contracts, both databases, a real browser"""
    return checks.run(checks.EVERYTHING)


def _check(_: Sequence[str]) -> int:
    """the fast part of test: lint, types, contracts, tests on SQLite"""
    return checks.run(checks.FAST)


def _fix(_: Sequence[str]) -> int:
    """bring Python into the house's format"""
    return checks.run(checks.FIXES)


def _matrix(arguments: Sequence[str]) -> int:
    """every cell of the permission matrix on every surface; ends with one line"""
    environment.ready("requirements-dev.txt")
    return matrix.run(arguments)


def _bench(arguments: Sequence[str]) -> int:
    """every bar against the yardstick; or one of roster, sign-in, growth, search, matching …"""
    alone = (
        "roster sign-in growth keystroke matching market unmarked embedding cohort hand-out "
        "judging learning search"
    ).split()
    if arguments and arguments[0] in alone:
        name, *rest = arguments
        return _developer("-m", f"development.bench.{name.replace('-', '_')}", *rest)
    return _developer("-m", "development.bench", *arguments)


def _prove(words: Sequence[str]) -> int:
    """kill, race and load tests on both databases, or those named; docs/proof/ keeps the outcome"""
    return proofs.run(words)


def _backup(arguments: Sequence[str]) -> int:
    """the database of these settings, as of one moment, into FOLDER"""
    return _program("backup", *arguments)


def _restore(arguments: Sequence[str]) -> int:
    """FILE of a backup into the empty database; then `restore confirm`"""
    verb = () if list(arguments) == ["confirm"] else ("load",)
    return _program("restore", *verb, *arguments)


def _program(*command: str) -> int:
    environment.ready("requirements.txt")
    return environment.run("-m", "flask", "--app", "wsgi", *command)


def _catalogues(_: Sequence[str]) -> int:
    """compile the translations that changed"""
    environment.ready("requirements.txt")
    return environment.run("-m", "mentorhub.platform.catalogues")


def _requirements(_: Sequence[str]) -> int:
    """pin requirements*.in afresh, with hashes"""
    environment.ready("requirements-dev.txt")
    return environment.pin()


def _help(_: Sequence[str]) -> int:
    """this list"""
    say("python3 tasks.py …\n")
    for name, command in COMMANDS.items():
        say(f"  {name:<14}{command.__doc__}")
    return 0


def _developer(*command: str) -> int:
    environment.ready("requirements-dev.txt")
    return environment.run(*command)


COMMANDS: dict[str, Command] = {
    "demo": _demo,
    "test": _test,
    "check": _check,
    "fix": _fix,
    "matrix": _matrix,
    "bench": _bench,
    "prove": _prove,
    "backup": _backup,
    "restore": _restore,
    "catalogues": _catalogues,
    "requirements": _requirements,
    "help": _help,
}
