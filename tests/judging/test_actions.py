from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import JurorState
from mentorhub.entries.models import EntryState
from mentorhub.judging import actions, queries
from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.models import CardState, Conflict, Mark, Scorecard, ScoreEvent, Waiver
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import in_language
from mentorhub.teams.models import Tie, TieKind
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_juror,
    make_person,
    make_team,
    make_unit,
)


@pytest.fixture(autouse=True)
def in_english(app):
    with in_language("en"):
        yield


def save(card, points, *, version=None, key="", notes=(), feedback=""):
    """Mark the criteria in order; `points` are strings, None is not yet."""
    held = queries.card_to_mark(card.id)
    notes = [*notes, *[""] * len(points)]
    given = {
        line.id: Given(None if value is None else Decimal(value), note)
        for line, value, note in zip(held.contest.rubric, points, notes, strict=False)
    }
    return actions.save_marks(
        held,
        sheet=queries.rubric_with_marks(held),
        version=held.version if version is None else version,
        given=given,
        feedback=feedback,
        key=key,
        by=card.juror.person,
    )


def stored(card):
    rows = db.session.scalars(select(Mark).where(Mark.scorecard_id == card.id))
    by_line = {mark.line_id: mark for mark in rows}
    return [
        (by_line[line.id].points, by_line[line.id].note) if line.id in by_line else None
        for line in card.contest.rubric
    ]


def history(card):
    rows = select(ScoreEvent).where(ScoreEvent.scorecard_id == card.id).order_by(ScoreEvent.id)
    return list(db.session.scalars(rows))


# ---- marking


def test_marks_are_kept_as_they_are_typed(card):
    save(card, ["8.5", None], notes=["Nhiều bằng chứng"], feedback="Viết rõ hơn phần chi phí.")
    assert stored(card) == [(Decimal("8.50"), "Nhiều bằng chứng"), None]
    assert (card.state, card.feedback) == (CardState.STARTED, "Viết rõ hơn phần chi phí.")
    save(card, ["9", "7"], feedback="Tốt.")
    assert stored(card) == [(Decimal("9.00"), ""), (Decimal("7.00"), "")]


def test_a_mark_can_be_taken_back(card):
    save(card, ["8.5", "3"])
    save(card, ["8.5", None])
    assert stored(card) == [(Decimal("8.50"), ""), (None, "")]
    assert not card.is_whole


def test_each_save_leaves_a_line_with_its_version(card):
    first = save(card, ["8.5", None], key="k1")
    second = save(card, ["8.5", "2"], key="k2")
    lines = [line.id.hex for line in card.contest.rubric]
    assert [(e.kind, e.version, e.content["points"]) for e in history(card)] == [
        ("saved", first.version, {lines[0]: "8.5"}),
        ("saved", second.version, {lines[1]: "2"}),
    ]
    assert (first.version, second.version) == (2, 3)


def test_saving_nothing_new_changes_nothing(card):
    save(card, ["8.5", None])
    again = save(card, ["8.5", None])
    assert (again.version, len(history(card))) == (2, 1)


def test_a_stale_save_is_refused_with_what_is_stored(card):
    save(card, ["8.5", None], feedback="Một")
    with pytest.raises(Stale) as refusal:
        save(card, ["9", None], version=1, feedback="Hai")
    line = card.contest.rubric[0]
    assert refusal.value.facts == {
        "version": 2,
        "feedback": "Một",
        "given": {line.id: Given(Decimal("8.50"), "")},
    }
    assert stored(card) == [(Decimal("8.50"), ""), None]


def test_a_retry_after_a_lost_reply_gets_the_first_answer(card):
    first = save(card, ["8.5", None], key="k1")
    save(card, ["9", None], key="k2")
    assert save(card, ["8.5", None], version=1, key="k1").version == first.version
    assert stored(card) == [(Decimal("9.00"), ""), None]


