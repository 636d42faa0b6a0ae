"""Looking back: what the other side reads, what only officers read, and the papers of the end."""

import pytest

from mentorhub.mentoring import actions as mentoring
from mentorhub.organisations.models import Role
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.together import actions, queries
from mentorhub.together.domain import Stage
from tests.factories import make_grant, make_officer, make_person, make_unit
from tests.together.test_meetings import held

TOLD, CONFIDED = "Anh nghe nhiều hơn nói.", "Hẹn ba lần thì một lần không tới."


def look_back(pair, by, stage=Stage.MID, told=TOLD):
    facts = {"reached": 3, "told": told, "confided": CONFIDED}
    return actions.look_back(pair.mentorship, stage, **facts, by=by)


def test_the_other_side_reads_the_kind_part_and_officers_read_both(pair, browser):
    look_back(pair, pair.owner)
    db.session.commit()
    browser.sign_in(pair.mentor).speak("en")
    page = browser.get(pair.url).text
    assert TOLD in page
    assert CONFIDED not in page
    assert browser.get(f"{pair.url}/confided").status_code == 404
    officer = make_officer(pair.team.unit)
    browser.sign_in(officer).speak("en")
    assert browser.get(pair.url).status_code == 404  # the rest is not theirs
    page = browser.get(f"{pair.url}/confided").text
    assert TOLD in page
    assert CONFIDED in page
    browser.sign_in(make_officer(make_unit("Xã Xa"), name="Cán Bộ Xa"))
    assert browser.get(f"{pair.url}/confided").status_code == 404


def test_an_officer_who_is_one_of_the_two_sides_reads_nothing_confided(pair, browser):
    look_back(pair, pair.owner)
    for person in (pair.mentor, pair.mate):
        make_grant(person, Role.UNIT_OFFICER, pair.team.unit)
    db.session.commit()
    for person in (pair.mentor, pair.mate):
        browser.sign_in(person)
        assert browser.get(f"{pair.url}/confided").status_code == 404


def test_each_side_looks_back_once_for_each_stage_and_may_say_it_again(pair):
    first = look_back(pair, pair.owner)
    assert look_back(pair, pair.mate, told="Cả đội thấy được.") is first
    assert [one.told for one in queries.reviews(pair.mentorship)] == ["Cả đội thấy được."]
    with pytest.raises(Refused, match="still goes on"):
        look_back(pair, pair.mentor, Stage.END)
    mentoring.end(pair.mentorship, reason="", by=pair.mentor)
    with pytest.raises(Refused, match="has ended"):
        look_back(pair, pair.mentor, Stage.MID)
    assert pair.mentorship.reached is None
    look_back(pair, pair.mentor, Stage.END)
    assert len(queries.reviews(pair.mentorship)) == 2
    assert pair.mentorship.reached == 3


def test_what_was_reached_in_the_end_is_what_the_side_that_saw_less_says(pair):
    mentoring.end(pair.mentorship, reason="", by=pair.mentor)
    facts = {"told": TOLD, "confided": ""}
    for by, reached, least in ((pair.mentor, 4, 4), (pair.owner, 2, 2), (pair.owner, 3, 3)):
        actions.look_back(pair.mentorship, Stage.END, reached=reached, **facts, by=by)
        assert pair.mentorship.reached == least


def test_with_a_minor_no_contact_goes_over_in_a_review(young):
    with pytest.raises(Refused, match="no phone numbers"):
        look_back(young, young.mentor, told="Nhắn zalo.me/0912345678 nhé")


def test_ending_leads_to_looking_back_and_to_the_letter_of_thanks(pair, browser):
    browser.sign_in(pair.owner).speak("en")
    assert browser.get(f"{pair.url}/thanks.pdf").status_code == 404
    reply = browser.post(f"{pair.url}/end", reason="Đã xong mục tiêu")
    assert reply.location.endswith(pair.url)
    page = browser.get(pair.url).text
    assert "Look back on all of it" in page
    assert "Đã xong mục tiêu" in page
    assert browser.post(f"{pair.url}/review", told="x").status_code == 422
    words = {"reached": "4", "told": TOLD, "confided": ""}
    assert browser.post(f"{pair.url}/review", **words).status_code == 303
    letter = browser.get(f"{pair.url}/thanks.pdf")
    assert (letter.mimetype, letter.data[:4]) == ("application/pdf", b"%PDF")
    browser.sign_in(make_person("Người Lạ"))
    for page in ("thanks.pdf", "hours.pdf", "review", "confided"):
        assert browser.get(f"{pair.url}/{page}").status_code == 404


def test_only_confirmed_meetings_make_a_paper_of_hours_for_the_mentor(pair, browser):
    meeting = held(pair)
    db.session.commit()
    browser.sign_in(pair.mentor)
    assert browser.get(f"{pair.url}/hours.pdf").status_code == 404
    actions.confirm(meeting, seen=meeting.mark_of_notes, by=pair.owner)
    db.session.commit()
    assert browser.get(f"{pair.url}/hours.pdf").data[:4] == b"%PDF"
    browser.sign_in(pair.owner)
    assert browser.get(f"{pair.url}/hours.pdf").status_code == 404
