"""Feeds of contests and people, the desk, and reminders: once, and not to who has sent."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.calendars import actions, queries
from mentorhub.calendars.notices import AUDIENCES
from mentorhub.contests import actions as contests
from mentorhub.contests.models import ContestState, JurorState, Organiser
from mentorhub.entries.models import EntryState
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from tests.eligibility.conftest import checked_contest, sent
from tests.factories import make_contest, make_entry, make_juror, make_person, make_team
from tests.judging.conftest import CommittingBrowser

HOUR = timedelta(hours=1)


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


def draft(contest, *people):
    entry = make_entry(make_team(*people), contest, state=EntryState.DRAFT)
    entry.created_at = contest.opens_at
    db.session.flush()
    return entry


def events(text):
    """uid → (sequence, start) of a feed."""
    plain = text.replace("\r\n ", "").replace("\r\n", "\n")
    found = re.findall(r"UID:(\S+)\n.*\nSEQUENCE:(\d+)\n(DTSTART\S+)", plain)
    return {uid.partition("@")[0]: (int(number), start) for uid, number, start in found}


def extended(contest, later):
    """Two organisers move the deadline."""
    second = make_person("Thứ Hai", age=40)
    contest.organisers.append(Organiser(person=second))
    db.session.flush()
    first = contest.organisers[0].person
    asked = contests.propose_deadline(contest, closes_at=later, reason="Mưa lũ", by=first)
    db.session.flush()
    contests.agree_to_deadline(asked, by=second)
    db.session.flush()


def test_everybody_follows_the_dates_of_a_contest_and_a_moved_one_is_newer(browser):
    contest = checked_contest(opened_days_ago=1, days_left=3)
    address = f"/contests/{contest.id}/calendar.ics"
    before = events(browser.get(address).text)
    stage = contest.stages[0]
    assert set(before) == {f"{contest.id}-opens", str(contest.id), str(stage.id)}
    assert before[str(stage.id)][1].startswith("DTSTART;VALUE=DATE:")
    extended(contest, contest.closes_at + 24 * HOUR)
    after = events(browser.get(address).text)
    assert set(after) == set(before)  # the same events, known again
    key = str(contest.id)
    assert after[key][0] > before[key][0]
    assert after[key][1] == f"DTSTART:{contest.closes_at:%Y%m%dT%H%M%SZ}"


def test_the_deadline_alone_is_the_same_event_as_in_the_feed(browser):
    contest = make_contest()
    alone = events(browser.get(f"/contests/{contest.id}/deadline.ics").text)
    feed = events(browser.get(f"/contests/{contest.id}/calendar.ics").text)
    assert alone == {str(contest.id): feed[str(contest.id)]}


def test_a_feed_speaks_the_language_its_address_asks_for(browser):
    contest = make_contest()
    text = browser.get(f"/contests/{contest.id}/calendar.ics?language=en").text
    assert "SUMMARY:Deadline: Young ideas" in text
    assert "Ý tưởng trẻ" in browser.get(f"/contests/{contest.id}/calendar.ics?language=xx").text


def test_a_draft_of_a_contest_has_no_feed(browser):
    contest = make_contest(state=ContestState.DRAFT)
    assert browser.get(f"/contests/{contest.id}/calendar.ics").status_code == 404


def contests_of(person):
    return {one.contest_id for one in queries.of_person(person)}


def test_ones_own_dates_are_of_contests_one_enters_judges_or_runs(app):
    person = make_person()
    entered, judged, run = make_contest(), make_contest(), make_contest(person)
    others, declined, cancelled = make_contest(), make_contest(), make_contest(person)
    cancelled.state = ContestState.CANCELLED
    draft(entered, person)
    make_juror(judged, person)
    make_juror(declined, person, state=JurorState.DECLINED)
    draft(others, make_person())
    assert contests_of(person) == {entered.id, judged.id, run.id}


def test_only_who_marks_or_runs_learns_when_scoresheets_are_due(app):
    contest = make_contest(scoring_closes_at=now() + 24 * HOUR)
    juror = make_juror(contest).person
    writer = draft(contest).team.owner
    kinds = {who: {one.kind for one in queries.of_person(who)} for who in (juror, writer)}
    assert "scoring" in kinds[juror]
    assert "scoring" not in kinds[writer]


def test_what_the_check_asks_is_a_date_of_the_team_alone(app):
    entry = sent(checked_contest())
    entry.asked_until = now() + 24 * HOUR
    organiser = entry.contest.organisers[0].person
    keys = {one.key for one in queries.of_person(entry.team.owner)}
    assert f"{entry.id}-answer" in keys
    assert f"{entry.id}-answer" not in {one.key for one in queries.of_person(organiser)}


def test_an_excluded_team_has_nothing_to_answer(app):
    entry = sent(checked_contest(), state=EntryState.DISQUALIFIED)
    entry.asked_until = now() + 24 * HOUR
    assert f"{entry.id}-answer" not in {one.key for one in queries.of_person(entry.team.owner)}


def address_on(page):
    return re.search(r'value="http://localhost(/calendar/[^"]+)"', page.text)[1]


def test_a_secret_address_is_read_without_signing_in_until_it_is_ended(browser):
    person = make_person()
    contest = make_contest()
    draft(contest, person)
    browser.sign_in(person)
    first = address_on(browser.post("/me/calendar/address"))
    second = address_on(browser.post("/me/calendar/address"))
    assert second not in browser.get("/me/calendar").text  # shown only once
    browser.sign_out()
    assert browser.get(first).status_code == 404  # the newer one ended it
    reply = browser.get(second)
    assert str(contest.id) in events(reply.text)
    assert reply.headers["Cache-Control"] == "private, no-store"
    browser.sign_in(person)
    for _twice in range(2):
        assert browser.post("/me/calendar/address/end").status_code == 303
    browser.sign_out()
    assert browser.get(second).status_code == 404
    assert browser.get("/calendar/x.ics").status_code == 404


def test_the_feed_of_a_closed_account_leads_nowhere(browser):
    person = make_person()
    token = actions.open_feed(person)
    person.closed_at = now()
    assert browser.get(f"/calendar/{token}.ics").status_code == 404


def test_the_desk_shows_the_next_dates(browser):
    person = make_person()
    draft(make_contest(), person)
    browser.sign_in(person)
    page = browser.get("/dashboard").text
    assert "Lịch của tôi" in page
    assert re.search(r"Hạn[^<]*: Ý tưởng trẻ", page)
    assert "Lịch của tôi" not in browser.sign_in(make_person()).get("/dashboard").text


def test_a_new_address_stands_above_the_dates_and_is_not_made_by_reading(browser):
    contest = make_contest()
    person = draft(contest).team.owner
    browser.sign_in(person)
    reply = browser.get("/me/calendar/address")
    assert (reply.status_code, reply.location) == (302, "/me/calendar#address")
    assert queries.feed_of(person) is None
    page = browser.post("/me/calendar/address").text
    assert page.index('id="feed"') < page.index(f"/contests/{contest.id}")
    browser.sign_out()
    assert "/me/calendar" not in browser.get("/me/calendar/address").location.split("?")[0]


def test_what_the_check_asks_stands_on_the_desk_until_its_day(browser):
    entry = sent(checked_contest())
    entry.asked_until = now() + HOUR
    browser.sign_in(entry.team.owner)
    assert "#asked" in browser.get("/dashboard").text
    entry.asked_until = now() - HOUR
    assert "#asked" not in browser.get("/dashboard").text


def reminders():
    found = select(Activity).where(Activity.verb == "entry.deadline_near").order_by(Activity.id)
    return list(db.session.scalars(found))


def remind_at(moment):
    with as_of(moment):
        actions.remind()
        db.session.flush()
    return reminders()


def test_a_team_is_reminded_three_times_and_each_time_once(app):
    contest = make_contest(opened_days_ago=20, days_left=10)
    entry = draft(contest)
    closes = contest.closes_at
    for hours, told in ((200, 0), (168, 1), (167, 1), (24, 2), (23, 2), (3, 3), (1, 3)):
        assert len(remind_at(closes - hours * HOUR)) == told, hours
    assert remind_at(closes + HOUR) == reminders()
    assert list(AUDIENCES["entry.deadline_near"](reminders()[0])) == [entry.team.owner]


def test_who_has_sent_is_not_reminded_though_it_was_planned(app):
    contest = make_contest(opened_days_ago=20, days_left=10)
    sent(contest)
    entry = draft(contest)
    withdrawn = draft(contest)
    withdrawn.state = EntryState.WITHDRAWN
    [told] = remind_at(contest.closes_at - 20 * HOUR)
    assert told.subject_id == entry.id
    entry.state = EntryState.SUBMITTED
    db.session.flush()
    assert list(AUDIENCES["entry.deadline_near"](told)) == []


def test_reminders_are_planned_anew_when_the_deadline_moves(app):
    contest = make_contest(opened_days_ago=20, days_left=1)
    draft(contest)
    assert len(remind_at(contest.closes_at - 4 * HOUR)) == 1
    extended(contest, contest.closes_at + 9 * 24 * HOUR)
    assert len(remind_at(contest.closes_at - 200 * HOUR)) == 1
    assert len(remind_at(contest.closes_at - 100 * HOUR)) == 2
    assert reminders()[1].facts["until_at"] == contest.closes_at.isoformat()


def test_a_contest_that_is_only_prepared_reminds_nobody(app):
    contest = make_contest(opened_days_ago=20, days_left=1, state=ContestState.DRAFT)
    draft(contest)
    assert remind_at(now()) == []
