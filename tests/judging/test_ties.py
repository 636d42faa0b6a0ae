"""Suspected ties: nobody is given such an entry before somebody has looked into it."""

import pytest
from sqlalchemy import select

from mentorhub.consents.models import Guardian
from mentorhub.judging import actions, queries
from mentorhub.judging.models import Scorecard
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.teams.models import Tie, TieKind
from tests.factories import make_card, make_entry, make_juror, make_person, make_team, make_unit
from tests.judging.test_handing_out import hand_out, pairs_in

pytestmark = pytest.mark.usefixtures("in_english")
WHY = "Hai xã khác nhau, chỉ chung đơn vị quản lý"


@pytest.fixture
def organiser(contest):
    return contest.organisers[0].person


@pytest.fixture
def neighbours(contest):
    """A juror and an entry of one unit."""
    unit = make_unit("Xã Vĩnh Gia")
    entry = make_entry(make_team(make_person(unit=unit)), contest)
    return make_juror(contest, make_person("Hàng Xóm", unit=unit)), entry


def doubt(juror, entry):
    return actions.doubt_about(juror, entry.id)


def test_a_suspected_pair_is_kept_apart_until_somebody_looked_into_it(
    contest, neighbours, organiser
):
    juror, entry = neighbours
    with pytest.raises(Refused, match=entry.code):
        actions.propose(contest, readers=1)
    actions.clear(juror, entry.id, reason=WHY, by=organiser)
    assert hand_out(contest, 1) == 1
    assert pairs_in(contest) == {(juror.id, entry.id)}
    (seen,) = doubt(juror, entry).looked_into
    assert (seen.by, seen.reason, seen.ended_at) == (organiser, WHY, None)


def test_what_was_found_can_be_taken_back_and_the_sheet_is_void(contest, neighbours, organiser):
    juror, entry = neighbours
    actions.clear(juror, entry.id, reason=WHY, by=organiser)
    hand_out(contest, 1)
    actions.look_again(juror, entry.id, by=organiser)
    (card,) = db.session.scalars(select(Scorecard))
    assert card.is_void
    assert doubt(juror, entry).is_open
    (seen,) = doubt(juror, entry).looked_into
    assert seen.ended_by == organiser
    with pytest.raises(Refused, match="taken back"):
        actions.look_again(juror, entry.id, by=organiser)
    actions.clear(juror, entry.id, reason=WHY, by=organiser)
    assert len(doubt(juror, entry).looked_into) == 2


def test_a_second_click_clears_nothing_twice(neighbours, organiser):
    juror, entry = neighbours
    actions.clear(juror, entry.id, reason=WHY, by=organiser)
    with pytest.raises(Refused, match="already"):
        actions.clear(juror, entry.id, reason=WHY, by=organiser)


def test_a_tie_that_is_confirmed_is_final(contest, neighbours, organiser):
    juror, entry = neighbours
    actions.declare_conflict(juror, entry, reason="Cháu ruột", by=organiser)
    assert doubt(juror, entry).declared.declared_by == organiser
    with pytest.raises(Refused, match="certain"):
        actions.clear(juror, entry.id, reason=WHY, by=organiser)


def test_the_same_number_is_suspected_and_cleared(contest, juror, entry, organiser):
    juror.person.details.phone = entry.team.members[0].person.details.phone = "0912000111"
    db.session.flush()
    assert doubt(juror, entry).grounds == {"contact"}
    assert queries.conflicts_in(contest) == set()  # a number alone takes no sheet away
    actions.clear(juror, entry.id, reason=WHY, by=organiser)
    assert queries.suspicions_in(contest) == {}


def guardian(entry, contact, **facts):
    named = Guardian(
        child=entry.team.members[0].person,
        name="Mẹ",
        relation="parent",
        contact=contact,
        created_by_id=entry.team.members[0].person_id,
        **facts,
    )
    db.session.add(named)
    db.session.flush()
    return named


def test_a_guardian_whom_nobody_checked_is_suspected(contest, juror, entry):
    juror.person.details.phone = "0912000111"
    guardian(entry, "0912 000 111")
    assert doubt(juror, entry).grounds == {"contact"}


def test_a_guardian_never_judges_and_nobody_clears_that(contest, card, organiser):
    juror, entry = card.juror, card.entry
    details = juror.person.details
    details.phone, details.phone_verified_at = "0912000111", now()
    named = guardian(entry, "0912.000.111", checked_at=now())
    assert queries.card_to_read(card.id).in_conflict is True
    assert queries.conflicts_in(contest) == {(juror.id, entry.id)}
    assert doubt(juror, entry).takes_sides
    with pytest.raises(Refused, match="certain"):
        actions.clear(juror, entry.id, reason=WHY, by=organiser)
    named.ended_at = now()
    db.session.flush()
    assert queries.conflicts_in(contest) == set()


def test_a_number_somebody_only_claims_makes_nobody_a_guardian(contest, juror, entry):
    juror.person.details.phone = "0912000111"
    guardian(entry, "0912000111", checked_at=now())
    assert queries.conflicts_in(contest) == set()
    assert doubt(juror, entry).is_open


def test_teams_mentors_and_rivals_cannot_be_cleared(contest, juror, entry, organiser):
    db.session.add(Tie(team=entry.team, person=juror.person, kind=TieKind.MENTOR, until=now()))
    db.session.flush()
    with pytest.raises(Refused, match="certain"):
        actions.clear(juror, entry.id, reason=WHY, by=organiser)


def test_nobody_clears_what_nobody_suspects(juror, entry, organiser):
    with pytest.raises(Refused, match="Nothing is suspected"):
        actions.clear(juror, entry.id, reason=WHY, by=organiser)


def test_the_page_tells_who_looked_and_leads_on(office, contest, neighbours):
    juror, entry = neighbours
    address = f"/jurors/{juror.id}/ties/{entry.id}"
    assert address in office.get(f"/contests/{contest.id}/ties").text
    short = office.submit(address, found="none", reason="ngắn")
    assert (short.status_code, "ngắn" in short.text) == (422, True)
    assert office.submit(address, found="none", reason=WHY).status_code == 302
    assert office.submit(address, found="none", reason=WHY).status_code == 409
    page = office.get(f"/contests/{contest.id}/ties").text
    assert WHY in page
    assert contest.organisers[0].person.display_name in page
    assert office.post(f"{address}/doubt").status_code == 302
    assert office.post(f"{address}/doubt").status_code == 409
    assert office.submit(address, found="tie", reason=WHY).status_code == 302
    assert doubt(juror, entry).declared is not None


def test_the_page_says_of_nobody_why_they_are_close_to_a_team(office, contest, card):
    details = card.juror.person.details
    details.phone, details.phone_verified_at = "0912000111", now()
    named = guardian(card.entry, "0912.000.111", checked_at=now())
    with_guardian = office.get(f"/contests/{contest.id}/ties").text
    named.ended_at = now()
    db.session.add(Tie(team=card.entry.team, person=card.juror.person, kind=TieKind.MENTOR))
    db.session.flush()
    details.phone = None
    assert office.get(f"/contests/{contest.id}/ties").text == with_guardian


def test_a_tie_of_somebody_elses_contest_is_not_found(office, scoring):
    other = make_card(make_juror(scoring), make_entry(contest=scoring))
    assert office.get(f"/jurors/{other.juror_id}/ties/{other.entry_id}").status_code == 302
    stranger = office.sign_in(make_person())
    for more in ("", "/doubt"):
        address = f"/jurors/{other.juror_id}/ties/{other.entry_id}{more}"
        assert stranger.post(address).status_code == 404
