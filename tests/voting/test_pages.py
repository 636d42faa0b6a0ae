"""From an organiser's form to the public numbers, and who finds which page."""

import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Notification
from mentorhub.platform.clock import LOCAL, now
from mentorhub.platform.db import db
from mentorhub.voting import actions
from mentorhub.voting.models import Ballot, PublicVote
from tests.factories import make_juror, make_minor, make_person
from tests.voting.conftest import DAY, make_voter


def as_(browser, person):
    browser.sign_out().sign_in(person)
    browser.speak("en")
    return browser


def typed(moment):
    return moment.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M")


def test_one_sets_up_the_teams_hear_and_find_it(app, browser, cast):
    db.session.delete(cast.vote)
    as_(browser, cast.first)
    assert "/vote/office" in browser.get(f"/contests/{cast.contest.id}/prepare").text
    assert f"{cast.page}/setting-up" in browser.get(cast.office).text
    words = {"opens_at": typed(now() + DAY), "closes_at": typed(now() + 3 * DAY), "stage": "1"}
    answers = {**words, "award_vi": "Giải bình chọn", "award_en": "", "award_fr": ""}
    assert browser.get(f"{cast.page}/setting-up").status_code == 200
    assert browser.post(f"{cast.page}/setting-up", **answers).status_code in (302, 303)
    vote = db.session.scalars(select(PublicVote)).one()
    assert dict(vote.award) == {"vi": "Giải bình chọn"}
    told = db.session.scalars(select(Activity).where(Activity.verb == "vote.announced")).one()
    tell(told, app.extensions["notices"])
    heard = set(db.session.scalars(select(Notification.recipient_id)))
    leaders = {entry.team.owner for entry in cast.entries}
    assert heard == {one.id for one in leaders}
    entry = cast.entries[0]
    own = as_(browser, entry.team.owner).get(f"/entries/{entry.id}")
    assert f"/entries/{entry.id}/vote/aside" in own.text
    assert browser.post(f"/entries/{entry.id}/vote/aside").status_code == 303
    assert f"/entries/{entry.id}/vote/return" in browser.get(f"/entries/{entry.id}").text


def test_what_was_typed_stays_with_the_sentence_why_not(browser, cast):
    db.session.delete(cast.vote)
    as_(browser, cast.first)
    wrong = {"opens_at": "2020-01-01T08:00", "closes_at": "", "stage": "1", "award_vi": "Giải lạ"}
    reply = browser.post(f"{cast.page}/setting-up", **wrong, award_en="", award_fr="")
    assert (reply.status_code, "Giải lạ" in reply.text) == (422, True)
    wrong["closes_at"] = "2020-01-03T08:00"
    reply = browser.post(f"{cast.page}/setting-up", **wrong, award_en="", award_fr="")
    assert (reply.status_code, "still to come" in reply.text) == (409, True)


def test_a_stranger_reads_and_somebody_proved_votes_changes_and_takes_back(browser, cast):
    browser.speak("en")
    page = browser.get(cast.page)
    assert all(entry.title in page.text for entry in cast.entries)
    assert "Sign in to vote" in page.text
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"].startswith("public")
    address = f"/votes/{cast.vote.id}/ballot"
    assert browser.post(address, entry=str(cast.entries[0].id)).status_code == 401
    as_(browser, make_voter())
    for entry in cast.entries[:2]:
        assert browser.post(address, entry=str(entry.id)).status_code == 303
        assert f"You voted for {entry.code}" in browser.get(cast.page).text
    assert len(db.session.scalars(select(Ballot)).all()) == 1
    assert browser.post(f"{address}/taking-back").status_code == 303
    assert "You voted for" not in browser.get(cast.page).text
    assert browser.post(address).status_code == 422
    assert browser.post(address, entry=str(cast.vote.id)).status_code == 422


def test_who_may_not_vote_reads_why_and_finds_no_form(browser, cast):
    juror = make_voter()
    make_juror(cast.contest, juror)
    for person, words in ((make_person(), "confirm your e-mail"), (juror, "does not vote")):
        page = as_(browser, person).get(cast.page).text
        assert words in page
        assert 'type="radio"' not in page
        reply = browser.post(f"/votes/{cast.vote.id}/ballot", entry=str(cast.entries[0].id))
        assert (reply.status_code, words in reply.text) == (409, True)


def test_a_blind_jury_reads_no_team_on_the_public_page(browser, cast):
    minor = make_minor("Trần Thị Bé Út")
    cast.entries[0].team.members[0].person = minor
    browser.speak("en")
    team = cast.entries[0].team.name
    cast.contest.is_blind = True
    assert team not in browser.get(cast.page).text
    cast.contest.scoring_opened_at = cast.contest.scoring_closed_at = now()
    page = browser.get(cast.page).text
    assert team in page
    assert minor.details.name not in page
    assert minor.details.given_name not in page.replace(team, "")


