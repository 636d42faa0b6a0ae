"""Findings, likeness and where a check stands, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mentorhub.contests.domain.documents import Document, Whose
from mentorhub.contests.domain.eligibility import Candidate, Limits, Obstacle, Terms
from mentorhub.eligibility.domain.findings import Kind, Looked, Seen, findings
from mentorhub.eligibility.domain.likeness import likeness, near, sketch
from mentorhub.eligibility.domain.standing import Latest, State, Verdict, needs_a_look, state

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TERMS = Terms(date(2026, 12, 31), age_min=16, age_max=35, team_min=1, team_max=2)
FINE = Looked(Candidate(birth_years=[2000], sector="x", elsewhere=[0]))
TEXT = """Nước mặn vào sâu trong đồng, bà con không biết lúc nào nên đóng cống để giữ ngọt. Mỗi chi
đoàn ấp có một bút đo độ mặn, đo mỗi sáng và ghi vào bản đồ chung của xã. Bản đồ đổi màu khi nước
mặn vượt ngưỡng, loa xã báo cho hai trăm hộ trồng lúa biết trước hai ngày để lấy nước dự trữ."""
OTHER = """Nhóm chúng em dạy người lớn tuổi dùng dịch vụ công trên điện thoại vào chiều thứ bảy tại
nhà văn hóa, mỗi bạn đoàn viên kèm một cô chú, có thẻ hướng dẫn chữ lớn bằng tiếng Việt và Khmer."""


NO_LIMITS = Limits()


def kinds(looked, limits=NO_LIMITS):
    return [one.obstacle or one.kind for one in findings(looked, TERMS, limits)]


def test_nothing_is_found_in_an_entry_that_keeps_to_the_rules():
    assert kinds(FINE) == []


def test_each_rule_that_takes_entries_in_is_found_again():
    old = replace(FINE, candidate=Candidate(birth_years=[1960, None, 2000], elsewhere=[0, 1, 0]))
    expected = [
        Obstacle.TOO_MANY,
        Obstacle.AGE,
        Obstacle.AGE_UNKNOWN,
        Obstacle.FIELD,
        Obstacle.TAKEN,
    ]
    assert kinds(old, Limits(sectors=("y-te",))) == expected


@pytest.mark.parametrize(
    ("seen", "kind"),
    [
        (replace(FINE, lacking=["benefit"]), Kind.EMPTY),
        (replace(FINE, is_late=True), Kind.LATE),
        (replace(FINE, same_idea=["other"]), Kind.SAME_IDEA),
        (replace(FINE, alike=["other"]), Kind.ALIKE),
        (replace(FINE, same_files=["plan.pdf"], with_same_files=["other"]), Kind.SAME_FILE),
        (replace(FINE, documents=[Seen(Document({"vi": "CCCD"}), 0, 1)]), Kind.DOCUMENT),
    ],
)
def test_what_only_a_look_at_the_entry_finds(seen, kind):
    assert kinds(seen) == [kind]


def test_a_document_that_was_seen_often_enough_is_no_finding():
    assert kinds(replace(FINE, documents=[Seen(Document({"vi": "CCCD"}), 2, 2)])) == []


def test_documents_concern_those_they_are_asked_of():
    assert Document({}, Whose.MINOR).concerns(is_minor=True)
    assert not Document({}, Whose.MINOR).concerns(is_minor=False)
    assert Document({}, Whose.PERSON).concerns(is_minor=False)
    assert not Document({}, Whose.ENTRY).concerns(is_minor=True)


def test_nearly_the_same_text_is_found_and_another_is_not():
    copied = TEXT.replace("bà con", "người dân").replace("mỗi sáng", "mỗi chiều")
    assert near({"a": TEXT, "b": copied, "c": OTHER}) == {"a": ["b"], "b": ["a"]}


def test_marks_and_capitals_do_not_hide_a_copy():
    assert near({"a": TEXT, "b": TEXT.upper()}) == {"a": ["b"], "b": ["a"]}


def test_short_texts_are_like_nothing():
    assert near({"a": "Nước sạch cho ấp xa", "b": "Nước sạch cho ấp xa"}) == {}
    assert likeness(sketch("Nước sạch"), sketch("Nước sạch")) == 0


def test_where_a_check_stands():
    asked = Latest(Verdict.MORE_NEEDED, NOON, until=NOON + 2 * HOUR)
    admitted = Latest(Verdict.ADMITTED, NOON)
    cases = [
        (None, NOON, State.WAITING),
        (asked, NOON, State.ASKED),
        (asked, NOON + 2 * HOUR, State.OVERDUE),
        (replace(asked, answered_at=NOON), NOON + 3 * HOUR, State.ANSWERED),
        (admitted, NOON, State.ADMITTED),
        (Latest(Verdict.REFUSED, NOON), NOON, State.REFUSED),
    ]
    for latest, moment, expected in cases:
        assert state(latest, sent_at=NOON - HOUR, moment=moment) is expected
    assert state(admitted, sent_at=NOON + HOUR, moment=NOON) is State.CHANGED


def test_what_needs_a_look():
    assert not needs_a_look(State.WAITING, speaks_against=False)
    assert needs_a_look(State.WAITING, speaks_against=True)
    for where in (State.ANSWERED, State.OVERDUE, State.CHANGED):
        assert needs_a_look(where, speaks_against=False)
    for where in (State.ASKED, State.ADMITTED, State.REFUSED):
        assert not needs_a_look(where, speaks_against=True)
