"""What organisers see after closing, who else does not, and the answers a table waits for."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.contests.models import Award
from mentorhub.judging import actions, queries
from mentorhub.judging.domain.calibration import Why
from mentorhub.judging.models import CardState, ScoreEvent, SheetConfirmation
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from mentorhub.publishing import actions as publishing
from tests.factories import make_card, make_entry, make_juror, make_person, make_table
from tests.judging.marks import save

ANSWER = "Giám khảo giữ nguyên phiếu, đã hỏi ngày 12/12."
pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def organiser(contest):
    return contest.organisers[0].person


@pytest.fixture
def closed(contest):
    """Ten entries, four jurors each; one sheet lies far below the three others."""
    jurors = [make_juror(contest, make_person(f"Giám khảo {n}", age=40)) for n in range(4)]
    contest.far_entry = make_entry(contest=contest, title="Bài bị chê")
    entries = [make_entry(contest=contest, title=f"Bài {n}") for n in range(9)]
    for place, entry in enumerate([contest.far_entry, *entries]):
        for n, juror in enumerate(jurors):
            points = [20 + place % 5, 5 + n % 2]
            if entry is contest.far_entry and n == 3:
                points = [5, 2]
            make_card(juror, entry, points, state=CardState.SUBMITTED, submitted_at=now())
    contest.awards = [Award(position=0, name=Translated(vi="Giải Nhất", en="First prize"), count=1)]
    contest.scoring_opened_at = contest.scoring_closed_at = now()
    db.session.flush()
    return contest


def far_card(contest):
    (far,) = actions.watch(contest).far
    return queries.card_to_oversee(queries.sheets_sent(contest)[(far.juror, far.entry)])


def test_nothing_is_looked_at_while_scoring_is_open(closed):
    closed.scoring_closed_at = None
    for look in (actions.watch, actions.unconfirmed):
        with pytest.raises(Refused, match="closed"):
            look(closed)


def test_the_look_holds_places_ranges_strictness_and_what_would_change_the_winner(closed):
    found = actions.watch(closed)
    assert found.calibration.why is Why.COMPLETE
    assert [one.entry for one in found.far] == [closed.far_entry.id]
    assert set(found.outlooks) == {one.entry for one in found.places}
    assert len(found.severities) == 4
    assert found.best == 1
    assert {one.entry for one in found.places if one.place == 1} == found.what_if.winners


def test_a_far_sheet_holds_the_table_back_until_its_juror_was_asked(closed, organiser):
    with pytest.raises(Refused, match="far from the others"):
        make_table(closed, by=organiser)
    card = far_card(closed)
    for _ in range(2):  # a second click changes nothing
        actions.confirm(card, reason=ANSWER, by=organiser)
        db.session.flush()
    (kept,) = db.session.scalars(select(SheetConfirmation))
    assert (kept.total, kept.reason, kept.by_id) == (Decimal(7), ANSWER, organiser.id)
    assert db.session.scalar(select(ScoreEvent.kind).where(ScoreEvent.kind == "confirmed"))
    assert actions.unconfirmed(closed) == []


def test_an_answer_about_a_sheet_that_has_changed_since_is_asked_for_again(closed, office):
    card, address = far_card(closed), f"/contests/{closed.id}/judging/watch"
    at = f"/judging/cards/{card.id}/confirmation"
    office.speak("en").post(at, reason=ANSWER)
    assert "Changed since" not in office.get(address).text
    card.marks[0].points = Decimal(4)
    db.session.commit()
    assert "Changed since" in office.get(address).text
    assert len(actions.unconfirmed(closed)) == 1
    assert office.post(at, reason=ANSWER).status_code == 303
    (kept,) = db.session.scalars(select(SheetConfirmation))
    assert (kept.total, actions.unconfirmed(closed)) == (Decimal(6), [])


def test_only_a_far_sheet_before_the_results_is_confirmed(closed, organiser):
    card = far_card(closed)
    other = next(one for one in queries.cards_in(closed) if one.entry_id != card.entry_id)
    with pytest.raises(Refused, match="does not lie far"):
        actions.confirm(other, reason=ANSWER, by=organiser)
    closed.published_at = now()
    with pytest.raises(Refused, match="results are out"):
        actions.confirm(card, reason=ANSWER, by=organiser)


def test_the_page_tells_organisers_and_writes_the_answer_down(closed, office):
    address = f"/contests/{closed.id}/judging/watch"
    page = office.get(address)
    assert page.status_code == 200
    for words in ("What would change the winner", "Could still be first", "Giám khảo 3"):
        assert words in page.text, words
    card = far_card(closed)
    at = f"/judging/cards/{card.id}/confirmation"
    assert office.post(at, reason="ngắn").status_code == 422
    assert office.post(at, reason=ANSWER).status_code == 303
    assert ANSWER in office.get(address).text


@pytest.mark.parametrize("who", ["a juror", "a teammate", "a stranger", "an organiser elsewhere"])
def test_nobody_else_sees_it(closed, browser, who):
    person = {
        "a juror": lambda: queries.panel_of(closed)[0].person,
        "a teammate": lambda: closed.far_entry.team.members[0].person,
        "a stranger": make_person,
        "an organiser elsewhere": lambda: make_person("Tổ Chức Khác", age=35),
    }[who]()
    card = far_card(closed)
    seen = browser.sign_in(person)
    assert seen.get(f"/contests/{closed.id}/judging/watch").status_code in (403, 404)
    assert seen.get(f"/judging/cards/{card.id}/confirmation").status_code in (403, 404)


def test_the_median_and_adjusted_points_decide_where_the_rules_say_so(closed):
    assert standing(closed, closed.far_entry).total == Decimal("20.75")
    closed.average = Average.MEDIAN
    assert standing(closed, closed.far_entry).total == Decimal("25.00")
    closed.deciding = Deciding.ADJUSTED
    found = actions.standings(closed)
    assert found.calibration.why is Why.COMPLETE
    assert standing(closed, closed.far_entry).total == Decimal("25.00")


def test_where_sheets_allow_it_adjusted_points_decide_and_are_kept_as_the_basis(contest, organiser):
    """Twelve entries, six jurors, three sheets each; one juror is very strict."""
    jurors = [make_juror(contest, make_person(f"Giám khảo {n}", age=40)) for n in range(6)]
    for place in range(12):
        entry = make_entry(contest=contest, title=f"Bài {place}")
        for step in (0, 1, 3):
            n = (place + step) % 6
            points = [10 + place - (9 if n == 0 else 0), 5]
            make_card(jurors[n], entry, points, state=CardState.SUBMITTED, submitted_at=now())
    contest.deciding = Deciding.ADJUSTED
    contest.scoring_opened_at = contest.scoring_closed_at = now()
    db.session.flush()
    found = actions.standings(contest)
    assert found.calibration.may_decide
    titles = {entry.id: entry.title for entry in queries.entries_in(contest)}
    assert [titles[one.entry] for one in found.places][:4] == [f"Bài {n}" for n in (11, 10, 9, 8)]
    basis = publishing.draft(contest).basis
    assert basis["deciding"] == "adjusted"
    assert set(basis["variances"]) == {"quality", "severity", "noise"}
    contest.deciding = Deciding.GIVEN
    assert publishing.draft(contest).basis == {"average": "mean", "deciding": "given"}


def standing(contest, entry):
    return next(one for one in actions.standings(contest).places if one.entry == entry.id)


def test_after_closing_a_far_sheet_is_asked_about_and_never_changed(closed, organiser):
    """T26: the log is fixed by then. What can be written is the answer, or that it is void."""
    card = far_card(closed)
    before = [(mark.line_id, mark.points) for mark in card.marks]
    with pytest.raises(Refused, match="Scoring is closed"):
        actions.reopen(card, reason="Giám khảo muốn sửa", by=organiser)
    with pytest.raises(Refused, match="Scoring is closed"):
        save(card, ["20", "6"])
    with pytest.raises(Refused, match="not submitted"):
        actions.waive(card, reason="Lệch quá", by=organiser)
    assert [(mark.line_id, mark.points) for mark in card.marks] == before
    assert card.is_submitted
    assert db.session.scalars(select(ScoreEvent.kind)).all() == []
    actions.declare_conflict(card.juror, card.entry, reason="family", by=organiser)
    db.session.flush()
    assert card.is_void
    assert actions.watch(closed).far == []
    assert db.session.scalars(select(ScoreEvent.kind)).all() == ["voided"]


def test_the_page_of_a_far_sheet_offers_no_opening_after_closing(closed, office):
    card = far_card(closed)
    address, seat = f"/judging/cards/{card.id}/reopening", f"/jurors/{card.juror_id}"
    watch = office.get(f"/contests/{closed.id}/judging/watch").text
    assert f"/judging/cards/{card.id}/confirmation" in watch
    assert address not in watch
    assert address not in office.get(seat).text
    closed.scoring_closed_at = None
    assert address in office.get(seat).text  # while scoring is open the seat offers it
    closed.scoring_closed_at = now()
    reply = office.post(address, reason="Giám khảo muốn sửa")
    assert reply.status_code in (404, 409)
    assert queries.card_to_oversee(card.id).is_submitted
