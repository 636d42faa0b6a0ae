"""Who is in the room, and what those outside learn: nothing."""

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import RubricLine
from mentorhub.deliberations import actions, queries
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Notification
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from mentorhub.platform.permissions import can
from tests.factories import make_person


def room(cast):
    return f"/contests/{cast.contest.id}/deliberation"


def test_one_proposes_and_another_opens_it(browser, cast):
    browser.sign_in(cast.first)
    assert browser.speak("en").get(room(cast)).status_code == 200
    assert browser.post(room(cast)).status_code == 303
    talk = queries.deliberation_of(cast.contest)
    agreement = f"/deliberations/{talk.id}/agreement"
    assert browser.post(agreement).status_code == 404  # whoever asked does not find the button
    assert not talk.was_opened
    browser.sign_in(cast.second)
    browser.get(room(cast))
    assert browser.post(agreement, seen="").status_code == 409
    assert browser.post(agreement, seen=talk.approval.mark).status_code == 303
    assert talk.is_open
    assert {one.entry_id for one in talk.discussions} == {one.id for one in cast.entries}
    assert browser.post(agreement).status_code == 303  # the second click


def test_while_scoring_is_open_there_is_no_room(cast, in_english):
    cast.contest.scoring_closed_at = None
    with pytest.raises(Refused, match="Close the scoring first"):
        actions.propose(cast.contest, by=cast.first)
    assert not can(cast.first, "deliberation.room", cast.contest)


def test_before_it_is_opened_no_juror_reads_another_sheet(browser, cast):
    actions.propose(cast.contest, by=cast.first)
    browser.sign_in(cast.jurors[0].person)
    assert browser.get(room(cast)).status_code == 404


def test_a_juror_reads_the_sheets_of_what_they_read(browser, cast, about):
    browser.sign_in(cast.jurors[0].person).speak("en")
    page = browser.get(f"/discussions/{about[0].id}")
    assert "Giám Khảo 1" in page.text
    assert "28" in page.text
    assert cast.teams[0].name not in browser.get(room(cast)).text


def test_a_juror_in_conflict_is_out_of_the_room(browser, cast, about):
    outside, entry = cast.jurors[2].person, cast.entries[1]
    browser.sign_in(cast.first).speak("en").get(room(cast))
    assert browser.post(f"/discussions/{about[1].id}/floor").status_code == 303
    browser.sign_in(outside)
    page = browser.get(room(cast))
    assert "Please leave the room" in page.text
    assert entry.code not in page.text
    assert entry.title not in page.text
    assert browser.get(f"/discussions/{about[1].id}").status_code == 404
    assert browser.post(f"/discussions/{about[1].id}", text="Tôi nghĩ").status_code == 404


def test_a_private_note_is_its_jurors_and_the_organisers(browser, cast, about):
    card = next(
        one
        for one in queries.cards_in(cast.contest)
        if one.juror_id == cast.jurors[1].id and one.entry_id == cast.entries[0].id
    )
    card.marks[0].note = "nghi chép lại"
    db.session.flush()
    where = f"/discussions/{about[0].id}"
    assert "nghi chép lại" not in browser.sign_in(cast.jurors[0].person).get(where).text
    assert "nghi chép lại" in browser.sign_in(cast.jurors[1].person).get(where).text
    assert "nghi chép lại" in browser.sign_in(cast.first).get(where).text


def test_the_talk_of_a_stage_that_is_over_is_about_its_criteria(browser, cast, about):
    """The next stage marks a pitch instead of the second criterion."""
    shared, file = cast.contest.rubric
    file.stage, file.name = 1, Translated(vi="Hồ sơ rõ ràng")
    pitch = RubricLine(
        position=2, stage=2, name=Translated(vi="Thuyết trình"), help=file.help, anchors=[],
        step=file.step, max_points=file.max_points,
    )  # fmt: skip
    cast.contest.rubric.append(pitch)
    cast.contest.judged_stage = 2
    db.session.flush()
    page = browser.sign_in(cast.first).speak("vi").get(f"/discussions/{about[0].id}").text
    assert "Hồ sơ rõ ràng" in page
    assert shared.name["vi"] in page
    assert "Thuyết trình" not in page


def test_a_stranger_a_member_and_a_rival_find_nothing(browser, cast, about):
    people = [make_person("Người Lạ"), *(team.members[0].person for team in cast.teams)]
    for person in people:
        browser.sign_in(person)
        for address in (room(cast), *(f"/discussions/{one.id}" for one in about)):
            assert browser.get(address).status_code == 404
            assert browser.post(address).status_code == 404


def test_a_sheet_that_became_void_is_no_longer_read(cast, about):
    assert len(queries.readings_of(about[0], set())) == 3
    actions_of = {one.juror.id for one in queries.readings_of(about[1], set())}
    assert actions_of == {cast.jurors[0].id, cast.jurors[1].id}


def test_those_who_may_enter_are_told_and_nobody_else(cast, talk, app):
    opened = db.session.scalars(select(Activity).filter_by(verb="deliberation.opened")).one()
    tell(opened, app.extensions["notices"])

    mine = select(Notification).filter_by(activity_id=opened.id)
    told = {one.recipient_id for one in db.session.scalars(mine)}
    assert told == {juror.person_id for juror in cast.jurors}
