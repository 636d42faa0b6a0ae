from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from mentorhub.calendars.domain import Date, Kind, coming, due
from mentorhub.contests.domain.calendar import Event, calendar

STAMP = datetime(2026, 11, 1, tzinfo=UTC)
CLOSES = datetime(2026, 12, 3, 23, 59, tzinfo=timezone(timedelta(hours=7)))
HOUR = timedelta(hours=1)


def event(**parts):
    facts = {"uid": "1@mentorhub", "title": "Hạn", "at": CLOSES, "url": "https://example.vn/1"}
    return Event(**{**facts, **parts})


def test_a_deadline_becomes_one_event_that_any_calendar_reads():
    title = "Hạn nộp: Ý tưởng; sáng, tạo\nThanh niên An Giang năm 2026 dành cho mọi lĩnh vực"
    text = calendar([event(title=title, sequence=4)], stamp=STAMP)
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert {"DTSTART:20261203T165900Z", "SEQUENCE:4", "UID:1@mentorhub"} <= set(lines)
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = text.replace("\r\n ", "")
    assert (
        "SUMMARY:Hạn nộp: Ý tưởng\\; sáng\\, tạo Thanh niên An Giang năm 2026 dành cho mọi lĩnh vực"
        in unfolded.split("\r\n")
    )


def test_whole_days_have_no_hour_and_end_after_the_last():
    text = calendar([event(at=date(2026, 12, 8), until=date(2026, 12, 10))], stamp=STAMP)
    assert "DTSTART;VALUE=DATE:20261208\r\nDTEND;VALUE=DATE:20261211\r\n" in text


def test_nothing_typed_becomes_a_line_of_its_own():
    text = calendar([event(title="Hạn\r\nATTENDEE:x\nEND:VEVENT")], stamp=STAMP, name="a\r\nb")
    assert "\r\nATTENDEE" not in text
    assert text.count("\r\nEND:VEVENT\r\n") == 1
    assert "X-WR-CALNAME:a b\r\n" in text


def test_what_is_over_is_not_coming_and_the_nearest_is_first():
    about = {"contest_id": None, "contest": {}, "sequence": 1}
    past = Date(Kind.CLOSES, "a", at=CLOSES, **about)
    days = Date(Kind.STAGE, "b", at=date(2026, 12, 1), until=date(2026, 12, 5), **about)
    soon = Date(Kind.STAGE, "c", at=date(2026, 12, 4), **about)
    assert coming([soon, past, days], date(2026, 12, 4)) == [days, soon]


@pytest.mark.parametrize(
    ("before", "hours"),
    [(8 * 24, None), (7 * 24, 168), (25, 168), (24, 24), (3, 3), (0.1, 3), (0, None), (-1, None)],
)
def test_a_team_is_reminded_by_the_last_time_that_has_come(before, hours):
    facts = {"closes_at": CLOSES, "begun_at": CLOSES - 30 * 24 * HOUR}
    assert due(**facts, moment=CLOSES - before * HOUR) == hours


def test_a_draft_begun_after_a_time_is_not_reminded_of_it():
    begun = CLOSES - 5 * HOUR
    assert due(closes_at=CLOSES, begun_at=begun, moment=CLOSES - 4 * HOUR) is None
    assert due(closes_at=CLOSES, begun_at=begun, moment=CLOSES - 3 * HOUR) == 3
