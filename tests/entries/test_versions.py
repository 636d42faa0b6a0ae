"""What an entry said each time it was sent: who reads it, when, and what it tells of whom."""

import pytest

from mentorhub.entries import actions
from mentorhub.entries.domain import compared
from mentorhub.entries.models import EntryState
from mentorhub.entries.queries import receipts_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.actions import leave
from mentorhub.teams.models import Member
from tests.browser import CommittingBrowser
from tests.entries.cast import NOBODY, TEAM, Cast, status
from tests.entries.steps import send, write
from tests.factories import make_juror, make_person


@pytest.fixture
def browser(app):
    return CommittingBrowser(app).speak("en")


@pytest.fixture
def cast(app):
    """An entry that was sent twice, with another solution the second time."""
    cast = Cast()
    for words in ("Mỗi ấp một bút đo.", "Mỗi ấp hai bút đo mặn."):
        write(cast.entry, cast.owner, solution=words)
        send(cast.entry, cast.owner)
    db.session.commit()
    return cast


def address(cast, number=""):
    return f"/entries/{cast.entry.id}/versions{number and f'/{number}'}"


def close_scoring(cast):
    cast.contest.scoring_opened_at = cast.contest.scoring_closed_at = now()
    db.session.commit()


def test_words_are_told_apart():
    told = compared("một bút đo", "hai bút đo mặn")
    assert [(one.kind, one.words.strip()) for one in told] == [
        ("removed", "một"), ("added", "hai"), ("same", "bút đo"), ("added", "mặn"),
    ]  # fmt: skip
    assert compared("", "") == []


def test_the_team_finds_them_on_the_entry_and_reads_what_was_changed(browser, cast):
    browser.sign_in(cast.mate)
    assert f'href="{address(cast)}"' in browser.get(f"/entries/{cast.entry.id}").text
    page = browser.get(address(cast)).text
    assert page.index("Version 2") < page.index("Version 1")
    assert "Changed: How do you solve it?" in page
    second = browser.get(address(cast, 2)).text
    assert "</span>một </del>" in second
    assert "</span>hai </ins>" in second
    assert "Compared with version 1" in second
    assert cast.owner.display_name in second
    first = browser.get(address(cast, 1)).text
    assert "hai bút" not in first
    assert "The first that was sent" in first


@pytest.mark.parametrize("number", [0, 3, 99999999999999])
def test_a_number_no_version_has_is_not_found(browser, cast, number):
    assert status(browser, cast.owner, address(cast, number)) == 404


def test_what_is_being_written_is_no_version(browser, cast):
    write(cast.entry, cast.owner, solution="Chữ chưa gửi")
    db.session.commit()
    browser.sign_in(cast.owner)
    for place in (address(cast), address(cast, 2)):
        assert "Chữ chưa gửi" not in browser.get(place).text


def test_before_the_scoring_is_closed_the_team_reads_alone(browser, cast):
    for who in (*TEAM, *NOBODY, "organiser", "officer"):
        assert (who, status(browser, getattr(cast, who), address(cast))) == (
            who, 200 if who in TEAM else 404,
        )  # fmt: skip
    assert browser.sign_out().get(address(cast)).status_code == 302


def test_after_it_an_organiser_without_conflict_reads_too_and_no_names(browser, cast):
    close_scoring(cast)
    for who in (*NOBODY, "officer"):
        assert (who, status(browser, getattr(cast, who), address(cast, 1))) == (who, 404)
    assert status(browser, cast.organiser, address(cast)) == 200
    assert f'href="{address(cast)}"' in browser.get(f"/entries/{cast.entry.id}").text
    pages = browser.get(address(cast)).text + browser.get(address(cast, 2)).text
    assert "hai" in pages
    for one in (cast.owner, cast.mate, cast.child):
        assert one.display_name not in pages
    assert all(one.code not in pages for one in receipts_of(cast.entry))


def test_an_organiser_on_the_jury_of_a_blind_contest_reads_none_of_it(browser, cast):
    cast.contest.is_blind = True
    make_juror(cast.contest, cast.organiser)
    cast.contest.scoring_opened_at = now()
    db.session.commit()
    assert status(browser, cast.organiser, address(cast)) == 404


def test_what_was_taken_back_stays_with_the_team(browser, cast):
    actions.withdraw(cast.entry, by=cast.owner)
    close_scoring(cast)
    assert cast.entry.state is EntryState.WITHDRAWN
    assert status(browser, cast.organiser, address(cast)) == 404
    assert status(browser, cast.owner, address(cast)) == 200


def test_who_left_reads_no_more_and_is_named_no_more(browser, cast):
    guest = make_person("Đặng Khách")
    cast.team.members.append(Member(person=guest))
    db.session.flush()
    everybody = [cast.owner.id, cast.mate.id, cast.child.id]
    write(cast.entry, cast.owner, people=[*everybody, guest.id])
    send(cast.entry, cast.owner)
    write(cast.entry, cast.owner, people=everybody)
    send(cast.entry, cast.owner)
    leave(cast.team, by=guest)
    db.session.commit()
    assert status(browser, guest, address(cast)) == 404
    browser.sign_in(cast.owner)
    page = browser.get(address(cast, 3)).text
    assert "Former member" in page
    assert guest.display_name not in page


def test_an_entry_from_before_says_that_nothing_is_kept(browser):
    cast = Cast()
    browser.sign_in(cast.owner)
    assert "No version is kept" in browser.get(address(cast)).text
