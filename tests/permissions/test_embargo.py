"""Until results are public nothing anybody may open changes with a score.

Somebody who is no role here hands their sheet in, as jurors do, with these points or with others;
then every address and every search is opened in every role, and headers and bytes are compared.
A juror's own sheet is not touched. What the cells X and D of the matrix grant (organisers close to
no entry after closing, and the jurors in the room) differs, each surface of it: nothing else does.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

import pytest
import time_machine

from mentorhub.contests.models import Contest
from mentorhub.judging.queries import carried_into
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.permissions.marking import come_out, go_into_a_final, mark_again, prepare
from tests.permissions.places import places
from tests.permissions.rest import plant_the_rest
from tests.permissions.runner import plain
from tests.permissions.stage import Stage, apart
from tests.permissions.surfaces import elsewhere
from tests.permissions.table import ROLES, ROWS, wanted

FEW = [("CO", "scoring")]  # all others, and searches, by `tasks.py prove`
POINTS = {
    "scoring": (("25", "17"), ("1", "1")),
    "closed": (("25", "17"), ("1", "1")),  # the first entry, or the last
    "prepared": (("25", "17"), ("22", "13")),
    "final": (("25", "17"), ("1", "1")),  # what came of the first round, while the last is marked
}
"""What the juror gives in one world and in the other, before people look."""

DRAFT, AGGREGATE = "results.draft.read", "score.aggregate@closed_unpublished"
OTHERS = "score.other_juror.read@deliberate"
GRANTED = {
    "publishing.prepare": {DRAFT},
    "publishing.minutes": {DRAFT},
    "publishing.ledger": {DRAFT},
    "judging.watch": {AGGREGATE, OTHERS},
    "deliberations.discussion": {OTHERS},
}
"""{what a role reads differently once scoring is closed: the rows of the matrix that grant it}."""

CHANGING = {
    ("CO", "closed"): {"publishing.prepare", "judging.watch", "deliberations.discussion"},
    ("CO", "prepared"): {
        "publishing.prepare", "publishing.minutes", "publishing.ledger", "judging.watch",
        "deliberations.discussion",
    },
    ("JA", "closed"): {"deliberations.discussion"},
    ("JA", "prepared"): {"deliberations.discussion"},
}  # fmt: skip
"""Exactly these change with a score; to all other roles, and while scoring is open, none does."""

MOVING = {
    "audits.log", "audits.of_contest", "audits.export", "calendars.deadline",
    "calendars.of_contest", "metrics.show",
}  # fmt: skip
"""They tell of looks, of requests or of the moment they were made: never twice the same."""

ONCE = {"audits.export_of_contest", "slips.template"}
"""Files packed anew each time; what is in them has no word of a sheet."""
DRAWN = {"publishing.prepare", "publishing.minutes", "publishing.ledger"}
"""They hold the ledger of a prepared table, or its fingerprint: names in it are drawn by lot."""
KEY = re.compile(rb'(name="key"[^>]*value=)"[^"]*"')  # a form that is sent once
SEARCHED = ("25,00", "25.0", "42", "Hoemnho")
SORTED = ("/ideas?sort=backed", "/contests/{contest}/entries?sort=total", "/mentors?sort=name")


@dataclass(frozen=True)
class Asked:
    endpoint: str
    address: str


def rules_of(app):
    """Every rule of the URL map that is read."""
    known = [one for one in places(app) if "GET" in one.methods and one.endpoint not in MOVING]
    return [Asked(one.endpoint, one.address) for one in known]


def asked_of(app):
    """Every rule, and every list and search with words."""
    yield from rules_of(app)
    lists = [f"{place}?q={word}" for place in elsewhere.SEARCHES for word in SEARCHED]
    yield from (Asked(address, address) for address in (*elsewhere.addresses(), *SORTED, *lists))


def bytes_of(stage, role, address):
    asked = stage.fill(address)
    reply = stage.ask(role, "GET", asked)
    body, headers = plain(reply, asked)
    again = quote(asked)  # in the way back from signing in
    told = [(name, value.replace(again, "")) for name, value in headers]
    return reply.status_code, KEY.sub(rb"\1", body.replace(again.encode(), b"")), told


def seen(stage, moment, role, asked, points):
    """{what was asked: what is read there} after the juror gave these points; then it is undone."""
    with apart(), time_machine.travel(stage.seen_at, tick=False):
        (come_out if moment == "final" else mark_again)(stage, points)
        if moment == "prepared":
            prepare(stage)
        return {one: bytes_of(stage, role, one.address) for one in asked}


def differing(stage, moment, role, asked):
    """(what changes with the points, what is never twice the same), by endpoint."""
    one, other = POINTS[moment]
    before, after = (seen(stage, moment, role, asked, points) for points in (one, other))
    moved = [page for page in asked if before[page] != after[page]]
    again = seen(stage, moment, role, moved, one)
    leaks = {page.endpoint for page in moved if before[page] == again[page]}
    return leaks, {page.endpoint for page in moved} - leaks


def holds(role, row):
    """Does the matrix grant this row to the role after closing, before the results?"""
    return wanted(ROWS[row][role], "closed") == "allow"


def test_what_changes_is_what_the_matrix_grants():
    """To those two roles, and to no other: each surface by a row of the matrix that names it.

    Secretaries type sheets here and prepare no results: the house grants less than the matrix.
    """
    for role in ROLES:
        rows = {row for row in (DRAFT, AGGREGATE, OTHERS) if holds(role, row)}
        for moment in ("closed", "prepared"):
            found = CHANGING.get((role, moment), set())
            assert {one for one in found if not GRANTED[one] & rows} == set()
            assert bool(found) == bool(rows) or (role, found) == ("SC", set())


CELLS = [(role, moment) for role in ROLES for moment in POINTS]


def on_stage(app, moment):
    stage = Stage(app, "scoring" if moment in ("scoring", "final") else "closed")
    plant_the_rest(stage)
    if moment == "final":
        go_into_a_final(stage)
    stage.seen_at = now()
    return stage


def check(app, role, moment, asked):
    leaks, moving = differing(on_stage(app, moment), moment, role, asked)
    granted = CHANGING.get((role, moment), set())
    again = moving & DRAWN if moment == "prepared" else set()
    assert leaks | (again & granted) == granted
    assert moving <= ONCE | (again & granted)


@pytest.mark.parametrize(("role", "moment"), FEW)
@pytest.mark.timeout(300)
def test_no_page_changes_with_a_score_before_its_time(app, role, moment):
    check(app, role, moment, rules_of(app))


@pytest.mark.fault
@pytest.mark.parametrize(("role", "moment"), CELLS)
@pytest.mark.timeout(900)
def test_nothing_changes_with_a_score_before_its_time(app, role, moment):
    check(app, role, moment, list(asked_of(app)))


@pytest.mark.fault
@pytest.mark.parametrize("moment", POINTS)
@pytest.mark.timeout(300)
def test_no_mail_changes_with_a_score_before_its_time(app, moment):
    """Of everything that happened, told to everybody who hears of it."""
    stage = on_stage(app, moment)

    def told(points):
        with apart(), time_machine.travel(stage.seen_at, tick=False):
            (come_out if moment == "final" else mark_again)(stage, points)
            return sorted((role or "", text) for role, text in stage.news())

    one, other = (told(points) for points in POINTS[moment])
    assert one == other
    assert one


def test_what_came_of_the_first_round_goes_on_into_the_final(app):
    """The worlds of that moment do differ: by what the table of the final will be made of."""
    stage = on_stage(app, "final")
    brought = []
    for points in POINTS["final"]:
        with apart():
            come_out(stage, points)
            contest = db.session.get(Contest, stage.ids["contest"])
            assert contest.following_stage is None
            brought.append(carried_into(contest)[stage.ids["entry"]])
    assert brought == [Decimal("16.80"), Decimal("0.80")]  # 40 per cent of 42 points, and of 2


def test_the_crawl_would_notice(app):
    """What is granted does change with the score, for those who may read it and for nobody else."""
    stage = on_stage(app, "closed")
    granted = [one for one in rules_of(app) if one.endpoint in GRANTED]
    for role in ("CO", "JA", "OW"):
        found = differing(stage, "closed", role, granted)[0]
        assert found == CHANGING.get((role, "closed"), set())
