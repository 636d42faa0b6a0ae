"""A file of marks: prepared, looked at, passed on, confirmed by somebody else, locked sheets."""

import io

from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import RubricLine
from mentorhub.judging import actions as judging
from mentorhub.judging.models import CardState, SheetReceipt
from mentorhub.platform.db import Translated, db
from mentorhub.sheets.domain.reading import rows_of
from tests.tallies.files import (
    GIVEN,
    NOTHING,
    confirm,
    digest_on,
    events,
    filled,
    marks,
    newest,
    pass_on,
)


def test_the_prepared_file_names_no_juror_and_holds_no_formula(browser, contest, cards, rows):
    browser.sign_in(contest.organisers[0].person)
    page = browser.get(f"/contests/{contest.id}/tallies")
    assert all(row[2] in page.text for row in rows)
    data = browser.get(f"/contests/{contest.id}/tallies/blank.xlsx").data
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[:3] for row in sheet[3:]] == sorted(row[:3] for row in rows)
    assert b"<f>" not in data
    assert not any("Giám Khảo" in str(cell) for row in sheet for cell in row)


def test_only_sheets_nobody_has_begun_are_in_the_prepared_file(browser, contest, cards, rows):
    cards[0].state, cards[1].state = CardState.STARTED, CardState.SUBMITTED
    browser.sign_in(contest.organisers[0].person)
    data = browser.get(f"/contests/{contest.id}/tallies/blank.xlsx").data
    assert [row[2] for row in rows_of(data)[3:]] == [rows[2][2], rows[3][2]]


def test_looked_at_passed_on_and_confirmed_by_another(browser, contest, cards, rows, organisers):
    where = pass_on(browser.sign_in(organisers[0]), contest, filled(rows))
    assert list(map(marks, cards)) == NOTHING
    assert events(contest) == []
    browser.sign_out().speak("en").sign_in(organisers[1])
    page = browser.get(where).text
    assert "20.5" in page
    assert "Khá lắm" in page
    assert confirm(browser, where).status_code == 303
    assert list(map(marks, cards)) == GIVEN
    assert {card.state for card in cards} == {CardState.SUBMITTED}
    assert {card.feedback for card in cards} == {"Khá lắm"}
    assert db.session.scalar(select(func.count()).select_from(SheetReceipt)) == 4


def test_the_log_says_whence_the_marks_are_and_holds(browser, contest, cards, rows, organisers):
    where = pass_on(browser.sign_in(organisers[0]), contest, filled(rows))
    confirm(browser.sign_out().sign_in(organisers[1]), where)
    sent = [event for event in events(contest) if event.kind == "submitted"]
    origin = {"file": newest().file_digest, "given_by": organisers[0].id.hex}
    assert len(sent) == 4
    for event in sent:
        assert event.content.items() >= {**origin, "confirmed_by": organisers[1].id.hex}.items()
    assert list(judging.breaks_in(contest.id)) == []
    sent[0].content = {**sent[0].content, "confirmed_by": organisers[0].id.hex}
    db.session.flush()
    assert list(judging.breaks_in(contest.id)) != []


def test_nobody_reads_the_marks_in_the_file_once_they_are_on_their_sheets(
    browser, contest, cards, rows, organisers
):
    where = pass_on(browser.sign_in(organisers[0]), contest, filled(rows))
    confirm(browser.sign_out().sign_in(organisers[1]), where)
    assert newest().content == {}
    for organiser in organisers:
        page = browser.sign_out().speak("en").sign_in(organiser).get(where).text
        assert "20.5" not in page
        assert "4 sheets are filled in and locked." in page


def test_jurors_are_told_and_read_whence_their_marks_come(
    browser, contest, cards, rows, organisers
):
    where = pass_on(browser.sign_in(organisers[0]), contest, filled(rows))
    confirm(browser.sign_out().sign_in(organisers[1]), where)
    told = select(Activity.subject_id).where(Activity.verb == "judging.sheets_entered")
    assert set(db.session.scalars(told)) == {card.juror_id for card in cards}
    browser.sign_out().speak("en").sign_in(cards[0].juror.person)
    page = browser.get(f"/judging/cards/{cards[0].id}").text
    assert "These points come from a file" in page
    assert organisers[0].display_name not in page


def test_whoever_gave_it_cannot_confirm_it(browser, contest, cards, rows, organisers):
    browser.sign_in(organisers[0])
    where = pass_on(browser, contest, filled(rows))
    assert confirm(browser, where).status_code == 404
    assert list(map(marks, cards)) == NOTHING


def test_the_second_click_changes_nothing(browser, contest, cards, rows, organisers):
    where = pass_on(browser.sign_in(organisers[0]), contest, filled(rows))
    browser.sign_out().sign_in(organisers[1])
    digest = digest_on(browser.get(where))
    assert browser.post(f"{where}/confirmation", digest=digest).status_code == 303
    before = len(events(contest))
    assert browser.post(f"{where}/confirmation", digest=digest).status_code == 303
    assert len(events(contest)) == before


def test_a_criterion_of_another_stage_is_no_column(browser, contest, cards, rows, organisers):
    """Neither in the prepared file nor on the page on which the rows are compared."""
    first = contest.rubric[0]
    contest.rubric.append(
        RubricLine(
            position=2, stage=2, name=Translated(vi="Thuyết trình"), help=first.help,
            max_points=first.max_points, step=first.step, anchors=first.anchors,
        )
    )  # fmt: skip
    db.session.flush()
    browser.sign_in(organisers[0])
    blank = browser.get(f"/contests/{contest.id}/tallies/blank.xlsx").data
    assert not any("Thuyết trình" in str(cell) for row in rows_of(blank) for cell in row)
    where = pass_on(browser, contest, filled(rows))
    page = browser.sign_out().speak("en").sign_in(organisers[1]).get(where).text
    assert "20.5" in page
    assert "Thuyết trình" not in page
    confirm(browser, where)
    assert [marks(card)[:2] for card in cards] == GIVEN
