"""More time for one team: given by two, obeyed by every route that takes in, told on paper."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.entries import actions as entries
from mentorhub.entries.actions import receipts
from mentorhub.entries.models import EntryState
from mentorhub.entries.queries import receipts_of
from mentorhub.judging import actions as judging
from mentorhub.measures import actions, queries
from mentorhub.measures.models import Kind, Measure
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Notification
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import full_moment, in_language
from tests.entries.test_views import draft, typed
from tests.factories import make_juror, make_person, make_team

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def extend(cast, by=None, until=None, agreed_by=None):
    until = until or cast.contest.closes_at + 2 * DAY
    facts = {"reason": "Xã bị lũ cô lập", "by": by or cast.first}
    asked = actions.propose(cast.entry, Kind.EXTENSION, until=until, **facts)
    db.session.flush()
    if agreed_by is not None:
        assert actions.agree(asked, by=agreed_by)
        db.session.flush()
    return asked, until


def test_until_a_second_organiser_agrees_the_team_has_the_deadline_of_all(english, cast):
    asked, until = extend(cast)
    assert (cast.entry.extended_until, cast.entry.has_more_time) == (None, False)
    with pytest.raises(Refused, match="Entries closed"):
        entries.submit(cast.entry, by=cast.writer, at=cast.contest.closes_at)
    with pytest.raises(Refused, match="whoever asked cannot"):
        actions.agree(asked, by=cast.first)
    assert actions.agree(asked, by=cast.second)
    assert cast.entry.extended_until == until
    assert not actions.agree(asked, by=cast.second)
    assert queries.in_force(cast.entry) == [asked]


def test_the_team_sends_until_its_own_deadline_and_no_other_team_does(english, cast):
    other = draft(make_team(make_person()), contest=cast.contest)
    _asked, until = extend(cast, agreed_by=cast.second)
    late = until - SECOND
    receipt = entries.submit(cast.entry, by=cast.writer, at=late)
    assert (receipt.deadline, receipt.is_individual) == (until, True)
    with pytest.raises(Refused, match="Entries closed"):
        entries.submit(other, by=other.team.owner, at=late)
    again = make_team(make_person())
    late_draft = draft(again, contest=cast.contest)
    cast.entry.state = EntryState.DRAFT
    with pytest.raises(Refused, match="Entries closed"):
        entries.submit(cast.entry, by=cast.writer, at=until)
    assert late_draft.deadline.closes_at == cast.contest.closes_at


def test_every_route_that_takes_in_obeys_it(browser, cast):
    cast.contest.closes_at = now() + timedelta(minutes=1)
    extend(cast, agreed_by=cast.second)
    cast.contest.closes_at = now() - timedelta(minutes=1)
    browser.sign_in(cast.writer)
    db.session.commit()
    address = f"/entries/{cast.entry.id}"
    assert browser.post(f"{address}/edit", **typed(cast.entry, title="Mới")).status_code == 302
    assert cast.entry.title == "Mới"
    announced = {"name": "a.pdf", "size": "9", "slot": "", "mark": "m"}
    assert browser.post(f"{address}/uploads", **announced).status_code == 200
    assert browser.post(f"{address}/photo/off").status_code == 303
    assert f"{address}/submission" in browser.get(address).text
    assert browser.post(f"{address}/submission").status_code == 302
    cast.entry.extended_until = now() - SECOND
    db.session.commit()
    assert f"{address}/edit" not in browser.get(address).text
    late = {"edit": typed(cast.entry, title="Muộn"), "uploads": announced, "photo/off": {}}
    for path, answers in late.items():
        assert browser.post(f"{address}/{path}", **answers).status_code == 409, path
        db.session.rollback()
    assert cast.entry.title == "Mới"


def test_the_receipt_says_so_signed_and_older_receipts_stay_as_they_were(cast):
    before = entries.submit(cast.entry, by=cast.writer, at=now())
    assert "individual" not in receipts.statement(before, cast.entry)
    assert receipts.is_intact(before, cast.entry)
    cast.entry.state = EntryState.DRAFT
    extend(cast, agreed_by=cast.second)
    after = entries.submit(cast.entry, by=cast.writer, at=now())
    assert receipts.statement(after, cast.entry)["individual"] is True
    assert receipts.is_intact(after, cast.entry)
    assert receipts.is_intact(before, cast.entry)
    after.is_individual = False
    assert not receipts.is_intact(after, cast.entry)


def test_team_and_organisers_read_it_with_the_reason_and_nobody_else(browser, cast):
    asked, _until = extend(cast)
    address = f"/entries/{cast.entry.id}"

    def page(person, path=""):
        browser.sign_out().sign_in(person)
        db.session.commit()
        return browser.get(address + path).text

    assert "Xã bị lũ cô lập" not in page(cast.writer)
    assert f"/measures/{asked.id}" not in page(cast.writer)
    assert f"/measures/{asked.id}" in page(cast.second)
    actions.agree(asked, by=cast.second)
    entries.submit(cast.entry, by=cast.writer, at=now())
    for who in (cast.writer, cast.first, cast.second):
        assert "Xã bị lũ cô lập" in page(who)
    assert "Xã bị lũ cô lập" in page(cast.writer, "/receipt")
    code = receipts_of(cast.entry)[0].code
    assert "Xã bị lũ cô lập" not in browser.sign_out().get(f"/receipts/{code}").text


def test_the_page_of_sending_tells_the_teams_own_deadline_with_its_zone(browser, cast):
    _asked, until = extend(cast, agreed_by=cast.second)
    browser.sign_in(cast.writer).speak("en")
    db.session.commit()
    with in_language("en"):
        own, of_all = full_moment(until), full_moment(cast.contest.closes_at)
    for path in ("submission", "edit"):
        page = browser.get(f"/entries/{cast.entry.id}/{path}").text
        assert (own in page, of_all in page) == (True, False), path
    assert "Vietnam time" in own


def test_organisers_do_not_read_before_the_teams_own_deadline(browser, cast):
    entries.submit(cast.entry, by=cast.writer, at=now())
    extend(cast, agreed_by=cast.second)
    cast.contest.closes_at = now() - SECOND
    browser.sign_in(cast.first)
    db.session.commit()
    assert "Mỗi ấp một bút đo." not in browser.get(f"/entries/{cast.entry.id}").text
    cast.entry.extended_until = None
    db.session.commit()
    assert "Mỗi ấp một bút đo." in browser.get(f"/entries/{cast.entry.id}").text


def test_a_later_deadline_for_everybody_is_no_shorter_for_this_team(cast):
    extend(cast, agreed_by=cast.second)
    cast.contest.closes_at += 9 * DAY
    assert cast.entry.deadline.closes_at == cast.contest.closes_at
    assert not cast.entry.has_more_time


def test_the_jury_begins_only_when_nobody_has_more_time(english, cast):
    make_juror(cast.contest)
    cast.contest.readers = 1
    entries.submit(cast.entry, by=cast.writer, at=now())
    cast.contest.closes_at = now() + SECOND
    _asked, until = extend(cast, agreed_by=cast.second)
    cast.contest.closes_at = now() - SECOND
    with pytest.raises(Refused, match="more time than the others"):
        judging.propose(cast.contest, readers=1)
    with as_of(until + SECOND):
        assert judging.propose(cast.contest, readers=1).pairs


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda cast: None, "later than the deadline"),
        (lambda cast: setattr(cast.contest, "scoring_opened_at", now()), "jury has begun"),
        (lambda cast: setattr(cast.contest, "published_at", now()), "results are out"),
        (lambda cast: setattr(cast.entry, "state", EntryState.DISQUALIFIED), "excluded"),
    ],
)
def test_time_nobody_can_use_is_not_given(english, cast, spoil, words):
    spoil(cast)
    db.session.flush()
    with pytest.raises(Refused, match=words):
        extend(cast, until=cast.contest.closes_at)
    assert db.session.scalars(select(Measure)).all() == []


def test_the_team_is_told_and_rivals_are_not(app, cast):
    rival = draft(make_team(make_person()), contest=cast.contest).team.owner
    extend(cast, agreed_by=cast.second)
    (news,) = db.session.scalars(select(Activity).where(Activity.verb == "entry.extended")).all()
    tell(news, app.extensions["notices"])
    heard = set(db.session.scalars(select(Notification.recipient_id)))
    assert heard == {cast.writer.id, cast.first.id}
    assert rival.id not in heard