def test_a_key_used_for_other_words_is_refused(card):
    save(card, ["8.5", None], key="k1")
    with pytest.raises(Refused, match="already used"):
        save(card, ["9", None], version=1, key="k1")


@pytest.mark.parametrize("points", ["30.5", "8.25", "-1"])
def test_a_mark_off_the_scale_is_refused(card, points):
    with pytest.raises(Refused, match="not on the scale"):
        save(card, [points, None])


def test_the_first_mark_freezes_the_rubric(card):
    save(card, [None, None], feedback="Chưa chấm")
    assert [line.locked_at for line in card.contest.rubric] == [None, None]
    save(card, ["8", None])
    assert all(line.locked_at for line in card.contest.rubric)


def test_nothing_is_saved_once_scoring_is_closed(card):
    card.contest.scoring_closed_at = now()
    with pytest.raises(Refused, match="Scoring is closed"):
        save(card, ["8", None])
    assert stored(card) == [None, None]


def test_nothing_is_saved_for_a_withdrawn_entry(card):
    card.entry.state = EntryState.WITHDRAWN
    with pytest.raises(Refused, match="withdrawn"):
        save(card, ["8", None])


def test_a_sheet_is_submitted_when_it_is_whole(card):
    save(card, ["8", None])
    held = queries.card_to_mark(card.id)
    with pytest.raises(Refused, match="every criterion"):
        actions.submit(held, by=card.juror.person)
    save(card, ["8", "0"])
    actions.submit(queries.card_to_mark(card.id), by=card.juror.person)
    assert card.is_submitted
    with pytest.raises(Refused, match="locked"):
        save(card, ["9", "0"])
    assert [event.kind for event in history(card)] == ["saved", "saved", "submitted"]


def test_a_second_click_on_submit_is_harmless(card):
    save(card, ["8", "0"])
    for _ in range(2):
        actions.submit(queries.card_to_mark(card.id), by=card.juror.person)
    assert [event.kind for event in history(card)] == ["saved", "submitted"]


def test_reopening_is_recorded_with_its_reason(card):
    organiser = card.contest.organisers[0].person
    with pytest.raises(Refused, match="not submitted"):
        actions.reopen(card, reason="Nhầm bài", by=organiser)
    save(card, ["8", "0"])
    actions.submit(queries.card_to_mark(card.id), by=card.juror.person)
    actions.reopen(card, reason="Giám khảo chấm nhầm bài", by=organiser)
    assert (card.state, card.submitted_at) == (CardState.STARTED, None)
    last = history(card)[-1]
    assert (last.kind, last.by_id, last.content) == (
        "reopened",
        organiser.id,
        {"reason": "Giám khảo chấm nhầm bài"},
    )
    save(card, ["9", "0"])


# ---- conflicts


def test_a_declared_conflict_makes_the_sheet_void(card, juror, entry):
    save(card, ["8", "0"])
    actions.submit(queries.card_to_mark(card.id), by=juror.person)
    for _ in range(2):
        actions.declare_conflict(juror, entry, reason="family", by=juror.person)
    assert card.is_void
    assert queries.card_to_read(card.id).in_conflict is True
    assert [event.kind for event in history(card)] == ["saved", "submitted", "voided"]
    assert [c.reason for c in db.session.scalars(select(Conflict))] == ["family"]


def test_a_conflict_is_declared_by_code_for_an_entry_one_was_not_given(juror, entry):
    actions.declare_by_code(juror, code=f" ag-{entry.number:02d}", reason="money", by=juror.person)
    assert queries.conflicts_in(juror.contest) == {(juror.id, entry.id)}
    with pytest.raises(Refused, match="No entry"):
        actions.declare_by_code(juror, code="AG-99", reason="money", by=juror.person)


