"""An entry two organisers excluded stands in the check, and one organiser decides nothing of it."""

from datetime import timedelta

import pytest

from mentorhub.eligibility import actions, queries
from mentorhub.eligibility.domain.findings import Kind
from mentorhub.eligibility.domain.standing import State, Verdict
from mentorhub.entries.models import EntryState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from tests.eligibility.conftest import sent
from tests.factories import make_idea, make_officer, make_person, make_unit


@pytest.fixture(autouse=True)
def english(app, clean):
    with in_language("en"):
        yield


def exclude(entry):
    entry.state = EntryState.DISQUALIFIED
    db.session.flush()


def decided(entry, verdict, by, **facts):
    seen = actions.mark(entry, queries.latest_of(entry))
    decision = actions.decide(entry, verdict=verdict, seen=seen, by=by, **facts)
    db.session.flush()
    return decision


def asked(entry, by):
    until = now() + timedelta(days=2)
    facts = {"parts": ["benefit"], "until": until}
    return decided(entry, Verdict.MORE_NEEDED, by, words="Bao nhiêu hộ?", **facts)


def test_it_is_listed_with_its_state_to_whoever_checks_it(browser, contest, organiser):
    commune = make_unit()
    entry = sent(contest, make_person(unit=commune))
    exclude(entry)
    (row,) = queries.board(organiser, contest, ())
    assert (row.state, row.is_clear, row.needs_a_look) == (State.EXCLUDED, False, False)
    assert queries.view_of(row) == "decided"
    board = f"/contests/{contest.id}/check"
    for person in (organiser, make_officer(unit=commune)):
        browser.sign_in(person)
        for view, is_there in (("decided", True), ("all", True), ("look", False), ("clear", False)):
            page = browser.get(f"{board}?view={view}").text
            assert (str(entry.id) in page) is is_there, view
        assert "Excluded" in browser.get(f"{board}?view=all").text
    browser.sign_in(make_officer(unit=make_unit()))
    assert entry.code not in browser.get(f"{board}?view=all").text
    browser.sign_in(organiser)
    assert "excluded" in browser.get(f"{board}/export/csv").data.decode("utf-8-sig")


def test_its_page_offers_no_decision_and_takes_none(browser, contest, organiser, entry):
    earlier = decided(entry, Verdict.ADMITTED, organiser)
    exclude(entry)
    seen = actions.mark(entry, earlier)
    browser.sign_in(organiser)
    check = f"/entries/{entry.id}/check"
    page = browser.get(check).text
    assert "This entry was excluded from the contest" in page
    assert f"{check}/decision" not in page
    assert f"{check}/undo" not in page
    refusal = {"verdict": "refused", "words": "x", "seen": seen}
    assert browser.post(f"{check}/decision", **refusal).status_code == 409
    assert browser.post(f"{check}/undo", decision=earlier.id).status_code == 409
    db.session.refresh(entry)
    assert (entry.state, queries.latest_of(entry)) == (EntryState.DISQUALIFIED, earlier)


def test_taking_back_a_question_does_not_take_it_in_again(contest, organiser, entry):
    question = asked(entry, organiser)
    exclude(entry)
    with pytest.raises(Refused, match="excluded"):
        actions.undo(entry, decision_id=question.id, by=organiser)
    assert entry.state is EntryState.DISQUALIFIED


def test_many_are_admitted_and_taken_back_around_it(contest, organiser, entry):
    other, third = sent(contest), sent(contest)
    exclude(third)
    chosen = {entry.id, other.id, third.id}
    batch, number = actions.admit_many(contest, entries=chosen, by=organiser)
    db.session.flush()
    assert (number, queries.latest_of(third)) == (2, None)
    exclude(other)
    assert actions.undo_many(contest, batch_id=batch, by=organiser) == 1
    db.session.flush()
    assert queries.latest_of(other) is not None
    assert other.state is EntryState.DISQUALIFIED


def test_its_team_is_asked_nothing_any_more(browser, contest, organiser, entry):
    asked(entry, organiser)
    browser.sign_in(entry.team.owner)
    assert "Bao nhiêu hộ?" in browser.get(f"/entries/{entry.id}").text
    exclude(entry)
    assert not entry.may_answer_now
    assert "Bao nhiêu hộ?" not in browser.get(f"/entries/{entry.id}").text
    assert browser.get(f"/entries/{entry.id}/check/answer").status_code == 404


def test_a_copy_of_it_is_found_in_the_other_entry(contest, organiser):
    idea = make_idea()
    out, copy = sent(contest, idea=idea), sent(contest, idea=idea)
    exclude(out)
    row = queries.row_of(copy, organiser, ())
    assert [(one.kind, codes) for one, codes in row.findings] == [(Kind.SAME_IDEA, [out.code])]
