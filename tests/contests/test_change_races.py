"""Two hands on one contest at the same moment: one change, one number, nothing half done."""

from datetime import timedelta

from sqlalchemy import select

from mentorhub.contests import actions
from mentorhub.contests.models import Change, Contest, Organiser
from mentorhub.entries.models import Entry, EntryState, Receipt
from mentorhub.platform.arrival import database_now
from mentorhub.platform.db import db, transaction
from tests.contests.typed import LIMITS, POINTS
from tests.entries.test_races import all_at_once, sendings, signed_in
from tests.factories import make_contest, make_person

CROWD = 10


def several_organisers(number, **fields):
    people = [make_person(age=35) for _ in range(number)]
    contest = make_contest(people[0], **fields)
    contest.organisers += [Organiser(person=one) for one in people[1:]]
    db.session.commit()
    return contest, people


def asked_for(contest, by, hours):
    to = contest.closes_at + timedelta(hours=hours)
    asked = actions.propose_deadline(contest, closes_at=to, reason="Mưa lũ", by=by)
    db.session.commit()
    return asked, to


def test_many_who_agree_at_once_make_one_change(real_app):
    with real_app.app_context():
        contest, people = several_organisers(6)
        asked, to = asked_for(contest, people[0], 48)
        address = f"/amendments/{asked.id}/agreement"
        requests = [(signed_in(real_app, one), address, {}) for one in people[1:] * 2]
        first = people[0].id
    assert set(all_at_once(requests)) == {303}
    with real_app.app_context():
        contest = db.session.scalars(select(Contest)).one()
        assert (contest.closes_at, contest.deadline_version) == (to, 2)
        (change,) = db.session.scalars(select(Change)).all()
        assert change.number == 1
        assert change.by_id == first != change.agreed_by_id


def test_a_yes_and_a_no_at_once_leave_one_of_them(real_app):
    with real_app.app_context():
        contest, people = several_organisers(4)
        before = contest.closes_at
        asked, to = asked_for(contest, people[0], 48)
        address = f"/amendments/{asked.id}"
        devices = [signed_in(real_app, one) for one in people[1:]]
    yes, no = f"{address}/agreement", f"{address}/declining"
    replies = all_at_once([(devices[0], yes, {}), (devices[1], no, {}), (devices[2], no, {})])
    with real_app.app_context():
        closes_at = db.session.scalars(select(Contest.closes_at)).one()
        changed = len(db.session.scalars(select(Change)).all())
    assert (closes_at, changed) in [(to, 1), (before, 0)]
    assert replies == ([303, 409, 409] if changed else [409, 303, 303])


def test_a_change_saved_while_another_is_agreed_to_makes_one_of_them_void(real_app):
    """The base is looked at again: nobody agrees to a contest they have not read."""
    with real_app.app_context():
        contest, people = several_organisers(3, opened_days_ago=-1, days_left=30)
        before = contest.closes_at
        asked, to = asked_for(contest, people[0], 48)
        agree = signed_in(real_app, people[1]), f"/amendments/{asked.id}/agreement", {}
        page = {**LIMITS, "version": contest.version, "reason": "Ba xã xin thêm"}
        save = signed_in(real_app, people[2]), f"/contests/{contest.id}/limits", page
    replies = all_at_once([agree, save])
    with real_app.app_context():
        contest = db.session.scalars(select(Contest)).one()
        (change,) = db.session.scalars(select(Change)).all()
        kinds = {part["rule"] for part in change.parts}
    if "window" in kinds:
        assert (replies, contest.closes_at, contest.most_entries) == ([303, 409], to, 1)
    else:
        assert (replies, contest.closes_at, contest.most_entries) == ([409, 302], before, 2)


def test_parts_saved_at_once_from_one_version_keep_one_and_number_it(real_app):
    with real_app.app_context():
        contest, people = several_organisers(2, opened_days_ago=-1, days_left=30)
        pages = {"limits": LIMITS, "points": POINTS}
        devices = [signed_in(real_app, one) for one in people]
        facts = {"version": contest.version, "reason": "?"}
        requests = [
            (devices[n % 2], f"/contests/{contest.id}/{page}", {**typed, **facts})
            for n, (page, typed) in enumerate([*pages.items()] * 4)
        ]
    assert sorted(all_at_once(requests)) == [302] + [409] * 7
    with real_app.app_context():
        assert db.session.scalars(select(Change.number)).all() == [1]


def test_teams_that_send_while_the_deadline_is_shortened_are_in_time(real_app):
    """C8: what had arrived is never late afterwards, and each receipt names its deadline."""
    with real_app.app_context():
        contest, people = several_organisers(2, days_left=10)
        before = contest.closes_at
        asked, to = asked_for(contest, people[0], -72)
        requests = sendings(real_app, contest, CROWD)
        agreement = f"/amendments/{asked.id}/agreement"
        requests.insert(CROWD // 2, (signed_in(real_app, people[1]), agreement, {}))
    assert sorted(all_at_once(requests)) == [302] * CROWD + [303]
    with real_app.app_context():
        assert set(db.session.scalars(select(Entry.state))) == {EntryState.SUBMITTED}
        receipts = db.session.scalars(select(Receipt)).all()
        told = {(one.deadline, one.deadline_version) for one in receipts}
        assert told <= {(before, 1), (to, 2)}
        assert all(one.at < one.deadline for one in receipts)
        assert db.session.scalars(select(Contest.closes_at)).one() == to


def test_a_deadline_that_passes_while_an_answer_waits_stays(real_app):
    with real_app.app_context():
        contest, people = several_organisers(2)
        with transaction():
            contest.closes_at = database_now() + timedelta(seconds=1)
        asked, _to = asked_for(contest, people[0], 48)
        request = signed_in(real_app, people[1]), f"/amendments/{asked.id}/agreement", {}
        closes_at = contest.closes_at
        while database_now() < closes_at:
            db.session.rollback()
    assert all_at_once([request]) == [409]
    with real_app.app_context():
        assert db.session.scalars(select(Contest.closes_at)).one() == closes_at
