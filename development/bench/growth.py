"""What the idea bank costs with ten times as many ideas: `tasks.py bench growth`.

The same pages of two servers, one with 10,000 ideas and one with 100,000, rounds alternating; the
ratio of processor time must stay below 1.15, of a search below 1.2, on both databases
(docs/proof/growth.md).
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from development.bench.__main__ import GZIP, YARDSTICK, _our_environment, _python, databases
from development.bench.measure import Ask, Figure, compared
from development.bench.server import ROOT, Server
from development.console import say

FEW, MANY, ROUNDS, REQUESTS = 10_000, 100_000, 7, 60
BAR, BAR_OF_SEARCH = 1.15, 1.2
REPORT = ROOT / "docs" / "proof" / "growth.md"
RARE, EVERY = "thốt nốt", 400  # a word of one idea in four hundred: a full page of both
HEAD = f"""# The idea bank with {FEW:,} and with {MANY:,} ideas

`python3 tasks.py bench growth`: {ROUNDS} rounds of {REQUESTS} requests on one connection, rounds of
the three servers alternating, nothing kept between requests. Growth is the median over rounds of
processor time per request with {MANY:,} ideas ÷ with {FEW:,}; it must stay below {BAR}, for what
searches below {BAR_OF_SEARCH}. The yardstick is a plain Flask page of the same kind with {FEW:,}
ideas, as in [bench.md](bench.md).
"""


def main() -> int:
    report = [HEAD]
    for kind in ("sqlite", "postgresql"):
        with ExitStack() as open_:
            report += _measured(kind, open_)
    REPORT.write_text("\n".join(report) + "\n", encoding="utf-8")
    say(f"written to {REPORT.relative_to(ROOT)}")
    return 0


def _measured(kind: str, open_: ExitStack) -> Iterator[str]:
    start = open_.enter_context
    few_at, yard_at = start(databases(kind))
    many_at, _ = start(databases(kind))
    few_here, made = _filled(kind, few_at, FEW, open_)
    many_here, much = _filled(kind, many_at, MANY, open_)
    _python("fill.py", str(FEW), env={"FLOOR_DB": yard_at}, cwd=YARDSTICK)
    few, many = (start(Server("ours", "wsgi:app", one, ROOT)) for one in (few_here, many_here))
    yard = start(Server("yardstick", "floor:create_app()", {"FLOOR_DB": yard_at}, YARDSTICK))
    yield f"\n## {kind}\n"
    yield "| page | growth | met | SQL, few / many | ÷ yardstick | CPU ms, few / many | gzip kB |"
    yield "|---|---|---|---|---|---|---|"
    for name, shape in PAGES.items():
        grown = _both(many, _asking(name, much), few, _asking(name, made))
        listed = "/ideas/77" if shape == "detail" else "/ideas"
        level = _both(few, _asking(name, made), yard, _yardstick(listed))
        counts = " / ".join(str(one["statements"].get(name, "–")) for one in (made, much))
        yield _row(name, grown, level, counts)


def _both(ours: Server, ask: Ask, other: Server, ask_other: Ask) -> Figure:
    return compared(ours, ask, other, ask_other, rounds=ROUNDS, requests=REQUESTS)


def _row(name: str, grown: Figure, level: Figure, counts: str) -> str:
    bar = BAR_OF_SEARCH if name.startswith(("search", "hints")) else BAR
    met = "yes" if grown.ratio <= bar else "**no**"
    times = f"{level.milliseconds:.2f} / {grown.milliseconds:.2f}"
    if max(grown.status, level.status) >= 400:
        met = f"**status {grown.status}**"
    line = (
        f"| {name} | {grown.ratio:.2f} | {met} | {counts} | {level.ratio:.2f} | {times} "
        f"| {grown.bytes / 1000:.1f} |"
    )
    say(line)
    return line


PAGES = {
    "gallery": "list",
    "gallery, far down": "list",
    "filter by field": "list",
    "filter by unit": "list",
    "filter by stage and help wanted": "list",
    "filter: in use": "list",
    "most supported": "list",
    "search, a common pair of words": "list",
    "search, a rare word": "list",
    "search in vain": "list",
    "idea": "detail",
    "hints while a title is typed": "detail",
}


def paths(made: Mapping[str, Any]) -> dict[str, str]:
    return {
        "gallery": "/ideas",
        "gallery, far down": f"/ideas?after={made['deep']}",
        "filter by field": "/ideas?field=y-te",
        "filter by unit": f"/ideas?unit={made['unit']}",
        "filter by stage and help wanted": "/ideas?stage=pilot&need=digital",
        "filter: in use": "/ideas?in_use=1",
        "most supported": "/ideas?sort=supported",
        "search, a common pair of words": "/ideas?" + urlencode({"q": "nuôi ếch"}),
        "search, a rare word": "/ideas?" + urlencode({"q": RARE}),
        "search in vain": "/ideas?" + urlencode({"q": "nuôi ếch Tokyo"}),
        "idea": f"/ideas/{made['idea']}",
    }


def _asking(name: str, made: Mapping[str, Any]) -> Ask:
    path = paths(made).get(name)
    if path is None:
        return _typing(made)

    def ask(server: Server, _: int) -> tuple[int, int]:
        status, body = server.ask("GET", path, headers={**GZIP, "Host": "127.0.0.1"})
        return status, len(body)

    return ask


def _typing(made: Mapping[str, Any]) -> Ask:
    """The request behind one pause of the fingers, as a member's browser sends it."""
    headers = {
        **GZIP,
        "Host": "127.0.0.1",
        "Cookie": made["cookie"],
        "Content-Type": "application/x-www-form-urlencoded",
    }
    tokens: dict[int, str] = {}

    def ask(server: Server, number: int) -> tuple[int, int]:
        if server.port not in tokens:
            plain = {name: value for name, value in headers.items() if name != "Accept-Encoding"}
            _, page = server.ask("GET", "/ideas/new", headers=plain)
            found = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
            assert found, "the page shows no token"
            tokens[server.port] = found[1].decode()
        title = made["titles"][number % len(made["titles"])]
        body = urlencode({"csrf_token": tokens[server.port], "title": title}).encode()
        status, answer = server.ask("POST", "/ideas/alike", headers=headers, body=body)
        return status, len(answer)

    return ask


def _yardstick(path: str) -> Ask:
    def ask(server: Server, _: int) -> tuple[int, int]:
        status, body = server.ask("GET", path, headers=GZIP)
        return status, len(body)

    return ask


def _filled(
    kind: str, database: str, ideas: int, open_: ExitStack
) -> tuple[dict[str, str], dict[str, Any]]:
    """The settings of a server of ours, and what its pages are asked for with."""
    say(f"{kind}: filling in {ideas:,} ideas")
    folder = Path(open_.enter_context(tempfile.TemporaryDirectory()))
    ours = {**_our_environment(database, folder), "MENTORHUB_PAGE_CACHE_SECONDS": "0"}
    printed = _python("-m", "development.bench.growing", str(ideas), env=ours)
    return ours, json.loads(printed.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main())
