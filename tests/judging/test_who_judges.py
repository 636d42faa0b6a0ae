"""Nobody else reads or writes a sheet, and nobody hears a score too early."""

import re
from decimal import Decimal
from uuid import uuid4

import pytest

from mentorhub.judging import actions
from mentorhub.judging.models import CardState, Conflict
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Tie, TieKind
from tests.factories import (
    make_admin,
    make_card,
    make_contest,
    make_entry,
    make_juror,
    make_person,
    make_team,
)
from tests.judging.sheets import address, answers, points_of


def outsiders(card):
    """Everybody who might try to read or write somebody else's sheet."""
    contest = card.contest
    conflicted = make_juror(contest, make_person("Vướng"))
    actions.declare_conflict(conflicted, card.entry, reason="family", by=conflicted.person)
    return {
        "stranger": None,
        "member": make_person(),
        "team member": card.entry.team.members[0].person,
        "rival team": make_entry(contest=contest).team.members[0].person,
        "other juror": make_juror(contest, make_person()).person,
        "conflicted juror": conflicted.person,
        "organiser": contest.organisers[0].person,
        "other organiser": make_contest().organisers[0].person,
        "admin": make_admin(),
    }


def nameless(reply):
    """The page without its own address, which the reader typed, and without its token."""
    text = re.sub(r'name="csrf_token"[^>]*>', "", reply.text)
    return re.sub(r"/judging/cards/[0-9a-f-]{36}", "/judging/cards/X", text)


def test_nobody_else_reads_or_writes_a_sheet_and_nothing_tells_it_exists(browser, card):
    save = answers(card, "8", "5")
    missing = f"/judging/cards/{uuid4()}"
    for who, person in outsiders(card).items():
        browser.sign_out() if person is None else browser.sign_in(person)
        for more in ("", "/marks", "/submission", "/conflict"):
            got, absent = browser.get(address(card, more)), browser.get(missing + more)
            assert got.status_code == absent.status_code, (who, more)
            assert person is None or got.status_code in (404, 405), (who, more)
            if got.status_code == 404:
                assert nameless(got) == nameless(absent)
            posted = browser.post(address(card, more), **save)
            none = browser.post(missing + more, **save)
            assert posted.status_code == none.status_code, (who, more)
            assert posted.status_code in (401, 404), (who, more)
            assert nameless(posted) == nameless(none)
    assert points_of(card) == [None, None]
    assert card.state is CardState.ASSIGNED


def test_a_tie_that_came_later_closes_the_sheet(desk, card, juror):
    db.session.add(Tie(team=card.entry.team, person=juror.person, kind=TieKind.MENTOR))
    db.session.flush()
    assert desk.post(address(card), **answers(card, "8", "5")).status_code == 404
    assert "không còn được tính" in desk.get(address(card)).text
    assert points_of(card) == [None, None]


def test_a_withdrawn_juror_stops_at_the_next_request(desk, card, juror):
    actions.withdraw_juror(juror, by=card.contest.organisers[0].person)
    assert desk.get(address(card)).status_code == 404
    assert desk.post(address(card), **answers(card, "8", "5")).status_code == 404
    assert address(card) not in desk.get("/judging").text


def test_no_organisers_page_changes_with_a_score_while_scoring_is_open(office, scoring, juror):
    entry = make_entry(contest=scoring)
    card = make_card(juror, entry, [8, 3], state=CardState.SUBMITTED, saved_at=now())
    urls = [
        f"/contests/{scoring.id}/judging",
        f"/contests/{scoring.id}/jurors",
        f"/contests/{scoring.id}/assignment",
        f"/contests/{scoring.id}/judging/closing",
        f"/jurors/{juror.id}",
        address(card, "/reopening"),
    ]

    def everything():
        # a form's token differs from page to page, nothing else may
        token = r'name="csrf_token"[^>]*>'
        return [re.sub(token, "", office.get(url).text) for url in urls]

    before = everything()
    card.marks[0].points, card.marks[1].points = Decimal("29.5"), Decimal(10)
    card.feedback = "Một lời nhắn dài hơn hẳn"
    db.session.flush()
    assert everything() == before
    assert not any("29,5" in page or "39,5" in page for page in before)


def test_an_organiser_close_to_an_entry_sees_nothing_of_its_judging(office, scoring, juror):
    organiser = scoring.organisers[0].person
    other = make_juror(scoring, make_person("Trần Thị Tư"))
    own = make_entry(make_team(make_person()), scoring)
    db.session.add(Tie(team=own.team, person=organiser, kind=TieKind.MENTOR))
    card = make_card(other, own)
    make_card(juror, make_entry(contest=scoring))
    page = office.get(f"/contests/{scoring.id}/judging").text
    assert "Trần Thị Tư" not in page
    assert "0/1" in page
    assert own.code not in office.get(f"/jurors/{other.id}").text
    for more in ("/reopening", "/waiver"):
        assert office.get(address(card, more)).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "juror", "team member", "other organiser"])
def test_the_office_is_closed_to_others(browser, contest, juror, entry, who):
    person = {
        "stranger": None,
        "juror": juror.person,
        "team member": entry.team.members[0].person,
        "other organiser": make_contest().organisers[0].person,
    }[who]
    if person:
        browser.sign_in(person)
    expected = 404 if person else 302
    for more in ("jurors", "assignment", "judging", "judging/closing", "conflicts/new"):
        assert browser.get(f"/contests/{contest.id}/{more}").status_code == expected
    for more in ("", "/withdrawal"):
        assert browser.get(f"/jurors/{juror.id}{more}").status_code == expected


def test_an_admin_follows_progress_but_arranges_nothing(browser, scoring, card):
    admin = browser.sign_in(make_admin())
    page = admin.get(f"/contests/{scoring.id}/judging")
    assert (page.status_code, "judging/closing" in page.text) == (200, False)
    assert admin.get(f"/contests/{scoring.id}/assignment").status_code == 404


def test_of_an_entry_in_conflict_the_list_says_only_the_code(browser, card, juror, entry):
    db.session.add(
        Conflict(
            contest_id=entry.contest_id,
            juror_id=juror.id,
            entry_id=entry.id,
            declared_by_id=juror.person_id,
        )
    )
    db.session.flush()
    browser.sign_in(juror.person)
    page = browser.get("/judging").text
    assert entry.code in page
    assert entry.title not in page
