"""A ballot in a real browser: by keyboard, tap after tap, and without network."""

from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from mentorhub.accounts.actions import open_login
from mentorhub.ballots import actions
from mentorhub.ballots.models import RankedBallot, Ranking
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


def saved(juror):
    expect(juror.page.locator("#saved")).to_contain_text("Đã lưu")


def stored(house, ranking):
    with house.app.app_context():
        return db.session.query(RankedBallot).filter_by(ranking_id=ranking).one()


def test_the_keyboard_puts_stands_in_order_and_focus_stays_with_them(house, show, juror):
    ranking, stands, _token = show
    one, two, three = stands
    see(juror, stands)
    button(juror, "up", stands[three]).press("Enter")
    in_order(juror, one, three, two)
    expect(button(juror, "up", stands[three])).to_be_focused()
    expect(juror.page.locator("#moved")).to_contain_text(three)
    juror.page.keyboard.press("Enter")
    in_order(juror, three, one, two)
    expect(button(juror, "down", stands[three])).to_be_focused()
    saved(juror)
    juror.page.reload()
    in_order(juror, three, one, two)
    assert stored(house, ranking).entries == [stands[three], stands[one], stands[two]]


def test_taps_faster_than_the_network_are_all_made(house, show, juror):
    ranking, stands, _token = show
    one, two, three = stands
    see(juror, stands)
    button(juror, "up", stands[three]).evaluate("tap => { tap.click(); tap.click(); }")
    in_order(juror, three, one, two)
    saved(juror)
    assert stored(house, ranking).entries == [stands[three], stands[one], stands[two]]


def on_the_device(juror):
    """The list of the juror fetches what opens without network."""
    juror.go("/judging")
    expect(juror.page.locator("#held")).to_contain_text("1 phiếu")


def lose_network(juror):
    juror.meant.add("ERR_INTERNET_DISCONNECTED")
    juror.lost = []
    juror.context.on("requestfailed", lambda it: juror.lost.append(it.url))
    juror.context.set_offline(True)


def waits(juror):
    expect(juror.page.locator("#saved")).to_contain_text("đang chờ mạng")


def kill_the_tab(juror):
    juror.page.close()
    juror.page = juror.context.new_page()


def orders_sent(juror):
    """Each order that reaches the server from now on, as it comes."""
    found = []

    def note(request):
        if request.url.endswith("/ballot/order"):
            found.append(parse_qs(request.post_data)["order"][0])

    juror.context.on("requestfinished", note)
    return found


def test_moves_without_network_outlive_the_tab_and_arrive_once(house, show, juror):
    ranking, stands, _token = show
    (one, two, three), page = stands, f"/rankings/{ranking}/ballot"
    on_the_device(juror)
    juror.go(page)
    button(juror, "seen", stands[one]).click()
    saved(juror)
    lose_network(juror)
    juror.go(page)
    button(juror, "seen", stands[two]).click()
    waits(juror)
    button(juror, "seen", stands[three]).click()
    waits(juror)
    kill_the_tab(juror)
    juror.go(page)
    in_order(juror, one, two, three)
    button(juror, "up", stands[three]).click()
    waits(juror)
    kill_the_tab(juror)
    assert stored(house, ranking).entries == [stands[one]]
    juror.go("/judging").reads("đang chờ mạng: 1 phiếu")
    assert [url for url in juror.lost if "/static/" in url] == []
    arrived = orders_sent(juror)
    juror.context.set_offline(False)
    expect(juror.page.locator("[data-behaviour=hand]")).to_be_hidden(timeout=15_000)
    assert stored(house, ranking).entries == [stands[one], stands[three], stands[two]]
    begun, longer, last = f"{one} {two}", f"{one} {two} {three}", f"{one} {three} {two}"
    # what had not set out yet is one with what came next
    assert arrived in ([begun, longer, last], [begun, last])
    juror.go(page)
    in_order(juror, one, three, two)
    juror.page.locator("#lock").click()
    juror.reads("Khóa phiếu xếp hạng", one)


def test_two_orders_made_apart_are_both_shown(house, show, juror):
    ranking, stands, _token = show
    one, two, _three = stands
    see(juror, stands)
    saved(juror)
    lose_network(juror)
    button(juror, "up", stands[two]).click()
    waits(juror)
    with house.app.app_context(), transaction():
        kept = db.session.query(RankedBallot).filter_by(ranking_id=ranking).one()
        facts = {"version": kept.reached, "key": "elsewhere", "by": kept.juror.person}
        actions.arrange(kept.ranking, [one], **facts)
    juror.meant.add(409)
    juror.context.set_offline(False)
    juror.page.wait_for_selector("#differing")
    juror.reads("đã được sửa ở nơi khác", f"{two} {one}")
    assert stored(house, ranking).entries == [stands[one]]
    juror.page.get_by_role("button", name="Giữ nội dung ở đây").click()
    saved(juror)
    assert stored(house, ranking).entries[:2] == [stands[two], stands[one]]


def test_what_comes_after_closing_is_told_and_can_be_taken_along(house, show, juror):
    ranking, stands, _token = show
    see(juror, stands)
    saved(juror)
    lose_network(juror)
    one, two, three = stands
    button(juror, "up", stands[three]).click()
    waits(juror)
    with house.app.app_context(), transaction():
        db.session.get_one(Ranking, ranking).contest.scoring_closed_at = now()
    juror.meant.add(409)
    juror.context.set_offline(False)
    expect(juror.page.locator("#stopped")).to_contain_text("Đã khóa chấm")
    with juror.page.expect_download() as kept:
        juror.page.locator("#take").click()
    with open(kept.value.path(), encoding="utf-8") as file:
        assert f"{one} {three} {two}" in file.read()
