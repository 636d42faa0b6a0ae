"""When the agreed time is over both sides are told once, and the page names the two ways on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.conversations.actions import freeze, thread_for
from mentorhub.mentoring import actions as mentoring
from mentorhub.platform.clock import as_of, now, today
from mentorhub.platform.db import db
from mentorhub.together import actions, notices
from mentorhub.together.domain import latest_end
from tests.together.test_commitment import write

OVER = "The agreed time is over"


def look(days=0):
    with as_of(now() + timedelta(days=days)):
        actions.look_for_ends()
        db.session.flush()
    return told()


def told():
    rows = select(Activity).where(Activity.verb == "mentorship.run_out").order_by(Activity.id)
    return db.session.scalars(rows).all()


@pytest.fixture
def agreed(pair):
    with as_of(now() - timedelta(minutes=5)):
        written = write(pair, pair.mentor, until=today() + timedelta(days=90))
        actions.agree(written, by=pair.owner)
        db.session.flush()
    return written


def test_both_sides_are_told_the_day_after_and_once(pair, agreed):
    assert look(90) == []
    (activity,) = look(91)
    assert len(look(95)) == 1
    assert set(notices.both_sides(activity)) == {pair.mentor, pair.owner, pair.mate}
    assert activity.facts == {"team": pair.team.name}


def test_who_goes_on_once_more_is_told_again_at_the_end_of_that(pair, agreed):
    look(91)
    with as_of(now() + timedelta(days=92)):
        longer = latest_end(pair.mentorship.since.date(), renewed=True)
        actions.agree(write(pair, pair.owner, until=longer, renews=True), by=pair.mentor)
        db.session.flush()
    assert len(look(93)) == 1
    assert len(look(202)) == 2


def test_what_has_ended_is_paused_or_was_never_agreed_is_told_of_nothing(pair, young, agreed):
    write(young, young.mentor, until=today() + timedelta(days=20))
    freeze(thread_for("Mentorship", pair.mentorship.id, pair.team.unit))
    db.session.flush()
    assert look(91) == []
    thread_for("Mentorship", pair.mentorship.id, pair.team.unit).frozen_at = None
    mentoring.end(pair.mentorship, reason="", by=pair.mentor)
    db.session.flush()
    assert look(91) == []


def test_the_page_says_so_and_leads_both_ways(pair, agreed, browser):
    db.session.commit()
    browser.sign_in(pair.owner).speak("en")
    page = browser.get(pair.url).text
    assert OVER not in page
    assert "Agreed until" in page
    agreed.until = today() - timedelta(days=1)
    db.session.commit()
    page = browser.get(pair.url).text
    assert OVER in page
    assert "Agreed until" not in page
    assert page.count(f"{pair.url}/end") == 2
    assert "Write down that you go on" in page
    mentoring.end(pair.mentorship, reason="", by=pair.mentor)
    db.session.commit()
    assert OVER not in browser.get(pair.url).text
