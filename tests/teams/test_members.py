"""Going out of a team: by oneself, by the leader; and handing it over, through the pages."""

from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.platform.db import db
from mentorhub.teams.models import Member
from mentorhub.teams.notices import AUDIENCES
from tests.factories import make_minor, make_officer, make_person, make_team
from tests.teams.test_views import members


def place(team, person):
    rows = select(Member).where(Member.team_id == team.id, Member.person_id == person.id)
    return db.session.scalars(rows).one()


def told(verb):
    """Who hears of the only activity of this kind."""
    activity = db.session.scalars(select(Activity).where(Activity.verb == verb)).one()
    return list(AUDIENCES[verb](activity))


def test_handing_over_and_leaving(browser):
    owner, mate, child = make_person(), make_person("Lê Thị Ánh"), make_minor()
    team = make_team(owner, mate, child)
    url, leading = f"/teams/{team.id}", f"/team-members/{place(team, mate).id}/leading"
    browser.sign_in(owner)
    assert browser.submit(f"{url}/leave").status_code == 409
    for wrong in (child, make_person()):
        assert browser.submit(f"{url}/hand-over", to=str(wrong.id)).status_code == 422
    assert browser.submit(f"{url}/hand-over", to=str(mate.id)).location == url
    assert told("team.asked_to_lead") == [mate]
    assert browser.get(leading).status_code == 404
    browser.sign_in(mate)
    assert leading in browser.get(url).text
    assert browser.submit(leading).status_code == 422
    assert browser.submit(leading, answer="yes").location == url
    db.session.expire_all()
    assert team.owner == mate
    assert browser.sign_in(owner).submit(f"{url}/leave").location == "/dashboard"
    assert members(team) == {mate.id, child.id}


def test_a_no_and_a_question_taken_back(browser):
    owner, mate = make_person(), make_person()
    team = make_team(owner, mate)
    leading = f"/team-members/{place(team, mate).id}/leading"
    hand_over = f"/teams/{team.id}/hand-over"
    browser.sign_in(owner).submit(hand_over, to=str(mate.id))
    browser.sign_in(mate).submit(leading, answer="no")
    assert told("team.leading_declined") == [owner]
    assert browser.get(leading).status_code == 404
    browser.sign_in(owner).submit(hand_over, to=str(mate.id))
    assert browser.post(f"{hand_over}/end").status_code == 303
    assert browser.sign_in(mate).get(leading).status_code == 404
    db.session.expire_all()
    assert (team.owner, team.asked_to_lead) == (owner, None)


def test_the_leader_takes_somebody_out_and_they_read_why(browser):
    owner, mate, third = make_person(), make_person("Lê Thị Ánh"), make_person()
    team = make_team(owner, mate, third)
    member = place(team, mate).id
    why = "Bạn đã chuyển sang đội khác."
    reply = browser.sign_in(owner).submit(f"/team-members/{member}/removal", why=why)
    assert (reply.location, members(team)) == (f"/teams/{team.id}", {owner.id, third.id})
    assert (told("team.taken_out"), told("team.left")) == ([mate], [third])
    goodbye = f"/team-members/{member}/removed"
    page = browser.sign_in(mate).get(goodbye)
    assert (page.status_code, why in page.text) == (200, True)
    assert browser.get(f"/teams/{team.id}/leave").status_code == 404
    for other in (owner, third, make_officer(team.unit)):
        assert browser.sign_in(other).get(goodbye).status_code == 404
    assert not any(why in str(row.facts) for row in db.session.scalars(select(Activity)))


def test_who_was_taken_out_may_be_invited_again(browser):
    owner, mate = make_person(), make_person()
    team = make_team(owner, mate)
    browser.sign_in(owner).submit(f"/team-members/{place(team, mate).id}/removal")
    assert members(team) == {owner.id}
    again = browser.submit(f"/teams/{team.id}/invitations")
    url = again.text.split('value="http://localhost')[1].split('"')[0]
    browser.sign_in(mate).submit(url)
    assert members(team) == {owner.id, mate.id}


def test_nobody_but_the_leader_takes_out_and_never_themselves(browser):
    owner, mate, third = make_person(), make_person(), make_person()
    team = make_team(owner, mate, third)
    rival = make_team(name="Rivals").owner
    for person in (mate, third, rival, make_officer(team.unit)):
        url = f"/team-members/{place(team, third).id}/removal"
        assert browser.sign_in(person).get(url).status_code == 404
        assert browser.post(url).status_code == 404
    own = f"/team-members/{place(team, owner).id}/removal"
    assert browser.sign_in(owner).post(own).status_code == 404
    assert len(members(team)) == 3


def test_a_second_click_takes_out_nobody_else(browser):
    owner, mate, third = make_person(), make_person(), make_person()
    team = make_team(owner, mate, third)
    url = f"/team-members/{place(team, mate).id}/removal"
    assert browser.sign_in(owner).submit(url).status_code == 303
    assert browser.post(url).status_code == 404
    assert members(team) == {owner.id, third.id}
