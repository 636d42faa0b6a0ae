"""Goals, rhythm and an end: one side writes, the other agrees."""

from datetime import timedelta

import pytest

from mentorhub.conversations.actions import freeze, thread_for
from mentorhub.mentoring import actions as mentoring
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.together import actions, queries
from mentorhub.together.domain import Rhythm, Side, latest_end
from tests.factories import make_person

GOALS = "Hai mươi hộ đọc số đo mỗi tuần và tin con số."
ANSWERS = {"goals": GOALS, "rhythm": "two_weeks", "format": "online"}


def write(pair, by, **more):
    facts = {
        "goals": GOALS,
        "rhythm": Rhythm.TWO_WEEKS,
        "format": "online",
        "until": today() + timedelta(days=90),
        "renews": False,
    }
    return actions.write_down(pair.mentorship, **{**facts, **more}, by=by)


def test_one_side_writes_and_the_other_agrees(pair):
    written = write(pair, pair.mentor)
    assert (queries.agreed(pair.mentorship), queries.proposed(pair.mentorship)) == (None, written)
    assert actions.agree(written, by=pair.owner)
    assert (queries.agreed(pair.mentorship), queries.proposed(pair.mentorship)) == (written, None)
    assert not actions.agree(written, by=pair.mate)  # a second click changes nothing
    assert written.agreed_by_id == pair.owner.id


def test_what_was_agreed_holds_until_something_else_is(pair):
    first = write(pair, pair.mentor)
    actions.agree(first, by=pair.owner)
    second = write(pair, pair.owner, goals="Thêm một điểm đo ở kênh Vĩnh Tế.")
    assert queries.agreed(pair.mentorship) is first
    third = write(pair, pair.mentor, goals="Chỉ một điểm đo thôi, nhưng đo đều.")
    with pytest.raises(Refused, match="written anew"):
        actions.agree(second, by=pair.mentor)
    actions.agree(third, by=pair.owner)
    assert queries.agreed(pair.mentorship) is third


def test_nobody_agrees_to_the_words_of_their_own_side(pair):
    written = write(pair, pair.owner)
    with pytest.raises(Refused, match="other side"):
        actions.agree(written, by=pair.mate)
    assert queries.side_of(pair.mentorship, pair.mentor) is Side.MENTOR


def test_it_ends_after_three_months_and_is_renewed_once(pair):
    with pytest.raises(Refused, match="At most until"):
        write(pair, pair.mentor, until=today() + timedelta(days=120))
    with pytest.raises(Refused, match="before today"):
        write(pair, pair.mentor, until=today())
    longer = latest_end(today(), renewed=True)
    actions.agree(write(pair, pair.mentor, until=longer, renews=True), by=pair.owner)
    with pytest.raises(Refused, match="once already"):
        write(pair, pair.owner, until=longer, renews=True)
    write(pair, pair.owner, until=longer)  # goals may change all the same


def test_with_a_minor_no_contact_is_written_and_nobody_meets_by_phone(young):
    with pytest.raises(Refused, match="no phone numbers"):
        write(young, young.mentor, goals=f"{GOALS} Gọi 0912 345 678")
    with pytest.raises(Refused, match="not by phone"):
        write(young, young.mentor, format="phone")
    assert write(young, young.mentor).side is Side.MENTOR


def test_without_an_officer_for_the_minor_nothing_is_agreed(young):
    written = write(young, young.mentor)
    young.guard.closed_at = now()
    db.session.flush()
    with pytest.raises(Refused, match="No officer"):
        actions.agree(written, by=young.owner)


def test_nothing_is_written_once_it_has_ended(pair):
    mentoring.end(pair.mentorship, reason="", by=pair.mentor)
    with pytest.raises(Refused, match="ended already"):
        write(pair, pair.mentor)


def test_both_find_their_way_and_what_was_typed_stays(pair, browser):
    browser.sign_in(pair.mentor).speak("en")
    assert "Write down goals and rhythm" in browser.get(pair.url).text
    day = (today() + timedelta(days=300)).isoformat()
    reply = browser.post(f"{pair.url}/commitment", **ANSWERS, until=day)
    assert reply.status_code == 409
    assert GOALS in reply.text
    assert "At most until" in reply.text
    assert browser.post(f"{pair.url}/commitment", goals="x").status_code == 422
    day = (today() + timedelta(days=80)).isoformat()
    assert browser.post(f"{pair.url}/commitment", **ANSWERS, until=day).status_code == 303
    written = queries.proposed(pair.mentorship)
    assert browser.post(f"/commitments/{written.id}/agreement").status_code == 404
    browser.sign_in(pair.owner).speak("en")
    page = browser.get(pair.url).text
    assert "We agree" in page
    assert GOALS in page
    assert browser.post(f"/commitments/{written.id}/agreement").status_code == 303
    assert "Agreed until" in browser.get(pair.url).text


def test_strangers_former_members_and_children_find_nothing_to_do(pair, young, browser):
    browser.sign_in(make_person("Người Lạ"))
    assert browser.get(pair.url).status_code == 404
    assert browser.get(f"{pair.url}/commitment").status_code == 404
    browser.sign_in(pair.mentor)
    assert browser.get(young.url).status_code == 404  # another team's mentor
    browser.sign_in(young.child).speak("en")
    assert "We agree" not in browser.get(young.url).text
    assert browser.get(f"{young.url}/commitment").status_code == 404
    browser.sign_in(young.guard).speak("en")  # reads along
    assert browser.get(young.url).status_code == 200
    assert browser.get(f"{young.url}/commitment").status_code == 404


def test_a_report_pauses_it_all(young, browser):
    written = write(young, young.mentor)
    freeze(thread_for("Mentorship", young.mentorship.id, young.team.unit))
    db.session.commit()
    browser.sign_in(young.owner).speak("en")
    page = browser.get(young.url).text
    assert "paused" in page
    assert GOALS not in page
    assert browser.post(f"/commitments/{written.id}/agreement").status_code == 404
    assert browser.get(f"{young.url}/commitment").status_code == 404
