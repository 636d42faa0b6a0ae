"""An entry is begun, written, sent and taken back on its pages; nothing typed is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.entries.models import Entry, EntryState, Receipt
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.entries.cast import WORDS, Cast, draft, status, typed
from tests.factories import (
    make_contest,
    make_entry,
    make_idea,
    make_person,
    make_team,
    make_unit,
)


def test_an_entry_is_begun_from_an_idea_written_and_sent(browser):
    person = make_person()
    idea = make_idea(make_team(person))
    contest = make_contest()
    browser.sign_in(person)
    address = f"/contests/{contest.id}/entries/new"
    assert idea.title in browser.get(address).text
    reply = browser.post(address, idea=idea.id, people=[person.id])
    entry = db.session.scalars(select(Entry)).one()
    assert reply.location == f"/entries/{entry.id}/edit"
    assert entry.solution == idea.solution
    assert browser.get(f"/contests/{contest.id}").text.count(f"/entries/{entry.id}") == 1
    reply = browser.post(f"/entries/{entry.id}/submission")
    assert reply.status_code == 409
    reply = browser.post(f"/entries/{entry.id}/edit", **typed(entry))
    assert reply.location == f"/entries/{entry.id}"
    reply = browser.post(f"/entries/{entry.id}/submission")
    assert reply.location == f"/entries/{entry.id}/receipt"
    receipt = db.session.scalars(select(Receipt)).one()
    page = browser.get(reply.location).text
    assert receipt.code in page
    assert "AG-01" in page
    assert browser.post(f"/entries/{entry.id}/submission").status_code == 302
    assert db.session.scalars(select(Receipt)).all() == [receipt]


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_every_page_of_an_entry_opens_in_every_language(browser, language):
    cast = Cast(age_min=6, team_min=2, team_max=3)
    browser.speak(language).sign_in(cast.owner)
    for path in ("", "/edit", "/submission", "/withdrawal", "/receipt"):
        assert browser.get(f"/entries/{cast.entry.id}{path}").status_code == 200
    assert browser.get(f"/contests/{cast.contest.id}/entries/new").status_code == 200
    browser.sign_in(cast.organiser)
    assert browser.get(f"/contests/{cast.contest.id}/entries").status_code == 200


def test_from_an_idea_only_its_team_comes_to_the_open_contests(browser):
    person = make_person()
    idea = make_idea(make_team(person))
    contest = make_contest()
    past = make_contest(opened_days_ago=5, days_left=-1)
    address = f"/ideas/{idea.id}/entries"
    assert status(browser, make_person(), address) == 404
    assert status(browser, person, address) == 200
    page = browser.get(address).text
    assert f"/contests/{contest.id}/entries/new?team={idea.team_id}&amp;idea={idea.id}" in page
    assert str(past.id) not in page


def test_somebody_in_two_teams_says_with_which(browser):
    person = make_person()
    first, second = make_team(person), make_team(person, name="Đội hai")
    contest = make_contest()
    browser.sign_in(person)
    address = f"/contests/{contest.id}/entries/new"
    page = browser.get(address).text
    assert str(first.id) in page
    assert str(second.id) in page
    reply = browser.post(f"{address}?team={second.id}", idea="", people=[person.id])
    assert reply.status_code == 302
    assert db.session.scalars(select(Entry)).one().team_id == second.id
    reply = browser.post(f"{address}?team={make_team().id}", idea="", people=[person.id])
    assert reply.status_code == 422
    assert len(db.session.scalars(select(Entry)).all()) == 1


def test_somebody_without_a_team_is_shown_the_way_to_one(browser):
    contest = make_contest()
    browser.sign_in(make_person())
    page = browser.get(f"/contests/{contest.id}/entries/new")
    assert page.status_code == 200
    assert "/teams/new" in page.text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "x" * 121}, "title"),
        ({"summary": "x" * 601}, "summary"),
        ({"problem": "x" * 6001}, "problem"),
        ({"sector": "không có"}, "sector"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "data:text/html,x"}, "link"),
        ({"people": []}, "people"),
        ({"people": ["not a person"]}, "people"),
        ({"people": ["01890000-0000-7000-8000-000000000000"]}, "people"),
    ],
)
def test_mistakes_are_told_beside_their_field_and_typed_text_stays(browser, wrong, field):
    entry = draft()
    browser.sign_in(entry.team.members[0].person)
    sent = typed(entry, solution="Chữ vừa gõ", **wrong)
    reply = browser.post(f"/entries/{entry.id}/edit", **sent)
    assert reply.status_code == 422
    assert f'id="{field}-err"' in reply.text
    assert "Chữ vừa gõ" in reply.text
    assert entry.solution == WORDS["solution"]


@pytest.mark.parametrize(
    ("part", "code"),
    [({"state": "submitted"}, 400), ({"number": "1"}, 400), ({"title": "\0"}, 400)],
)
def test_parts_no_form_has_are_refused(browser, part, code):
    entry = draft()
    browser.sign_in(entry.team.members[0].person)
    reply = browser.post(f"/entries/{entry.id}/edit", **typed(entry, **part))
    assert reply.status_code == code
    assert entry.title == WORDS["title"]


def test_two_teammates_see_both_texts_and_the_second_may_save_again(browser):
    owner, mate = make_person(), make_person()
    entry = draft(make_team(owner, mate))
    opened = typed(entry)
    browser.sign_in(owner)
    assert (
        browser.post(f"/entries/{entry.id}/edit", **{**opened, "title": "Một"}).status_code == 302
    )
    browser.sign_in(mate)
    reply = browser.post(f"/entries/{entry.id}/edit", **{**opened, "title": "<b>Hai"})
    assert reply.status_code == 409
    assert "Một" in reply.text
    assert "&lt;b&gt;Hai" in reply.text
    assert entry.title == "Một"
    version = reply.text.split('name="version"')[1].split('value="')[1].split('"')[0]
    again = {**opened, "title": "Hai", "version": version}
    browser.sign_in(mate)
    assert browser.post(f"/entries/{entry.id}/edit", **again).status_code == 302
    assert entry.title == "Hai"


def test_after_the_deadline_nothing_is_saved_and_nothing_typed_is_lost(browser):
    person = make_person()
    entry = draft(make_team(person))
    browser.sign_in(person)
    db.session.commit()
    page = typed(entry, title="Gõ lúc muộn")
    entry.contest.closes_at = now() - timedelta(seconds=1)
    db.session.commit()
    reply = browser.post(f"/entries/{entry.id}/edit", **page)
    assert reply.status_code == 409
    assert "Gõ lúc muộn" in reply.text
    browser.sign_in(person)
    db.session.commit()
    assert browser.post(f"/entries/{entry.id}/submission").status_code == 409
    browser.sign_in(person)
    assert browser.get(f"/entries/{entry.id}").status_code == 200
    assert (entry.state, entry.title) == (EntryState.DRAFT, WORDS["title"])


def test_the_owner_takes_an_entry_back(browser):
    cast = Cast()
    browser.sign_in(cast.owner)
    reply = browser.post(f"/entries/{cast.entry.id}/withdrawal")
    assert reply.location == f"/entries/{cast.entry.id}"
    assert cast.entry.state is EntryState.WITHDRAWN
    assert browser.get(reply.location).status_code == 200


def test_units_that_sent_none_are_counted_unless_each_has_to_send(browser):
    contest = make_contest(opened_days_ago=9, days_left=-1)
    commune, _silent = (make_unit(name, parent=contest.unit) for name in ("An Biên", "Ba Chúc"))
    make_entry(make_team(make_person(), unit=commune), contest)
    db.session.commit()
    browser.sign_in(contest.organisers[0].person)
    page = browser.get(f"/contests/{contest.id}/entries/units").text
    assert ("An Biên" in page, "Ba Chúc" in page, "chưa nộp bài nào" in page) == (True, False, True)
    contest.unit_min = 1
    db.session.commit()
    page = browser.get(f"/contests/{contest.id}/entries/units").text
    assert ("Ba Chúc" in page, "chưa nộp bài nào" in page) == (True, False)


def test_what_teams_write_is_shown_as_text(browser):
    entry = draft(title="<script>alert(1)</script>", problem="{{7*7}} <img src=x onerror=1>")
    browser.sign_in(entry.team.members[0].person)
    page = browser.get(f"/entries/{entry.id}").text
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "{{7*7}}" in page
