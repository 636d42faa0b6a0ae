"""Meetings: times, one taken, three lines, confirmed; and who may be where with a minor."""

from datetime import timedelta

import pytest

from mentorhub.calendars.queries import of_person
from mentorhub.consents import actions as consents
from mentorhub.conversations.actions import freeze, thread_for
from mentorhub.platform.clock import as_of, now, today
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.together import actions, queries
from mentorhub.together.actions import Step
from mentorhub.together.domain import MeetingState, Side
from tests.factories import make_person


def later(days=2):
    return (now() + timedelta(days=days)).replace(second=0, microsecond=0)


def propose(pair, by, *times, **more):
    facts = {"minutes": 60, "format": "online", "place": "", "beside": ""}
    return actions.propose(pair.mentorship, times=times or (later(),), **{**facts, **more}, by=by)


def agreed(pair, at=None):
    meeting = propose(pair, pair.mentor, at or later())
    actions.accept(meeting, at=meeting.choices[0], by=pair.owner)
    return meeting


def held(pair, by=None, steps=()):
    meeting = agreed(pair)
    with as_of(later(3)):
        words = {"minutes": 90, "done": "Đo ba điểm.", "decided": "Đo mỗi sáng."}
        actions.note(meeting, **words, steps=steps, by=by or pair.mentor)
    return meeting


def test_one_side_proposes_and_the_other_takes_one_time(pair):
    meeting = propose(pair, pair.owner, later(2), later(4))
    with pytest.raises(Refused, match="other side chooses"):
        actions.accept(meeting, at=meeting.choices[0], by=pair.mate)
    assert actions.accept(meeting, at=meeting.choices[1], by=pair.mentor)
    assert (meeting.state, meeting.begins_at) == (MeetingState.AGREED, later(4))
    assert not actions.accept(meeting, at=meeting.choices[1], by=pair.mentor)
    with pytest.raises(Refused, match="Another time"):
        actions.accept(meeting, at=meeting.choices[0], by=pair.mentor)


def test_no_time_is_taken_that_was_not_proposed_or_is_over(pair):
    with pytest.raises(Refused, match="still to come"):
        propose(pair, pair.mentor, later(-1))
    meeting = propose(pair, pair.mentor)
    with pytest.raises(Refused, match="over"):
        actions.accept(meeting, at=later(3), by=pair.owner)
    with as_of(later(5)), pytest.raises(Refused, match="over"):
        actions.accept(meeting, at=meeting.choices[0], by=pair.owner)
    actions.call_off(meeting, by=pair.mentor)
    actions.call_off(meeting, by=pair.mentor)  # a second click
    with pytest.raises(Refused, match="called off"):
        actions.accept(meeting, at=meeting.choices[0], by=pair.owner)


def test_a_meeting_counts_once_the_other_side_confirms_it(pair):
    meeting = held(pair)
    assert queries.confirmed_minutes(pair.mentorship) == 0
    with pytest.raises(Refused, match="other side confirms"):
        actions.confirm(meeting, seen=meeting.mark_of_notes, by=pair.mentor)
    assert actions.confirm(meeting, seen=meeting.mark_of_notes, by=pair.owner)
    assert not actions.confirm(meeting, seen=meeting.mark_of_notes, by=pair.owner)
    assert queries.confirmed_minutes(pair.mentorship) == 90
    with as_of(later(4)), pytest.raises(Refused, match="notes stand"):
        actions.note(meeting, minutes=480, done="x", decided="", steps=(), by=pair.mentor)
    with pytest.raises(Refused, match="took place"):
        actions.call_off(meeting, by=pair.owner)


def test_who_writes_the_notes_anew_is_not_the_one_to_confirm_them(pair):
    meeting = held(pair, by=pair.mentor)
    old = meeting.mark_of_notes
    with as_of(later(4)):
        actions.note(meeting, minutes=30, done="Nửa giờ thôi.", decided="", steps=(), by=pair.owner)
    with pytest.raises(Refused, match="other side confirms"):
        actions.confirm(meeting, seen=meeting.mark_of_notes, by=pair.mate)
    with pytest.raises(Stale):
        actions.confirm(meeting, seen=old, by=pair.mentor)
    actions.confirm(meeting, seen=meeting.mark_of_notes, by=pair.mentor)
    assert queries.confirmed_minutes(pair.mentorship) == 30


