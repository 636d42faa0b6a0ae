"""From a team's complaint to the answer of two organisers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.calendars import queries as calendars
from mentorhub.complaints import actions
from mentorhub.complaints.models import Complaint, Kind
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.publishing.models import PublicationState
from mentorhub.teams.models import Member
from tests.factories import make_person

WORDS = "Tổng điểm của tiêu chí thứ hai cộng thiếu nửa điểm."
ANSWER = "Chúng tôi đã cộng lại từng phiếu: tổng điểm đúng như đã công bố."


@pytest.fixture
def entry(published):
    return published.places[1].entry


@pytest.fixture
def owner(entry):
    return entry.team.members[0].person


@pytest.fixture
def complaint(entry, owner):
    found = actions.file(entry, kind=Kind.ARITHMETIC, text=WORDS, key=uuid4(), by=owner)
    db.session.flush()
    return found


def test_the_last_day_for_complaints_stands_in_every_calendar_until_it_is_over(
    browser, published, owner
):
    """For everybody and for its teams; nothing before the results are out."""
    contest, last = published.contest, published.complaints_until
    db.session.commit()
    text = browser.get(f"/contests/{contest.id}/calendar.ics?language=en").text
    event = (
        text.replace("\r\n ", "").split(f"UID:{contest.id}-complaints@")[1].split("END:VEVENT")[0]
    )
    assert f"DTSTART;VALUE=DATE:{last:%Y%m%d}" in event
    assert "SUMMARY:Last day for complaints" in event
    assert f"/results/{contest.id}" in event
    kinds = {one.kind.value: one for one in calendars.of_person(owner)}
    assert kinds["complaints"].last_day == last
    page = browser.sign_in(owner).speak("en").get("/me/calendar").text
    assert "Last day for complaints" in page
    published.state = PublicationState.PREPARED
    db.session.commit()
    assert "complaints" not in {one.kind.value for one in calendars.of_contest(contest)}
    published.state, contest.complaint_days = PublicationState.PUBLISHED, 0
    assert "complaints" not in {one.kind.value for one in calendars.of_contest(contest)}


def test_a_team_complains_and_two_answer(browser, entry, owner, first, second):
    db.session.commit()
    browser.sign_in(owner)
    address = f"/entries/{entry.id}/complaint"
    assert browser.submit(address, kind="arithmetic", text="").status_code == 422
    assert browser.submit(address, kind="arithmetic", text=WORDS).status_code == 302
    complaint = db.session.scalars(select(Complaint)).one()
    own = browser.get(f"/entries/{entry.id}/result").text
    assert f"/complaints/{complaint.id}" in own
    browser.sign_out().sign_in(first)
    page = f"/complaints/{complaint.id}"
    assert WORDS in browser.get(page).text
    assert browser.post(f"{page}/answer", upheld="no", answer="ngắn").status_code == 422
    assert browser.post(f"{page}/answer", upheld="no", answer=ANSWER).status_code == 302
    assert (complaint.checked["table"], complaint.checked["log"]) == (True, True)
    assert browser.post(f"{page}/agreement").status_code == 404
    browser.sign_out().sign_in(owner)
    assert ANSWER not in browser.get(page).text
    browser.sign_out().sign_in(second)
    seen = complaint.approval.mark
    assert f'value="{seen}"' in browser.get(page).text
    assert browser.post(f"{page}/agreement", seen=seen).status_code == 302
    assert browser.post(f"{page}/agreement", seen=seen).status_code == 302
    browser.sign_out().sign_in(owner)
    assert ANSWER in browser.get(page).text


def test_nobody_agrees_to_an_answer_that_was_exchanged_meanwhile(
    browser, complaint, entry, owner, first, second
):
    page, other = f"/complaints/{complaint.id}", "Đã cộng lại, điểm đúng như đã công bố."
    browser.sign_in(first)
    browser.post(f"{page}/answer", upheld="yes", answer=ANSWER)
    seen = complaint.approval.mark
    browser.post(f"{page}/answer", upheld="no", answer=other)
    browser.sign_out().sign_in(second)
    refused = browser.post(f"{page}/agreement", seen=seen)
    assert (refused.status_code, complaint.is_answered) == (409, False)
    assert "được gửi lại sau khi bạn mở trang" in refused.text
    assert other in refused.text
    assert browser.post(f"{page}/agreement", seen=complaint.approval.mark).status_code == 302
    assert (complaint.is_answered, complaint.is_upheld) == (True, False)


def test_one_click_or_two_is_one_complaint(entry, owner):
    key = uuid4()
    for _ in range(2):
        actions.file(entry, kind=Kind.PROCEDURE, text=WORDS, key=key, by=owner)
        db.session.flush()
    assert db.session.scalar(select(func.count(Complaint.id))) == 1


def test_after_the_last_day_nothing_is_heard(browser, published, entry, owner):
    late = published.published_at + timedelta(days=15)
    with as_of(late), pytest.raises(Refused):
        actions.file(entry, kind=Kind.PROCEDURE, text=WORDS, key=uuid4(), by=owner)
    published.published_at = now() - timedelta(days=15)
    db.session.commit()
    assert browser.sign_in(owner).get(f"/entries/{entry.id}/complaint").status_code == 404


def test_strangers_minors_and_close_organisers_stay_out(browser, complaint, entry, first):
    minor, stranger = make_person("Nguyễn Nhỏ", age=16), make_person()
    for person in (minor, first):
        db.session.add(Member(team=entry.team, person=person))
    db.session.commit()
    page = f"/complaints/{complaint.id}"
    browser.sign_in(stranger)
    assert browser.get(page).status_code == 404
    browser.sign_out().sign_in(minor)
    assert browser.get(page).status_code == 200
    assert browser.get(f"/entries/{entry.id}/complaint").status_code == 404
    browser.sign_out().sign_in(first)
    assert browser.get(f"/contests/{entry.contest_id}/complaints").status_code == 404


def test_a_changed_table_is_seen_when_it_is_looked_at_again(complaint, entry):
    assert actions.looked_at_again(complaint)["table"]
    entry.bonus = 2
    db.session.flush()
    assert not actions.looked_at_again(complaint)["table"]


def test_nobody_close_to_an_entry_is_told(app, complaint, first, second, entry):
    db.session.add(Member(team=entry.team, person=first))
    db.session.flush()
    activity = db.session.scalar(select(Activity).where(Activity.verb == "complaint.filed"))
    told = app.extensions["notices"].audiences["complaint.filed"](activity)
    assert [one.id for one in told] == [second.id]
