import numpy as np
import pytest

from mentorhub.cohorts import actions
from mentorhub.cohorts.models import WishKind
from mentorhub.contests.models import JurorState
from mentorhub.ideas.models import IdeaState, Visibility
from mentorhub.mentoring import actions as mentoring
from mentorhub.mentoring.domain.recommendation import Obstacle
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.cohorts.conftest import fill, pairs
from tests.factories import (
    make_contest,
    make_entry,
    make_idea,
    make_juror,
    make_mentor,
    make_minor,
    make_person,
    make_team,
)

pytestmark = pytest.mark.usefixtures("english")


def test_a_fixed_pair_is_kept_and_its_cost_is_said(cohort, cast, organiser):
    teams, mentors = cast
    actions.wish(cohort, teams[0], mentors[1], kind=WishKind.FIXED, by=organiser)
    proposal = actions.propose(cohort, by=organiser)
    assert (teams[0], mentors[1]) in {(one.team, one.profile) for one in proposal.pairs}
    (cost,) = proposal.preview.costs
    assert cost.is_fixed
    assert cost.mean > 0
    actions.wish(cohort, teams[0], mentors[1], kind=None, by=organiser)
    assert pairs(cohort, organiser) == set(zip(*cast, strict=True))


def test_a_forbidden_pair_is_not_given(cohort, cast, organiser):
    teams, mentors = cast
    actions.wish(cohort, teams[0], mentors[0], kind=WishKind.FORBIDDEN, by=organiser)
    assert (teams[0], mentors[0]) not in pairs(cohort, organiser)


def test_what_must_hold_cannot_be_wished_away(cohort, cast, organiser):
    teams, mentors = cast
    mentors[0].spoken = ["en"]
    db.session.flush()
    with pytest.raises(Refused, match="cannot be fixed"):
        actions.wish(cohort, teams[0], mentors[0], kind=WishKind.FIXED, by=organiser)


def test_two_teams_are_not_fixed_on_one_place(cohort, cast, organiser):
    teams, mentors = cast
    mentors[0].capacity = 1
    db.session.flush()
    actions.wish(cohort, teams[0], mentors[0], kind=WishKind.FIXED, by=organiser)
    with pytest.raises(Refused, match="cannot be fixed"):
        actions.wish(cohort, teams[1], mentors[0], kind=WishKind.FIXED, by=organiser)


def test_a_juror_of_the_team_is_no_mentor_for_it_and_nobody_is_told_why(cohort, cast, organiser):
    teams, mentors = cast
    contest = make_contest()
    make_entry(team=teams[0], contest=contest)
    make_juror(contest, mentors[0].person, state=JurorState.INVITED)
    proposal = actions.propose(cohort, by=organiser)
    assert (teams[0], mentors[0]) not in {(one.team, one.profile) for one in proposal.pairs}
    row, column = (
        proposal.gathered.teams.index(teams[0]),
        proposal.gathered.profiles.index(mentors[0]),
    )
    assert proposal.gathered.bars[row, column] is Obstacle.CONFLICT


def test_a_team_with_a_minor_is_for_an_officer_and_a_cleared_mentor(
    cohort, cast, organiser, officer
):
    young = make_team(make_minor(unit=organiser.unit), name="Đội Măng Non")
    make_idea(young, needs=["gis-mapping"])
    cleared = cast[1][0]
    not_cleared = make_mentor(make_person(age=40), skills=["gis-mapping"], cleared=False)
    mentoring.learn_anew()
    fill(cohort, [young], [cleared, not_cleared], by=organiser)
    assert not {one for one in pairs(cohort, organiser) if one[0] == young}
    seen = {profile for team, profile in pairs(cohort, officer) if team == young}
    assert seen <= set(cast[1])
    assert not_cleared not in seen


@pytest.mark.parametrize(
    "fields", [{"state": IdeaState.DRAFT}, {"visibility": Visibility.CONFIDENTIAL}]
)
def test_what_a_team_keeps_to_itself_is_not_read(cohort, cast, organiser, fields):
    """An organiser learns nothing of a draft, not even by how well somebody suits it."""
    team = make_team(make_person(unit=organiser.unit), name="Đội Kín")
    before = None
    for needs in (["gis-mapping"], ["bookkeeping-sme"]):
        make_idea(team, needs=needs, **fields)
        fill(cohort, [team], [], by=organiser)
        task = actions.propose(cohort, by=organiser).gathered.task
        assert before is None or np.array_equal(task.suits, before, equal_nan=True)
        before = task.suits
