"""What strange profiles and a thin directory get: handled, or refused in words; never an error."""

import unicodedata

import pytest

from mentorhub.mentoring import actions
from mentorhub.mentoring.actions import learning
from mentorhub.mentoring.forms import MOST_SKILLS
from mentorhub.mentoring.models import MentorState
from mentorhub.mentoring.queries import profile_of
from mentorhub.platform.db import Translated, db
from tests.factories import make_idea, make_mentor, make_person, make_team
from tests.mentoring.test_directory import profile_parts

NFD = unicodedata.normalize("NFD", "Đo độ mặn, vẽ bản đồ số cho bà con xem.")
STRANGE = {
    "only emoji": "🌾🦐🛶🌾🦐🛶🌾🦐🛶🌾🦐🛶🌾🦐🛶🌾🦐🛶🌾🦐🛶",
    "only stop words": "và của là các cho với một những trong được",
    "NFD": NFD,
    "mixed scripts": "лодка 船 ເຮືອ ទូក bateau thuyền चावल قارب 🛶",
}
EMPTY, OTHERS = "No mentor fits yet", "Show all mentors"


@pytest.fixture
def team(app):
    found = make_team(make_person("Tô Kim Thoa"))
    make_idea(found, needs=["gis-mapping"])
    return found


@pytest.fixture
def reader(browser, team):
    db.session.commit()
    browser.sign_in(team.members[0].person).speak("en")
    browser.page = f"/teams/{team.id}/mentors"
    return browser


def names(team):
    return [one.profile.person.display_name for one in actions.recommend(team)]


@pytest.mark.parametrize("bio", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("amended", [False, True])
def test_a_strange_profile_is_kept_found_and_learnt(browser, team, monkeypatch, bio, amended):
    make_mentor(make_person("Nguyễn Hữu Tín", age=40), skills=["web-development"])
    actions.learn_anew()
    person = make_person("Lâm Kỳ Lạ", age=38)
    assert (
        browser.sign_in(person).submit("/mentors/me", **profile_parts(bio=bio)).status_code == 302
    )
    profile = profile_of(person)
    assert profile.bio["vi"] == unicodedata.normalize("NFC", bio)
    profile.state, profile.skills[0].concept = MentorState.ACTIVE, "gis-mapping"
    actions.note_change(profile)
    if amended:
        monkeypatch.setattr(learning, "SOON_LEARNT", 0)
        monkeypatch.setattr(learning, "MOST_AMENDED", 9.0)
    actions.learn_edits()
    assert names(team) == ["Lâm Kỳ Lạ"]
    assert "Lâm Kỳ Lạ" in browser.get(f"/mentors?q={bio[:20]}").text
    assert browser.get(f"/mentors/{profile.id}").status_code == 200


def test_a_hundred_kilobytes_are_refused_in_words_and_not_lost(browser):
    browser.sign_in(make_person(age=38)).speak("en")
    long = "lúa tôm " * 12_500
    page = browser.submit("/mentors/me", **profile_parts(bio=long))
    assert page.status_code == 422
    assert "1200" in page.text
    assert long.strip() in page.text


def skills(many):
    names = {f"skills__{row}__name": f"nghề thứ {row}" for row in range(many)}
    return names | {f"skills__{row}__level": "2" for row in range(many)}


def test_five_hundred_skills_are_refused_and_forty_come_down_to_the_rows_there_are(browser):
    person = make_person(age=38)
    browser.sign_in(person).speak("en")
    page = browser.submit("/mentors/me", **profile_parts(**skills(500)))
    assert page.status_code == 413
    assert "<h1" in page.text
    assert profile_of(person) is None
    page = browser.submit("/mentors/me", **profile_parts(**skills(40)))
    assert page.status_code == 302
    assert len(profile_of(person).skills) == MOST_SKILLS


def test_nul_is_refused_before_anything_is_read(browser):
    person = make_person(age=38)
    browser.sign_in(person).speak("en")
    bio = "Làm trạm đo nước\x00 và tủ điều khiển bơm."
    page = browser.submit("/mentors/me", **profile_parts(bio=bio))
    assert page.status_code == 400
    assert "<h1" in page.text
    assert profile_of(person) is None


def test_with_no_mentor_at_all_the_pages_say_so(reader, team):
    actions.learn_anew()
    page = reader.get(reader.page)
    assert page.status_code == 200
    assert EMPTY in page.text
    assert OTHERS in page.text
    assert reader.get("/mentors").status_code == 200


def test_one_mentor_is_shown_alone(reader, team):
    make_mentor(make_person("Nguyễn Hữu Tín", age=40), skills=["gis-mapping"])
    actions.learn_anew()
    assert names(team) == ["Nguyễn Hữu Tín"]
    assert reader.get(reader.page).text.count("Nguyễn Hữu Tín") >= 1


def test_where_all_are_full_nobody_is_shown_until_a_place_is_free(reader, team):
    """The index says nothing of places: they are looked up when the page is asked for."""
    bio = Translated(vi="Vẽ bản đồ số cho xã.")
    facts = {"skills": ["gis-mapping"], "bio": bio, "capacity": 1, "taken": 1}
    full = [make_mentor(make_person(f"Mentor {one}", age=40), **facts) for one in range(3)]
    actions.learn_anew()
    assert EMPTY in reader.get(reader.page).text
    full[1].taken = 0
    db.session.commit()
    assert names(team) == ["Mentor 1"]
    page = reader.get(reader.page).text
    assert "Mentor 1" in page
    assert "Mentor 2" not in page
