"""What comes after the deadline: every route obeys, and an organiser decides about the rest."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.contests.domain.deadline import Late, Standing
from mentorhub.entries import actions, queries
from mentorhub.entries.models import Entry, EntryState, Receipt
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from tests.entries.cast import WORDS, draft, typed
from tests.factories import make_contest, make_person, make_team

SECOND = timedelta(seconds=1)


@pytest.fixture
def english(app, clean):
    """Refusals are matched in the words of the source."""
    with in_language("en"):
        yield


def begun(grace=0, late=Late.REFUSE, **contest):
    """A complete draft, its writer, and an organiser of the contest."""
    organiser, writer = make_person("Phạm Tổ Chức", age=35), make_person()
    contest = make_contest(organiser, **contest)
    contest.grace_minutes, contest.late = grace, late
    return draft(make_team(writer), contest=contest), writer, organiser


def test_in_the_minutes_of_grace_an_entry_counts_and_the_receipt_says_so(app):
    entry, by, _organiser = begun(grace=5)
    receipt = actions.submit(entry, by=by, at=entry.contest.closes_at + SECOND)
    assert entry.state is EntryState.SUBMITTED
    assert (receipt.standing, receipt.grace_minutes) == (Standing.IN_GRACE, 5)
    assert db.session.scalars(queries.submitted_to(entry.contest)).all() == [entry]


def test_once_entries_are_handed_out_nothing_replaces_what_was_sent(english):
    """It arrived in the minutes of grace and waited while somebody handed out."""
    entry, by, _organiser = begun(grace=5)
    actions.submit(entry, by=by, at=now())
    other = draft(make_team(make_person()), contest=entry.contest)
    waited = entry.contest.closes_at + SECOND
    entry.contest.scoring_opened_at = now()
    people, words = [by.id], {**WORDS, "title": "Sửa trong phút châm chước"}
    with pytest.raises(Refused, match="The jury has begun"):
        actions.save(entry, version=entry.version, people=people, by=by, at=waited, **words)
    entry.state = EntryState.WITHDRAWN
    with pytest.raises(Refused, match="The jury has begun"):
        actions.submit(entry, by=by, at=waited)
    assert entry.title == WORDS["title"]
    assert actions.submit(other, by=other.team.owner, at=waited).standing is Standing.IN_GRACE


def late_entry():
    entry, by, organiser = begun(late=Late.FLAG)
    receipt = actions.submit(entry, by=by, at=entry.contest.closes_at)
    db.session.flush()
    return entry, receipt, organiser


def test_a_late_entry_is_received_and_judged_only_after_somebody_says_so(app):
    entry, receipt, organiser = late_entry()
    judged = queries.submitted_to(entry.contest)
    assert (entry.state, receipt.standing) == (EntryState.LATE, Standing.LATE)
    assert db.session.scalars(judged).all() == []
    actions.decide_late(entry, accept=True, reason="Mất điện cả xã.", by=organiser)
    db.session.flush()
    assert db.session.scalars(judged).all() == [entry]
    told = select(func.count(Activity.id)).where(Activity.verb == "entry.late_accepted")
    assert db.session.scalar(told) == 1


def test_a_refused_late_entry_can_be_accepted_until_the_jury_begins(english):
    entry, _receipt, organiser = late_entry()
    actions.decide_late(entry, accept=False, reason="Trễ một ngày.", by=organiser)
    assert (entry.state, entry.decision_reason) == (EntryState.REFUSED, "Trễ một ngày.")
    entry.contest.scoring_opened_at = now()
    db.session.flush()
    with pytest.raises(Refused, match="The jury has begun"):
        actions.decide_late(entry, accept=True, reason="Xét lại.", by=organiser)


def test_what_was_sent_in_time_is_followed_by_no_late_words(english):
    """T4: neither a text nor its people change once the deadline has passed."""
    entry, by, _organiser = begun(late=Late.FLAG)
    actions.submit(entry, by=by, at=now())
    late = entry.contest.closes_at
    people = [by.id]
    words = {**WORDS, "title": "Muộn"}
    with pytest.raises(Refused, match="Entries closed"):
        actions.save(entry, version=entry.version, people=people, by=by, at=late, **words)
    assert actions.submit(entry, by=by, at=late).standing is Standing.IN_TIME  # a second click
    assert (entry.title, entry.state) == (WORDS["title"], EntryState.SUBMITTED)


@pytest.mark.parametrize("state", [EntryState.INELIGIBLE, EntryState.REFUSED])
def test_what_was_decided_about_is_followed_by_no_late_words(english, state):
    """T4: neither after the check refused what came in time, nor after a late one was refused."""
    entry, by, _organiser = begun(late=Late.FLAG)
    is_late = state is EntryState.REFUSED
    actions.submit(entry, by=by, at=entry.contest.closes_at if is_late else now())
    entry.state = state
    db.session.flush()
    late, people = entry.contest.closes_at + SECOND, [by.id]
    words = {**WORDS, "title": "Muộn"}
    with pytest.raises(Refused, match="Entries closed"):
        actions.save(entry, version=entry.version, people=people, by=by, at=late, **words)
    with pytest.raises(Refused, match="Entries closed"):
        actions.submit(entry, by=by, at=late)
    assert (entry.title, entry.state) == (WORDS["title"], state)
    assert db.session.scalar(select(func.count(Receipt.id))) == 1
    with as_of(late):
        assert not entry.takes_words


def test_what_the_check_refused_can_be_mended_until_the_deadline(app):
    entry, by, _organiser = begun(late=Late.FLAG)
    actions.submit(entry, by=by, at=now())
    entry.state = EntryState.INELIGIBLE
    db.session.flush()
    words = {**WORDS, "title": "Đã sửa"}
    actions.save(entry, version=entry.version, people=[by.id], by=by, at=now(), **words)
    assert actions.submit(entry, by=by, at=now()).standing is Standing.IN_TIME
    assert (entry.title, entry.state) == ("Đã sửa", EntryState.SUBMITTED)


def test_a_late_entry_can_be_taken_back(app):
    entry, _receipt, _organiser = late_entry()
    actions.withdraw(entry, by=entry.team.owner)
    assert entry.state is EntryState.WITHDRAWN


def test_every_route_that_writes_refuses_after_the_deadline(browser):
    """T3, F16: with the form still open, whatever the route."""
    entry, by, _organiser = begun()
    page = typed(entry)
    other = make_team(by, name="Đội khác")
    entry.contest.closes_at = now() - SECOND
    start = f"/contests/{entry.contest_id}/entries/new?team={other.id}"
    writing = {
        start: {"idea": "", "people": [by.id]},
        f"/entries/{entry.id}/edit": page,
        f"/entries/{entry.id}/edit/words": page,
        f"/entries/{entry.id}/submission": {},
    }
    for address, answers in writing.items():
        browser.sign_in(by)
        db.session.commit()
        assert browser.post(address, **answers).status_code == 409, address
    assert db.session.scalars(select(Entry.state)).all() == [EntryState.DRAFT]
    assert db.session.scalar(select(func.count(Receipt.id))) == 0


@pytest.mark.parametrize(
    ("grace", "late", "status"),
    [(5, Late.REFUSE, 200), (0, Late.FLAG, 200), (0, Late.REFUSE, 409)],
)
def test_a_page_that_saves_itself_obeys_the_same_deadline(browser, grace, late, status):
    entry, by, _organiser = begun(grace=grace, late=late)
    entry.contest.closes_at = now() - SECOND
    browser.sign_in(by)
    db.session.commit()
    page = typed(entry, title="Muộn")
    assert browser.post(f"/entries/{entry.id}/edit/words", **page).status_code == status
    assert (db.session.get(Entry, entry.id).title == "Muộn") is (status == 200)


def test_a_page_left_open_saves_nothing_beside_what_was_sent_in_time(browser):
    """T4: late entries may come in, later words of earlier ones may not."""
    entry, by, _organiser = begun(late=Late.FLAG)
    actions.submit(entry, by=by, at=now())
    entry.contest.closes_at = now() - SECOND
    browser.sign_in(by)
    db.session.commit()
    page = typed(entry, title="Muộn")
    assert browser.post(f"/entries/{entry.id}/edit/words", **page).status_code == 409
    assert (entry.unsent, entry.title) == (None, WORDS["title"])


def test_an_earlier_deadline_closes_no_other_contest(app):
    """T8."""
    begun(days_left=-1)
    entry, by, _organiser = begun()
    assert actions.submit(entry, by=by, at=now()).standing is Standing.IN_TIME


def test_a_draft_says_that_it_is_one_before_and_after_the_deadline(browser):
    entry, by, _organiser = begun()
    browser.sign_in(by)
    assert "bản nháp: chưa gửi gì cả" in browser.get(f"/entries/{entry.id}").text
    entry.contest.closes_at = now() - SECOND
    db.session.commit()
    assert "Bản nháp vẫn ở đây" in browser.get(f"/entries/{entry.id}").text


def test_organisers_decide_on_a_page_and_nobody_else_finds_it(browser):
    entry, _receipt, organiser = late_entry()
    address = f"/entries/{entry.id}/lateness"
    for stranger in (entry.team.owner, make_contest().organisers[0].person):
        browser.sign_in(stranger)
        db.session.commit()
        assert browser.get(address).status_code == 404
    browser.sign_in(organiser)
    db.session.commit()
    assert browser.post(address, accept="yes", reason="").status_code == 422
    assert browser.post(address, accept="yes", reason="Mất điện.").status_code == 302
    assert entry.state is EntryState.SUBMITTED
