"""A contest may ask for a note where a juror gives little (criteria out of 30 and out of 10)."""

import pytest

from mentorhub.judging import actions, queries
from mentorhub.judging.models import CardState
from mentorhub.platform.errors import Refused
from tests.judging.marks import save
from tests.judging.sheets import address

pytestmark = pytest.mark.usefixtures("in_english")


def submit(card):
    actions.submit(queries.card_to_mark(card.id), by=card.juror.person)


def test_without_the_rule_nobody_is_asked_for_words(card):
    save(card, ["0", "0"])
    submit(card)
    assert card.state is CardState.SUBMITTED


def test_little_without_a_word_is_saved_but_not_submitted(card):
    card.contest.note_below = 40
    save(card, ["12", "3"], notes=["", "  "])
    with pytest.raises(Refused, match=card.contest.rubric[1].name["en"]):
        submit(card)
    save(card, ["12", "3"], notes=["", "Chưa thử ở đâu"])
    submit(card)
    assert card.state is CardState.SUBMITTED


def test_the_sheet_says_below_which_points_and_the_last_page_which_are_missing(card, desk):
    card.contest.note_below = 40
    save(card, ["11.5", "4"])
    page = desk.get(address(card)).text
    assert [f"needed below {points}<" in page for points in (12, 4)] == [True, True]
    last = desk.get(address(card, "/submission")).text
    assert f"why they get so little: {card.contest.rubric[0].name['en']}." in last
    assert desk.post(address(card, "/submission")).status_code == 409
