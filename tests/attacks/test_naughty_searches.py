"""Every string of the Big List of Naughty Strings into every search of the house."""

from collections import Counter

import pytest

from mentorhub.organisations.models import Role
from mentorhub.platform.db import db
from tests.attacks.test_naughty_strings import STRINGS, _no_live_markup
from tests.factories import (
    make_admin,
    make_grant,
    make_idea,
    make_mentor,
    make_person,
    make_team,
    make_unit,
)
from tests.permissions.columns.keys import KEYS
from tests.permissions.planting import plant_cohort
from tests.rosters.lists import make_line

SEARCHES = sorted(endpoint for endpoint, (_rule, keys) in KEYS.items() if "q" in keys)
POSSIBLE = {200, 400}  # 400: a NUL, or bytes that are no text


@pytest.fixture
def unit(app):
    """Something everywhere to be found."""
    unit = make_unit("Xã Thử Thách")
    make_idea()
    make_mentor()
    make_line(unit)
    return unit


def _signed_in(browser, unit):
    """Somebody who may search everywhere, and has not searched yet."""
    admin = make_admin(unit=unit)
    make_grant(admin, Role.UNIT_OFFICER, unit=unit)
    browser.sign_out().sign_in(admin, second_step=True)
    db.session.commit()
    return admin


def _round_of(officer):
    cohort = plant_cohort(make_team(), make_mentor(), officer)
    db.session.commit()
    return cohort


def _team_in(unit):
    team = make_team(make_person(unit=unit))
    db.session.commit()
    return team


def _ask(app, browser, unit, endpoint, strings):
    """How often each status was the answer."""
    codes = Counter()
    (rule,) = app.url_map.iter_rules(endpoint)
    path = rule.rule.replace("<unit_id>", unit.slug)
    admin = _signed_in(browser, unit)
    if "<uuid:cohort_id>" in path:
        path = path.replace("<uuid:cohort_id>", str(_round_of(admin).id))
    if "<uuid:team_id>" in path:
        path = path.replace("<uuid:team_id>", str(_team_in(unit).id))
    assert browser.get(path).status_code == 200, path
    for text in strings:
        reply = browser.client.get(path, query_string={"q": text})
        if reply.status_code == 429:  # people are looked for a few times an hour
            _signed_in(browser, unit)
            reply = browser.client.get(path, query_string={"q": text})
        codes[reply.status_code] += 1
        assert reply.status_code in POSSIBLE, (path, text, reply.status_code)
        if reply.mimetype == "text/html":
            _no_live_markup(reply.text, text)
    return codes


@pytest.mark.parametrize("endpoint", SEARCHES)
def test_no_search_breaks_on_a_sample_or_shows_markup(app, browser, unit, endpoint):
    """Every search takes its own part of the list, so that together they ask for all of it."""
    part = SEARCHES.index(endpoint)
    sample = STRINGS[part :: len(SEARCHES)]
    codes = _ask(app, browser, unit, endpoint, sample)
    assert codes.total() == len(sample)
    assert codes[200] > len(sample) / 2


@pytest.mark.fault
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("endpoint", SEARCHES)
def test_no_search_breaks_on_the_whole_list(app, browser, unit, endpoint):
    assert _ask(app, browser, unit, endpoint, STRINGS).total() == len(STRINGS)


def test_every_search_is_among_them():
    assert len(SEARCHES) > 6
