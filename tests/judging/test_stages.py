"""Two stages of judging: who goes on is agreed to by two people, and points are carried."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.actions import set_prizes
from mentorhub.contests.domain.counting import Deciding
from mentorhub.judging import actions, queries
from mentorhub.judging.domain.calibration import Why
from mentorhub.judging.models import CardState, StageResult
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import in_language
from mentorhub.publishing.actions import draft
from tests.factories import make_card, make_juror, make_person
from tests.judging.two_stages import go_on, marked


def cross(contest, organisers):
    go_on(contest, *organisers)


def test_the_best_two_go_on_with_their_points(closed, four, organisers, only_juror):
    cross(closed, organisers)
    assert closed.is_scoring
    assert [entry.reached_stage for entry in four] == [1, 2, 1, 2]
    assert queries.entries_in(closed) == [four[1], four[3]]
    assert queries.cards_in(closed) == []
    marked(only_juror, [four[1], four[3]], [10, 10], [30, 18], stage=2)
    actions.close_scoring(closed, by=organisers[0], reason="Bão, không chờ được")
    lines = draft(closed).lines
    assert [(line.entry, line.rank, line.carried, line.total) for line in lines] == [
        (four[3].id, 1, Decimal("16.00"), Decimal("64.00")),
        (four[1].id, 2, Decimal("20.00"), Decimal("40.00")),
    ]


def test_a_final_everybody_marks_goes_by_the_plain_mean_even_where_points_are_adjusted(
    closed, four, organisers, only_juror
):
    """Two rounds: the first as it may be, the second complete; strictness changes no order."""
    closed.deciding = Deciding.ADJUSTED
    cross(closed, organisers)
    strict = make_juror(closed, make_person("Giám khảo chặt tay", age=50))
    finalists = [four[1], four[3]]
    marked(only_juror, finalists, [10, 10], [30, 18], stage=2)
    marked(strict, finalists, [2, 1], [15, 8], stage=2)
    actions.close_scoring(closed, by=organisers[0])
    found = actions.standings(closed)
    assert found.calibration.why is Why.COMPLETE
    assert [(one.entry, one.total) for one in found.places] == [
        (four[3].id, Decimal("51.50")),  # (48 + 23) / 2 + 40 % of 40
        (four[1].id, Decimal("31.50")),
    ]
    assert actions.watch(closed).what_if.is_robust


def test_each_team_hears_whether_it_goes_on_and_no_points(closed, four, organisers):
    cross(closed, organisers)
    told = {
        (one.subject_id, one.verb): one.facts
        for one in db.session.scalars(select(Activity).where(Activity.verb.startswith("entry.")))
    }
    assert (four[1].id, "entry.went_on") in told
    assert (four[0].id, "entry.stayed") in told
    assert {name for facts in told.values() for name in facts} == {"code", "stage", "contest"}


def test_whoever_proposed_it_cannot_agree(closed, organisers):
    digest = actions.crossing(closed).digest
    asked = actions.propose_to_go_on(closed, digest=digest, by=organisers[0])
    db.session.flush()
    with pytest.raises(Refused):
        actions.agree_to_go_on(closed, seen=asked.mark, by=organisers[0])
    assert closed.judged_stage == 1


def test_it_is_agreed_to_exactly_what_was_shown(closed, four, organisers):
    digest = actions.crossing(closed).digest
    asked = actions.propose_to_go_on(closed, digest=digest, by=organisers[0])
    four[1].state = four[1].state.WITHDRAWN
    db.session.flush()
    with pytest.raises(Stale):
        actions.agree_to_go_on(closed, seen=asked.mark, by=organisers[1])
    actions.call_off(closed, by=organisers[1])
    cross(closed, organisers)
    assert [entry.reached_stage for entry in four] == [2, 1, 1, 2]


def test_nothing_is_decided_while_a_sheet_is_missing(twice, four, only_juror, organisers):
    marked(only_juror, four[:3], [20, 10], [30, 20], [10, 10])
    make_card(only_juror, four[3])
    twice.scoring_opened_at = twice.scoring_closed_at = now()
    db.session.flush()
    found = actions.crossing(twice)
    assert (found.missing, found.is_possible) == (1, False)
    with in_language("en"), pytest.raises(Refused, match="missing: leave them out"):
        actions.propose_to_go_on(twice, digest=found.digest, by=organisers[0])


def test_results_wait_for_the_last_stage(closed, organisers):
    with pytest.raises(Refused):
        draft(closed)
    cross(closed, organisers)
    with pytest.raises(Refused):  # the final has not been marked
        draft(closed)


def test_a_second_agreement_moves_nothing_further(closed, organisers):
    cross(closed, organisers)
    with pytest.raises(Refused):
        actions.agree_to_go_on(closed, seen="", by=organisers[1])
    assert closed.judged_stage == 2
    assert len(db.session.scalars(select(StageResult)).all()) == 4


def test_sheets_of_a_stage_that_is_over_take_no_mark(closed, organisers, only_juror, four):
    card = queries.card_of(only_juror, four[1])
    cross(closed, organisers)
    db.session.flush()
    with pytest.raises(Refused):
        actions.reopen(card, reason="Xin mở lại phiếu này.", by=organisers[0])
    with pytest.raises(Refused):
        actions.waive(card, reason="Bỏ qua phiếu này.", by=organisers[0])
    card.state = CardState.STARTED
    db.session.flush()
    held = queries.card_to_mark(card.id)
    with pytest.raises(Refused):
        actions.submit(held, by=only_juror.person)


def test_the_jury_is_given_the_final_anew(closed, organisers, only_juror, four):
    cross(closed, organisers)
    assert queries.hand_of(only_juror.person) == []
    proposal = actions.propose(closed, readers=1)
    assert {entry for _juror, entry in proposal.pairs} == {four[1].id, four[3].id}
    actions.hand_out(closed, readers=1, digest=proposal.digest, by=organisers[0])
    assert [card.stage for card in queries.cards_in(closed)] == [2, 2]
    assert len(queries.hand_of(only_juror.person)) == 2


def test_judged_stages_stand_once_the_jury_has_begun(closed, organisers):
    why = {"reason": "?", "by": organisers[0]}
    with pytest.raises(Refused):
        set_prizes(closed, version=closed.version, awards=[], steps=[], **why)