def test_conflicts_follow_from_team_tie_unit_and_taking_part(contest):
    unit = make_unit("Xã Vĩnh Gia")
    juror = make_juror(contest)
    member = make_entry(make_team(make_person(), make_person()), contest)
    mentored = make_entry(make_team(make_person()), contest)
    free = make_entry(make_team(make_person()), contest)
    db.session.add(Tie(team=mentored.team, person=juror.person, kind=TieKind.MENTOR, until=now()))
    neighbour = make_juror(contest, make_person("Hàng Xóm", unit=unit))
    same_unit = make_entry(make_team(make_person(unit=unit)), contest)
    rival = make_juror(contest, member.team.members[1].person)
    db.session.flush()
    everything = {entry.id for entry in (member, mentored, free, same_unit)}
    assert queries.conflicts_in(contest) == {
        (juror.id, mentored.id),
        (neighbour.id, same_unit.id),
        *((rival.id, entry) for entry in everything),
    }
    contest.same_unit_is_conflict = False
    db.session.flush()
    assert (neighbour.id, same_unit.id) not in queries.conflicts_in(contest)


# ---- handing out


def proposal_for(contest, readers):
    return actions.propose(contest, readers=readers)


def hand_out(contest, readers):
    proposal = proposal_for(contest, readers)
    by = contest.organisers[0].person
    return actions.hand_out(contest, readers=readers, digest=proposal.digest, by=by)


def pairs_in(contest):
    rows = db.session.scalars(select(Scorecard).where(Scorecard.contest_id == contest.id))
    return {(card.juror_id, card.entry_id) for card in rows if not card.is_void}


def test_exactly_what_was_shown_is_handed_out(contest):
    jurors = [make_juror(contest, make_person()) for _ in range(3)]
    entries = [make_entry(contest=contest) for _ in range(4)]
    proposal = proposal_for(contest, 2)
    assert hand_out(contest, 2) == 8
    assert pairs_in(contest) == set(proposal.pairs)
    assert contest.is_scoring
    for juror in jurors:
        cards = [c for c in queries.cards_in(contest) if c.juror_id == juror.id]
        assert sorted(card.position for card in cards) == list(range(1, len(cards) + 1))
    assert {entry for _, entry in proposal.pairs} == {entry.id for entry in entries}


def test_topping_up_keeps_what_is_there(contest):
    for _ in range(3):
        make_juror(contest, make_person())
    entry = make_entry(contest=contest)
    hand_out(contest, 1)
    first = pairs_in(contest)
    assert hand_out(contest, 3) == 2
    assert first < pairs_in(contest)
    assert {c.entry_id for c in queries.cards_in(contest)} == {entry.id}
    with pytest.raises(Refused, match="has its readers"):
        hand_out(contest, 3)


def test_a_proposal_gone_stale_is_not_carried_out(contest):
    make_juror(contest, make_person())
    make_entry(contest=contest)
    digest = proposal_for(contest, 1).digest
    make_entry(contest=contest)
    with pytest.raises(Stale):
        actions.hand_out(contest, readers=1, digest=digest, by=contest.organisers[0].person)
    assert pairs_in(contest) == set()


def test_what_cannot_be_shared_out_names_the_entries(contest, juror, entry):
    with pytest.raises(Refused, match=rf"{entry.code} \(1\)"):
        proposal_for(contest, 2)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"closes_at": now() + timedelta(days=1)}, "can still come in"),
        ({"scoring_closed_at": now()}, "closed"),
    ],
)
def test_handing_out_has_its_time(contest, juror, entry, change, sentence):
    for name, value in change.items():
        setattr(contest, name, value)
    with pytest.raises(Refused, match=sentence):
        proposal_for(contest, 1)


def test_handing_out_needs_entries_and_jurors(contest):
    with pytest.raises(Refused, match="no entry"):
        proposal_for(contest, 1)
    make_entry(contest=contest)
    make_juror(contest, make_person(), state=JurorState.INVITED)
    with pytest.raises(Refused, match="Nobody"):
        proposal_for(contest, 1)


