"""The list for the national portal: what leaves the house, for whom, and what is noted of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.ideas import actions
from mentorhub.ideas.models import IdeaState, Posting, Visibility
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.reports import queries
from mentorhub.reports.domain.portal import Wanted
from tests.factories import (
    make_grant,
    make_officer,
    make_person,
    make_province,
    make_unit,
)
from tests.reports.portal import idea_of

LINK = "https://ytuongsangtao.example/y-tuong/1"


def listed(unit, **wanted):
    return [one.title for one in db.session.scalars(queries.for_portal(unit, Wanted(**wanted)))]


def posted(browser, unit, ideas, **answers):
    told = {"ideas": [str(one.id) for one in ideas], "posted_on": today().isoformat(), "link": ""}
    return browser.post(f"/units/{unit.slug}/portal/posted", **{**told, **answers})


def noted():
    return set(db.session.scalars(select(Posting.idea_id)))


def test_only_what_is_public_and_of_the_own_units_is_on_the_list(commune):
    idea_of(commune, title="Công khai")
    idea_of(make_unit("Chi đoàn", parent=commune), title="Chi đoàn")
    idea_of(make_unit("Xã Khác"), title="Xã khác")
    idea_of(commune, title="Kín", visibility=Visibility.CONFIDENTIAL)
    hidden = (IdeaState.DRAFT, IdeaState.SENT, IdeaState.NOT_TAKEN_UP, IdeaState.DUPLICATE)
    for state in hidden:
        idea_of(commune, title=state.value, state=state)
    assert set(listed(commune)) == {"Công khai", "Chi đoàn"}


def test_a_period_is_whole_days_in_viet_nam(commune):
    for title, moment in (
        ("trước", datetime(2025, 4, 30, 16, 59, tzinfo=UTC)),
        ("đầu", datetime(2025, 4, 30, 17, 0, tzinfo=UTC)),
        ("cuối", datetime(2025, 5, 31, 16, 59, tzinfo=UTC)),
        ("sau", datetime(2025, 5, 31, 17, 0, tzinfo=UTC)),
    ):
        idea_of(commune, title=title, approved_at=moment)
    since, until = datetime(2025, 5, 1).date(), datetime(2025, 5, 31).date()
    assert listed(commune, since=since, until=until) == ["cuối", "đầu"]


def test_the_list_goes_on_from_an_idea(commune):
    ideas = [idea_of(commune, title=f"{i}") for i in range(3)]
    rows = queries.for_portal(commune, Wanted(), after=ideas[1].id)
    assert [one.title for one in db.session.scalars(rows)] == ["0"]


@pytest.mark.parametrize("query", ["since=2026-13-01", "until=abc", "since=0001-01-01"])
def test_what_is_no_day_is_said(browser, officer, query):
    browser.sign_in(officer)
    db.session.commit()
    reply = browser.get(f"/units/{officer.unit.slug}/portal?{query}")
    assert reply.status_code == 422
    assert "31/12/2026" in reply.text


def test_several_are_noted_at_once_and_taken_back(browser, commune, officer):
    one, two, three = (idea_of(commune, title=f"Ý {i}") for i in range(3))
    browser.sign_in(officer)
    assert posted(browser, commune, [one, two], link=LINK).status_code == 303
    assert noted() == {one.id, two.id}
    assert set(listed(commune)) == {"Ý 2"}
    assert set(listed(commune, state="posted")) == {"Ý 0", "Ý 1"}
    page = browser.get(f"/ideas/{one.id}").text
    assert f'href="{LINK}" rel="external nofollow noopener noreferrer"' in page
    assert f"{today():%d/%m/%Y}" in page
    reply = browser.post(f"/units/{commune.slug}/portal/taken-back", ideas=[str(one.id)])
    assert reply.status_code == 303
    assert noted() == {two.id}
    assert LINK not in browser.get(f"/ideas/{one.id}").text
    assert three.posting is None


def test_a_second_click_notes_nothing_twice_and_changes_nothing(browser, commune, officer):
    idea = idea_of(commune)
    browser.sign_in(officer)
    posted(browser, commune, [idea], link=LINK)
    posted(browser, commune, [idea], link="https://other.example/")
    assert db.session.scalars(select(Posting.link)).all() == [LINK]
    told = select(Activity).where(Activity.verb == "idea.posted")
    assert len(db.session.scalars(told).all()) == 1
    assert actions.take_posting_back([idea], by=officer) == 1
    assert actions.take_posting_back([idea], by=officer) == 0


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.vn/a",
        "//example.vn",
        "example.vn",
        "https://",
        "https://a@b.vn/",
        "https://example.vn/a b",
        "https://example.vn/" + "a" * 500,
    ],
)
def test_a_link_is_a_web_address_or_refused_with_what_was_typed(browser, commune, officer, link):
    idea = idea_of(commune)
    browser.sign_in(officer)
    db.session.commit()
    reply = posted(browser, commune, [idea], link=link)
    assert reply.status_code == 422
    assert f'value="{link}"' in reply.text
    assert f'value="{idea.id}" checked' in reply.text
    single = browser.post(f"/ideas/{idea.id}/posting", posted_on=today().isoformat(), link=link)
    assert single.status_code == 422
    assert noted() == set()


def test_a_day_to_come_is_refused(browser, commune, officer):
    idea = idea_of(commune)
    browser.sign_in(officer)
    db.session.commit()
    for day in ((today() + timedelta(days=1)).isoformat(), "", "31.12", "0999-01-01"):
        assert posted(browser, commune, [idea], posted_on=day).status_code == 422
    assert posted(browser, commune, []).status_code == 422
    assert noted() == set()


def test_one_idea_is_noted_corrected_and_taken_back_on_its_own_page(browser, commune, officer):
    idea = idea_of(commune)
    browser.sign_in(officer)
    address = f"/ideas/{idea.id}/posting"
    assert address in browser.get(f"/ideas/{idea.id}").text
    assert browser.post(address, posted_on="2026-01-02", link="").status_code == 303
    assert 'value="2026-01-02"' in browser.get(address).text
    assert browser.post(address, posted_on="2026-01-03", link=LINK).status_code == 303
    assert (idea.posting.link, idea.posting.posted_on.day) == (LINK, 3)
    assert browser.post(f"{address}/end").status_code == 303
    assert noted() == set()


def test_strangers_rivals_and_authors_note_nothing(browser, commune, officer):
    author = make_person(unit=commune)
    idea = idea_of(commune, author)
    rival, organiser = make_officer(make_unit("Xã Khác")), make_person(age=30)
    make_grant(organiser, Role.ORGANISER, make_province())
    for person in (author, rival, organiser):
        browser.sign_in(person)
        db.session.commit()
        assert posted(browser, commune, [idea]).status_code == 404
        assert browser.get(f"/units/{commune.slug}/portal").status_code == 404
        assert browser.get(f"/units/{commune.slug}/portal/export").status_code == 404
        assert browser.get(f"/ideas/{idea.id}/posting").status_code == 404
        assert browser.post(f"/ideas/{idea.id}/posting/end").status_code == 404
        assert f"/ideas/{idea.id}/posting" not in browser.get(f"/ideas/{idea.id}").text
    # an idea from elsewhere cannot be slipped into one's own list
    browser.sign_in(rival)
    db.session.commit()
    assert posted(browser, rival.unit, [idea]).status_code == 409
    assert noted() == set()


def test_what_is_kept_back_is_noted_nowhere(browser, commune, officer):
    kept = idea_of(commune, visibility=Visibility.CONFIDENTIAL)
    waiting = idea_of(commune, state=IdeaState.SENT)
    browser.sign_in(officer)
    db.session.commit()
    for idea in (kept, waiting):
        assert posted(browser, commune, [idea]).status_code == 409
        assert browser.get(f"/ideas/{idea.id}/posting").status_code == 404
        with pytest.raises(Refused):
            actions.note_posted([idea], posted_on=today(), link="", by=officer)


def test_once_kept_back_the_link_is_gone_for_strangers(browser, commune, officer):
    idea = idea_of(commune)
    actions.note_posted([idea], posted_on=today(), link=LINK, by=officer)
    idea.visibility = Visibility.CONFIDENTIAL
    db.session.commit()
    assert LINK not in browser.get(f"/ideas/{idea.id}").text
