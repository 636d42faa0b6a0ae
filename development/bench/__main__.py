"""Measure everything on SQLite and PostgreSQL and write docs/proof/bench.md."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from development.bench.first_visit import first_visits
from development.bench.measure import Figure, compared
from development.bench.pages import Measured, pages
from development.bench.server import ROOT, Server

YARDSTICK = ROOT / "development" / "yardstick"
REPORT = ROOT / "docs" / "proof" / "bench.md"
GZIP = {"Accept-Encoding": "gzip"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="tasks.py bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=150)
    parser.add_argument("--ideas", type=int, default=10_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    wanted = parser.parse_args()
    kinds = ["sqlite", "postgresql"] if wanted.database == "both" else [wanted.database]
    report = [_head(wanted)]
    for kind in kinds:
        with databases(kind) as (mine, theirs), tempfile.TemporaryDirectory() as folder:
            report += _measured(kind, mine, theirs, Path(folder), wanted)
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text("\n".join(report) + "\n", encoding="utf-8")
    print(f"written to {REPORT.relative_to(ROOT)}")


@contextmanager
def databases(kind: str) -> Iterator[tuple[str, str]]:
    """The addresses of two empty databases of this kind, durable as in production."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/ours.sqlite", f"sqlite:///{folder}/yardstick.sqlite"
        return
    from tests.postgres import running

    with running(durable=True) as server:
        yield server.create("ours"), server.create("yardstick")


def _measured(
    kind: str, mine: str, theirs: str, folder: Path, wanted: argparse.Namespace
) -> Iterator[str]:
    print(f"{kind}: filling", flush=True)
    ours = _our_environment(mine, folder)
    printed = _python("-m", "development.bench.filling", str(wanted.ideas), env=ours)
    made = json.loads(printed.splitlines()[-1])  # the lines before are the log
    _python("fill.py", str(wanted.ideas), env={"FLOOR_DB": theirs}, cwd=YARDSTICK)
    with ExitStack() as running:
        start = running.enter_context
        yard = start(Server("yardstick", "floor:create_app()", {"FLOOR_DB": theirs}, YARDSTICK))
        cached = start(Server("ours", "wsgi:app", ours, ROOT))
        plain = start(
            Server("uncached", "wsgi:app", {**ours, "MENTORHUB_PAGE_CACHE_SECONDS": "0"}, ROOT)
        )
        yield f"\n## {kind}\n"
        yield "| page | CPU ÷ yardstick | must / aim | met | CPU ms | p99 ms | SQL | gzip kB |"
        yield "|---|---|---|---|---|---|---|---|"
        for row in _rows(made, cached, plain, yard, wanted):
            yield _said(row)
        yield (
            "\nMemory per worker after all pages, a recommendation included: "
            f"**{plain.memory():.0f} MB** (must 130, aim 90); yardstick {yard.memory():.0f} MB.\n"
        )
        for row in first_visits(cached, made):
            yield _said(row)
    first, floor = (
        _first_reply("wsgi:app", ours, ROOT),
        _first_reply("floor:create_app()", {"FLOOR_DB": theirs}, YARDSTICK),
    )
    yield (
        f"\nImport and first reply: {first:.2f} s, {first / floor:.1f} × the yardstick's "
        f"{floor:.2f} s (must 4 ×, aim 2 ×)."
    )


def _rows(
    made: Mapping[str, Any],
    cached: Server,
    plain: Server,
    yard: Server,
    wanted: argparse.Namespace,
) -> Iterator[str]:
    """A row for each page, and one for a save of the scoresheet."""
    often = {"rounds": wanted.rounds, "requests": wanted.requests}
    for page in pages(made):
        ours = (cached if page.is_cached else plain), _opening(page, made)
        figure = compared(*ours, yard, _opening_yardstick(page.kind), **often)
        yield _row(page, figure, made["statements"].get(page.name, "–"))
    save = compared(plain, saving(made, plain), yard, voting(yard), **often)
    bar = Measured("scoresheet save", "", "vote", must=4, aim=1.8)
    yield _row(bar, save, made["statements"].get("scoresheet save", "–"))


