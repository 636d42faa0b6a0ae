"""Marks are kept as they are typed, each save with its version, until a sheet is submitted."""

from decimal import Decimal

import pytest

from mentorhub.entries.models import EntryState
from mentorhub.judging import actions, queries
from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.models import CardState
from mentorhub.platform.clock import now
from mentorhub.platform.errors import Refused, Stale
from tests.judging.marks import history, save, stored

pytestmark = pytest.mark.usefixtures("in_english")


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
