"""What mentors write is known within seconds, without everybody being read again."""

from datetime import timedelta

import pytest

from mentorhub.jobs.models import Job
from mentorhub.matching.actions import AMENDED
from mentorhub.matching.queries import index_of, version_in_use
from mentorhub.mentoring import actions
from mentorhub.mentoring.actions import learning, profiles
from mentorhub.mentoring.domain.presentation import Presentation
from mentorhub.mentoring.models import MentorState
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import Translated, db
from tests.factories import make_idea, make_mentor, make_person, make_team

WRITING = {"boundaries": "", "spoken": ["vi"], "formats": ["online"], "free_times": []}


@pytest.fixture
def village(app, monkeypatch):
    """Two mentors in an index, read an hour ago; amended though they are few."""
    monkeypatch.setattr(learning, "SOON_LEARNT", 0)
    monkeypatch.setattr(learning, "MOST_AMENDED", 1.0)
    with as_of(now() - timedelta(hours=2)):
        mapper = mentor("Chuyên viên bản đồ số", "gis-mapping")
        lawyer = mentor("Luật sư", "trademark-gi")
        team = make_team(make_person("Tô Kim Thoa"))
        make_idea(team, needs=["beekeeping", "e-commerce"], tags=[])
    with as_of(now() - timedelta(hours=1)):
        actions.learn_anew()
    return team, mapper, lawyer


def mentor(headline, skill, **fields):
    texts = {"headline": Translated(vi=headline), "bio": Translated(vi="Làm đã lâu.")}
    return make_mentor(make_person(age=40), skills=[skill], **texts, **fields)


def write(profile, headline, **skills):
    named = {name.replace("_", "-"): level for name, level in skills.items()}
    said = {"headline": headline, "bio": headline, "capacity": 2, "hours_per_month": 4}
    told = Presentation(**said, **WRITING, skills=named, language="vi")
    actions.write_profile(told, version=profile.version, by=profile.person)


def suggested(team):
    return [one.profile for one in actions.recommend(team)]


def test_who_learns_something_is_suggested_for_it(village):
    team, mapper, _ = village
    assert mapper not in suggested(team)
    before = version_in_use("mentors")
    write(mapper, "Bán hàng qua mạng", e_commerce=3)
    actions.learn_edits()
    version = version_in_use("mentors")
    assert (version.number, version.digest) == (before.number + 1, AMENDED)
    assert suggested(team) == [mapper]
    told = actions.advise(team, mapper).suggestion.reasons[0]
    assert told.facts == {"concept": "e-commerce", "level": 3}


def test_who_came_is_taken_up_and_who_left_is_gone(village):
    team, mapper, lawyer = village
    seller = mentor("Bán hàng qua mạng", "e-commerce")
    lawyer.state = MentorState.LEFT
    db.session.flush()
    actions.learn_edits()
    index = index_of(version_in_use("mentors"))
    assert {id_.decode() for id_ in index.mentors} == {str(mapper.id), str(seller.id)}
    assert suggested(team) == [seller]


def test_new_work_is_past_work_of_the_next(village):
    _, _, lawyer = village
    before = make_team(make_person(age=25), name="Khói Thôi Bay")
    with as_of(now() - timedelta(minutes=50)):
        words = {"need": "Bán mật ong qua mạng.", "first_meeting": "x"}
        asked = actions.ask(before, lawyer, **words, by=before.members[0].person)
        work = actions.accept(asked, by=lawyer.person)
    db.session.flush()
    actions.learn_edits()
    index = index_of(version_in_use("mentors"))
    assert str(work.id).encode() in index.documents.tolist()


def test_where_nothing_was_written_the_version_stays(village):
    before = version_in_use("mentors")
    actions.learn_edits()
    assert version_in_use("mentors") is before


def test_where_many_changed_everything_is_learnt_anew(village, monkeypatch):
    _, mapper, _ = village
    monkeypatch.setattr(learning, "MOST_AMENDED", 0.4)
    write(mapper, "Bán hàng qua mạng", e_commerce=3)
    actions.learn_edits()
    assert version_in_use("mentors").digest != AMENDED


def test_the_night_learns_anew_what_was_amended(village):
    team, mapper, _ = village
    write(mapper, "Bán hàng qua mạng", e_commerce=3)
    actions.learn_edits()
    amended = version_in_use("mentors")
    actions.learn_anew()
    assert version_in_use("mentors").number == amended.number + 1
    assert suggested(team) == [mapper]


def test_without_an_index_everything_is_learnt(app):
    mentor("Luật sư", "trademark-gi")
    actions.learn_edits()
    assert version_in_use("mentors").number == 1


def test_an_edit_is_learnt_within_seconds_once_its_stretch_is_over(village):
    _, mapper, _ = village
    write(mapper, "Bán hàng qua mạng", e_commerce=3)
    job = db.session.query(Job).filter_by(kind="mentoring.learn_edits").one()
    longest = profiles.EDITS_LEARNT_EVERY + profiles.SETTLED
    assert timedelta(0) < job.due_at - mapper.edited_at <= longest
