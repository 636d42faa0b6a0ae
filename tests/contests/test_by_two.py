"""What nobody changes alone: asked for by one, agreed to by another within a time, or not."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from mentorhub.accounts.models import Approval
from mentorhub.activity.models import Activity
from mentorhub.contests import actions, queries
from mentorhub.contests.models import Amendment, Change, Organiser
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from tests.contests.organisers import make_organiser
from tests.factories import make_admin, make_contest, make_grant, make_person, make_unit

HOUR = timedelta(hours=1)


@pytest.fixture
def english(app, clean):
    """Refusals are matched in the words of the source."""
    with in_language("en"):
        yield


@pytest.fixture
def two(app):
    first, second = make_organiser(), make_organiser("Lê Đồng Hành")
    contest = make_contest(first, days_left=10)
    contest.organisers.append(Organiser(person=second))
    db.session.flush()
    return contest, first, second


def ask(contest, by, hours=48):
    to = contest.closes_at + hours * HOUR
    asked = actions.propose_deadline(contest, closes_at=to, reason="Mưa lũ", by=by)
    db.session.flush()
    return asked, to


@pytest.mark.parametrize(("hours", "verb"), [(48, "contest.extended"), (-48, "contest.shortened")])
def test_a_deadline_moves_when_a_second_person_agrees(english, two, hours, verb):
    contest, first, second = two
    before = contest.closes_at
    asked, to = ask(contest, first, hours)
    assert (contest.closes_at, contest.deadline_version) == (before, 1)
    assert db.session.scalars(select(Change)).all() == []
    with pytest.raises(Refused, match="whoever asked cannot"):
        actions.agree_to_deadline(asked, by=first)
    change = actions.agree_to_deadline(asked, by=second)
    assert (contest.closes_at, contest.deadline_version) == (to, 2)
    assert (change.by_id, change.agreed_by_id, change.reason) == (first.id, second.id, "Mưa lũ")
    (approval,) = db.session.scalars(select(Approval))
    assert (approval.asked_by_id, approval.approved_by_id) == (first.id, second.id)
    news = db.session.scalars(select(Activity).where(Activity.verb == verb)).one()
    assert (news.facts["until_at"], news.facts["before_at"]) == (to.isoformat(), before.isoformat())
    assert actions.agree_to_deadline(asked, by=second) is None
    assert contest.deadline_version == 2


def test_what_would_change_is_shown_as_sentences_and_stays_as_it_was_until_then(two):
    contest, first, _second = two
    asked, to = ask(contest, first)
    (part,) = asked.parts
    assert part["rule"] == "window"
    assert "(deadline number 1)" in part["before"][0]["en"]
    assert "(deadline number 2)" in part["after"][0]["en"]
    assert contest.closes_at != to


def test_a_newer_request_takes_the_place_of_the_older(english, two):
    contest, first, second = two
    older, _to = ask(contest, first, 9)
    newer, to = ask(contest, second, 2)
    with pytest.raises(Refused, match="replaced by a newer"):
        actions.agree_to_deadline(older, by=second)
    assert db.session.scalars(queries.open_amendments(contest)).all() == [newer]
    actions.agree_to_deadline(newer, by=first)
    assert contest.closes_at == to


def test_after_a_no_nothing_can_be_agreed_to_and_after_a_yes_nothing_declined(english, two):
    contest, first, second = two
    before = contest.closes_at
    asked, _to = ask(contest, first)
    actions.decline(asked, by=second)
    with pytest.raises(Refused, match="declined"):
        actions.agree_to_deadline(asked, by=second)
    assert contest.closes_at == before
    again, to = ask(contest, first)
    actions.agree_to_deadline(again, by=second)
    with pytest.raises(Refused, match="in force"):
        actions.decline(again, by=first)
    assert contest.closes_at == to


def test_a_request_is_answered_within_seven_days(english, two):
    contest, first, second = two
    asked, _to = ask(contest, first)
    too_late = time_machine.travel(now() + timedelta(days=7, seconds=1))
    with too_late, pytest.raises(Refused, match="within seven days"):
        actions.agree_to_deadline(asked, by=second)
    assert actions.why_void(asked) is None


def test_where_the_contest_changed_in_between_the_request_is_void(english, two):
    contest, first, second = two
    before = contest.closes_at
    asked, _to = ask(contest, first)
    words = {"title": contest.title, "summary": contest.summary, "host": contest.title}
    version = contest.version
    actions.edit(contest, version=version, by=second, reason="Sửa tên", **words)
    db.session.flush()
    with pytest.raises(Refused, match="changed since this was asked"):
        actions.agree_to_deadline(asked, by=second)
    assert contest.closes_at == before


def test_whoever_no_longer_runs_the_contest_neither_asks_nor_agrees(english, two):
    contest, first, second = two
    asked, _to = ask(contest, first)
    contest.organisers = [one for one in contest.organisers if one.person_id != second.id]
    with pytest.raises(Refused, match="no longer hold the office"):
        actions.agree_to_deadline(asked, by=second)
    contest.organisers = [Organiser(person=second)]
    db.session.flush()
    with pytest.raises(Refused, match="no longer runs the contest"):
        actions.agree_to_deadline(asked, by=second)


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (lambda contest: contest.closes_at, "the deadline already"),
        (lambda contest: now() + 23 * HOUR, "24 hours ahead"),
        (lambda contest: now() - HOUR, "24 hours ahead"),
    ],
)
def test_a_deadline_nobody_could_keep_is_not_asked_for(english, two, move, words):
    contest, first, _second = two
    with pytest.raises(Refused, match=words):
        actions.propose_deadline(contest, closes_at=move(contest), reason="?", by=first)
    with pytest.raises(Refused, match="Write why"):
        actions.propose_deadline(contest, closes_at=now() + 48 * HOUR, reason=" ", by=first)
    assert db.session.scalars(select(Amendment)).all() == []


def test_a_deadline_that_has_passed_moves_no_more(english, two):
    contest, first, second = two
    asked, _to = ask(contest, first)
    contest.closes_at = now()
    with pytest.raises(Refused, match="changed since"):
        actions.agree_to_deadline(asked, by=second)
    with pytest.raises(Refused, match="can no longer be moved"):
        ask(contest, first)


def test_a_notice_of_an_earlier_deadline_is_given_when_it_is_agreed_to(english, two):
    contest, first, second = two
    closes_at = now() + 25 * HOUR
    asked = actions.propose_deadline(contest, closes_at=closes_at, reason="Lễ", by=first)
    approval = asked.approval
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("mentorhub.contests.actions.deadline.NOTICE", 26 * HOUR)
        with pytest.raises(Refused, match="24 hours ahead"):
            actions.agree_to_deadline(asked, by=second)
    assert approval.approved_at is None


def typed(moment, **more):
    return {"closes_at": moment.astimezone().strftime("%Y-%m-%dT%H:%M"), "reason": "Lũ", **more}


def test_the_page_of_a_request_lets_the_second_person_answer(browser, two):
    contest, first, second = two
    browser.sign_in(first)
    later = contest.closes_at + timedelta(days=3)
    reply = browser.post(f"/contests/{contest.id}/extension", **typed(later))
    address = reply.location
    page = browser.get(address).text
    assert "Lũ" in page
    assert f"{address}/agreement" not in page
    assert browser.post(f"{address}/agreement").status_code == 404
    assert address in browser.get(f"/contests/{contest.id}/prepare").text
    browser.sign_out().sign_in(second)
    assert f"{address}/agreement" in browser.get(address).text
    assert browser.post(f"{address}/agreement").location == f"/contests/{contest.id}/changes"
    assert contest.deadline_version == 2
    assert browser.post(f"{address}/agreement").status_code == 303
    assert contest.deadline_version == 2


@pytest.mark.parametrize("answer", ["", "/agreement", "/declining", "/criteria"])
def test_strangers_and_organisers_elsewhere_find_no_request(browser, two, answer):
    contest, first, _second = two
    asked, _to = ask(contest, first)
    elsewhere = make_person(unit=make_unit("Xã khác"))
    make_grant(elsewhere, Role.ADMIN, elsewhere.unit)
    db.session.commit()
    address = f"/amendments/{asked.id}{answer}"
    for who in (make_person(), make_organiser("Người khác"), elsewhere):
        browser.sign_in(who)
        db.session.commit()
        reply = browser.post(address) if answer else browser.get(address)
        assert reply.status_code == 404
        browser.sign_out()


def test_an_administrator_of_the_unit_answers_where_one_organiser_is_alone(browser, app):
    first = make_organiser()
    contest = make_contest(first, days_left=10)
    asked, to = ask(contest, first)
    browser.sign_in(make_admin())
    db.session.commit()
    shown = browser.get(f"/amendments/{asked.id}")
    assert shown.status_code == 200
    head = shown.text[: shown.text.index("<h1")].rpartition("<header")[2]
    assert contest.title["vi"] in head
    assert browser.post(f"/amendments/{asked.id}/agreement").status_code == 303
    assert contest.closes_at == to


def test_a_request_about_a_deadline_is_not_agreed_to_as_criteria(browser, two):
    contest, first, second = two
    asked, to = ask(contest, first)
    browser.sign_in(second)
    db.session.commit()
    assert browser.post(f"/amendments/{asked.id}/criteria").status_code == 404
    assert contest.closes_at != to
