"""What is different between two states of a contest, as sentences."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from mentorhub.contests.domain.announced import Announcement, Scale, announced
from mentorhub.contests.domain.changes import differences
from mentorhub.contests.domain.deadline import Deadline
from mentorhub.contests.domain.rubric import Band, Criterion, marking, matched, restored, stored
from mentorhub.contests.domain.sentence import Rule

OPENS = datetime(2026, 5, 1, tzinfo=UTC)
TEN = Decimal(10)
BAND = (Decimal(0), TEN, {"vi": "Rõ"})
NEW, USE = ({"vi": "Tính mới"}, {"vi": "Ích lợi"})


def scale(name=NEW, maximum=TEN, bands=(BAND,)):
    return Scale(name, {"vi": "?"}, maximum, Decimal(1), bands)


def said(**other):
    return announced(
        Announcement(
            **{
                "deadline": Deadline(OPENS, OPENS + timedelta(days=30)),
                "deadline_version": 1,
                "texts": {name: {"vi": name} for name in ("title", "summary", "host")},
                "full_rules": {"vi": "một\nhai\nba", "en": "one\ntwo\nthree"},
                "criteria": [scale(), scale(USE)],
                "prizes": [({"vi": "Giải Nhất"}, 1)],
                "stages": [({"vi": "Sơ khảo"}, date(2026, 6, 1), date(2026, 6, 9))],
                **other,
            }
        )
    )


def test_what_is_said_both_times_is_no_difference():
    zone = timezone(timedelta(hours=7))
    same = Deadline(OPENS.astimezone(zone), (OPENS + timedelta(days=30)).astimezone(zone))
    assert differences(said(), said()) == []
    assert differences(said(), said(deadline=same)) == []


def test_only_the_sentence_that_differs_is_told():
    (found,) = differences(said(), said(prizes=[({"vi": "Giải Nhất"}, 2)]))
    assert found.rule is Rule.PRIZES
    assert [one.facts["number"] for one in found.before] == [1]
    assert [one.facts["number"] for one in found.after] == [2]
    (found,) = differences(said(), said(criteria=[scale()]))
    assert [one.facts["criterion"] for one in found.before] == [USE, USE]
    assert found.after == []


def test_another_order_is_a_difference_of_the_whole():
    (found,) = differences(said(), said(criteria=[scale(USE), scale()]))
    assert (len(found.before), len(found.after)) == (4, 4)


def test_of_long_rules_only_changed_lines_are_told_in_each_language():
    (found,) = differences(said(), said(full_rules={"vi": "một\nhai\nbốn", "en": "one\nthree"}))
    assert [one.facts["text"] for one in found.before] == [{"en": "two", "vi": "ba"}]
    assert [one.facts["text"] for one in found.after] == [{"en": "", "vi": "bốn"}]


def test_how_lines_end_and_empty_lines_are_no_difference():
    old = {"vi": "một\nhai\nba", "en": "one\ntwo\nthree"}
    other = {"vi": "một\r\nhai\r\n\r\nba\r\n", "en": "one\r\ntwo\r\nthree"}
    assert differences(said(full_rules=old), said(full_rules=other)) == []
    names = ("title", "summary", "host")
    one, two = ({name: {"vi": f"a{end}b"} for name in names} for end in ("\n", "\r\n"))
    assert differences(said(texts=one), said(texts=two)) == []


def test_the_same_lines_in_another_order_are_told_whole():
    (found,) = differences(said(full_rules={"vi": "một\nhai"}), said(full_rules={"vi": "hai\nmột"}))
    assert [one.facts["text"] for one in (*found.before, *found.after)] == [
        {"vi": "một\nhai"},
        {"vi": "hai\nmột"},
    ]


def how(maximum=10, text="Rõ", stage=None):
    bands = [Band(Decimal(0), Decimal(maximum), text)]
    return marking(stage, Decimal(maximum), Decimal(1), bands)


def test_marks_stand_where_a_criterion_only_moved():
    old = [("Mới", how()), ("Ích", how()), ("Làm được", how(20))]
    assert matched(old, [("Ích", how()), ("Mới", how()), ("Làm được", how(20))]) == [1, 0, 2]
    assert matched([old[0], old[0]], [old[0], old[0]]) == [0, 1]


def test_marks_do_not_stand_where_name_points_or_ranges_are_others():
    old = [("Mới", how()), ("Ích", how())]
    assert matched(old, [("Mới", how(20)), ("Ích", how())]) == [None, 1]
    assert matched(old, [("Khả thi", how()), ("Ích", how())]) == [None, 1]
    assert matched(old, [("Mới", how(text="Khác")), ("Ích", how())]) == [None, 1]
    assert matched(old, [("Mới", how(stage=2)), ("Ích", how())]) == [None, 1]
    assert matched(old, [("Ích", how())]) == [1]
    assert matched(old, [("Mới", how()), ("Ích", how()), ("Ích", how())]) == [0, 1, None]


def bands(low, high):
    half = Decimal("3.5")
    return [Band(Decimal(0), Decimal(3), low), Band(half, Decimal("7.5"), high)]


def test_a_criterion_kept_for_agreement_comes_back_as_it_was_written():
    written = Criterion(
        name={"vi": "Mới", "en": "New"},
        help={"vi": "?"},
        maximum=Decimal("7.5"),
        step=Decimal("0.5"),
        bands=bands("a", "b"),
        translated={"en": bands("c", "d")},
        tie_order=1,
    )
    assert restored(stored(written)) == written
