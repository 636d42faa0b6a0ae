"""Criteria of one stage, when the stages around them change."""

from dataclasses import replace

import pytest

from mentorhub.contests import actions as contests
from mentorhub.contests.domain.stages import Step
from mentorhub.contests.models import ContestState, Stage, StageKind
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from tests.judging.test_stage_rubric import (
    FILE,
    NEW,
    PITCH,
    apart,
    english,
)

__all__ = ["apart", "english"]


def steps(contest, **kinds):
    """The stages as their page sends them, each of a kind named by its key."""
    return [
        Step(
            kinds.get(one.name["vi"], one.kind.value),
            one.name, one.opens_at, one.closes_at, one.id,
        )
        for one in contest.later_stages
    ]  # fmt: skip


def lines(contest):
    return [(line.name["vi"], line.stage) for line in contest.rubric]


def put(contest, by, planned):
    facts = {"version": contest.version, "awards": [], "reason": "?", "by": by}
    contests.set_prizes(contest, steps=planned, **facts)
    db.session.flush()
    db.session.expire(contest, ["stages"])


def test_a_stage_with_criteria_does_not_become_another_kind_of_stage(apart, organisers):
    """Its kind says that nobody marks in it, which takes it out as much as its absence."""
    apart.state = ContestState.DRAFT
    db.session.flush()
    planned = steps(apart, **{"Sơ khảo": "mentoring"})
    with pytest.raises(Refused, match="in a stage you take out"):
        put(apart, organisers[0], planned)


def test_a_stage_that_becomes_one_of_judging_moves_the_criteria_of_those_after_it(
    apart, organisers
):
    apart.state = ContestState.DRAFT
    opens = min(one.opens_at for one in apart.judged_stages)
    apart.stages.insert(0, Stage(
        position=0, kind=StageKind.MENTORING, name=Translated(vi="Gặp gỡ"),
        opens_at=opens, closes_at=opens,
    ))  # fmt: skip
    for number, one in enumerate(apart.stages):
        one.position = number
    db.session.flush()
    planned = steps(apart, **{"Gặp gỡ": "judging"})
    planned[0] = replace(planned[0], closes_at=planned[1].closes_at, opens_at=apart.closes_at)
    put(apart, organisers[0], planned)
    assert [one.name["vi"] for one in apart.judged_stages] == ["Gặp gỡ", "Sơ khảo", "Chung khảo"]
    assert lines(apart) == [(NEW, None), (FILE, 2), (PITCH, 3)]


def test_no_stage_in_which_a_jury_marks_becomes_another_once_it_has_begun(apart, organisers):
    apart.scoring_opened_at = now()
    for line in apart.rubric:
        line.stage = None
    db.session.flush()
    with pytest.raises(Refused, match="jury has begun"):
        put(apart, organisers[0], steps(apart, **{"Chung khảo": "mentoring"}))
