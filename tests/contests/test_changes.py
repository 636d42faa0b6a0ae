"""What changes after a contest was announced is a version with its reason, told to everybody."""

import re

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import Change, ContestState
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Delivery, Notification
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from tests.contests.typed import LIMITS, PAGES, POINTS, criteria_typed, rounds
from tests.factories import make_entry, make_juror, make_person, make_team


def changes():
    return db.session.scalars(select(Change).order_by(Change.number)).all()


def said(change, side, tongue="en"):
    return [line[tongue] for part in change.parts for line in part[side]]


def test_a_change_says_who_when_why_and_what_was_and_is_said(send, contest, organiser):
    assert send("limits", {**LIMITS, "reason": " Ba xã xin thêm "}).status_code == 302
    (change,) = changes()
    assert (change.number, change.by_id, change.agreed_by_id) == (1, organiser.id, None)
    assert (change.reason, change.language) == ("Ba xã xin thêm", organiser.language)
    assert abs((now() - change.at).total_seconds()) < 60
    assert "Each person takes part in one entry." in said(change, "before")
    assert "Mỗi người tham gia một bài dự thi." in said(change, "before", "vi")
    after = said(change, "after")
    assert "Number of entries from each unit: 3 to 5." in after
    assert "Each person takes part in at most 2 entries, each with another team." in after
    assert not any("jurors read" in line for line in (*after, *said(change, "before")))


def test_every_part_makes_a_version_and_numbers_follow_each_other(send, contest):
    typed = {**PAGES, "rounds": rounds(contest, carried="50")}
    words = {"title_vi": "Tên mới", "summary_vi": "Ngắn", "rules_vi": "Dòng một", "host_vi": "Đoàn"}
    prize = {"awards-0-name_vi": "Giải Nhất", "awards-0-count": "1"}
    late = {"grace_minutes": "10", "late": "flag"}
    whole = {
        "maximum": "50",
        "bands_vi": "0–24,5: Cũ\n25–50: Mới",
        "bands_en": "0–24.5: O\n25–50: N",
    }
    marked = criteria_typed(0, **{f"criteria-0-{name}": text for name, text in whole.items()})
    typed |= {"edit": words, "lateness": late, "criteria": marked, "prizes": prize}
    for number, (page, values) in enumerate(typed.items(), start=1):
        assert send(page, {**values, "version": contest.version}).status_code == 302, page
        assert [one.number for one in changes()] == list(range(1, number + 1)), page
    kinds = [{part["rule"] for part in change.parts} for change in changes()]
    for rule, found in zip(
        ("ages", "units", "panels", "carried", "full_rules", "lateness", "criteria", "prizes"),
        kinds,
        strict=True,
    ):
        assert rule in found


def test_saving_the_same_again_is_no_change_and_tells_nobody(send, contest):
    send("limits", LIMITS)
    send("limits", LIMITS)
    assert len(changes()) == 1
    told = select(Activity).where(Activity.verb == "contest.amended")
    assert len(db.session.scalars(told).all()) == 1


def test_rules_sent_with_the_line_breaks_of_a_browser_are_the_same_rules(send, contest):
    words = {"title_vi": "Tên", "summary_vi": "Ngắn", "rules_vi": "Một\r\nHai", "host_vi": "Đoàn"}
    words |= {
        f"{name}_{tongue}": ""
        for name in ("title", "summary", "rules", "host")
        for tongue in ("en", "fr")
    }
    contest.rules_text = Translated(vi="Một\nHai")
    assert send("edit", {**words, "reason": "Dòng một\r\nDòng hai"}).status_code == 302
    assert contest.rules_text == {"vi": "Một\nHai"}
    (change,) = changes()
    assert {part["rule"] for part in change.parts} == {"words"}
    assert change.reason == "Dòng một\nDòng hai"


def test_a_draft_changes_without_a_reason_and_without_a_version(send, contest):
    contest.state = ContestState.DRAFT
    assert send("limits", {**LIMITS, "reason": ""}).status_code == 302
    assert changes() == []


@pytest.mark.parametrize(("reason", "status"), [("", 422), ("   ", 422), ("x" * 601, 422)])
def test_an_announced_contest_does_not_change_without_a_reason(send, contest, reason, status):
    reply = send("points", {**POINTS, "reason": reason})
    assert reply.status_code == status
    assert 'value="2,5"' in reply.text
    assert contest.bonus is None
    assert changes() == []


