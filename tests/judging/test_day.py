"""The day the jury is asked to be ready: named, told, reminded of, and never a lock."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.calendars import queries as calendars
from mentorhub.contests.models import JurorState
from mentorhub.judging import actions, jobs, notices
from mentorhub.judging.models import CardState
from mentorhub.platform.clock import LOCAL, as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import make_card, make_entry, make_juror, make_person, make_team
from tests.judging.sheets import address

DAY = timedelta(days=1)


@pytest.fixture
def organiser(contest):
    return contest.organisers[0].person


def told(verb):
    rows = select(Activity).where(Activity.verb == verb).order_by(Activity.id)
    return list(db.session.scalars(rows))


def name(office, contest, at):
    typed = at.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M") if at else ""
    return office.submit(f"/contests/{contest.id}/judging/day", at=typed)


def test_the_day_is_named_moved_and_taken_back_and_each_change_is_told(office, scoring, card):
    done = make_juror(scoring, make_person())
    make_card(done, card.entry, [8, 3], state=CardState.SUBMITTED, submitted_at=now())
    first = (now() + 5 * DAY).replace(second=0, microsecond=0)
    for at in (first, first, first + DAY, None, None):
        assert name(office, scoring, at).status_code == 302
    assert scoring.scoring_closes_at is None
    named, moved = told("judging.day_set")
    days = [datetime.fromisoformat(one.facts["until_at"]) for one in (named, moved)]
    assert days == [first, first + DAY]
    assert len(told("judging.day_dropped")) == 1
    assert list(notices.jurors_who_mark(named)) == [card.juror.person]  # the other has submitted


def test_before_anything_is_handed_out_the_whole_jury_hears_of_the_day(contest, juror, organiser):
    make_juror(contest, make_person(), state=JurorState.INVITED)
    actions.set_day(contest, at=now() + DAY, by=organiser)
    assert list(notices.jurors_who_mark(told("judging.day_set")[0])) == [juror.person]


def test_a_day_that_is_over_or_of_a_closed_stage_is_not_named(scoring, organiser):
    with pytest.raises(Refused, match=r"."):
        actions.set_day(scoring, at=now() - DAY, by=organiser)
    scoring.scoring_closed_at = now()
    with pytest.raises(Refused, match=r"."):
        actions.set_day(scoring, at=now() + DAY, by=organiser)
    assert scoring.scoring_closes_at is None


def test_only_organisers_close_to_no_entry_name_it(browser, scoring, juror):
    url = f"/contests/{scoring.id}/judging/day"
    for person in (juror.person, make_person()):
        assert browser.sign_in(person).get(url).status_code in (403, 404)
        assert browser.post(url, at="2999-01-01T10:00").status_code in (403, 404)
    organiser = scoring.organisers[0].person
    make_entry(make_team(organiser), scoring)
    assert browser.sign_in(organiser).post(url, at="").status_code in (403, 404)
    assert scoring.scoring_closes_at is None


def test_jurors_read_it_on_the_list_the_sheet_and_in_their_calendar(browser, scoring, card):
    by, at = scoring.organisers[0].person, (now() + 3 * DAY).replace(second=0, microsecond=0)
    before = {one.key: one.sequence for one in calendars.of_person(card.juror.person)}
    actions.set_day(scoring, at=at, by=by)
    db.session.flush()
    assert f"{scoring.id}-scoring" not in before
    (date,) = [one for one in calendars.of_person(card.juror.person) if one.kind == "scoring"]
    assert date.at == at
    actions.set_day(scoring, at=at + DAY, by=by)
    db.session.flush()
    (moved,) = [one for one in calendars.of_person(card.juror.person) if one.kind == "scoring"]
    assert (moved.at, moved.sequence > date.sequence) == (at + DAY, True)
    browser.sign_in(card.juror.person)
    said = f"Đề nghị nộp trước {(at + DAY).astimezone(LOCAL):%d/%m/%Y}"
    assert [said in browser.get(url).text for url in ("/judging", address(card))] == [True, True]
    scoring.scoring_closes_at = now() - DAY
    db.session.flush()
    for url in ("/judging", address(card)):
        assert "Phiếu vẫn mở và lưu được" in browser.get(url).text


def remind_at(moment):
    with as_of(moment):
        for _twice in range(2):
            jobs.remind({})
    return told("judging.day_near")


def test_who_has_sheets_left_is_reminded_three_days_and_one_day_before(scoring, card):
    done, left, void = (make_juror(scoring, make_person()) for _ in range(3))
    make_card(done, card.entry, [8, 3], state=CardState.SUBMITTED, submitted_at=now())
    make_card(left, card.entry).juror.state = JurorState.WITHDRAWN
    make_card(void, card.entry, state=CardState.VOID)
    actions.set_day(scoring, at=now() + 10 * DAY, by=scoring.organisers[0].person)
    db.session.flush()
    day = scoring.scoring_closes_at
    assert remind_at(day - 4 * DAY) == []
    (first,) = remind_at(day - 3 * DAY)
    assert list(notices.the_juror_with_sheets_left(first)) == [card.juror.person]
    assert len(remind_at(day - 2 * DAY)) == 1
    assert {one.subject_id for one in remind_at(day - DAY)} == {card.juror_id}
    assert len(remind_at(day + DAY)) == 2  # nothing after the day
    card.state = CardState.SUBMITTED
    assert list(notices.the_juror_with_sheets_left(first)) == []


def test_a_moved_day_counts_anew_and_who_heard_just_now_is_left_in_peace(scoring, card):
    by = scoring.organisers[0].person
    actions.set_day(scoring, at=now() + 2 * DAY, by=by)  # the third day before is over already
    db.session.flush()
    assert remind_at(now()) == []
    assert len(remind_at(scoring.scoring_closes_at - DAY)) == 1
    actions.set_day(scoring, at=now() + 9 * DAY, by=by)
    db.session.flush()
    assert len(remind_at(scoring.scoring_closes_at - DAY)) == 2
    scoring.scoring_closed_at = now()
    assert len(remind_at(scoring.scoring_closes_at)) == 2


def test_a_sheet_that_may_not_be_marked_is_no_reason_to_remind(scoring, card):
    make_team(card.juror.person)
    card.entry.team.members[0].person = card.juror.person
    actions.set_day(scoring, at=now() + 10 * DAY, by=scoring.organisers[0].person)
    db.session.flush()
    assert remind_at(scoring.scoring_closes_at - DAY) == []


def test_a_reminder_before_the_day_counts_for_the_button_too(scoring, card):
    card.assigned_at = now() - 5 * DAY
    actions.set_day(scoring, at=now() + 10 * DAY, by=scoring.organisers[0].person)
    db.session.flush()
    day = scoring.scoring_closes_at
    remind_at(day - DAY)
    rows = select(func.max(Activity.at)).where(Activity.verb == "judging.day_near")
    with as_of(db.session.scalar(rows) + timedelta(hours=1)), pytest.raises(Refused):
        actions.remind(scoring, by=scoring.organisers[0].person)
