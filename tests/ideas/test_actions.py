"""The verbs of an idea, on real rows."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.ideas import actions, notices, queries
from mentorhub.ideas.models import (
    Adoption,
    Backing,
    Idea,
    IdeaState,
    Maturity,
    Milestone,
    Purpose,
    Visibility,
)
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from tests.factories import make_grant, make_idea, make_officer, make_person, make_team, make_unit

pytestmark = pytest.mark.usefixtures("app")


def verbs_about(idea):
    about = select(Activity.verb).where(Activity.subject_id == idea.id).order_by(Activity.id)
    return list(db.session.scalars(about))


def describe(idea, **changes):
    facts = {
        "version": idea.version,
        "maturity": Maturity.PILOT,
        "visibility": Visibility.PUBLIC,
        "topics": [],
        "needs": [],
        "team": idea.team,
        "by": idea.author,
    }
    actions.describe(idea, **{**facts, **changes})
    db.session.flush()


def test_a_draft_begins_in_the_unit_of_its_author():
    an = make_person()
    idea = actions.start(title="Máy sấy cá", sector="kinh-doanh", language="vi", by=an)
    assert (idea.state, idea.unit, idea.author, idea.version) == (IdeaState.DRAFT, an.unit, an, 1)


def test_who_has_no_unit_is_told_where_to_say_it():
    an = make_person()
    an.unit = None
    with pytest.raises(Refused):
        actions.start(title="Máy sấy cá", sector="kinh-doanh", language="vi", by=an)


def test_writing_with_an_old_version_is_refused_and_keeps_both_texts():
    idea = make_idea(state=IdeaState.DRAFT)
    seen = idea.version
    actions.write(idea, version=seen, by=idea.author, problem="Của Lâm")
    db.session.flush()
    assert idea.version == seen + 1
    with pytest.raises(Stale):
        actions.write(idea, version=seen, by=idea.author, problem="Của Thoa")
    assert idea.problem == "Của Lâm"


def test_saving_the_same_words_again_still_counts_as_an_edit():
    idea = make_idea(state=IdeaState.DRAFT)
    seen = idea.version
    describe(idea, needs=["iot"])
    assert idea.version > seen


def test_what_was_sent_is_not_rewritten():
    for state in (IdeaState.SENT, IdeaState.APPROVED):
        idea = make_idea(state=state)
        with pytest.raises(Refused):
            actions.write(idea, version=idea.version, by=idea.author, title="Khác")
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
    with pytest.raises(Refused):
        actions.decide(idea, verdict=verdict, reason=" ", by=officer)
    actions.decide(idea, verdict=verdict, reason="Xin thêm số đo.", by=officer)
    assert (idea.state, idea.reason) == (state, "Xin thêm số đo.")
    assert queries.search(idea.title) == []


def test_support_counts_each_person_once_and_is_no_edit():
    idea, an, binh = make_idea(), make_person("An"), make_person("Bình")
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
    idea, an = make_idea(), make_person("An")
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


def test_pausing_and_taking_up_again():
    idea = make_idea()
    for _ in range(2):
        actions.follow_up(idea, verb="pause", by=idea.author)
    assert (idea.state, idea.is_public) == (IdeaState.PAUSED, True)
    actions.follow_up(idea, verb="resume", by=idea.author)
    db.session.flush()
    assert verbs_about(idea) == ["idea.paused", "idea.resumed"]


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
