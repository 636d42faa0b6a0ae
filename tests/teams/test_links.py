"""The pages of a team's links: made, shown once, listed, ended, and what a dead one says."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Invitation
from tests.factories import make_minor, make_person, make_team
from tests.teams.test_views import invited, link_in, members


def test_the_link_is_shown_once_and_only_its_digest_is_kept(browser):
    team = make_team()
    url = invited(browser, team)
    again = browser.get(f"/teams/{team.id}/invitations")
    assert link_in(again) is None
    token = url.rsplit("/", 1)[1]
    assert token not in again.text
    assert token not in db.session.scalars(select(Invitation)).one().token_digest


def test_a_new_link_comes_with_a_code_to_scan_that_says_the_same(browser):
    team = make_team()
    browser.sign_in(team.owner)
    page = browser.submit(f"/teams/{team.id}/invitations", places=3, days=14)
    assert "<svg" in page.text
    assert 'class="qr"' in page.text
    assert page.text.count(f"http://localhost{link_in(page)}") == 2
    link = db.session.scalars(select(Invitation)).one()
    assert (link.places, (link.expires_at - link.created_at).days) == (3, 14)
    assert "no-store" in page.headers["Cache-Control"]


def test_the_leader_reads_how_often_a_link_was_used_and_by_whom(browser):
    team, guest = make_team(), make_person("Thạch Sô Phia")
    url = invited(browser, team, places=2)
    browser.sign_in(guest).submit(url)
    page = browser.sign_in(team.owner).get(f"/teams/{team.id}/invitations")
    assert "Thạch Sô Phia" in page.text
    assert re.search(r"\b1\D{1,20}\b2\b", page.text)


def dead(browser, team, how):
    """A link that no longer opens anything, or never did."""
    url = invited(browser, team)
    link = db.session.scalars(select(Invitation)).one()
    if how == "used up":
        browser.sign_in(make_person()).submit(url)
    elif how == "ended":
        browser.post(f"/team-links/{link.id}/end")
    elif how == "expired":
        link.expires_at = now() - timedelta(seconds=1)
    return "/join/khong-co-dau" if how == "unknown" else url


def without_addresses(page, url):
    text = re.sub(r'name="csrf_token" value="[^"]+"', "", page.text)
    return text.replace(url, "").replace(url.replace("/", "%2F"), "")


@pytest.mark.parametrize("how", ["used up", "ended", "expired"])
def test_a_dead_link_reads_like_one_that_never_was(browser, how):
    team, guest = make_team(), make_person()
    url, strange = dead(browser, team, how), "/join/khong-co-dau"
    browser.get("/dashboard")  # what was left to say is said
    browser.sign_in(guest)
    for ask in (browser.get, browser.post):
        reply, missing = ask(url), ask(strange)
        assert (reply.status_code, missing.status_code) == (404, 404)
        assert without_addresses(reply, url) == without_addresses(missing, strange)
        assert team.name not in reply.text
    assert "hết hạn" in browser.get(url).text
    assert guest.id not in members(team)


def test_looking_at_a_link_takes_no_place(browser):
    """T45: programs that open the links of messages join nothing."""
    team, guest = make_team(), make_person()
    url = invited(browser, team)
    for _ in range(3):
        assert browser.sign_in(guest).get(url).status_code == 200
        assert browser.client.head(url).status_code == 200
    assert members(team) == {team.owner.id}
    assert db.session.scalars(select(Invitation.used)).one() == 0


def test_one_link_is_ended_the_others_go_on(browser):
    team, guest = make_team(), make_person()
    first, second = invited(browser, team), invited(browser, team)
    key = db.session.scalars(select(Invitation.id).order_by(Invitation.id)).first()
    assert browser.post(f"/team-links/{key}/end").status_code == 303
    assert browser.sign_in(guest).get(first).status_code == 404
    assert browser.get(second).status_code == 200
    browser.sign_in(team.owner).post(f"/teams/{team.id}/invitations/end")
    assert browser.sign_in(guest).get(second).status_code == 404


def test_nobody_else_ends_a_link(browser):
    owner, mate = make_person(), make_person()
    team = make_team(owner, mate)
    url = invited(browser, team)
    key = db.session.scalars(select(Invitation.id)).one()
    for person in (mate, make_team(name="Rivals").owner, make_person()):
        assert browser.sign_in(person).post(f"/team-links/{key}/end").status_code == 404
    assert browser.get(url).status_code == 200


@pytest.mark.parametrize("wrong", [{"places": 0}, {"places": 9}, {"places": "many"}, {"days": 365}])
def test_more_places_than_room_and_odd_days_are_refused(browser, wrong):
    team = make_team(make_person(), make_person())
    page = browser.sign_in(team.owner).submit(f"/teams/{team.id}/invitations", **wrong)
    assert page.status_code == 422
    assert db.session.scalar(select(func.count(Invitation.id))) == 0


def test_a_child_nobody_agreed_for_is_told_so_and_takes_no_place(browser):
    team, child = make_team(), make_minor(agreed=False)
    url = invited(browser, team)
    assert browser.sign_in(child).submit(url).status_code == 409
    assert members(team) == {team.owner.id}
    assert db.session.scalars(select(Invitation.used)).one() == 0
