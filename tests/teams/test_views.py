import re

import pytest
from sqlalchemy import func, select

from mentorhub.platform.db import db
from mentorhub.teams.models import Member, Team
from tests.factories import make_minor, make_officer, make_person, make_team, make_unit


def link_in(page):
    found = re.search(r'value="http://localhost(/join/[^"]+)"', page.text)
    return found and found[1]


def invited(browser, team, **wished):
    """The link its leader sees once."""
    page = browser.sign_in(team.owner).submit(f"/teams/{team.id}/invitations", **wished)
    return link_in(page)


def members(team):
    statement = select(Member.person_id).where(Member.team_id == team.id, Member.left_at.is_(None))
    return set(db.session.scalars(statement))


def fields(**more):
    return {"name": "Nước Lành", "about": "", "unit": "an-bien", "spoken": "vi", **more}


def test_a_team_is_founded_and_its_founder_reaches_it(browser):
    person = make_person(unit=make_unit(slug="an-bien"))
    reply = browser.sign_in(person).submit("/teams/new", **fields(name="Nước  Lành"))
    team = db.session.scalars(select(Team)).one()
    assert (reply.status_code, reply.location) == (303, f"/teams/{team.id}")
    assert (team.name, team.owner, team.unit.slug) == ("Nước Lành", person, "an-bien")
    assert browser.get(reply.location).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "Tỉnh Đoàn An Giang"},
        {"name": "tinh doan"},
        {"name": "Giữ\u202eNgọt"},
        {"name": "x" * 61},
        {"unit": "hanoi"},
        {"spoken": "tlh"},
        {"spoken": ""},
        {"about": "a" * 601},
    ],
)
def test_a_form_with_a_mistake_founds_nothing(browser, wrong):
    person = make_person(unit=make_unit(slug="an-bien"))
    reply = browser.sign_in(person).submit("/teams/new", **fields(**wrong))
    assert (reply.status_code, db.session.scalar(select(func.count(Team.id)))) == (422, 0)


def test_a_child_is_told_why_it_cannot_lead(browser):
    child = make_minor()
    child.unit.slug = "an-bien"
    reply = browser.sign_in(child).submit("/teams/new", **fields())
    assert (reply.status_code, db.session.scalar(select(func.count(Team.id)))) == (409, 0)


def test_only_the_leader_edits_invites_and_hands_over(browser):
    owner, mate, stranger = make_person(), make_person(), make_person()
    team = make_team(owner, mate)
    officer = make_officer(team.unit)
    for path in ("edit", "invitations", "hand-over"):
        url = f"/teams/{team.id}/{path}"
        assert browser.sign_in(owner).get(url).status_code == 200
        missing = browser.sign_in(stranger).get("/teams/00000000-0000-7000-8000-000000000000/edit")
        for person in (mate, stranger, officer):
            refused = browser.sign_in(person).get(url)
            assert refused.status_code == 404
        assert _bare(refused.text, url) == _bare(missing.text, url)
        assert browser.sign_out().get(url).status_code == 302


def test_an_edit_from_an_old_page_keeps_what_was_typed_and_changes_nothing(browser):
    team = make_team(make_person(unit=make_unit(slug="an-bien")))
    url = f"/teams/{team.id}/edit"
    page = browser.sign_in(team.owner).get(url)
    version = re.search(r'name="version"[^>]*value="(\d+)"', page.text)[1]
    assert browser.post(url, **fields(version=version)).status_code == 303
    late = browser.post(url, **fields(name="Đến Sau", version=version))
    assert (late.status_code, 'value="Đến Sau"' in late.text) == (409, True)
    db.session.expire_all()
    assert team.name == "Nước Lành"


def test_a_link_lets_a_friend_in_after_a_confirmation(browser):
    team, guest = make_team(), make_person()
    url = invited(browser, team)
    door = browser.sign_out().get(url).location
    assert door == f"/sign-in?next={url}&invited=1"
    page = browser.get(door).text  # mostly without an account: told so first
    assert "Bạn được mời" in page
    assert f"/register?next={url}" in page
    assert "Chào bạn trở lại" not in page
    shown = browser.sign_in(guest).get(url)
    assert (shown.status_code, "Giữ Ngọt" in shown.text) == (200, True)
    assert guest.id not in members(team)
    assert browser.submit(url).location == f"/teams/{team.id}"
    assert guest.id in members(team)
    assert browser.get(url).location == f"/teams/{team.id}"
    assert browser.sign_in(make_person()).get(url).status_code == 404


def test_a_stranger_leaves_nothing(browser):
    team = make_team()
    browser.sign_in(make_person())
    assert browser.get(f"/teams/{team.id}/leave").status_code == 404
    assert browser.post(f"/teams/{team.id}/leave").status_code == 404
    assert len(members(team)) == 1


def _bare(text, url):
    text = re.sub(r'name="csrf_token" value="[^"]+"|value="/teams/[^"]+"', "", text)
    return re.sub(r"<title>.*?</title>|<header.*?</header>", "", text, flags=re.DOTALL)
