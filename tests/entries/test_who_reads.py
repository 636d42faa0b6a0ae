"""Who reads an entry, before the deadline and after it, and who may do what with it."""

import pytest

from mentorhub.entries.models import EntryState
from tests.entries.cast import NOBODY, TEAM, WORDS, Cast, draft, status
from tests.factories import make_minor, make_team


@pytest.mark.parametrize("who", [*TEAM, *NOBODY, "organiser", "officer"])
def test_before_the_deadline_the_team_reads_and_overseers_see_that_it_is_there(browser, who):
    cast = Cast()
    address = f"/entries/{cast.entry.id}"
    seen = status(browser, getattr(cast, who), address)
    assert seen == (404 if who in NOBODY else 200)
    if who in ("organiser", "officer"):
        page = browser.get(address).text
        assert not any(text in page for text in WORDS.values() if text)
        assert "AB-RECEIPT" not in page
        assert cast.owner.display_name not in page


@pytest.mark.parametrize("who", [*TEAM, *NOBODY, "organiser", "officer"])
def test_once_entries_are_closed_organisers_without_conflict_read_too(browser, who):
    cast = Cast(opened_days_ago=9, days_left=-1)
    address = f"/entries/{cast.entry.id}"
    assert status(browser, getattr(cast, who), address) == (404 if who in NOBODY else 200)
    if who in ("organiser", "officer"):
        assert (WORDS["problem"] in browser.get(address).text) is (who == "organiser")


def test_in_the_minutes_of_grace_organisers_read_nothing_yet(browser):
    cast = Cast(opened_days_ago=9, days_left=0, grace_minutes=30)
    for minutes, reads in ((30, False), (0, True)):
        cast.contest.grace_minutes = minutes
        assert status(browser, cast.organiser, f"/entries/{cast.entry.id}") == 200
        page = browser.get(f"/entries/{cast.entry.id}").text
        assert (WORDS["problem"] in page) is reads


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("edit", TEAM),
        ("submission", ("owner", "mate")),
        ("withdrawal", ("owner",)),
        ("receipt", TEAM),
    ],
)
def test_who_may_do_what_with_an_entry(browser, path, allowed):
    cast = Cast()
    address = f"/entries/{cast.entry.id}/{path}"
    for who in (*TEAM, *NOBODY, "organiser", "officer"):
        expected = 200 if who in allowed else 404
        assert (who, status(browser, getattr(cast, who), address)) == (who, expected)
        if expected == 404 and path != "receipt":
            assert status(browser, getattr(cast, who), address, "post") == 404
    assert browser.sign_out().get(address).status_code == 302
    assert cast.entry.state is EntryState.SUBMITTED


def test_a_minor_who_leads_sends_nothing(browser):
    child = make_minor()
    entry = draft(make_team(child))
    assert status(browser, child, f"/entries/{entry.id}/submission") == 404
    assert status(browser, child, f"/entries/{entry.id}/edit") == 200


def test_the_list_and_the_rule_agree_on_what_an_organiser_sees(browser):
    cast = Cast()
    address = f"/contests/{cast.contest.id}/entries"
    assert status(browser, cast.organiser, address) == 200
    assert str(cast.entry.id) in browser.get(address).text
    assert status(browser, cast.organiser, f"/entries/{cast.entry.id}") == 200
    for who in (*TEAM, *(one for one in NOBODY if one != "other_officer"), "officer"):
        assert status(browser, getattr(cast, who), address) == 404