def test_nobody_sees_a_number_while_it_is_open(browser, cast):
    cast.voted(cast.entries[0], 7)
    browser.speak("en")
    before = browser.get(cast.page).text
    cast.voted(cast.entries[0], 9)
    assert browser.get(cast.page).text == before
    as_(browser, cast.first)
    office = browser.get(cast.office).text
    assert "Nobody sees a number" in office
    assert "table.xlsx" not in office
    for path in ("table.xlsx", f"held/{cast.entries[0].id}/fresh"):
        assert browser.get(f"/votes/{cast.vote.id}/{path}").status_code == 404
    assert browser.post(f"/votes/{cast.vote.id}/publication").status_code == 404


def test_counting_deciding_and_publishing_by_two(browser, cast):
    one, other, _ = cast.entries
    cast.voted(one, 2)
    fresh = cast.voted(other, 3, days=1)
    cast.close()
    as_(browser, cast.first)
    office = browser.get(cast.office)
    held = f"/votes/{cast.vote.id}/held/{other.id}/fresh"
    assert held in office.text
    assert not [person for person in fresh if str(person.id) in office.text]
    assert browser.get(held).status_code == 200
    assert browser.get(held.replace("fresh", "device")).status_code == 404
    assert browser.get(held.replace("fresh", "liking")).status_code == 404
    assert browser.post(held, verdict="count", reason=" ").status_code == 422
    assert browser.post(held, verdict="count", reason="Một lớp học").status_code in (302, 303)
    assert "Một lớp học" in browser.get(cast.office).text
    base = f"/votes/{cast.vote.id}/publication"
    assert browser.post(base).status_code in (302, 303)
    assert browser.post(f"{base}/agreement").status_code == 404
    as_(browser, cast.second)
    office = browser.get(cast.office).text
    old = cast.vote.approval.mark
    assert f'value="{old}"' in office
    assert browser.post(f"{base}/declining").status_code == 303
    assert as_(browser, cast.first).post(base).status_code == 303  # the numbers, asked about anew
    as_(browser, cast.second)
    assert browser.post(f"{base}/agreement", seen=old).status_code == 409
    assert not cast.vote.is_published
    assert browser.post(f"{base}/agreement", seen=cast.vote.approval.mark).status_code == 303
    browser.sign_out()
    browser.speak("en")
    page = browser.get(cast.page).text
    assert "5 votes count; 0 are held" in page
    data = browser.get(f"/votes/{cast.vote.id}/table.xlsx").data
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[-2:] for row in rows[3:]] == [[3, 0], [2, 0], [0, 0]]


def test_the_way_leads_over_the_page_of_the_contest(browser, cast):
    browser.speak("en")
    assert f'href="{cast.page}"' in browser.get(f"/contests/{cast.contest.id}").text
    db.session.delete(cast.vote)
    assert f'href="{cast.page}"' not in browser.get(f"/contests/{cast.contest.id}").text
    assert browser.get(cast.page).status_code == 404


@pytest.mark.parametrize("state", ["before", "closed", "called off", "empty"])
def test_every_state_has_its_page(browser, cast, state):
    words = {
        "before": "Voting has not begun yet.",
        "closed": "The votes are in",
        "called off": "Bị tấn công",
        "empty": "No entry stands",
    }[state]
    if state == "before":
        cast.vote.opens_at = now() + timedelta(hours=1)
    elif state == "closed":
        cast.vote.closes_at = now()
    elif state == "called off":
        actions.call_off(cast.vote, reason="Bị tấn công", by=cast.first)
    else:
        cast.vote.stage = 9
    for person in (None, make_voter(), cast.first):
        browser.sign_out()
        if person:
            browser.sign_in(person)
        browser.speak("en")
        page = browser.get(cast.page)
        assert words in page.text
        assert 'type="radio"' not in page.text
    assert browser.get(cast.office).status_code == 200


def test_an_organiser_calls_it_off_with_a_reason(browser, cast):
    address = f"/votes/{cast.vote.id}/calling-off"
    as_(browser, cast.first)
    assert browser.post(address, reason=" ").status_code == 422
    assert browser.post(address, reason="Bị tấn công").status_code in (302, 303)
    assert "Bị tấn công" in browser.sign_out().get(cast.page).text


def test_strangers_teams_jurors_and_close_organisers_find_no_office(browser, cast):
    cast.voted(cast.entries[0])
    cast.close()
    juror = make_voter()
    make_juror(cast.contest, juror)
    close = cast.entries[0].team.owner
    cast.contest.organisers[1].person = close
    held = f"/votes/{cast.vote.id}/held/{cast.entries[0].id}/fresh"
    own = (cast.office, f"/votes/{cast.vote.id}/table.xlsx", held, f"{cast.page}/setting-up")
    for person in (make_person(), juror, close, cast.entries[1].team.owner):
        as_(browser, person)
        assert {browser.get(path).status_code for path in own} == {404}
        assert browser.post(f"/votes/{cast.vote.id}/publication").status_code == 404
        assert browser.post(f"/votes/{cast.vote.id}/calling-off", reason="x").status_code == 404
        assert browser.post(f"/entries/{cast.entries[2].id}/vote/aside").status_code == 404
