"""What a file of marks does not do: nothing by halves, nothing twice, no conflict overruled."""

from copy import deepcopy
from datetime import timedelta

import pytest

from mentorhub.entries.models import Conflict
from mentorhub.judging.models import CardState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.sheets.domain.reading import Unreadable, rows_of
from mentorhub.tallies import privacy
from tests.rosters.files import packed
from tests.tallies.files import (
    NOTHING,
    confirm,
    digest_on,
    events,
    filled,
    give,
    marks,
    newest,
    pass_on,
)


def test_the_same_file_twice_changes_nothing(browser, contest, cards, rows, organisers):
    data = filled(rows)
    where = pass_on(browser.sign_in(organisers[0]), contest, data)
    confirm(browser.sign_out().sign_in(organisers[1]), where)
    before = [(card.version, card.state) for card in cards], len(events(contest))
    again = give(browser.speak("en"), contest, data)
    assert again.status_code == 409
    assert "This very file was confirmed" in again.text
    page = browser.get(give(browser, contest, filled(rows[::-1])).location).text
    assert page.count("is submitted and locked") == 4
    assert digest_on(browser.get(where)) is None
    assert ([(card.version, card.state) for card in cards], len(events(contest))) == before


def test_a_file_never_tells_whether_it_is_right(browser, contest, cards, rows, organisers):
    """Whoever guesses the marks of a locked sheet reads the same answer for each guess."""
    cards[0].state = CardState.SUBMITTED
    browser.sign_in(organisers[0])
    answers = set()
    for guess in ("20,5", 1, 30):
        tried = filled([[*rows[0][:3], guess, *rows[0][4:]]])
        page = browser.get(give(browser, contest, tried).location)
        answers.add(page.text.split("To put right")[1].split("</ul>")[0])
    assert len(answers) == 1


def test_one_mistake_and_nothing_is_taken_in(browser, contest, cards, rows, organisers):
    rows[1][3] = 31
    rows[2][4] = ""
    browser.sign_in(organisers[0])
    where = give(browser, contest, filled(rows)).location
    page = browser.get(where)
    assert "Line 5" in page.text
    assert "outside 0 to 30" in page.text
    assert "Line 6" in page.text
    assert digest_on(page) is None
    assert browser.post(f"{where}/passing-on", digest="0" * 64).status_code == 409
    assert list(map(marks, cards)) == NOTHING
    assert newest().approval_id is None


def test_a_conflict_wins_over_the_file(browser, contest, cards, rows, organisers):
    browser.sign_in(organisers[0])
    where = pass_on(browser, contest, filled(rows))
    db.session.add(
        Conflict(
            contest_id=contest.id,
            juror_id=cards[0].juror_id,
            entry_id=cards[0].entry_id,
            reason="người nhà",
            declared_by_id=organisers[0].id,
        )
    )
    browser.sign_out().speak("en").sign_in(organisers[1])
    page = browser.get(where)
    assert "there is a conflict of interest" in page.text
    assert confirm(browser, where).status_code == 422
    assert browser.post(f"{where}/confirmation", digest="0" * 64).status_code == 409
    assert list(map(marks, cards)) == NOTHING


def test_a_sheet_its_juror_has_begun_since_is_left_alone(browser, contest, cards, rows, organisers):
    where = pass_on(browser.sign_in(organisers[0]), contest, filled(rows))
    browser.sign_out().speak("en").sign_in(organisers[1])
    digest = digest_on(browser.get(where))
    cards[3].state, cards[3].saved_at = CardState.STARTED, now()
    sent = browser.post(f"{where}/confirmation", digest=digest)
    assert sent.status_code == 409
    assert "has begun this sheet here" in sent.text
    assert list(map(marks, cards)) == NOTHING


def test_other_marks_than_those_shown_are_not_confirmed(browser, contest, cards, rows, organisers):
    where = pass_on(browser.sign_in(organisers[0]), contest, filled(rows))
    browser.sign_out().sign_in(organisers[1])
    assert browser.post(f"{where}/confirmation", digest="0" * 64).status_code == 409
    digest = digest_on(browser.get(where))
    content = deepcopy(newest().content)
    content["lines"][0]["points"] = dict.fromkeys(content["lines"][0]["points"], "9.00")
    newest().content = content
    assert browser.post(f"{where}/confirmation", digest=digest).status_code == 409
    assert list(map(marks, cards)) == NOTHING


def test_after_closing_nothing_comes_in(browser, contest, cards, rows, organisers):
    where = pass_on(browser.sign_in(organisers[0]), contest, filled(rows))
    contest.scoring_closed_at = now()
    assert give(browser, contest, filled(rows)).status_code == 409
    assert browser.get(f"/contests/{contest.id}/tallies").status_code == 200
    browser.sign_out().sign_in(organisers[1])
    assert confirm(browser, where).status_code == 409
    assert list(map(marks, cards)) == NOTHING


def test_taken_back_declined_and_too_old(browser, contest, cards, rows, organisers):
    browser.sign_in(organisers[0])
    where = pass_on(browser, contest, filled(rows))
    assert browser.post(f"{where}/declining").status_code == 303
    assert newest().content == {}
    assert newest().approval.withdrawn_at is not None
    second = pass_on(browser, contest, filled(rows))
    newest().at = now() - timedelta(days=8)
    browser.sign_out().sign_in(organisers[1])
    assert confirm(browser, second).status_code in (409, 422)
    assert confirm(browser, where).status_code in (409, 422)
    privacy.forget_content(now() - timedelta(days=7))
    db.session.refresh(newest())
    assert newest().content == {}
    assert list(map(marks, cards)) == NOTHING


def test_a_giver_who_lost_the_office_brings_nothing_in(browser, contest, cards, rows, organisers):
    where = pass_on(browser.sign_in(organisers[0]), contest, filled(rows))
    browser.sign_out().sign_in(organisers[1])
    digest = digest_on(browser.get(where))
    db.session.delete(contest.organisers[0])
    db.session.commit()
    assert browser.post(f"{where}/confirmation", digest=digest).status_code == 409
    assert list(map(marks, cards)) == NOTHING


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"", b"a;b\n1;2", packed(x="y")])
def test_what_is_no_tally_is_refused_in_words(browser, contest, cards, organisers, data):
    assert give(browser.sign_in(organisers[0]), contest, data).status_code == 422
    assert newest() is None


def test_macros_are_refused():
    with pytest.raises(Unreadable, match="macros"):
        rows_of(packed(**{"xl__workbook_xml": "<x/>", "xl__vbaProject.bin": "x"}))
