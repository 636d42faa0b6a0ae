"""A question of a later stage goes where its stage goes, or keeps the stage from being moved."""

import pytest
from sqlalchemy import select

from mentorhub.contests import actions as contests
from mentorhub.contests.domain.stages import Step
from mentorhub.contests.models import ContestState, Organiser
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from mentorhub.questions.domain.asking import Kind
from mentorhub.questions.models import Question
from mentorhub.voting.models import PublicVote
from tests.factories import make_contest, make_person
from tests.judging.two_stages import stage


@pytest.fixture(autouse=True)
def english(app):
    with in_language("en"):
        yield


@pytest.fixture
def organiser(app):
    return make_person("Phạm Tổ Chức", age=35)


@pytest.fixture
def contest(organiser):
    """A draft of three stages of judging."""
    contest = make_contest(organiser, state=ContestState.DRAFT)
    contest.organisers.append(Organiser(person=make_person("Lữ Thứ Hai", age=40)))
    contest.stages += [stage(f"Vòng {number}", number) for number in (1, 2, 3)]
    db.session.flush()
    return contest


def asked(contest, number, key="film", **more):
    facts = {"position": 0, "kind": Kind.SHORT, "choices": [], **more}
    one = Question(
        contest_id=contest.id, stage=number, key=key, label=Translated(vi=f"Câu {key}"),
        help=Translated(), **facts,
    )  # fmt: skip
    db.session.add(one)
    db.session.flush()
    return one


def voted(contest, number, organiser):
    vote = PublicVote(
        contest=contest, award=Translated(vi="Giải bình chọn"), stage=number,
        opens_at=now(), closes_at=now(), set_up_by_id=organiser.id,
    )  # fmt: skip
    db.session.add(vote)
    db.session.flush()
    return vote


def put(contest, by, *order, **kinds):
    """Stages in another order, at the moments there are; of another kind where one is named."""
    stages = contest.judged_stages
    rows = [
        Step(kinds.get(f"s{at}", "judging"), stages[at].name, when.opens_at, when.closes_at, key)
        for at, when, key in zip(order, stages, [stages[at].id for at in order], strict=False)
    ]
    facts = {"awards": [], "by": by, "reason": "Đổi lịch", "version": contest.version}
    contests.set_prizes(contest, steps=rows, **facts)
    db.session.flush()
    db.session.expire_all()


def stored(contest):
    rows = select(Question.key, Question.stage).where(Question.contest_id == contest.id)
    return dict(db.session.execute(rows).all())


@pytest.mark.parametrize(
    ("number", "order", "then"),
    [(2, (0, 2, 1), 3), (3, (0, 2), 2), (1, (2, 1, 0), 1), (3, (0, 1, 2), 3)],
)
def test_question_and_vote_go_where_their_stage_goes(contest, organiser, number, order, then):
    """What the first stage asks is asked of everybody, whichever stage comes first."""
    asked(contest, number)
    vote = voted(contest, number, organiser)
    put(contest, organiser, *order)
    assert stored(contest) == {"film": then}
    assert vote.stage == then


@pytest.mark.parametrize(
    ("order", "kinds"), [((0, 2), {}), ((1, 0, 2), {}), ((0, 1, 2), {"s1": "mentoring"})]
)
def test_its_stage_is_not_taken_out_under_it_nor_put_first(contest, organiser, order, kinds):
    asked(contest, 2)
    db.session.commit()
    with pytest.raises(Refused, match="“Câu film” is asked of those who go on to a stage you take"):
        put(contest, organiser, *order, **kinds)
    db.session.rollback()
    assert stored(contest) == {"film": 2}


@pytest.mark.parametrize("order", [(0, 2), (1, 0, 2)])
def test_the_stage_of_a_vote_is_not_taken_out_under_it_nor_put_first(contest, organiser, order):
    voted(contest, 2, organiser)
    with pytest.raises(Refused, match="The public vote is among those who go on to a stage you"):
        put(contest, organiser, *order)


def test_a_question_of_no_planned_stage_and_a_vote_called_off_hold_nothing_up(contest, organiser):
    asked(contest, 7)
    voted(contest, 2, organiser).called_off_at = now()
    db.session.flush()
    put(contest, organiser, 0, 2)
    assert stored(contest) == {"film": 7}


def test_none_comes_before_the_one_it_hangs_on(contest, organiser):
    choices = [{"key": "a", "label": {"vi": "Có"}}]
    asked(contest, 2, key="has", kind=Kind.CHOICE, choices=choices)
    asked(contest, 3, key="what", position=1, depends_on="has", depends_value="a")
    with pytest.raises(Refused, match="“Câu what” is asked only after “Câu has”"):
        put(contest, organiser, 0, 2, 1)
