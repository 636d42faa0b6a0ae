"""What a key costs whoever writes an idea on a slow phone: `tasks.py bench keystroke`.

A real Chromium, its processor slowed down four times, types titles and words of the taxonomy into
the form of an idea, in a bank of 10,000. Measured in the page: from the input event to the next
painted frame (does the letter appear?), and from the last key to the painted hint. A hint waits for
a pause of the fingers first; what it takes beyond the pause stands beside it.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from development.bench.__main__ import databases
from development.bench.growth import _filled
from development.bench.server import ROOT, Server
from development.browser import ARGUMENTS, chromium
from development.console import say

IDEAS, SLOWER, BETWEEN_KEYS_MS = 10_000, 4, 90
TITLES, WORDS = 30, ("nuôi tôm", "năng lượng", "du lịch", "rác thải", "phần mềm", "giáo dục") * 4
PAUSES = {"similar ideas": 400, "words of the taxonomy": 150}  # static/js/behaviours
REPORT = ROOT / "docs" / "proof" / "keystroke.md"
# a message posted in a frame's callback is read once that frame is painted
PROBE = """
const painted = (then) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => then(performance.now());
  channel.port2.postMessage(0);
});
window.keys = []; window.lastKey = 0; window.lastHint = 0;
addEventListener("input", (event) => {
  const at = event.timeStamp;
  window.lastKey = at;
  painted((then) => window.keys.push(then - at));
}, true);
window.watch = (place) => new MutationObserver(() => painted((then) => { window.lastHint = then; }))
  .observe(place, { childList: true, subtree: true, attributes: true });
window.hint = () => new Promise((then) => {
  setTimeout(() => then(null), 5000);
  const look = () => lastHint > lastKey ? then(lastHint - lastKey) : setTimeout(look, 20);
  look();
});
"""
HEAD = """# What a key costs whoever writes an idea

`python3 tasks.py bench keystroke`: Chromium of 390 by 844 points with its processor slowed down
{slower} times, {ideas:,} ideas, server and browser on the same machine, a key every {between} ms.
“Letter” is the time from the input event to the next painted frame, for every key; “hint” from the
last key to the painted hint, with the pause that it waits for; “beyond the pause” is what is left
of that for the request, the search and the painting. Load of the machine when it began: {load}.

| database | hint | keys | letter p50 / p95 | hints | pause | hint p50 / p95 | beyond the pause |
|---|---|---|---|---|---|---|---|"""


@dataclass
class Times:
    """Milliseconds."""

    letters: list[float] = field(default_factory=list)
    hints: list[float] = field(default_factory=list)

    def add(self, hint: float | None) -> None:
        if hint is not None:
            self.hints.append(hint)

    def row(self, database: str, name: str) -> str:
        pause = PAUSES[name]
        beyond = [one - pause for one in self.hints]
        return (
            f"| {database} | {name} | {len(self.letters)} | {_both(self.letters)} "
            f"| {len(self.hints)} | {pause} ms | {_both(self.hints)} | {_both(beyond)} |"
        )


def _both(times: Sequence[float]) -> str:
    cut = quantiles(times, n=100)
    return f"{cut[49]:.0f} / {cut[94]:.0f} ms"


def main() -> int:
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    report = [HEAD.format(slower=SLOWER, ideas=IDEAS, between=BETWEEN_KEYS_MS, load=load)]
    for kind in ("sqlite", "postgresql"):
        with ExitStack() as open_:
            for row in _measured(kind, open_):
                say(row)
                report.append(row)
    REPORT.write_text("\n".join(report) + "\n", encoding="utf-8")
    say(f"written to {REPORT.relative_to(ROOT)}")
    return 0


def _measured(kind: str, open_: ExitStack) -> Iterator[str]:
    address, _ = open_.enter_context(databases(kind))
    settings, made = _filled(kind, address, IDEAS, open_)
    server = open_.enter_context(Server("ours", "wsgi:app", settings, ROOT))
    page, slow = _opened(server, made, open_)
    yield _titles(page, list(_said(made["titles"]))).row(kind, "similar ideas")
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    _go_to_the_words(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield _words(page).row(kind, "words of the taxonomy")


def _opened(server: Server, made: Mapping[str, Any], open_: ExitStack) -> tuple[Page, CDPSession]:
    """The first page of a new idea, as a member of the bank sees it."""
    playwright = open_.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
    open_.callback(browser.close)
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN")
    name, _, value = made["cookie"].partition("=")
    home = f"http://127.0.0.1:{server.port}"
    context.add_cookies([{"name": name, "value": value, "url": home}])
    context.add_init_script(PROBE)
    page = context.new_page()
    slow = context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{home}/ideas/new")
    return page, slow


def _said(titles: Sequence[str]) -> Iterator[str]:
    """Titles of ideas of the bank, and the same without their last words: each one new."""
    for number in range(TITLES):
        words = titles[number % len(titles)].split()
        yield " ".join(words[: len(words) - number // len(titles)])


def _titles(page: Page, titles: Sequence[str]) -> Times:
    page.evaluate("window.watch(document.getElementById('alike'))")
    times = Times()
    for title in titles:
        page.locator("[name=title]").fill("")
        times.add(_typed(page, title))
    times.letters = page.evaluate("window.keys")
    return times


def _go_to_the_words(page: Page) -> None:
    """Fill in the first two steps as anybody would."""
    page.locator("[name=sector]").select_option(index=1)
    page.locator("#words button.btn").first.click()
    page.locator("[name=problem]").wait_for()
    for name in ("problem", "solution", "benefit"):
        page.locator(f"[name={name}]").fill("Nước mặn vào kênh sớm hơn bản tin, bà con không kịp.")
    page.locator("#words button.btn").first.click()
    page.locator("[data-behaviour=suggest]").first.wait_for()


def _words(page: Page) -> Times:
    page.evaluate("window.watch(document.querySelector('.suggest')); window.keys = []")
    times, word = Times(), page.locator("[data-behaviour=suggest]").first
    for typed in _never_asked_before():
        word.fill("")
        times.add(_typed(page, typed))
    times.letters = page.evaluate("window.keys")
    return times


def _never_asked_before() -> Iterator[str]:
    """Beginnings of words: a list the page has fetched it does not ask for again."""
    for number, word in enumerate(WORDS):
        yield word[: 3 + number // 6]


def _typed(page: Page, words: str) -> float | None:
    """From the last key to the painted hint, in milliseconds; None where nothing was alike."""
    page.keyboard.type(words, delay=BETWEEN_KEYS_MS)
    found = page.evaluate("window.hint()")
    return None if found is None else float(found)


if __name__ == "__main__":
    sys.exit(main())
