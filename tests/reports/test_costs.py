"""A page asks as many statements with 10,000 ideas as with 1,000."""

import time
from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from uuid_utils.compat import uuid7

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Idea, IdeaState, Milestone, Posting, Visibility
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.reports import actions, queries
from mentorhub.reports.domain.targets import Wish
from mentorhub.rosters.models import RosterLine
from mentorhub.units.models import UnitKind
from tests.factories import make_officer, make_province, make_team, make_unit
from tests.ideas.test_costs import counting

FEW, MANY = 1_000, 10_000
STATES = (IdeaState.APPROVED, IdeaState.IN_USE, IdeaState.SENT, IdeaState.HELPED)


@pytest.fixture
def province(app):
    """Twenty communes with a branch each, and an officer over all of them."""
    province = make_province()
    for i in range(20):
        commune = make_unit(f"Xã {i}")
        make_unit(f"Chi đoàn {i}", parent=commune, kind=UnitKind.BRANCH)
    return province


@pytest.fixture
def officer(province):
    return make_officer(province)


def fill(province, officer, first, last):
    """Ideas spread over units, months and states; every second one in use, helped or posted."""
    units = [unit.id for unit in queries.units_with_targets(province)]
    author, team = officer.id, make_team(officer).id
    ideas = [_idea(i, units[i % len(units)], author, team) for i in range(first, last)]
    db.session.execute(insert(Idea), ideas)
    keys = [idea["id"] for idea in ideas]
    kinds = ("in_use", "mentor")
    steps = [
        {"idea_id": key, "kind": kinds[i % 2], "at": now(), "subject_type": "", "facts": {}}
        for i, key in enumerate(keys)
    ]
    db.session.execute(insert(Milestone), steps)
    note = {"posted_on": date(2026, 1, 2), "link": "", "noted_by_id": author, "at": now()}
    db.session.execute(insert(Posting), [{"idea_id": key, **note} for key in keys[::2]])
    names = [{"unit_id": unit, "name": "A", "name_key": "a", "name_order": "a"} for unit in units]
    db.session.execute(insert(RosterLine), names * 20)
    db.session.commit()


def _idea(i, unit, author, team):
    at = now() - timedelta(days=i % 300, minutes=i)
    return {
        "id": uuid7(),
        "author_id": author,
        "team_id": team,
        "unit_id": unit,
        "title": f"Ý tưởng {i}",
        "titles": {},
        "sector": "khac",
        "problem": "x" * 40,
        "solution": "y" * 40,
        "benefit": "z" * 40,
        "state": STATES[i % 4],
        "visibility": Visibility.PUBLIC,
        "created_at": at,
        "sent_at": at,
        "approved_at": None if STATES[i % 4] is IdeaState.SENT else at,
        "version": 1,
    }


def cost(browser, address):
    """Statements, and milliseconds to look at."""
    db.session.expunge_all()
    with counting() as asked:
        began = time.perf_counter()
        assert browser.get(address).status_code == 200
        took = time.perf_counter() - began
    return len(asked), took * 1000


def test_no_page_asks_more_of_ten_thousand_ideas(browser, province, officer, tell):
    key = officer.id
    commune = queries.units_with_targets(province)[0]
    wish = Wish(commune.id, 3, 9, 0)
    actions.set_targets(province, year=now().year, wishes=[wish], by=officer)
    most = {
        f"/units/{province.slug}/ranking": 5,
        f"/units/{province.slug}/ranking?by=rate": 5,
        f"/units/{commune.slug}": 7,
        f"/units/{province.slug}/report": 8,
        f"/units/{province.slug}/report?show=approved": 8,
        f"/units/{province.slug}/report?print=1": 8,
        f"/units/{province.slug}/report.xlsx": 8,
        f"/units/{commune.slug}/report": 8,
        f"/units/{province.slug}/targets": 7,
        f"/units/{province.slug}/portal": 6,
        f"/units/{province.slug}/portal?state=posted&since=2026-01-01": 6,
    }
    public = [address for address in most if "report" not in address and "ta" not in address]
    fill(province, officer, 0, FEW)
    few = {address: _asked(browser, address, key, public) for address in most}
    fill(*(db.session.merge(one) for one in (province, officer)), FEW, MANY)
    many = {address: _asked(browser, address, key, public) for address in most}
    for address in most:
        asked, before, after = many[address][0], few[address][1], many[address][1]
        tell(f"{asked} statements, {before:.0f} → {after:.0f} ms: {address}")
    assert {a: many[a][0] for a in most} == {a: few[a][0] for a in most}
    assert {a: n for a, (n, _ms) in many.items() if n > most[a]} == {}
    # a plan that looks through all for each took nine seconds; the right one a tenth of one
    assert {a: ms for a, (_n, ms) in many.items() if ms > 3000} == {}


def _asked(browser, address, officer, public):
    """Strangers read what is public; the officer the rest."""
    browser.sign_out()
    if address not in public:
        browser.sign_in(db.session.get_one(Person, officer))
    db.session.commit()
    cost(browser, address)  # what is made once in a process is made
    return cost(browser, address)
