"""An entry read by fewer jurors than the rules promise: nothing is published before a reason is."""

from unicodedata import normalize

import pytest
from sqlalchemy import select

from mentorhub.contests.models import Panel
from mentorhub.judging import actions as judging
from mentorhub.judging.actions.history import void
from mentorhub.judging.models import Scorecard, Waiver
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from mentorhub.publishing import actions, queries
from mentorhub.teams.models import Tie, TieKind
from tests.factories import make_entry, make_person, make_table
from tests.pdf_text import pages

pytestmark = pytest.mark.usefixtures("in_english")
WHY = "Giám khảo khai xung đột sau khi nộp, không kịp mời người khác"


@pytest.fixture
def promised(closed):
    """Three entries, each promised the four readers it has."""
    closed.readers = 4
    db.session.flush()
    return closed


def sheets_of(contest):
    return db.session.scalars(select(Scorecard).where(Scorecard.contest_id == contest.id)).all()


def declared(card):
    judging.declare_conflict(card.juror, card.entry, reason="family", by=card.juror.person)


def tied_later(card):
    db.session.add(Tie(team=card.entry.team, person=card.juror.person, kind=TieKind.MENTOR))
    db.session.flush()


def withdrawn(card):
    void(card, reason="juror withdrawn", by=card.juror.person)


def leave(contest, *entries, by):
    judging.leave_with_few(contest, [entry.id for entry in entries], reason=WHY, by=by)


@pytest.mark.parametrize("take_away", [declared, tied_later, withdrawn])
def test_whatever_sheet_goes_nothing_is_published_until_somebody_wrote_why(
    promised, first, take_away
):
    sheets = sheets_of(promised)
    assert len(sheets) == 12
    for card in sheets:
        with db.session.begin_nested() as before:
            take_away(card)
            with pytest.raises(Refused, match=f"read {card.entry.code} than the rules promise"):
                make_table(promised, by=first)
            leave(promised, card.entry, by=first)
            readers = {one.entry_id: one.readers for one in make_table(promised, by=first).places}
            assert sorted(readers.values()) == [3, 4, 4]
            assert readers[card.entry_id] == 3
            before.rollback()
    assert make_table(promised, by=first).counts["few_readers"] == 0


def test_the_word_holds_for_as_many_readers_as_there_were(promised, first, second):
    one, another, *_ = [card for card in sheets_of(promised) if card.entry.number == 1]
    declared(one)
    for by in (first, second):  # a second click, by whomever, finds nothing to write about
        leave(promised, one.entry, by=by)
    kept = db.session.scalars(select(Waiver)).all()
    assert [(w.juror_id, w.readers, w.promised, w.by, w.reason) for w in kept] == [
        (None, 3, 4, first, WHY)
    ]
    publication = make_table(promised, by=first)
    declared(another)
    with pytest.raises(Refused):
        actions.agree(publication, by=second)
    with pytest.raises(Refused, match=one.entry.code):
        actions.discard(publication, by=first) or make_table(promised, by=first)
    leave(promised, one.entry, by=second)
    assert make_table(promised, by=first).counts["few_readers"] == 1


def test_only_the_entries_that_were_named_are_left_so(promised, first):
    sheets = {card.entry.number: card for card in sheets_of(promised)}
    for card in sheets.values():
        declared(card)
    leave(promised, sheets[1].entry, make_entry(), by=first)
    assert [lack.entry for lack in actions.draft(promised).lacking] == [
        sheets[2].entry,
        sheets[3].entry,
    ]
    assert len(db.session.scalars(select(Waiver)).all()) == 1


def test_a_sheet_left_out_with_a_reason_counts_as_explained(logged, first):
    logged.readers = 4
    card = sheets_of(logged)[0]
    judging.reopen(card, reason="Chấm nhầm bài", by=first)
    judging.waive(card, reason="Giám khảo ốm nặng", by=first)
    judging.close_scoring(logged, by=first)
    assert make_table(logged, by=first).counts["waivers"] == 1


def test_closing_with_fewer_readers_than_promised_takes_a_reason(logged, first):
    logged.readers = 4
    declared(sheets_of(logged)[0])
    with pytest.raises(Refused, match="write why"):
        judging.close_scoring(logged, by=first)
    judging.close_scoring(logged, by=first, reason="Hết thời gian của hội đồng")
    assert logged.scoring_is_closed


def test_before_panels_each_promises_its_own_number(closed, first):
    closed.readers = 1
    closed.panels.append(Panel(position=0, name=Translated(vi="Hội đồng A"), readers=4))
    db.session.flush()
    cards = sheets_of(closed)
    for card in cards:
        card.juror.panel_id = closed.panels[0].id
    declared(cards[0])
    with pytest.raises(Refused, match=cards[0].entry.code):
        make_table(closed, by=first)


def test_a_correction_asks_as_well(promised, first, second):
    actions.agree(make_table(promised, by=first), by=second)
    card = sheets_of(promised)[0]
    tied_later(card)
    with pytest.raises(Refused, match=card.entry.code):
        make_table(promised, by=first, reason="Xung đột lộ ra sau công bố")
    leave(promised, card.entry, by=second)
    make_table(promised, by=first, reason="Xung đột lộ ra sau công bố")


def test_organisers_write_it_on_a_page_and_the_minutes_print_it(browser, promised, first, second):
    page = f"/contests/{promised.id}/judging/few-readers"
    card = sheets_of(promised)[0]
    declared(card)
    db.session.commit()
    prepare = f"/contests/{promised.id}/results/draft"
    assert page in browser.sign_in(first).get(prepare).text
    assert f"{card.entry.code} · {card.entry.title}: 3 of 4 readers" in browser.get(page).text
    assert browser.submit(page, reason="ngắn").status_code == 422
    assert browser.submit(page, reason=WHY, entries=[]).status_code == 422
    assert db.session.scalars(select(Waiver)).all() == []
    assert browser.submit(page, reason=WHY, entries=[card.entry_id.hex]).status_code == 302
    assert f"{card.entry.code}: 3 of 4 readers" in browser.get(page).text
    publication = make_table(promised, by=first)
    db.session.commit()
    pdf = browser.get(f"/results/tables/{publication.id}/minutes.pdf").data
    told = normalize("NFC", " ".join(" ".join(pages(pdf)).split()))
    assert f"{card.entry.code}: 3 of 4 readers. {WHY} ({first.full_name}, " in told
    actions.agree(publication, by=second)
    db.session.commit()
    assert (
        "entries read by fewer jurors than promised" in browser.get(f"/results/{promised.id}").text
    )


def test_nobody_else_reads_or_writes_it(browser, promised):
    page = f"/contests/{promised.id}/judging/few-readers"
    card = sheets_of(promised)[0]
    declared(card)
    db.session.commit()
    for person in (make_person(), card.juror.person, card.entry.team.members[0].person):
        browser.sign_out().sign_in(person)
        assert browser.get(page).status_code == 404
        reply = browser.post(page, reason=WHY, entries=[card.entry_id.hex])
        assert reply.status_code == 404
    assert db.session.scalars(select(Waiver)).all() == []


def test_while_scoring_is_open_more_jurors_can_still_read_them(browser, logged, first):
    logged.readers = 4
    card = sheets_of(logged)[0]
    declared(card)
    db.session.commit()
    page = f"/contests/{logged.id}/judging/few-readers"
    assert browser.sign_in(first).get(page).location.endswith("/judging")
    with pytest.raises(Refused, match="more jurors"):
        leave(logged, card.entry, by=first)
    assert list(queries.submitted_entries(logged))
