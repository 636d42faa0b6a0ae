"""From the form of one organiser to the page on which a team goes on writing."""

from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.entries.models import Entry
from mentorhub.latecomers.models import LateCode
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Notification
from mentorhub.platform.clock import LOCAL
from mentorhub.platform.db import db
from tests.entries.test_views import draft
from tests.factories import make_person, make_team


def as_(browser, person):
    browser.sign_out().sign_in(person)
    db.session.commit()
    return browser


def test_one_asks_another_agrees_a_team_comes_in(browser, cast):
    until = cast.until.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M")
    words = {"label": "Trường Long Xuyên", "uses": "2", "until": until, "reason": "Mất điện"}
    asked = as_(browser, cast.first).post(f"/contests/{cast.contest.id}/late-codes/new", **words)
    code = db.session.scalars(select(LateCode).where(LateCode.uses == 2)).one()
    address = f"/late-codes/{code.id}"
    assert asked.headers["Location"] == address
    assert code.code not in browser.get(address).text
    assert browser.post(f"{address}/agreement").status_code == 404
    assert as_(browser, cast.second).post(f"{address}/agreement").status_code == 303
    for path in (address, f"{address}/paper"):
        assert code.code in browser.get(path).text
    page = f"/contests/{cast.contest.id}/late-entry"
    assert page in as_(browser, cast.writer).get(f"/contests/{cast.contest.id}").text
    answers = {"code": code.code, "people": str(cast.writer.id), "idea": ""}
    reply = browser.post(page, **answers)
    entry = db.session.scalars(select(Entry)).one()
    assert reply.headers["Location"] == f"/entries/{entry.id}/edit"
    assert "Mất điện" in browser.get(f"/entries/{entry.id}").text
    assert cast.team.name in as_(browser, cast.first).get(address).text
    assert browser.post(f"{address}/revocation").status_code == 303
    assert code.code not in browser.get(f"{address}/paper").text


def test_what_was_typed_stays_and_the_sentence_says_what_is_wrong(browser, cast):
    as_(browser, cast.first)
    words = {"label": "Xã", "uses": "0", "until": "2020-01-01T08:00", "reason": " "}
    reply = browser.post(f"/contests/{cast.contest.id}/late-codes/new", **words)
    assert (reply.status_code, 'value="0"' in reply.text) == (422, True)
    words |= {"uses": "1", "reason": "Mưa lũ kéo dài"}
    reply = browser.post(f"/contests/{cast.contest.id}/late-codes/new", **words)
    assert (reply.status_code, "Mưa lũ kéo dài" in reply.text) == (409, True)
    as_(browser, cast.writer)
    answers = {"code": "AAAA-BBBB-CC", "people": str(cast.writer.id), "idea": ""}
    reply = browser.post(f"/contests/{cast.contest.id}/late-entry", **answers)
    assert (reply.status_code, "AAAA-BBBB-CC" in reply.text) == (409, True)


def test_a_team_that_has_begun_types_the_code_alone(browser, cast):
    left = draft(cast.team, contest=cast.contest)
    cast.agreed()
    page = f"/contests/{cast.contest.id}/late-entry"
    assert 'name="people"' not in as_(browser, cast.writer).get(page).text
    assert browser.post(page, code=cast.code.code).status_code == 302
    assert left.extended_until == cast.until


def test_organisers_close_to_an_entry_and_strangers_find_no_code(browser, cast):
    cast.agreed()
    own = draft(make_team(make_person()), contest=cast.contest)
    close = own.team.owner
    next(one for one in cast.contest.organisers if one.person == cast.first).person = close
    paths = (f"/contests/{cast.contest.id}/late-codes", f"/late-codes/{cast.code.id}")
    for person in (close, cast.writer):
        as_(browser, person)
        assert {browser.get(path).status_code for path in paths} == {404}
    assert cast.code.label in as_(browser, cast.second).get(paths[0]).text


def test_the_team_is_told_and_organisers_are_asked(app, cast):
    cast.agreed()
    cast.come_in()
    heard = {}
    for news in db.session.scalars(select(Activity).where(Activity.verb.contains("late_code"))):
        tell(news, app.extensions["notices"])
        of_this = select(Notification.recipient_id).where(Notification.activity_id == news.id)
        heard[news.verb] = set(db.session.scalars(of_this))
    assert heard == {
        "contest.late_code_asked": {cast.second.id},
        "contest.late_code_agreed": {cast.first.id},
        "entry.late_code_used": set(),
    }
