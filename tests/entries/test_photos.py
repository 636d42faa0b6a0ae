"""The photo of an idea goes into the entry as a copy: who sees it, and what changes it no more."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from mentorhub.entries import actions
from mentorhub.entries.models import Attachment, EntryState
from mentorhub.ideas.actions import take_photo_off
from mentorhub.platform import files
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.files import StoredFile
from tests.browser import CommittingBrowser
from tests.factories import make_card, make_contest, make_idea, make_juror, make_person, make_team


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


def picture():
    content = BytesIO()
    Image.new("RGB", (60, 40), "green").save(content, "JPEG")
    return content.getvalue()


@pytest.fixture
def entry(app):
    team = make_team(make_person())
    owner = team.members[0].person
    idea = make_idea(team, photo=files.keep(
        picture(), name="a.jpg", media_type="image/jpeg", owner_id=owner.id,
    ))  # fmt: skip
    people = [owner.id]
    return actions.start(make_contest(), team=team, idea=idea, people=people, by=owner)


def owner_of(entry):
    return entry.team.members[0].person


def photo(entry):
    return f"/entries/{entry.id}/photo"


def number(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_it_comes_along_and_leads_back_to_the_idea(browser, entry):
    browser.sign_in(owner_of(entry))
    page = browser.get(f"/entries/{entry.id}").text
    assert photo(entry) in page
    assert "Bỏ ảnh khỏi bài" in page
    assert f'href="/ideas/{entry.idea_id}"' in page
    reply = browser.get(photo(entry))
    assert (reply.mimetype, reply.data) == ("image/jpeg", picture())
    assert "sandbox" in reply.headers["Content-Security-Policy"]


def test_what_becomes_of_the_ideas_photo_changes_nothing_in_the_entry(browser, entry):
    take_photo_off(entry.idea, by=owner_of(entry))
    db.session.commit()
    assert entry.idea.photo is None
    assert browser.sign_in(owner_of(entry)).get(photo(entry)).data == picture()


def test_nobody_but_those_who_read_the_text_sees_it(browser, entry):
    organiser = entry.contest.organisers[0].person
    assert browser.get(photo(entry)).status_code == 302
    for person in (make_person(), organiser):
        assert browser.sign_in(person).get(photo(entry)).status_code == 404
    entry.contest.closes_at = now() - timedelta(hours=1)
    entry.state, entry.number = EntryState.SUBMITTED, 1
    assert browser.sign_in(organiser).get(photo(entry)).status_code == 200


def test_the_juror_who_holds_the_card_sees_it_and_no_other(browser, entry):
    entry.state, entry.number = EntryState.SUBMITTED, 1
    entry.contest.opens_at = now() - timedelta(days=9)
    entry.contest.closes_at = now() - timedelta(days=1)
    entry.contest.scoring_opened_at = now() - timedelta(hours=1)
    juror, other = make_juror(entry.contest), make_juror(entry.contest, make_person())
    card = make_card(juror, entry)
    path = f"/judging/cards/{card.id}/photo"
    assert path in browser.sign_in(juror.person).get(f"/judging/cards/{card.id}").text
    assert browser.get(path).data == picture()
    assert browser.get(photo(entry)).status_code == 404
    assert browser.sign_in(other.person).get(path).status_code == 404


def test_the_team_goes_without_it_and_the_idea_keeps_its_own(browser, entry):
    browser.sign_in(owner_of(entry))
    for _ in range(2):
        assert browser.post(f"{photo(entry)}/off").status_code == 303
    assert browser.get(photo(entry)).status_code == 404
    assert browser.get(f"/ideas/{entry.idea_id}/photo").data == picture()
    assert (number(Attachment), number(StoredFile)) == (0, 1)


def test_what_was_sent_stays_as_it_is(browser, entry):
    entry.state, entry.number = EntryState.SUBMITTED, 1
    browser.sign_in(owner_of(entry))
    assert browser.post(f"{photo(entry)}/off").status_code == 409
    assert number(Attachment) == 1
    assert "Bỏ ảnh khỏi bài" not in browser.get(f"/entries/{entry.id}").text


def test_the_team_sees_the_photo_where_the_jury_will(entry, browser):
    browser.sign_in(owner_of(entry))
    db.session.commit()
    assert photo(entry) in browser.get(f"/entries/{entry.id}/preview").text
