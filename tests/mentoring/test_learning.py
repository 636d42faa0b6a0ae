"""A language model reads what the index is learnt from, and nothing that is kept back."""

from functools import partial

import pytest
from sqlalchemy import select

from mentorhub.ideas import actions as ideas
from mentorhub.ideas.models import IdeaState, Visibility
from mentorhub.jobs.models import Job
from mentorhub.matching.actions import forget
from mentorhub.matching.domain import understanding
from mentorhub.matching.domain.embedding import EmbedderFailed
from mentorhub.matching.queries import index_of, version_in_use
from mentorhub.mentoring import actions
from mentorhub.mentoring.actions import learning
from mentorhub.platform.db import Translated, db
from mentorhub.platform.folders import data_folder
from tests.domain.dictionary import Dictionary
from tests.factories import make_idea, make_mentor, make_officer, make_person

TOLD = ("Rice", "Ghe", "Vốn")


@pytest.fixture
def installed(monkeypatch):
    model = Dictionary()
    monkeypatch.setattr(learning, "language_model", lambda: model)
    return model


@pytest.fixture
def village(app, monkeypatch):
    """Six mentors of three trades, and three teams with a public idea; nothing is remembered."""
    forget("mentors")
    monkeypatch.setattr(understanding, "FEWEST_PAIRS", 10)
    for number in range(6):
        bio = Translated(vi=f"{('lúa', 'thuyền', 'vay vốn')[number % 3]} {number}")
        person = make_person(f"Nguyễn Hữu Tín {number}", age=40)
        make_mentor(person, skills=["gis-mapping"], bio=bio)
    return [make_idea(needs=["gis-mapping"], title=f"{title} của xã") for title in TOLD]


def meaning():
    return index_of(version_in_use("mentors")).meaning


def waiting(kind="mentoring.learn"):
    return db.session.scalars(select(Job.key).where(Job.kind == kind)).all()


def test_teams_are_matched_by_what_the_model_said_of_their_public_ideas(village, installed):
    actions.learn_anew()
    assert meaning().name == "dictionary 1"
    first = [
        one.profile.bio["vi"].split()[0] for one in actions.recommend(village[0].team, limit=2)
    ]
    assert set(first) == {"lúa"}
    assert waiting() == []


def test_what_is_kept_back_is_not_given_to_the_model(village, installed):
    make_idea(title="Bí mật", visibility=Visibility.CONFIDENTIAL)
    make_idea(title="Còn nháp", state=IdeaState.DRAFT)
    actions.learn_anew()
    assert [text for text in installed.asked if "Bí mật" in text or "Còn nháp" in text] == []
    assert any("Rice của xã" in text for text in installed.asked)


def test_what_there_was_no_time_for_is_asked_about_by_the_next_job(village, installed, monkeypatch):
    in_time = learning.understand
    monkeypatch.setattr(learning, "understand", partial(in_time, longest=0))
    actions.learn_anew()
    assert meaning() is None
    assert waiting() == [None]
    monkeypatch.setattr(learning, "understand", in_time)
    actions.learn_anew()
    assert meaning() is not None
    assert waiting() == [None]


def test_a_model_that_fails_leaves_the_index_as_it_would_be_and_asks_for_no_job(
    village, monkeypatch
):
    class Broken(Dictionary):
        def __call__(self, texts):
            raise EmbedderFailed("gone")

    monkeypatch.setattr(learning, "language_model", Broken)
    actions.learn_anew()
    assert meaning() is None
    assert len(actions.recommend(village[0].team)) == 5
    assert waiting() == []


def test_when_the_extra_is_taken_away_nothing_of_it_stays(village, installed, monkeypatch):
    actions.learn_anew()
    assert (data_folder("vectors") / "mentors.npz").exists()
    monkeypatch.setattr(learning, "language_model", lambda: None)
    actions.learn_anew()
    assert not (data_folder("vectors") / "mentors.npz").exists()
    assert meaning() is None


def test_an_idea_that_becomes_public_is_read_soon_where_a_model_is(village, installed, monkeypatch):
    officer = make_officer(village[0].unit)
    first, second = (make_idea(state=IdeaState.SENT, unit=village[0].unit) for _ in range(2))
    ideas.approve_all([first], by=officer)
    assert len(waiting("mentoring.learn_edits")) == 1
    monkeypatch.setattr(learning, "language_model", lambda: None)
    db.session.execute(Job.__table__.delete())
    ideas.approve_all([second], by=officer)
    assert waiting("mentoring.learn_edits") == []
