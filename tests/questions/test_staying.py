"""A question of a later stage goes where its stage goes, or keeps the stage from being moved."""

import pytest

from mentorhub.contests import actions as contests
from mentorhub.contests.models import ContestState, Organiser
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from mentorhub.questions.domain.asking import Kind
from mentorhub.questions.models import Question
from tests.factories import make_contest, make_person
from tests.judging.test_stage_rubric import steps
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
    label, position = {"vi": f"Câu {key}"}, more.pop("position", 0)
    facts = {"key": key, "position": position, "kind": Kind.SHORT, "label": label, "help": {}}
    one = Question(contest_id=contest.id, stage=number, choices=[], **facts | more)
    db.session.add(one)
    db.session.flush()
    return one


def put(contest, by, *stages):
    facts = {"awards": [], "by": by, "reason": "Đổi lịch", "version": contest.version}
    contests.set_prizes(contest, steps=steps(stages), **facts)
    db.session.flush()


@pytest.mark.parametrize(
    ("number", "order", "then"),
    [(2, (0, 2, 1), 3), (3, (2, 0, 1), 1), (3, (0, 2), 2), (1, (2, 1, 0), 1)],
)
def test_it_goes_where_its_stage_goes(contest, organiser, number, order, then):
    """What the first stage asks is asked of everybody, whichever stage comes first."""
    question, stages = asked(contest, number), contest.judged_stages
    put(contest, organiser, *(stages[at] for at in order))
    db.session.refresh(question)
    assert question.stage == then


def test_its_stage_is_not_taken_out_under_it(contest, organiser):
    question, (first, _second, third) = asked(contest, 2), contest.judged_stages
    with pytest.raises(Refused, match="A question is asked in a stage you take out"):
        put(contest, organiser, first, third)
    db.session.rollback()
    assert question.stage == 2


def test_once_announced_it_does_not_become_one_for_all(contest, organiser):
    asked(contest, 3)
    contest.state = ContestState.ANNOUNCED
    first, second, third = contest.judged_stages
    with pytest.raises(Refused, match="would be asked of all"):
        put(contest, organiser, third, first, second)


def test_none_comes_before_the_one_it_hangs_on(contest, organiser):
    choices = [{"key": "a", "label": {"vi": "Có"}}]
    asked(contest, 2, key="has", kind=Kind.CHOICE, choices=choices)
    asked(contest, 3, key="what", position=1, depends_on="has", depends_value="a")
    first, second, third = contest.judged_stages
    with pytest.raises(Refused, match="only after this one"):
        put(contest, organiser, first, third, second)