def test_a_void_sheet_goes_to_somebody_else(contest):
    jurors = [make_juror(contest, make_person()) for _ in range(2)]
    entry = make_entry(contest=contest)
    hand_out(contest, 1)
    ((first, _),) = pairs_in(contest)
    reader = next(juror for juror in jurors if juror.id == first)
    actions.declare_conflict(reader, entry, reason="family", by=reader.person)
    hand_out(contest, 1)
    ((second, _),) = pairs_in(contest)
    assert {first, second} == {juror.id for juror in jurors}


# ---- the jury


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


# ---- the end


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


def test_a_cell_is_left_empty_only_with_a_reason_and_never_a_score(scoring, juror):
    organiser = scoring.organisers[0].person
    open_ = make_card(juror, make_entry(contest=scoring))
    done = make_card(juror, make_entry(contest=scoring), [8, 3], state=CardState.SUBMITTED)
    actions.waive(open_, reason="Giám khảo ốm, đã báo trưởng ban", by=organiser)
    assert open_.is_void
    assert db.session.scalars(select(Waiver.reason)).all() == ["Giám khảo ốm, đã báo trưởng ban"]
    with pytest.raises(Refused, match="not submitted"):
        actions.waive(done, reason="Không hợp ý", by=organiser)


def test_results_wait_for_the_closing(scoring, card):
    with pytest.raises(Refused, match="closed"):
        actions.standings(scoring)
    actions.close_scoring(scoring, by=scoring.organisers[0].person)
    closed = scoring.scoring_closed_at
    actions.close_scoring(scoring, by=scoring.organisers[0].person)
    assert scoring.scoring_closed_at == closed
    with pytest.raises(Refused, match="closed"):
        save(card, ["8", None])


def test_standings_count_what_counts_and_name_what_is_missing(scoring):
    anna, binh, chi = (make_juror(scoring, make_person()) for _ in range(3))
    best, second, unread = (make_entry(contest=scoring) for _ in range(3))
    submitted = CardState.SUBMITTED
    make_card(anna, best, ["20.5", 9], state=submitted)
    make_card(binh, best, ["20", 9], state=submitted)
    make_card(chi, best, [1, 1], state=submitted)
    actions.declare_conflict(chi, best, reason="family", by=chi.person)
    make_card(anna, second, [20, 5], state=submitted)
    make_card(binh, second, [20, None], state=CardState.STARTED)
    waived = make_card(chi, second)
    actions.waive(waived, reason="Giám khảo ốm nặng", by=scoring.organisers[0].person)
    actions.close_scoring(scoring, by=scoring.organisers[0].person)
    first, other = (line.id for line in scoring.rubric)
    found = actions.standings(scoring)
    assert [
        (p.entry, p.place, p.total, p.low, p.high, p.readers, dict(p.means), p.missing, p.waived)
        for p in found.places
    ] == [
        (
            best.id,
            1,
            Decimal("29.25"),
            Decimal("29.00"),
            Decimal("29.50"),
            2,
            {first: Decimal("20.25"), other: Decimal("9.00")},
            (),
            (),
        ),
        (
            second.id,
            2,
            Decimal("25.00"),
            Decimal("25.00"),
            Decimal("25.00"),
            1,
            {first: Decimal("20.00"), other: Decimal("5.00")},
            (binh.id,),
            (chi.id,),
        ),
        (unread.id, None, None, None, None, 0, {}, (), ()),
    ]
    assert found.missing == ((second.id, binh.id), (unread.id, None))


def test_a_conflict_that_came_later_takes_the_score_away(scoring, juror, entry):
    make_card(juror, entry, [8, 3], state=CardState.SUBMITTED)
    scoring.scoring_closed_at = now()
    db.session.add(Tie(team=entry.team, person=juror.person, kind=TieKind.MENTOR))
    db.session.flush()
    assert actions.standings(scoring).missing == ((entry.id, None),)


def test_another_contests_cards_stay_out(scoring, card):
    other = make_contest(days_left=-1, scoring_opened_at=now(), scoring_closed_at=now())
    assert actions.standings(other).places == ()
