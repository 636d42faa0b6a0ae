"""Two weeks of silence remind both; three weeks reach the officers. A word of anybody ends it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.conversations import actions as conversations
from mentorhub.conversations.actions import thread_for
from mentorhub.mentoring import actions as mentoring
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.together import actions, notices, queries
from tests.factories import make_grant, make_officer, make_person, make_unit
from tests.together.test_meetings import agreed


def alerts():
    rows = db.session.scalars(select(Activity).order_by(Activity.id))
    return [one for one in rows if one.verb in ("mentorship.quiet", "mentorship.silent")]


def look_after(days):
    with as_of(now() + timedelta(days=days)):
        actions.look_for_silence()
    db.session.flush()
    return [one.verb.partition(".")[2] for one in alerts()]


def test_both_are_reminded_and_then_the_officers_each_once(pair):
    assert look_after(13) == []
    assert look_after(15) == ["quiet"]
    assert look_after(16) == ["quiet"]  # however often it runs
    assert look_after(22) == ["quiet", "silent"]
    assert look_after(40) == ["quiet", "silent"]


def test_who_hears_of_it(pair, young):
    officer = make_officer(pair.team.unit)
    make_grant(pair.mentor, Role.UNIT_OFFICER, pair.team.unit)
    look_after(22)
    told = {one.subject_id: one for one in alerts()}
    silent = told[pair.mentorship.id]
    assert set(notices.both_sides(silent)) == {pair.mentor, pair.owner, pair.mate}
    assert notices.officers_of_the_team(silent) == [officer]  # not the mentor about themselves
    assert young.guard not in notices.both_sides(told[young.mentorship.id])
    assert set(silent.facts) == {"team"}


def test_a_word_of_anybody_or_a_day_to_meet_ends_the_silence(pair):
    thread = thread_for("Mentorship", pair.mentorship.id, pair.team.unit)
    with as_of(now() + timedelta(days=12)):
        conversations.write(thread, "Tuần này đội đo xong rồi ạ.", by=pair.owner)
        db.session.flush()
    assert look_after(20) == []
    assert look_after(27) == ["quiet"]


def test_an_agreed_meeting_is_a_sign_of_life(pair):
    agreed(pair, at=now() + timedelta(days=20))
    assert look_after(30) == []


def test_what_has_ended_or_is_paused_is_left_alone(pair, young):
    mentoring.end(pair.mentorship, reason="", by=pair.mentor)
    conversations.freeze(young.thread)
    assert look_after(60) == []


def test_officers_see_their_own_teams_and_not_a_word(pair, browser):
    thread = thread_for("Mentorship", pair.mentorship.id, pair.team.unit)
    conversations.write(thread, "Lời chỉ để cho hai bên.", by=pair.owner)
    pair.mentorship.since = thread.opened_at - timedelta(days=30)
    db.session.commit()
    browser.sign_in(make_officer(pair.team.unit)).speak("en")
    page = browser.get("/mentorships").text
    assert pair.team.name in page
    assert "Not agreed yet" in page
    assert "Lời chỉ" not in page
    assert queries.mentorships_within([pair.team.unit])[0].silence == "none"
    browser.sign_in(make_officer(make_unit("Xã Xa"), name="Cán Bộ Xa")).speak("en")
    assert "No team with a mentor yet" in browser.get("/mentorships").text


def test_nobody_without_an_office_and_no_officer_about_themselves(pair, browser):
    for person in (pair.owner, pair.mentor, make_person("Người Lạ")):
        browser.sign_in(person)
        assert browser.get("/mentorships").status_code == 404
    make_grant(pair.mentor, Role.UNIT_OFFICER, pair.team.unit)
    db.session.commit()
    browser.sign_in(pair.mentor).speak("en")
    assert pair.team.name not in browser.get("/mentorships").text


@pytest.mark.parametrize(("days", "chip"), [(16, "Quiet for two weeks"), (23, "No sign for three")])
def test_the_page_says_how_quiet_it_is(pair, browser, days, chip):
    pair.mentorship.since = now() - timedelta(days=days)
    db.session.commit()
    browser.sign_in(make_officer(pair.team.unit)).speak("en")
    page = browser.get("/mentorships").text
    assert chip in page
    assert "quiet around 1 team" in page
