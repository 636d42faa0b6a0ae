"""Journeys in a real browser, through the program as it really runs. Started once a session."""

import os
import shutil
from contextlib import suppress

import pytest
from playwright.sync_api import Error

from development.browser import ARGUMENTS
from tests.conftest import FOLDER, fresh_database
from tests.journeys.house import ADDRESS, House
from tests.journeys.visitor import Visitor

NO_CHROMIUM = (
    "The journeys need Chromium and found none at {}. As root: apt-get install chromium. "
    "Or name one you have: CHROMIUM=/path/to/chromium"
)


def pytest_collection_modifyitems(items):
    """The first journey of a worker also waits for its house: sample data, server, jobs."""
    for item in items:
        if "journey" in item.keywords and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all journeys; each visitor gets a context of their own."""
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    assert shutil.which(path), NO_CHROMIUM.format(path)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def house():
    folder = FOLDER / "house"
    folder.mkdir()
    with House(folder, fresh_database("journeys")) as house:
        yield house


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A journey that ends early says what everybody had before their eyes."""
    report = yield
    if report.failed and call.when == "call":
        for visitor in getattr(item, "visitors", ()):
            with suppress(Error):  # a page that is gone must not hide why the journey ended
                shown = visitor.page.locator("main").inner_text(timeout=2000)
                report.sections.append((f"on {visitor.path}", shown[:1000]))
    return report


@pytest.fixture
def visit(chromium, house, request):
    """Make visitors, who all leave at the end; an error of the program that any met fails it."""
    visitors = request.node.visitors = []

    def arrive(**given):
        visitors.append(Visitor(chromium, house, **given))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.context.close()
    assert [wrong for visitor in visitors for wrong in visitor.wrongs] == []


@pytest.fixture(scope="session")
def signed_in(chromium, house):
    """The cookies of one of the sample's people, signed in through the form once a session."""
    kept = {}

    def state(role):
        if role not in kept:
            visitor = Visitor(chromium, house)
            visitor.sign_in(ADDRESS.get(role, role))
            kept[role] = visitor.context.storage_state()
            visitor.leave()
        return kept[role]

    return state
