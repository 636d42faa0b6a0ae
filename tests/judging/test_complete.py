"""A stage in which everybody marks every entry: the hand-out keeps to it, ties stay open."""

from decimal import Decimal

import pytest

from mentorhub.contests.models import JurorState, Panel
from mentorhub.judging import actions, queries
from mentorhub.judging.models import CardState, Mark
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from tests.factories import make_juror, make_person
from tests.judging.test_handing_out import hand_out, pairs_in
from tests.judging.test_wishes import wish
from tests.judging.two_stages import go_on

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def final(closed, four, organisers):
    """The final of two of the four, before a jury of three."""
    closed.stages[1].is_complete = True
    go_on(closed, *organisers)
    for n in range(2):
        make_juror(closed, make_person(f"Giám Khảo {n}"))
    db.session.flush()
    return closed


def in_final(contest):
    return {
        (card.juror_id, card.entry_id) for card in queries.cards_in(contest) if not card.is_void
    }


def everything(contest):
    jurors = [one for one in queries.panel_of(contest) if one.is_sitting]
    return {(one.id, entry.id) for one in jurors for entry in queries.entries_in(contest)}


def test_everybody_is_given_everything_whatever_was_typed_or_wished_for(final):
    wish(final, most=1)
    hand_out(final, 1)
    assert in_final(final) == everything(final)
    with pytest.raises(Refused, match="readers already"):
        hand_out(final, 1)


def test_whoever_has_a_tie_leaves_a_place_open_that_is_not_missing(final, organisers):
    tied, entry = queries.panel_of(final)[0], queries.entries_in(final)[0]
    actions.declare_conflict(tied, entry, reason="", by=tied.person)
    hand_out(final, 1)
    assert in_final(final) == everything(final) - {(tied.id, entry.id)}
    assert [one.short for one in queries.readings_in(final, without=())] == [0, 0]
    for card in queries.cards_in(final):
        card.state, card.submitted_at = CardState.SUBMITTED, now()
        for line in final.rubric:
            card.marks.append(Mark(contest_id=final.id, line=line, points=Decimal(5)))
    db.session.flush()
    actions.close_scoring(final, by=organisers[0])
    assert actions.standings(final).missing == ()


def test_an_entry_nobody_may_mark_is_named(final):
    entry = queries.entries_in(final)[0]
    for juror in queries.panel_of(final):
        actions.declare_conflict(juror, entry, reason="", by=juror.person)
    with pytest.raises(actions.OutOfReach) as refusal:
        actions.propose(final, readers=1)
    assert refusal.value.missing == {entry.id: 1}


def test_who_joins_later_is_told_of_and_given_all_of_it(browser, final, organisers):
    hand_out(final, 1)
    later = make_juror(final, make_person("Người Đến Sau"))
    url = f"/contests/{final.id}/judging"
    browser.sign_in(organisers[0])
    browser.speak("en")
    assert "1 juror holds no sheet" in browser.get(url).text
    page = browser.get(f"/contests/{final.id}/assignment").text
    assert "every juror marks every entry" in page
    assert 'name="readers" type="number"' not in page
    hand_out(final, 1)
    assert in_final(final) == everything(final)
    assert {entry for juror, entry in in_final(final) if juror == later.id} == {
        entry.id for entry in queries.entries_in(final)
    }
    assert "juror holds no sheet" not in browser.get(url).text


def test_a_jury_smaller_than_the_rules_promise_is_no_complete_final(final):
    final.readers = 3
    queries.panel_of(final)[0].state = JurorState.WITHDRAWN
    db.session.flush()
    with pytest.raises(Refused, match="promise each entry 3"):
        actions.propose(final, readers=3)


def test_nobody_takes_the_sheets_of_a_silent_juror(final):
    hand_out(final, 1)
    with pytest.raises(Refused, match="everybody marks every entry"):
        actions.propose(final, readers=1, replaced=queries.panel_of(final)[0])


def test_before_panels_everybody_of_the_panel_marks_what_it_hears(final):
    jurors = [*queries.panel_of(final), make_juror(final, make_person("Giám Khảo Tư"))]
    final.panels = [Panel(position=n, name=Translated(vi=f"HĐ {n}"), readers=1) for n in range(2)]
    db.session.flush()
    for at, juror in enumerate(jurors):
        juror.panel_id = final.panels[at % 2].id
    db.session.flush()
    hand_out(final, 1)
    panel_of = {juror.id: juror.panel_id for juror in jurors}
    heard = {entry: panel_of[juror] for juror, entry in in_final(final)}
    assert len(set(heard.values())) == 2
    assert in_final(final) == {
        (juror.id, entry)
        for entry, panel in heard.items()
        for juror in jurors
        if juror.panel_id == panel
    }


def test_where_nothing_is_said_the_number_holds(closed, four, organisers):
    go_on(closed, *organisers)
    for n in range(2):
        make_juror(closed, make_person(f"Giám Khảo {n}"))
    before = pairs_in(closed)
    hand_out(closed, 1)
    assert len(in_final(closed)) == 2
    assert before
