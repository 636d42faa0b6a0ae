"""What the closed sheets come to, and which readings are missing."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.judging import actions
from mentorhub.judging.models import CardState, Waiver
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.teams.models import Tie, TieKind
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person
from tests.judging.marks import save

pytestmark = pytest.mark.usefixtures("in_english")


def test_a_cell_is_left_empty_only_with_a_reason_and_never_a_score(scoring, juror):
    organiser = scoring.organisers[0].person
    open_ = make_card(juror, make_entry(contest=scoring))
    done = make_card(juror, make_entry(contest=scoring), [8, 3], state=CardState.SUBMITTED)
    actions.waive(open_, reason="Giám khảo ốm, đã báo trưởng ban", by=organiser)
    assert open_.is_void
    assert db.session.scalars(select(Waiver.reason)).all() == ["Giám khảo ốm, đã báo trưởng ban"]
    with pytest.raises(Refused, match="not submitted"):
        actions.waive(done, reason="Không hợp ý", by=organiser)


def test_results_wait_for_the_closing(scoring, card):
    with pytest.raises(Refused, match="closed"):
        actions.standings(scoring)
    actions.close_scoring(scoring, by=scoring.organisers[0].person, reason="Bão, không chờ được")
    closed = scoring.scoring_closed_at
    actions.close_scoring(scoring, by=scoring.organisers[0].person, reason="Bão, không chờ được")
    assert scoring.scoring_closed_at == closed
    with pytest.raises(Refused, match="closed"):
        save(card, ["8", None])


def read_by_three(contest):
    """(best, second, unread), read by (Anna, Bình, Chi): with a conflict, a sheet that was only
    begun, and one that was waived; scoring is closed."""
    anna, binh, chi = (make_juror(contest, make_person()) for _ in range(3))
    best, second, unread = (make_entry(contest=contest) for _ in range(3))
    submitted = CardState.SUBMITTED
    make_card(anna, best, ["20.5", 9], state=submitted)
    make_card(binh, best, ["20", 9], state=submitted)
    make_card(chi, best, [1, 1], state=submitted)
    actions.declare_conflict(chi, best, reason="family", by=chi.person)
    make_card(anna, second, [20, 5], state=submitted)
    make_card(binh, second, [20, None], state=CardState.STARTED)
    waived = make_card(chi, second)
    actions.waive(waived, reason="Giám khảo ốm nặng", by=contest.organisers[0].person)
    actions.close_scoring(contest, by=contest.organisers[0].person, reason="Bão, không chờ được")
    return (best, second, unread), (anna, binh, chi)


def decimals(*numbers):
    return tuple(Decimal(number) for number in numbers)


def test_standings_count_what_counts_and_name_what_is_missing(scoring):
    (best, second, unread), (_, binh, chi) = read_by_three(scoring)
    lines = [line.id for line in scoring.rubric]
    found = actions.standings(scoring)
    assert [(p.entry, p.place, p.readers, p.missing, p.waived) for p in found.places] == [
        (best.id, 1, 2, (), ()),
        (second.id, 2, 1, (binh.id,), (chi.id,)),
        (unread.id, None, 0, (), ()),
    ]
    assert [(p.total, p.low, p.high) for p in found.places] == [
        decimals("29.25", "29.00", "29.50"),
        decimals("25.00", "25.00", "25.00"),
        (None, None, None),
    ]
    assert [dict(p.means) for p in found.places] == [
        dict(zip(lines, decimals("20.25", "9.00"), strict=True)),
        dict(zip(lines, decimals("20.00", "5.00"), strict=True)),
        {},
    ]
    assert found.missing == ((second.id, binh.id),)
    assert found.lacking == ((unread, 0, 1),)


def test_a_conflict_that_came_later_takes_the_score_away(scoring, juror, entry):
    make_card(juror, entry, [8, 3], state=CardState.SUBMITTED)
    scoring.scoring_closed_at = now()
    db.session.add(Tie(team=entry.team, person=juror.person, kind=TieKind.MENTOR))
    db.session.flush()
    assert actions.standings(scoring).lacking == ((entry, 0, 1),)


def test_another_contests_cards_stay_out(scoring, card):
    other = make_contest(days_left=-1, scoring_opened_at=now(), scoring_closed_at=now())
    assert actions.standings(other).places == ()
