"""Mentors are found in the directory, apply for it, are checked and cleared."""

import pytest

from mentorhub.mentoring import actions
from mentorhub.mentoring.models import MentorState
from mentorhub.mentoring.queries import profile_of
from mentorhub.platform.db import db
from tests.factories import (
    make_admin,
    make_grant,
    make_mentor,
    make_minor,
    make_officer,
    make_person,
)


def test_everybody_reads_the_directory_and_a_profile(browser):
    mentor = make_mentor(make_person("Nguyễn Hữu Tín", age=40), skills=["iot"])
    make_mentor(make_person("Chưa Kiểm", age=40), state=MentorState.APPLIED)
    actions.note_change(mentor)
    page = browser.get("/mentors")
    assert page.status_code == 200
    assert "Nguyễn Hữu Tín" in page.text
    assert "Chưa Kiểm" not in page.text
    assert "Internet vạn vật" in browser.get(f"/mentors/{mentor.id}").text
    assert "Nguyễn Hữu Tín" in browser.get("/mentors?q=nguyen+huu+tin").text
    assert "Nguyễn Hữu Tín" not in browser.get("/mentors?language=km").text
    assert browser.get("/mentors?after=nonsense&skill=nonsense").status_code == 200


def test_the_page_of_who_applied_does_not_exist_for_others(browser):
    mentor = make_mentor(state=MentorState.APPLIED)
    address = f"/mentors/{mentor.id}"
    assert browser.get(address).status_code == 404
    assert browser.sign_in(make_person()).get(address).status_code == 404
    assert browser.sign_in(make_officer()).get(address).status_code == 404
    assert browser.sign_in(make_officer(mentor.person.unit)).get(address).status_code == 200
    assert browser.sign_in(mentor.person).get(address).status_code == 200


def test_nobody_is_given_a_way_past_the_platform(browser, asked):
    details = asked.profile.person.details
    details.phone = "0912345678"
    db.session.flush()
    for reader in (asked.asked_by, asked.profile.person, make_admin()):
        browser.sign_in(reader)
        for address in ("/mentors", f"/mentors/{asked.profile_id}", f"/requests/{asked.id}"):
            page = browser.get(address).text
            assert details.email not in page
            assert details.phone not in page
            assert asked.asked_by.details.email not in page


def profile_parts(**more):
    parts = {
        "headline": "Kỹ sư điện tử",
        "bio": "Làm trạm đo nước và tủ điều khiển bơm.",
        "skills__0__name": "internet van vat",
        "skills__0__level": "3",
        "spoken": "vi",
        "formats": "online",
        "capacity": "2",
        "hours_per_month": "4",
    }
    rows = {f"skills__{row}__level": "2" for row in range(1, 8)}
    return {**rows, **parts, **more}


def test_somebody_applies_and_an_officer_checks(browser):
    person = make_person("Huỳnh Gia Bảo", age=38)
    browser.sign_in(person)
    assert browser.get("/mentors/me").status_code == 200
    assert browser.submit("/mentors/me", **profile_parts(headline="")).status_code == 422
    nothing = browser.submit("/mentors/me", **profile_parts(skills__0__name=""))
    assert nothing.status_code == 422
    assert browser.submit("/mentors/me", **profile_parts()).status_code == 302
    profile = profile_of(person)
    assert profile.levels == {"iot": 3}
    assert "Internet vạn vật" in browser.get("/mentors/me").text
    stale = browser.post("/mentors/me", **profile_parts(version="99"))
    assert stale.status_code == 409

    assert browser.sign_in(make_officer()).get("/mentors/waiting").text.count("Huỳnh") == 0
    assert browser.post(f"/mentors/{profile.id}/check").status_code == 404
    browser.sign_in(make_officer(person.unit))
    assert "Huỳnh Gia Bảo" in browser.get("/mentors/waiting").text
    assert browser.post(f"/mentors/{profile.id}/clearance").status_code == 404
    assert browser.post(f"/mentors/{profile.id}/check").status_code == 302
    assert profile.state is MentorState.ACTIVE


def test_a_safeguarding_officer_clears_and_withdraws(browser):
    from mentorhub.organisations.models import Role

    mentor = make_mentor(cleared=False)
    guard = make_person(age=45, unit=mentor.person.unit)
    make_grant(guard, Role.SAFEGUARDING_OFFICER, mentor.person.unit)
    browser.sign_in(guard)
    assert browser.post(f"/mentors/{mentor.id}/clearance").status_code == 302
    assert mentor.is_cleared
    assert browser.post(f"/mentors/{mentor.id}/clearance/end").status_code == 302
    assert not mentor.is_cleared


def test_minors_do_not_become_mentors_and_strangers_are_shown_the_door(browser):
    assert browser.get("/requests").status_code == 302
    assert browser.sign_in(make_minor()).get("/mentors/me").status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_speak_other_languages(browser, asked, language):
    actions.learn_anew()
    browser.speak(language)
    for person in (asked.asked_by, asked.profile.person):
        browser.sign_in(person).speak(language)
        for address in ("/mentors", f"/mentors/{asked.profile_id}", "/requests"):
            assert browser.get(address).status_code == 200