def _opening(page: Measured, made: Mapping[str, Any]) -> Any:
    headers = {**GZIP, "Host": "127.0.0.1"}
    if page.reader:
        headers["Cookie"] = made["cookies"][page.reader]

    def ask(server: Server, _: int) -> tuple[int, int]:
        status, body = server.ask("GET", page.path, headers=headers)
        return status, len(body)

    return ask


def _opening_yardstick(kind: str) -> Any:
    path = "/ideas" if kind == "list" else "/ideas/77"

    def ask(server: Server, _: int) -> tuple[int, int]:
        status, body = server.ask("GET", path, headers=GZIP)
        return status, len(body)

    return ask


def voting(yard: Server) -> Any:
    """The yardstick's small write, with its session and token."""
    assert yard.connection is not None
    yard.connection.request("GET", "/me")
    reply = yard.connection.getresponse()
    token = json.loads(reply.read())["csrf"]
    cookie = (reply.headers["Set-Cookie"] or "").split(";")[0]
    body = urlencode({"csrf": token, "score": "5"}).encode()
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}

    def ask(server: Server, number: int) -> tuple[int, int]:
        status, answer = server.ask("POST", f"/ideas/{number + 1}/vote", headers=headers, body=body)
        return status, len(answer)

    return ask


def saving(made: Mapping[str, Any], server: Server) -> Any:
    """The autosave of a scoresheet, as the juror's browser sends it."""
    from development.bench.saving import Sheet

    sheet = Sheet(made, server)
    return lambda _server, number: sheet.save(number)


def _row(page: Measured, figure: Figure, statements: object) -> str:
    ratio, must, aim = figure.ratio, page.must or 0, page.aim or 0
    met = "aim" if ratio <= aim else "must" if ratio <= must else "**no**"
    if figure.status >= 400:
        met = f"**status {figure.status}**"
    return (
        f"| {page.name} | {ratio:.2f} | {must:g} / {aim:g} | {met} | {figure.milliseconds:.2f} "
        f"| {figure.p99:.1f} | {statements} | {figure.bytes / 1000:.1f} |"
    )


def _said(line: str) -> str:
    print(line, flush=True)
    return line


def _first_reply(target: str, environment: Mapping[str, str], folder: Path) -> float:
    """Seconds from an empty interpreter to the first page, the best of three."""
    module, _, made = target.partition(":")
    program = (
        f"import {module} as m; app = m.{made}; "
        "print(app.test_client().get('/ideas', base_url='http://127.0.0.1').status_code)"
    )
    times = []
    for _ in range(3):
        began = time.perf_counter()
        _python("-c", program, env=environment, cwd=folder)
        times.append(time.perf_counter() - began)
    return min(times)


def _our_environment(database: str, folder: Path) -> dict[str, str]:
    return {
        "MENTORHUB_DEMO": "1",
        "MENTORHUB_SECRET_KEY": "only for measuring, and long enough for anyone",
        "MENTORHUB_BASE_URL": "http://127.0.0.1",
        "MENTORHUB_DATA": str(folder),
        "MENTORHUB_DATABASE": database,
    }


def _python(*arguments: str, env: Mapping[str, str], cwd: Path = ROOT) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(cwd), **env},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return done.stdout


def _head(wanted: argparse.Namespace) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    ).stdout.strip()
    return (
        f"# Measured against the yardstick\n\n`python3 tasks.py bench`, commit {commit}, "
        f"{wanted.ideas:,} ideas, 1,000 mentors, 200 entries × 20 jurors; {wanted.rounds} rounds "
        f"of {wanted.requests} requests, one connection, rounds of both servers alternating. "
        "The ratio is the median over rounds of processor time per request ÷ the yardstick's page "
        "of the same kind."
    )


if __name__ == "__main__":
    main()
