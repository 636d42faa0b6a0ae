"""Two type a sheet: only what both read counts, and nobody writes on the screen meanwhile."""

from decimal import Decimal

import pytest

from mentorhub.judging import actions as judging
from mentorhub.judging.models import CardState
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.transcripts import actions, queries
from mentorhub.transcripts.domain import Typed
from mentorhub.transcripts.models import SheetState
from tests.factories import make_juror
from tests.judging.marks import history, save, stored
from tests.transcripts.conftest import make_secretary

pytestmark = pytest.mark.usefixtures("english")


def test_what_two_typed_alike_enters_the_card_and_locks_it(hall):
    hall.typed("25.5", "8", notes=("Rõ ràng",), feedback="Làm tiếp nhé").confirmed("25.5", "8")
    card = hall.held()
    assert card.state is CardState.SUBMITTED
    assert stored(card) == [(Decimal("25.5"), "Rõ ràng"), (Decimal(8), "")]
    assert card.feedback == "Làm tiếp nhé"
    assert card.language == hall.juror.person.language
    assert not card.is_on_paper
    assert (hall.paper.state, hall.paper.content) == (SheetState.CONFIRMED, {})


def test_the_log_names_both_hands_and_the_juror_gets_a_receipt(hall):
    hall.typed("25.5", "8").confirmed("25.5", "8")
    acts = history(hall.card)
    assert [(one.kind, one.by_id) for one in acts] == [
        ("saved", hall.second.id),
        ("submitted", hall.second.id),
    ]
    hands = {"typed_by": hall.first.id.hex, "confirmed_by": hall.second.id.hex}
    assert all(hands.items() <= one.content.items() for one in acts)
    found = queries.hands_of(hall.held())
    assert (found.typed_by, found.confirmed_by) == (hall.first, hall.second)
    assert judging.first_break(hall.contest) is None


def test_other_points_change_nothing_and_say_where(hall):
    hall.typed("25.5", "8")
    with pytest.raises(Stale, match="You typed other points") as refusal:
        hall.confirmed("25", "8")
    assert refusal.value.facts["lines"] == [hall.contest.rubric[0].id]
    assert hall.held().state is CardState.ASSIGNED
    assert hall.paper.state is SheetState.TYPED


def test_nobody_confirms_what_they_typed(hall):
    hall.typed("25.5", "8")
    with pytest.raises(Refused, match="you were the first"):
        hall.confirmed("25.5", "8", by=hall.first)


def test_the_screen_is_locked_while_a_paper_is_in_hand(hall):
    actions.start(hall.paper, by=hall.first)
    db.session.flush()
    with pytest.raises(Refused, match="being typed from its paper"):
        save(hall.card, ["20", "5"])
    with pytest.raises(Refused, match="being typed from its paper"):
        judging.submit(hall.held(), by=hall.juror.person)
    actions.let_go(hall.paper, by=hall.first)
    db.session.flush()
    save(hall.card, ["20", "5"])
    with pytest.raises(Refused, match="begun this sheet on the screen"):
        actions.start(hall.paper, by=hall.first)


def test_a_second_secretary_does_not_take_a_sheet_out_of_a_hand(hall):
    actions.start(hall.paper, by=hall.first)
    db.session.flush()
    actions.start(hall.paper, by=hall.first)
    with pytest.raises(Refused, match="Somebody else types"):
        actions.start(hall.paper, by=hall.second)
    typed = Typed(hall.given("1", "1"))
    with pytest.raises(Refused, match="not in your hands"):
        actions.type_in(hall.paper, typed=typed, version=hall.paper.version, by=hall.second)


def test_typed_is_taken_back_put_right_and_handed_on_again(hall):
    hall.typed("25.5", "8")
    actions.take_back(hall.paper, by=hall.first)
    db.session.flush()
    assert hall.paper.typed.given == hall.given("25.5", "8")
    with pytest.raises(Refused, match="waits for nobody"):
        hall.confirmed("25.5", "8")
    hall.typed("24", "8").confirmed("24", "8")
    with pytest.raises(Refused, match="It was confirmed"):
        actions.take_back(hall.paper, by=hall.first)
    assert hall.held().is_submitted


def test_the_second_sends_it_back_with_a_remark_that_goes_once_it_is_right(hall):
    hall.typed("25.5", "8")
    with pytest.raises(Refused, match="you were the first"):
        actions.send_back(hall.paper, remark="Xem lại", by=hall.first)
    actions.send_back(hall.paper, remark="Xem lại tiêu chí 1", by=hall.second)
    db.session.flush()
    assert (hall.paper.state, hall.paper.typed_by) == (SheetState.TYPING, hall.first)
    hall.typed("25", "8").confirmed("25", "8")
    assert hall.paper.remark == ""


