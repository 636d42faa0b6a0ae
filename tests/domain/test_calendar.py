from datetime import UTC, datetime, timedelta, timezone

from mentorhub.contests.domain.calendar import event


def test_a_deadline_becomes_one_event_that_any_calendar_reads():
    text = event(
        uid="1@mentorhub",
        title="Hạn nộp: Ý tưởng; sáng, tạo\nThanh niên An Giang năm 2026 dành cho mọi lĩnh vực",
        at=datetime(2026, 12, 3, 23, 59, tzinfo=timezone(timedelta(hours=7))),
        url="https://example.vn/contests/1",
        stamp=datetime(2026, 11, 1, tzinfo=UTC),
    )
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART:20261203T165900Z" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = text.replace("\r\n ", "")
    assert (
        "SUMMARY:Hạn nộp: Ý tưởng\\; sáng\\, tạo Thanh niên An Giang năm 2026 dành cho mọi lĩnh vực"
        in unfolded.split("\r\n")
    )
