"""A language model reads what the index is learnt from, and nothing that is kept back."""

from functools import partial

import numpy as np
import pytest
from sqlalchemy import select

from mentorhub.ideas import actions as ideas
from mentorhub.ideas.actions.writing import surroundings_of
from mentorhub.ideas.models import IdeaState, Visibility
from mentorhub.jobs.models import Job
from mentorhub.matching.actions import forget
from mentorhub.matching.domain import understanding
from mentorhub.matching.domain.embedding import EmbedderFailed, key
from mentorhub.matching.queries import index_of, version_in_use
from mentorhub.mentoring import actions
from mentorhub.mentoring.actions import learning, profiles
from mentorhub.mentoring.actions.recommendations import words_of
from mentorhub.platform.clock import now
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


def described(idea, **changes):
    facts = {**surroundings_of(idea), "team": idea.team, **changes}
    ideas.describe(idea, **facts, by=idea.author)


def known(idea):
    return meaning().of(words_of(idea.team, idea).as_told) is not None


@pytest.fixture
def read_by_the_model(village, installed):
    actions.learn_anew()
    assert all(map(known, village))
    return village[0]


def test_a_public_idea_that_says_something_else_is_read_within_seconds(read_by_the_model):
    idea = read_by_the_model
    old = words_of(idea.team, idea).as_told
    described(idea, needs=["gis-mapping", "beekeeping"])
    assert not known(idea)
    (job,) = db.session.query(Job).filter_by(kind="mentoring.learn_edits").all()
    assert job.due_at - now() <= profiles.EDITS_LEARNT_EVERY + profiles.SETTLED
    actions.learn_edits()
    assert known(idea)
    assert meaning().of(old) is None


def test_of_an_idea_told_no_more_the_model_keeps_nothing(read_by_the_model):
    idea = read_by_the_model
    described(idea, visibility=Visibility.CONFIDENTIAL)
    assert len(waiting("mentoring.learn_edits")) == 1
    actions.learn_edits()
    assert not known(idea)
    with np.load(data_folder("vectors") / "mentors.npz") as kept:
        assert key("\n".join(words_of(idea.team, idea).told())) not in kept["keys"].tolist()


def test_an_idea_taken_back_by_the_officer_is_forgotten_too(read_by_the_model):
    idea = read_by_the_model
    ideas.decide(idea, verdict="take_back", reason="", by=make_officer(idea.unit))
    assert len(waiting("mentoring.learn_edits")) == 1
    actions.learn_edits()
    assert not known(idea)


def test_drafts_and_what_stays_as_it_was_are_no_reason_to_learn(read_by_the_model):
    described(read_by_the_model)
    draft = make_idea(read_by_the_model.team, state=IdeaState.DRAFT)
    described(draft, needs=["beekeeping"])
    assert waiting("mentoring.learn_edits") == []


def test_without_a_model_the_next_page_reads_the_idea_as_it_is(village):
    keeper = make_mentor(make_person("Lâm Nuôi Ong", age=40), skills=["beekeeping"])
    actions.learn_anew()
    team = village[0].team
    assert keeper not in [one.profile for one in actions.recommend(team)]
    described(village[0], needs=["beekeeping"], topics=[])
    assert waiting("mentoring.learn_edits") == []
    assert actions.recommend(team)[0].profile is keeper
