"""Seats of the jury: invited, taken, declined, withdrawn, reminded."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import JurorState
from mentorhub.judging import actions
from mentorhub.judging.models import CardState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import make_card, make_entry, make_juror, make_person

pytestmark = pytest.mark.usefixtures("in_english")


def test_an_invitation_is_taken_once_by_one_person(contest):
    organiser, guest = contest.organisers[0].person, make_person("Tống Văn Lâm")
    token = actions.invite(contest, label="Thầy Lâm", address="", by=organiser)
    seat = actions.invitation(token)
    actions.accept(seat, by=guest)
    assert (seat.person, seat.state, guest.hat) == (guest, JurorState.ACCEPTED, "juror")
    assert actions.invitation(token) is None
    with pytest.raises(Refused, match="answered already"):
        actions.accept(seat, by=make_person())


def test_a_new_link_ends_the_old_one_and_links_end_by_themselves(contest):
    organiser = contest.organisers[0].person
    old = actions.invite(contest, label="Thầy Lâm", address="", by=organiser)
    seat = actions.invitation(old)
    new = actions.renew_link(seat, by=organiser)
    assert (actions.invitation(old), actions.invitation(new)) == (None, seat)
    seat.invited_at = now() - timedelta(days=31)
    db.session.flush()
    assert actions.invitation(new) is None


def test_only_a_proved_address_finds_its_person(contest):
    organiser = contest.organisers[0].person
    guest = make_person("Tống Văn Lâm", email="lam@example.org")
    token = actions.invite(contest, label="Lâm", address="LAM@example.org", by=organiser)
    assert actions.invitation(token).person is None
    guest.details.email_verified_at = now()
    token = actions.invite(contest, label="Lâm", address="LAM@example.org", by=organiser)
    assert actions.invitation(token).person is guest
    with pytest.raises(Refused, match="invited already"):
        actions.invite(contest, label="Lâm", address="lam@example.org", by=organiser)


def test_who_takes_part_cannot_sit_on_the_jury(contest, entry):
    token = actions.invite(contest, label="X", address="", by=contest.organisers[0].person)
    with pytest.raises(Refused, match="takes part"):
        actions.accept(actions.invitation(token), by=entry.team.members[0].person)


def test_nobody_takes_two_seats(contest, juror):
    token = actions.invite(contest, label="X", address="", by=contest.organisers[0].person)
    with pytest.raises(Refused, match="in your name"):
        actions.accept(actions.invitation(token), by=juror.person)


def test_a_withdrawn_juror_leaves_what_was_submitted(scoring, juror):
    done = make_card(juror, make_entry(contest=scoring), [8, 3], state=CardState.SUBMITTED)
    open_ = make_card(juror, make_entry(contest=scoring), [8, None], state=CardState.STARTED)
    actions.withdraw_juror(juror, by=scoring.organisers[0].person)
    assert (done.state, open_.state) == (CardState.SUBMITTED, CardState.VOID)
    assert juror.state is JurorState.WITHDRAWN


def test_a_declined_seat_is_free(contest):
    token = actions.invite(contest, label="X", address="", by=contest.organisers[0].person)
    seat = actions.invitation(token)
    actions.decline(seat, by=make_person())
    assert (seat.state, seat.person) == (JurorState.DECLINED, None)


def test_only_silent_jurors_are_reminded_and_once_a_day(scoring):
    organiser = scoring.organisers[0].person
    long_ago = now() - timedelta(days=4)
    silent, busy, done = (make_juror(scoring, make_person()) for _ in range(3))
    make_card(silent, make_entry(contest=scoring), assigned_at=long_ago)
    make_card(busy, make_entry(contest=scoring), assigned_at=long_ago, saved_at=now())
    make_card(
        done,
        make_entry(contest=scoring),
        assigned_at=long_ago,
        state=CardState.SUBMITTED,
        submitted_at=long_ago,
    )
    assert actions.remind(scoring, by=organiser) == 1
    rows = db.session.scalars(select(Activity).where(Activity.verb == "judging.reminded"))
    assert [row.subject_id for row in rows] == [silent.id]
    with pytest.raises(Refused, match="Nobody is silent"):
        actions.remind(scoring, by=organiser)


def test_opening_a_link_takes_no_seat(browser, contest):
    """T45: programs that look at letters open what is linked in them, often and signed in."""
    token = actions.invite(contest, label="Lâm", address="", by=contest.organisers[0].person)
    seat, told = actions.invitation(token), len(db.session.scalars(select(Activity)).all())
    stood = (seat.state, seat.person_id, seat.token_digest, seat.accepted_at)
    link = f"/jury/{token}"
    assert browser.get(link).status_code in (302, 401)
    browser.sign_in(make_person())
    for _ in range(3):
        assert browser.get(link).status_code == 200
        assert browser.client.head(link).status_code == 200
        assert browser.get(f"{link}?do=decline&rules=y&secrecy=y").status_code == 200
    db.session.refresh(seat)
    assert (seat.state, seat.person_id, seat.token_digest, seat.accepted_at) == stood
    assert len(db.session.scalars(select(Activity)).all()) == told
    assert len(token) >= 43  # 256 bits: there is nothing to guess, so nobody counts guesses