def test_a_second_click_confirms_once(hall):
    hall.typed("25.5", "8").confirmed("25.5", "8").confirmed("25.5", "8")
    assert [one.kind for one in history(hall.card)] == ["saved", "submitted"]


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (("25.5", None), "Type every criterion"),
        (("3", "8"), "need a note.*: Criterion 1"),
    ],
)
def test_the_checks_are_those_of_the_jurors_own_sheet(hall, points, words):
    hall.contest.note_below = 50
    hall.paper.print = actions.printing.print_today(hall.contest)
    with pytest.raises(Refused, match=words):
        hall.typed(*points)
    assert hall.paper.state is SheetState.TYPING


def test_points_off_the_scale_never_reach_the_card(hall):
    hall.typed("25.3", "8")
    with pytest.raises(Refused, match="not on the scale"):
        hall.confirmed("25.3", "8")


def test_other_criteria_make_a_paper_useless_and_it_is_printed_anew(hall):
    hall.contest.rubric[0].max_points = Decimal(20)
    db.session.flush()
    with pytest.raises(Refused, match="criteria were changed"):
        actions.start(hall.paper, by=hall.first)
    made = actions.print_sheets(hall.juror, by=hall.organiser)
    assert len(made) == 1
    assert made[0].code != hall.paper.code
    assert hall.paper.state is SheetState.REPLACED
    assert actions.print_sheets(hall.juror, by=hall.organiser) == []
    assert queries.sheet_coded(hall.contest, hall.paper.code) is None
    typed = made[0].code.lower().replace("-", "")
    assert queries.sheet_coded(hall.contest, typed) == made[0]


def test_a_sheet_made_void_meanwhile_is_not_confirmed_even_when_given_again(hall):
    hall.typed("25.5", "8")
    judging.declare_conflict(hall.juror, hall.entry, reason="Bà con", by=hall.juror.person)
    db.session.flush()
    with pytest.raises(Refused, match="no longer counts"):
        hall.confirmed("25.5", "8")
    actions.let_go(hall.paper, by=hall.organiser)
    assert hall.paper.content == {}


def test_nothing_is_typed_once_scoring_is_closed(hall):
    hall.typed("25.5", "8")
    judging.close_scoring(hall.contest, by=hall.organiser, reason="Hết giờ")
    db.session.flush()
    with pytest.raises(Refused, match="Scoring is closed"):
        hall.confirmed("25.5", "8")
    with pytest.raises(Refused, match="Scoring is closed"):
        actions.print_sheets(hall.juror, by=hall.organiser)


def test_who_leaves_the_duty_leaves_no_sheet_in_hand(hall):
    hall.typed("25.5", "8")
    actions.end(queries.secretary_in(hall.contest, hall.first.id), by=hall.organiser)
    db.session.flush()
    assert (hall.paper.state, hall.paper.typed_by) == (SheetState.PRINTED, None)
    third = make_secretary(hall.contest)
    hall.typed("20", "5", by=third).confirmed("20", "5")
    assert hall.held().is_submitted


def test_what_somebody_typed_who_has_a_part_since_does_not_count(hall):
    hall.typed("25.5", "8")
    make_juror(hall.contest, hall.first)
    with pytest.raises(Refused, match="can type no sheets here"):
        hall.confirmed("25.5", "8")
    actions.let_go(hall.paper, by=hall.organiser)
    db.session.flush()
    assert hall.paper.state is SheetState.PRINTED


def test_the_juror_objects_puts_it_right_or_has_it_typed_again(hall):
    hall.typed("25.5", "8").confirmed("25.5", "8")
    actions.object_to(hall.held(), reason="Tôi viết 15,5 điểm", by=hall.juror.person)
    db.session.flush()
    assert hall.held().state is CardState.STARTED
    with pytest.raises(Refused, match="not typed from paper"):
        actions.object_to(hall.held(), reason="Tôi viết 15,5 điểm", by=hall.juror.person)
    hall.paper = actions.print_sheets(hall.juror, by=hall.organiser)[0]
    hall.typed("15.5", "8").confirmed("15.5", "8")
    assert stored(hall.held())[0][0] == Decimal("15.5")
    kinds = [one.kind for one in history(hall.card)]
    assert kinds == ["saved", "submitted", "reopened", "saved", "submitted"]
    assert judging.first_break(hall.contest) is None


def test_what_a_juror_put_right_on_the_screen_is_not_typed_over(hall):
    hall.typed("25.5", "8").confirmed("25.5", "8")
    actions.object_to(hall.held(), reason="Tôi viết 15,5 điểm", by=hall.juror.person)
    save(hall.card, ["15.5", "8"])
    db.session.flush()
    with pytest.raises(Refused, match="No open sheet"):
        actions.print_sheets(hall.juror, by=hall.organiser)
    judging.submit(hall.held(), by=hall.juror.person)
    db.session.flush()
    assert queries.hands_of(hall.held()) is None
