"""Every page for every role: no barrier, no sideways scroll, nothing too small to be tapped."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.crawl import pages
from tests.journeys.visitor import PHONE

pytestmark = [pytest.mark.timeout(600)]
PUBLIC = (
    "/",
    "/ideas",
    "/mentors",
    "/contests",
    "/results",
    "/register",
    "/sign-in",
    "/search?q=ech",
)
ROLES = (
    "stranger",
    "young person, team owner",
    "mentor",
    "juror",
    "organiser",
    "officer of a commune",
    "safeguarding officer",
    "administrator",
)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast"]
# colours depend on the theme and everything else on the width: each is looked at in both
LOOKS = (
    (390, "light", STANDARDS),
    (390, "dark", COLOURS),
    (834, "light", STANDARDS),  # a tablet held upright: between the two layouts
    (1440, "light", COLOURS),
    (1440, "dark", STANDARDS),
)
AXE = """options => axe.run(document, options).then(told => told.violations.flatMap(rule =>
  rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`)))"""
UNFOLD = "document.querySelectorAll('main details').forEach(it => { it.open = true; })"
NEXT_FRAME = "() => new Promise(requestAnimationFrame)"
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TAPPED = ".tabbar a, .top a, .top button, .top summary, .focus a, .focus button, .dock button, .btn"
TOO_SMALL = """wanted => [...document.querySelectorAll(wanted)].filter(it => it.checkVisibility())
  .map(it => [it, it.getBoundingClientRect()])
  .filter(([it, box]) => box.width && (box.height < 43.5 || box.width < 43.5))
  .map(([it, box]) => `${it.outerHTML.slice(0, 90)} ${box.width} × ${box.height}`)"""


@pytest.fixture(scope="module")
def seen():
    return set()


@pytest.mark.journey
@pytest.mark.parametrize("address", PUBLIC)
def test_what_strangers_open_first_is_open_to_everybody(address, visit):
    visitor = visit(size=PHONE)
    visitor.go(address)
    assert problems(visitor) == []


@pytest.mark.fault  # ten minutes: `tasks.py prove` runs it
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_open_to_everybody(role, visit, signed_in, seen):
    state = None if role == "stranger" else signed_in(role)
    visitor = visit(size=PHONE, state=state)
    visitor.meant.add(404)
    found, count = [], 0
    for address, is_new in pages(visitor, role, seen):
        count += 1
        looks = LOOKS if is_new else LOOKS[:: len(LOOKS) - 1]
        found += [f"{address} {problem}" for problem in problems(visitor, looks)]
    assert found == [], "\n".join(found)
    assert count >= 6


def problems(visitor, looks=LOOKS):
    page = visitor.page
    page.evaluate(UNFOLD)
    page.evaluate(AXE_SCRIPT)
    found = []
    for width, theme, rules in looks:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=theme)
        page.evaluate(NEXT_FRAME)
        options = {"resultTypes": ["violations"], "runOnly": rules}
        found += [f"{width} {theme} {it}" for it in page.evaluate(AXE, options)]
        found += too_wide(page, width)
        if width == PHONE[0] and theme == "light":
            found += [f"too small: {it}" for it in page.evaluate(TOO_SMALL, TAPPED)]
    page.set_viewport_size({"width": 320, "height": 700})
    found += too_wide(page, 320)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return found


def too_wide(page, width):
    more = page.evaluate(TOO_WIDE)
    return [f"{width}: {more} px too wide"] if more > 0 else []


@pytest.mark.journey
def test_a_form_with_mistakes_is_open_to_everybody_too(visit):
    visitor = visit(size=PHONE)
    visitor.meant.add(422)
    visitor.go("/register").follow(visitor.page.locator("main form .btn").first)
    assert visitor.page.title().startswith("Lỗi:")
    assert visitor.page.locator('.errors[role="alert"] a').count() >= 5
    assert problems(visitor) == []
    first = visitor.page.locator(".errors a").first
    field = first.get_attribute("href")
    first.click()
    assert visitor.page.locator(field).is_visible()
