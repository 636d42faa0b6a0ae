"""What becomes of an idea once it is approved: support, use, rest, and what is asked later."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.ideas import actions, queries
from mentorhub.ideas.models import (
    Adoption,
    Backing,
    Idea,
    IdeaState,
    Milestone,
    Visibility,
)
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.teams.models import Tie, TieKind
from tests.factories import make_idea, make_officer, make_person, make_supporter, make_unit
from tests.ideas.verbs import describe, verbs_about

pytestmark = pytest.mark.usefixtures("app")


def test_support_counts_each_person_once_and_is_no_edit():
    idea, an, binh = make_idea(), make_supporter(name="An"), make_supporter(name="Bình")
    seen = idea.version
    for person in (an, an, binh, an):
        actions.back(idea, by=person)
    db.session.expire_all()
    assert (idea.backings, idea.version) == (2, seen)
    actions.stop_backing(idea, by=an)
    actions.stop_backing(idea, by=an)
    db.session.expire_all()
    assert idea.backings == 1
    assert db.session.scalars(select(Backing.person_id)).all() == [binh.id]


def test_support_is_not_shown_while_an_idea_is_kept_back():
    idea, an = make_idea(), make_supporter(name="An")
    actions.back(idea, by=an)
    db.session.expire_all()
    describe(idea, visibility=Visibility.CONFIDENTIAL)
    db.session.expire_all()
    assert idea.backings == 0
    describe(idea, visibility=Visibility.PUBLIC)
    db.session.expire_all()
    assert idea.backings == 1


def test_a_report_of_use_is_told_once_for_a_place_and_corrected_after():
    idea = make_idea()
    since = today() - timedelta(days=30)
    for people in (60, 75):
        actions.report_in_use(
            idea, place="an bien", since=since, people=people, evidence="Sổ ấp", by=idea.author
        )
    db.session.flush()
    assert idea.state is IdeaState.IN_USE
    assert verbs_about(idea) == ["idea.in_use"]
    assert db.session.scalars(select(Adoption.people)).all() == [75]
    points = db.session.scalars(select(Milestone).where(Milestone.kind == "in_use")).all()
    assert [point.facts["people"] for point in points] == ["75"]


@pytest.mark.parametrize("first", [True, False])
def test_of_two_places_called_alike_its_own_is_meant(first):
    """With all provinces loaded many communes share a name."""
    twins = [make_unit("Xã Tân Hòa"), make_unit("Xã Tân Hòa")]
    own = twins[0] if first else twins[1]
    idea = make_idea(unit=own)
    facts = {"since": today(), "people": 4, "evidence": ""}
    actions.report_in_use(idea, place="tan hoa", by=idea.author, **facts)
    assert db.session.scalars(select(Adoption.unit_id)).all() == [own.id]


def test_a_place_nobody_knows_is_refused():
    idea = make_idea()
    with pytest.raises(Refused):
        actions.report_in_use(
            idea, place="Xã Không Có", since=today(), people=1, evidence="", by=idea.author
        )
    assert idea.state is IdeaState.APPROVED


def test_a_mentor_on_its_line_makes_it_an_idea_that_is_helped():
    idea, mentor = make_idea(), make_person("Mỹ Linh")
    first = actions.note_milestone(idea, "mentor", mentor)
    assert actions.note_milestone(idea, "mentor", mentor) is first
    db.session.flush()
    assert idea.state is IdeaState.HELPED
    assert [point.kind for point in idea.milestones] == ["mentor"]
    assert verbs_about(idea) == ["idea.helped"]


@pytest.mark.parametrize("on_its_line", [True, False])
def test_a_mentor_from_before_the_approval_helps_it_from_the_approval_on(on_its_line):
    officer, mentor = make_officer(), make_person("Mỹ Linh", age=40)
    idea = make_idea(author=make_person(unit=officer.unit), state=IdeaState.SENT)
    if on_its_line:
        actions.note_milestone(idea, "mentor", mentor)
    else:
        db.session.add(Tie(team=idea.team, person=mentor, kind=TieKind.MENTOR))
    db.session.flush()
    assert idea.state is IdeaState.SENT
    for _ in range(2):
        actions.decide(idea, verdict="approve", reason="", by=officer)
    assert idea.state is IdeaState.HELPED
    assert verbs_about(idea) == ["idea.approved", "idea.helped"]
    assert sorted(point.kind for point in idea.milestones) == ["approved", "mentor", "team"]
    assert list(queries.queue([idea.unit], "done", by=officer)) == [idea]  # its list shows it
    assert actions.take_back(idea, by=officer)  # nothing has come of the approval itself
    assert idea.state is IdeaState.SENT


def test_pausing_and_taking_up_again():
    idea = make_idea()
    for _ in range(2):
        actions.follow_up(idea, verb="pause", by=idea.author)
    assert (idea.state, idea.is_public) == (IdeaState.PAUSED, True)
    actions.follow_up(idea, verb="resume", by=idea.author)
    db.session.flush()
    assert verbs_about(idea) == ["idea.paused", "idea.resumed"]


def test_an_idea_in_use_is_in_use_again_after_its_pause():
    idea, facts = make_idea(), {"since": today(), "people": 9, "evidence": "Sổ ấp"}
    actions.report_in_use(idea, place=idea.unit.name, **facts, by=idea.author)
    for verb in ("pause", "resume", "resume"):
        actions.follow_up(idea, verb=verb, by=idea.author)
    assert idea.state is IdeaState.IN_USE


def test_a_mentor_who_came_during_the_pause_helps_after_it():
    idea = make_idea()
    actions.follow_up(idea, verb="pause", by=idea.author)
    actions.note_milestone(idea, "mentor", make_person("Mỹ Linh"))
    assert idea.state is IdeaState.PAUSED
    actions.follow_up(idea, verb="resume", by=idea.author)
    assert idea.state is IdeaState.HELPED


def test_taking_an_idea_down_takes_it_out_of_the_search():
    idea = make_idea()
    actions.index(idea)
    officer = make_officer(unit=idea.unit)
    assert [card.id for card in queries.search("độ mặn")] == [idea.id]
    actions.decide(idea, verdict="take_down", reason="Tác giả xin gỡ.", by=officer)
    db.session.flush()
    assert queries.search("độ mặn") == []
    assert db.session.scalars(queries.public_ideas()).all() == []
    assert isinstance(idea, Idea)


def test_an_approval_is_taken_back_within_the_hour_and_nothing_is_left_of_it():
    officer = make_officer()
    idea = make_idea(author=make_person(unit=officer.unit), state=IdeaState.SENT)
    actions.approve_all([idea], by=officer)
    assert [one.kind for one in idea.milestones] == ["team", "approved"]
    assert [actions.take_back(idea, by=officer) for _ in range(2)] == [True, False]
    assert (idea.state, idea.approved_at, idea.milestones) == (IdeaState.SENT, None, [])
    assert verbs_about(idea) == ["idea.approved", "idea.read_again"]
    actions.approve_all([idea], by=officer)
    idea.approved_at -= timedelta(hours=1)
    with pytest.raises(Refused):
        actions.take_back(idea, by=officer)


def test_what_has_a_mentor_is_not_taken_back():
    officer = make_officer()
    idea = make_idea(author=make_person(unit=officer.unit), state=IdeaState.SENT)
    actions.approve_all([idea], by=officer)
    actions.note_milestone(idea, "mentor", officer, mentor="Cô Sáu")
    with pytest.raises(Refused):
        actions.take_back(idea, by=officer)


def test_officers_are_reminded_after_a_week_and_a_week_later_again():
    idea = make_idea(state=IdeaState.SENT, sent_at=now() - timedelta(days=6, hours=23))
    actions.remind()
    assert verbs_about(idea) == []
    idea.sent_at -= timedelta(hours=2)
    db.session.flush()
    version = idea.version
    for _ in range(2):
        actions.remind()
    assert verbs_about(idea) == ["idea.waiting"]
    db.session.refresh(idea)
    assert idea.version == version  # nobody's edit is overtaken by a reminder
    idea.reminded_at -= timedelta(days=7)
    db.session.flush()
    actions.remind()
    assert verbs_about(idea) == ["idea.waiting"] * 2


def test_after_ninety_days_the_team_is_asked_whether_it_is_in_use():
    idea = make_idea(state=IdeaState.APPROVED, approved_at=now() - timedelta(days=91))
    used = make_idea(state=IdeaState.IN_USE, approved_at=now() - timedelta(days=91))
    for _ in range(2):
        actions.remind()
    assert verbs_about(idea) == ["idea.perhaps_in_use"]
    assert verbs_about(used) == []