def test_everybody_reads_the_changes_the_newest_first_and_no_name(browser, send, contest):
    send("limits", {**LIMITS, "reason": "Lý do thứ nhất"})
    send("points", {**POINTS, "reason": "Lý do thứ hai"})
    inside = browser.get(f"/contests/{contest.id}/changes").text
    assert "Phạm Tổ Chức" in inside
    browser.sign_out()
    page = browser.get(f"/contests/{contest.id}").text
    assert f'href="/contests/{contest.id}/changes"' in page
    listed = browser.get(f"/contests/{contest.id}/changes").text
    assert listed.index("Lý do thứ hai") < listed.index("Lý do thứ nhất")
    assert "Phạm Tổ Chức" not in listed
    assert "Trước" in listed
    assert "3 đến 5" in listed


@pytest.mark.parametrize(("tongue", "words"), [("en", "3 to 5."), ("fr", "3 à 5")])
def test_everybody_reads_the_changes_in_their_language(browser, send, contest, tongue, words):
    browser.speak(tongue)
    send("limits", LIMITS)
    browser.sign_out().speak(tongue)
    assert words in browser.get(f"/contests/{contest.id}/changes").text


WORDS = {
    **{f"{name}_{tongue}": "" for name in ("rules", "host") for tongue in ("vi", "fr")},
    **{"title_vi": "Tên", "title_en": "Name", "title_fr": "Nom", "host_en": "", "rules_en": ""},
    **{"summary_vi": "Cũ", "summary_en": "Short", "summary_fr": "Court"},
    **{"rules_vi": "Một", "host_vi": "Đoàn"},
}


@pytest.mark.parametrize("tongue", ["en", "fr", "vi"])
def test_what_changed_only_in_vietnamese_is_told_in_vietnamese(browser, send, contest, tongue):
    browser.speak(tongue)
    send("edit", WORDS)
    send("edit", {**WORDS, "summary_vi": "Mới", "version": contest.version})
    page = browser.sign_out().speak(tongue).get(f"/contests/{contest.id}/changes").text
    told = page[page.index('id="change-2"') : page.index('id="change-1"')]
    assert ("Cũ</p>" in told, "Mới</b>" in told) == (True, True)
    assert ("Short" in told, "Court" in told) == (False, False)
    assert told.count('<p class="mute" lang="vi">') == (0 if tongue == "vi" else 1)


def test_what_changed_only_in_english_is_told_in_english_to_others(browser, send, contest):
    send("edit", WORDS)
    send("edit", {**WORDS, "summary_en": "Brief", "version": contest.version})
    page = browser.sign_out().get(f"/contests/{contest.id}/changes").text
    assert re.search(r'<p lang="en"><b>[^<]*Brief</b>', page)


def test_a_contest_nobody_changed_says_so_and_a_draft_has_no_such_page(browser, contest):
    address = f"/contests/{contest.id}/changes"
    assert browser.get(address).status_code == 200
    assert address not in browser.get(f"/contests/{contest.id}").text
    contest.state = ContestState.DRAFT
    assert browser.get(address).status_code == 404


def test_drafts_entries_and_jurors_hear_of_it_in_their_language(app, send, contest, organiser):
    writing, sent, juror = (make_person(language=tongue) for tongue in ("en", "fr", "vi"))
    make_entry(make_team(writing), contest, state="draft")
    make_entry(make_team(sent), contest)
    make_juror(contest, juror)
    stranger = make_person()
    people = {writing, sent, juror, stranger, organiser}
    for person in people:
        person.details.email_verified_at = now()
    send("limits", LIMITS)
    (news,) = db.session.scalars(select(Activity).where(Activity.verb == "contest.amended")).all()
    tell(news, app.extensions["notices"])
    heard = set(db.session.scalars(select(Notification.recipient_id)))
    assert heard == {writing.id, sent.id, juror.id}
    letters = {one.recipient_id: one for one in db.session.scalars(select(Delivery))}
    assert letters.keys() == heard
    assert "Young ideas has changed" in letters[writing.id].text
    assert "Jeunes idées" in letters[sent.id].text
    assert "Ý tưởng trẻ" in letters[juror.id].text
    assert all(f"/contests/{contest.id}/changes" in one.text for one in letters.values())


def test_what_was_announced_cannot_be_shortened_under_when_and_who(send, contest):
    before = contest.closes_at
    typed = {**PAGES["terms"], "opens_at": "2026-01-01T08:00", "closes_at": "2026-01-03T23:59"}
    reply = send("terms", typed)
    assert reply.status_code == 409
    assert (contest.closes_at, contest.deadline_version) == (before, 1)
    assert send("terms", PAGES["terms"]).status_code == 302
    assert contest.deadline_version == 2
