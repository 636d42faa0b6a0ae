"""What a closing fixes of a contest whose stages are marked by criteria of their own."""

from decimal import Decimal

import pytest
from sqlalchemy import update

from mentorhub.contests import actions as contests
from mentorhub.contests.domain.stages import Step
from mentorhub.contests.models import RubricLine
from mentorhub.judging import actions as judging
from mentorhub.judging import queries as judged
from mentorhub.judging.domain.ledger import criteria_digest
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from mentorhub.publishing import queries
from tests.judging.test_rubric_by_two import READING, criterion
from tests.publishing.test_closing import problems

OTHERS = "the criteria are not those the jury marked by"


def digests(contest):
    trees = map(judging.tree_at, judged.closings_of(contest.id))
    return [tree.more[0].split()[-1] for tree in trees]


def digest_in(contest, number):
    return criteria_digest([line.published for line in contest.rubric_in(number)])


@pytest.mark.parametrize("own", [1, 2])
def test_each_closing_names_the_criteria_of_its_stage(played, own):
    contest, _entries = played(4, own_criteria=own)
    assert digests(contest) == [digest_in(contest, 1), digest_in(contest, 2)]
    assert len(set(digests(contest))) == 2
    assert problems(contest) == []


@pytest.mark.parametrize(
    ("own", "stage", "found"),
    [(2, 1, [OTHERS]), (2, 2, [OTHERS]), (1, 1, []), (1, 2, [OTHERS])],
)
def test_criteria_changed_behind_a_closing_are_found(played, own, stage, found):
    """Of an earlier stage where all are its own: what both are marked by may change by two."""
    contest, _entries = played(4, own_criteria=own)
    changed = update(RubricLine).where(RubricLine.stage == stage)
    db.session.execute(changed.values(max_points=RubricLine.max_points + 5))
    assert problems(contest) == found


def test_another_name_of_a_stage_makes_no_other_criteria(played, first):
    """Sentences about criteria of one stage name it; what its jury marked by is the same."""
    contest, _entries = played(4, own_criteria=1)
    steps = [
        Step(one.kind.value, {"vi": f"{one.name['vi']} 2026"}, one.opens_at, one.closes_at, one.id)
        for one in contest.later_stages
    ]
    facts = {"version": contest.version, "awards": [], "reason": "Rõ hơn", "by": first}
    contests.set_prizes(contest, steps=steps, **facts)
    db.session.flush()
    assert problems(contest) == []


def agreed(contest, criteria, first, second):
    facts = {"version": contest.version, "criteria": criteria, "reason": "Rõ hơn", "by": first}
    asked = contests.propose_criteria(contest, **facts, **READING)
    db.session.flush()
    contests.agree_to_criteria(asked, by=second)
    db.session.flush()


def keys(lines):
    return [line.id for line in lines]


@pytest.mark.parametrize("own", [1, 2])
def test_what_two_people_change_for_every_stage_leaves_what_the_first_was_marked_by(
    played, first, second, own
):
    """During the final one for all stages goes, and another comes; the first round is over."""
    contest, _entries = played(4, own_criteria=own, halfway=True)
    was = keys(judged.marked_by(contest, 1))
    assert was == keys(contest.rubric_in(1))
    stay = [line.criterion for line in contest.rubric if line.stage]
    agreed(contest, [*stay, criterion("Tiêu chí chung", 30)], first, second)
    assert keys(contest.rubric_in(1)) != was
    assert keys(judged.marked_by(contest, 1)) == was
    [first_round] = queries.sheets_before(contest)
    assert [one.key for one in first_round.rubric] == was
    assert {key for one in first_round.sheets for key in one.points} == set(was)
    assert problems(contest) == []
    own_line = next(line for line in contest.rubric if line.stage == 1)
    own_line.max_points += 5
    assert problems(contest) == ([OTHERS] if own == 2 else [])


def test_no_criteria_of_an_announced_contest_are_out_of_reach_of_its_points(played, first, second):
    contest, _entries = played(4, own_criteria=1, halfway=True)
    contest.pass_mark = Decimal(81)
    db.session.flush()
    few = [line.criterion for line in contest.rubric if line.stage]  # 20 of the stage over, 80 now
    with in_language("en"), pytest.raises(Refused, match="nobody could have the points"):
        agreed(contest, few, first, second)
    contest.pass_mark = Decimal(80)
    db.session.flush()
    agreed(contest, few, first, second)
    assert contest.points_by_stage == [20, 80]
