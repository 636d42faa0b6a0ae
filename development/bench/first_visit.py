"""What a first visit brings over the network, in a real browser with an empty cache."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from development.bench.server import Server
from development.browser import ARGUMENTS, chromium

MUST, MUST_WITHOUT_FONTS = 80, 35  # kB as they travel, compressed
PHONE: ViewportSize = {"width": 390, "height": 844}
HEAD = """
### First visit

Chromium of 390 by 844 points with an empty cache: kilobytes as they travel, compressed, headers
included. With fonts at most 80, without them 35.

| page | page | styles | scripts | fonts | pictures | all | without fonts | met |
|---|---|---|---|---|---|---|---|---|"""
KINDS = ("Document", "Stylesheet", "Script", "Font", "Image")


def first_visits(server: Server, made: Mapping[str, Any]) -> Iterator[str]:
    """Rows of the report, one for each page of the idea bank a stranger comes in by."""
    yield HEAD
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for name, path in _paths(made).items():
            yield _row(name, _travelled(browser, f"http://127.0.0.1:{server.port}{path}"))
        browser.close()


def _paths(made: Mapping[str, Any]) -> dict[str, str]:
    return {
        "home": "/",
        "gallery of ideas": "/ideas",
        "filter by field and stage": "/ideas?field=y-te&stage=pilot",
        "search, Vietnamese without marks": "/ideas?q=nuoi+ech",
        "idea": f"/ideas/{made['idea']}",
    }


def _travelled(browser: Browser, address: str) -> Counter[str]:
    """Bytes on the wire by kind of resource."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on("Network.responseReceived", lambda it: kinds.update({it["requestId"]: it["type"]}))
    session.on(
        "Network.loadingFinished",
        lambda it: sizes.update({it["requestId"]: it["encodedDataLength"]}),
    )
    page.goto(address, wait_until="networkidle")
    context.close()
    found = Counter[str]()
    for request, size in sizes.items():
        found[kinds[request]] += int(size)
    return found


def _row(name: str, found: Counter[str]) -> str:
    whole = found.total() / 1000
    rest = whole - found["Font"] / 1000
    met = "must" if whole <= MUST and rest <= MUST_WITHOUT_FONTS else "**no**"
    kinds = " | ".join(f"{found[kind] / 1000:.1f}" for kind in KINDS)
    return f"| {name} | {kinds} | {whole:.1f} | {rest:.1f} | {met} |"