def test_nothing_is_noted_before_it_has_begun(pair):
    with pytest.raises(Refused, match="once a meeting has begun"):
        actions.note(agreed(pair), minutes=60, done="x", decided="", steps=(), by=pair.mentor)


def test_next_steps_are_ticked_by_their_side_and_are_overdue_after_their_day(pair):
    steps = (
        Step("Gửi bảng số đo", Side.TEAM, today() + timedelta(days=1)),
        Step("Giới thiệu trạm thủy văn", Side.MENTOR, today() + timedelta(days=9)),
    )
    held(pair, steps=steps)
    first, second = queries.open_steps(pair.mentorship)
    with as_of(later(3)):
        assert (first.is_overdue, second.is_overdue) == (True, False)
    with pytest.raises(Refused, match="other side"):
        actions.tick(first, by=pair.mentor)
    assert actions.tick(first, by=pair.mate)
    assert queries.open_steps(pair.mentorship) == [second]
    assert not actions.tick(first, by=pair.mate)  # undone


def test_with_a_minor_a_second_adult_is_there_or_an_officer_opens_the_call(young):
    with pytest.raises(Refused, match="second adult"):
        propose(young, young.mentor, format="in_person", place="Nhà văn hóa")
    with pytest.raises(Refused, match="not by phone"):
        propose(young, young.mentor, format="phone")
    with pytest.raises(Refused, match="opens the call"):
        propose(young, young.mentor, place="https://goi.example/phong")
    with pytest.raises(Refused, match="no phone numbers"):
        propose(young, young.mentor, place="gọi 0912 345 678")
    meeting = propose(
        young, young.mentor, format="in_person", place="Nhà văn hóa", beside="Cô giáo chủ nhiệm"
    )
    assert meeting.beside


def test_a_minor_who_joins_meanwhile_is_thought_of_when_a_time_is_taken(pair, young):
    meeting = propose(pair, pair.mentor, format="in_person", place="Quán cà phê")
    pair.team.members[1].person = young.child
    db.session.flush()
    pair.team.unit = young.team.unit
    db.session.flush()
    with pytest.raises(Refused, match="second adult"):
        actions.accept(meeting, at=meeting.choices[0], by=pair.owner)


def test_a_call_with_a_minor_is_opened_by_the_officer_alone(young, browser):
    meeting = agreed(young)
    db.session.commit()
    url, room = f"/meetings/{meeting.id}/room", "https://goi.example/phong-1"
    for person in (young.mentor, young.owner, young.child):
        browser.sign_in(person)
        assert browser.post(url, room=room).status_code == 404
    browser.sign_in(young.guard).speak("en")
    assert browser.post(url, room="javascript:alert(1)").status_code == 422
    assert browser.post(url, room=room).status_code == 303
    browser.sign_in(young.child)
    assert room in browser.get(young.url).text


def test_it_stands_in_the_dates_of_both_without_its_place(pair, browser):
    meeting = agreed(pair)
    meeting.place = "Nhà văn hóa ấp Vĩnh Khánh"
    db.session.commit()
    for person in (pair.mentor, pair.mate):
        found = [one for one in of_person(person) if one.mentorship_id]
        assert [(one.at, one.minutes) for one in found] == [(meeting.begins_at, 60)]
        browser.sign_in(person).speak("en")
        reply = browser.get(f"/meetings/{meeting.id}/meeting.ics")
        assert reply.mimetype == "text/calendar"
        assert f"{meeting.begins_at:%Y%m%dT%H%M%SZ}" in reply.text
        assert "Nhà văn hóa" not in reply.text
        assert "Meeting: team Giữ Ngọt" in browser.get("/me/calendar").text
    browser.sign_in(make_person("Người Lạ"))
    assert browser.get(f"/meetings/{meeting.id}/meeting.ics").status_code == 404


def test_the_end_of_a_mentoring_takes_what_lay_ahead_out_of_both_calendars(pair):
    meeting = agreed(pair)
    assert len([one for one in of_person(pair.mate) if one.mentorship_id]) == 1
    pair.mentorship.ended_at = meeting.begins_at - timedelta(hours=1)
    db.session.commit()
    for person in (pair.mentor, pair.mate):
        assert [one for one in of_person(person) if one.mentorship_id] == []


