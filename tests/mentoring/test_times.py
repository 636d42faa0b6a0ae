"""Free times on a week grid: of mentors and teams, and what both share."""

from mentorhub.matching.domain.meeting import Meeting, gap
from mentorhub.matching.domain.suitability import Circumstances
from mentorhub.mentoring import actions
from mentorhub.mentoring.models import MentorRequest
from mentorhub.mentoring.queries import profile_of
from mentorhub.platform.db import db
from tests.factories import make_idea, make_mentor, make_minor, make_officer, make_person, make_team
from tests.mentoring.test_directory import profile_parts
from tests.mentoring.words import NEED, WHEN


def test_a_mentor_ticks_the_week_and_says_how_far_they_come(browser):
    person = make_person("Huỳnh Gia Bảo", age=38)
    browser.sign_in(person)
    wrong = browser.submit("/mentors/me", **profile_parts(free_times="t8_sang"))
    assert wrong.status_code == 422
    parts = profile_parts(free_times=["t2_toi", "cn_sang"], reach_km="20")
    assert browser.submit("/mentors/me", **parts).status_code == 302
    profile = profile_of(person)
    assert (profile.free_times, profile.reach_km) == (["t2_toi", "cn_sang"], 20)
    page = browser.get("/mentors/me").text
    assert page.count('name="free_times"') == 21
    assert 'value="cn_sang" checked' in page
    assert 'value="cn_toi" checked' not in page


def test_a_team_says_when_it_is_free_and_nobody_else_does(browser):
    team = make_team(make_person(), make_minor())
    minor = team.members[1].person
    address = f"/teams/{team.id}/times"
    for stranger in (minor, make_person(), make_mentor().person, make_officer(team.unit)):
        assert browser.sign_in(stranger).get(address).status_code == 404
    browser.sign_in(team.owner)
    assert browser.submit(address, free_times=["t7_sang", "t3_toi"]).status_code == 302
    assert team.free_times == ["t3_toi", "t7_sang"]
    assert "Tối thứ Ba, Sáng thứ Bảy" in browser.get(f"/teams/{team.id}/mentors").text
    assert browser.post(address).status_code == 302  # nothing ticked: nothing said
    assert team.free_times == []


def test_the_first_meeting_is_chosen_from_what_both_share(browser):
    team, mentor = make_team(free_times=["t7_sang", "t2_toi"]), make_mentor(free_times=["t7_sang"])
    browser.sign_in(team.owner)
    page = browser.get(f"/mentors/{mentor.id}").text
    [(day, time)] = actions.next_times(team, mentor)
    assert f'value="{day} {time}"' in page
    ask = f"/teams/{team.id}/mentors/{mentor.id}"
    assert browser.post(ask, need=NEED, first_meeting="").status_code == 422
    forged = browser.post(ask, need=NEED, first_time="2026-01-01 t2_toi", first_meeting="")
    assert forged.status_code == 422
    sent = browser.post(ask, need=NEED, first_time=f"{day} {time}", first_meeting="ở thư viện")
    assert sent.status_code == 302
    told = db.session.query(MentorRequest).one().first_meeting
    assert told == f"Sáng thứ Bảy {day:%d/%m}, ở thư viện"


def test_who_shares_no_time_is_asked_in_words_as_before(browser):
    team, mentor = make_team(free_times=["t2_toi"]), make_mentor(free_times=["t7_sang"])
    browser.sign_in(team.owner)
    assert 'name="first_time"' not in browser.get(f"/mentors/{mentor.id}").text
    ask = f"/teams/{team.id}/mentors/{mentor.id}"
    assert browser.post(ask, need=NEED, first_meeting=WHEN).status_code == 302


def test_a_shared_time_counts_and_is_named_as_a_reason(browser):
    team = make_team(free_times=["t7_sang", "t2_toi"])
    make_idea(team, needs=["iot"])
    busy, free = (make_mentor(make_person(age=40), skills=["iot"]) for _ in range(2))
    busy.free_times, free.free_times = ["cn_toi"], ["t7_sang"]
    actions.learn_anew()
    first, second = actions.recommend(team)
    assert [first.profile, second.profile] == [free, busy]
    assert {"free_time"} <= {reason.kind for reason in first.suggestion.reasons}
    assert "free_time" not in {reason.kind for reason in second.suggestion.reasons}
    page = browser.sign_in(team.owner).get(f"/teams/{team.id}/mentors").text
    assert "Rảnh cùng lúc: Sáng thứ Bảy" in page


def test_how_far_a_mentor_comes_decides_what_is_far():
    team, now = Meeting(), Circumstances(1, kilometres=30.2)
    assert gap((), {}, team, Meeting(), now) is None
    assert gap((), {}, team, Meeting(reach=30), now) is None
    assert gap((), {}, team, Meeting(reach=20), now).kind == "far"
