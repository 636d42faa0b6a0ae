"""A ballot in a real browser: by keyboard, tap after tap, and honest where the network is gone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from mentorhub.accounts.actions import open_login
from mentorhub.ballots import actions
from mentorhub.ballots.models import RankedBallot
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from tests.factories import make_contest, make_entry, make_juror, make_person
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey


@pytest.fixture
def show(house):
    """Three stands and a juror; (ranking, {code: key of a stand}, the juror's session)."""
    with house.app.app_context(), transaction():
        organiser = make_person("Phạm Tổ Chức", age=35)
        opened = now() - timedelta(hours=1)
        contest = make_contest(organiser, days_left=-1, scoring_opened_at=opened)
        made = [make_entry(None, contest) for _ in range(3)]
        stands = {entry.code: entry.id.hex for entry in made}
        juror = make_juror(contest, make_person("Mai Thế Hiển"))
        ranking = actions.choose(contest, by=organiser)
        db.session.flush()
        token = open_login(juror.person, device="journey", shared_computer=False)
        return ranking.id, stands, token


@pytest.fixture
def juror(visit, show):
    ranking, _stands, token = show
    arrived = visit(size=PHONE).carry(token)
    arrived.go(f"/rankings/{ranking}/ballot")
    arrived.page.wait_for_load_state("networkidle")  # its scripts come after the page
    return arrived


def button(juror, move, key):
    return juror.page.locator(f'button[value="{move} {key}"]')


def see(juror, stands):
    """One after the other, as they come."""
    for key in stands.values():
        button(juror, "seen", key).press("Enter")
        expect(button(juror, "unseen", key)).to_be_visible()


def in_order(juror, *codes):
    expect(juror.page.locator("ol.list h3")).to_contain_text(list(codes))


def test_the_keyboard_puts_stands_in_order_and_focus_stays_with_them(house, show, juror):
    ranking, stands, _token = show
    one, two, three = stands
    see(juror, stands)
    button(juror, "up", stands[three]).press("Enter")
    in_order(juror, one, three, two)
    expect(button(juror, "up", stands[three])).to_be_focused()
    expect(juror.page.locator("#saved")).to_contain_text(three)
    juror.page.keyboard.press("Enter")
    in_order(juror, three, one, two)
    expect(button(juror, "down", stands[three])).to_be_focused()
    juror.page.reload()
    in_order(juror, three, one, two)
    with house.app.app_context():
        ballot = db.session.query(RankedBallot).filter_by(ranking_id=ranking).one()
        assert ballot.entries == [stands[three], stands[one], stands[two]]


def test_taps_faster_than_the_network_are_all_made(show, juror):
    _ranking, stands, _token = show
    one, two, three = stands
    see(juror, stands)
    button(juror, "up", stands[three]).evaluate("tap => { tap.click(); tap.click(); }")
    in_order(juror, three, one, two)


def test_without_network_nothing_seems_saved(show, juror):
    _ranking, stands, _token = show
    one = next(iter(stands))
    juror.meant.add("ERR_INTERNET_DISCONNECTED")
    juror.context.set_offline(True)
    button(juror, "seen", stands[one]).click()
    expect(juror.page.locator("#saved .saved--off")).to_be_visible()
    expect(juror.page.locator("ol.list")).to_have_count(0)
    juror.context.set_offline(False)
    button(juror, "seen", stands[one]).click()
    in_order(juror, one)
