"""The verbs of an idea, on real rows."""

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.ideas import actions, notices, queries
from mentorhub.ideas.models import IdeaState, Purpose
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import (
    make_grant,
    make_idea,
    make_officer,
    make_person,
    make_team,
    make_unit,
)
from tests.ideas.verbs import describe, verbs_about

pytestmark = pytest.mark.usefixtures("app")


def test_a_draft_begins_in_the_unit_of_its_author():
    an = make_person()
    idea = actions.start(title="Máy sấy cá", sector="kinh-doanh", language="vi", by=an)
    assert (idea.state, idea.unit, idea.author, idea.version) == (IdeaState.DRAFT, an.unit, an, 1)


def test_who_has_no_unit_is_told_where_to_say_it():
    an = make_person()
    an.unit = None
    with pytest.raises(Refused):
        actions.start(title="Máy sấy cá", sector="kinh-doanh", language="vi", by=an)


def test_what_was_sent_is_not_rewritten():
    for state in (IdeaState.SENT, IdeaState.APPROVED):
        idea = make_idea(state=state)
        with pytest.raises(Refused):
            actions.write(idea, by=idea.author, title="Khác")
    sent = make_idea(state=IdeaState.SENT)
    with pytest.raises(Refused):
        describe(sent)


def test_tags_keep_their_order_and_are_there_once():
    idea = make_idea(state=IdeaState.DRAFT, tags=["rice"], needs=["iot", "bookkeeping"])
    describe(idea, topics=["salinity", "rice", "rice"], needs=["bookkeeping", "vẽ bản đồ"])
    db.session.expire_all()
    assert idea.concepts(Purpose.TOPIC) == ["salinity", "rice"]
    assert idea.concepts(Purpose.NEED) == ["bookkeeping", "vẽ bản đồ"]


def test_sending_tells_the_officers_of_the_unit_and_nobody_else():
    idea = make_idea(state=IdeaState.DRAFT)
    officer = make_officer(unit=idea.unit)
    make_officer(unit=make_unit("Xã Vĩnh Phong"))
    assert actions.send(idea, by=idea.author) is True
    assert actions.send(idea, by=idea.author) is False
    db.session.flush()
    assert verbs_about(idea) == ["idea.sent"]
    sent = db.session.scalar(select(Activity).where(Activity.subject_id == idea.id))
    assert list(notices.AUDIENCES["idea.sent"](sent)) == [officer]
    assert str(notices.LINES["idea.sent"]) % sent.facts


def test_the_nearest_officer_who_may_answer_hears_of_an_idea():
    author = make_person()
    above = make_officer(unit=author.unit.parent, name="Cán Bộ Tỉnh")
    idea = make_idea(author=author, state=IdeaState.DRAFT)
    actions.send(idea, by=author)
    db.session.flush()
    sent = db.session.scalar(select(Activity).where(Activity.verb == "idea.sent"))
    assert notices.its_officers(sent) == [above]
    near = make_officer(unit=author.unit)
    assert notices.its_officers(sent) == [near]
    make_grant(author)
    assert notices.its_officers(sent) == [near]


def test_an_unfinished_idea_is_not_sent():
    idea = make_idea(state=IdeaState.DRAFT, benefit="Ngắn")
    with pytest.raises(Refused):
        actions.send(idea, by=idea.author)
    assert idea.state is IdeaState.DRAFT


def test_approval_makes_it_public_once_and_tells_the_team():
    lam, thoa = make_person("Lâm"), make_person("Thoa")
    idea = make_idea(team=make_team(lam, thoa), state=IdeaState.SENT, approved_at=None)
    officer = make_officer(unit=idea.unit)
    assert actions.decide(idea, verdict="approve", reason="", by=officer) is True
    assert actions.decide(idea, verdict="approve", reason="", by=officer) is False
    db.session.flush()
    assert idea.state is IdeaState.APPROVED
    assert idea.approved_at is not None
    assert idea.approved_by_id == officer.id
    assert verbs_about(idea) == ["idea.approved"]
    assert [point.kind for point in idea.milestones] == ["team", "approved"]
    told = db.session.scalar(select(Activity).where(Activity.verb == "idea.approved"))
    assert {person.id for person in notices.its_people(told)} == {lam.id, thoa.id}


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        ("ask_for_more", IdeaState.MORE_NEEDED),
        ("mark_as_duplicate", IdeaState.DUPLICATE),
        ("decline", IdeaState.NOT_TAKEN_UP),
    ],
)
def test_every_other_answer_says_why(verdict, state):
    idea = make_idea(state=IdeaState.SENT)
    officer = make_officer(unit=idea.unit)
    twin = make_idea().id
    with pytest.raises(Refused):
        actions.decide(idea, verdict=verdict, reason=" ", by=officer, twin=twin)
    actions.decide(idea, verdict=verdict, reason="Xin thêm số đo.", by=officer, twin=twin)
    assert (idea.state, idea.reason) == (state, "Xin thêm số đo.")
    assert queries.search(idea.title) == []