def test_a_report_takes_meetings_out_of_every_calendar(young, browser):
    meeting = agreed(young)
    freeze(thread_for("Mentorship", young.mentorship.id, young.team.unit))
    db.session.commit()
    assert of_person(young.child) == []
    browser.sign_in(young.child)
    assert browser.get(f"/meetings/{meeting.id}/meeting.ics").status_code == 404
    browser.sign_in(young.mentor)
    assert browser.post(f"/meetings/{meeting.id}/calling-off").status_code == 404


def test_calling_off_is_asked_for_once_more(pair, browser):
    meeting = agreed(pair)
    there = f"/meetings/{meeting.id}/calling-off"
    browser.sign_in(pair.mate).speak("en")
    assert there in browser.get(pair.url).text
    assert "The other side is told" in browser.get(there).text
    assert meeting.state is MeetingState.AGREED
    assert browser.submit(there).status_code in (302, 303)
    assert meeting.state is MeetingState.CALLED_OFF
    assert browser.sign_in(make_person("Người Lạ")).get(there).status_code == 404


def test_the_whole_way_through_the_pages(pair, browser):
    browser.sign_in(pair.mentor).speak("en")
    at = later().isoformat()[:16]
    new = f"{pair.url}/meetings/new"
    assert browser.post(new, format="online", minutes="60").status_code == 422
    reply = browser.post(new, format="in_person", minutes="60", first=at)
    assert (reply.status_code, at in reply.text) == (409, True)
    assert browser.post(new, format="online", minutes="60", first=at).status_code == 303
    meeting = queries.meetings(pair.mentorship)[0]
    assert browser.post(f"/meetings/{meeting.id}/acceptance", at="soon").status_code == 422
    browser.sign_in(pair.owner).speak("en")
    assert "Take this time" in browser.get(pair.url).text
    chosen = meeting.choices[0].isoformat()
    assert browser.post(f"/meetings/{meeting.id}/acceptance", at=chosen).status_code == 303
    meeting.begins_at = now() - timedelta(hours=2)
    db.session.commit()
    assert "Write three lines" in browser.get(pair.url).text
    words = {"minutes": "60", "done": "Đo", "steps__0__text": "Gửi ảnh", "steps__0__side": "team"}
    notes = f"/meetings/{meeting.id}/notes"
    reply = browser.post(notes, **words)
    assert (reply.status_code, "Give each next step a day" in reply.text) == (422, True)
    rest = {f"steps__{i}__side": "team" for i in (1, 2)}
    day = (today() + timedelta(days=5)).isoformat()
    assert browser.post(notes, **words, **rest, steps__0__due=day).status_code == 303
    browser.sign_in(pair.mentor).speak("en")
    shown = browser.get(pair.url).text
    assert "It was so" in shown
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    assert browser.post(f"/meetings/{meeting.id}/confirmation", seen=seen).status_code == 303
    assert "Confirmed by both sides: 1.0 hours" in browser.get(pair.url).text
    browser.sign_in(pair.mate).speak("en")
    step = queries.open_steps(pair.mentorship)[0]
    assert browser.post(f"/steps/{step.id}/tick").status_code == 303
    assert queries.open_steps(pair.mentorship) == []
    browser.sign_in(make_person("Người Lạ"))
    assert browser.post(f"/steps/{step.id}/tick").status_code == 404


def test_a_guardian_reads_when_and_where_a_child_meets_its_mentor(young, browser):
    guardian = consents.guardians_of(young.child)[0]
    token = consents.new_link(guardian, by=young.child)
    place = {"format": "in_person", "place": "Nhà văn hóa", "beside": "Cô giáo chủ nhiệm"}
    meeting = propose(young, young.mentor, **place)
    actions.accept(meeting, at=meeting.choices[0], by=young.owner)
    db.session.commit()
    page = browser.speak("en").get(f"/guardian/{token}/conversations").text
    assert "Nhà văn hóa" in page
    assert "Cô giáo chủ nhiệm" in page
