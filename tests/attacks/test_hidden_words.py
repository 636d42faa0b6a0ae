"""Words that were not sent, drafts and ideas kept back: asked for in every roundabout way."""

import pytest

from mentorhub.contests.models import ContestState
from mentorhub.entries.models import EntryState
from mentorhub.ideas.models import IdeaState, Visibility
from mentorhub.mentoring import actions
from mentorhub.platform.db import db
from tests.factories import (
    make_contest,
    make_entry,
    make_idea,
    make_mentor,
    make_person,
    make_team,
)

SECRET = "màng-sinh-học-chưa-ai-biết"


@pytest.fixture
def organiser(app):
    return make_person("Lữ Hoài An", age=35)


@pytest.fixture
def closed(organiser):
    return make_contest(organiser, opened_days_ago=20, days_left=-5)


def test_organisers_read_what_was_sent_not_what_was_changed_since(browser, closed, organiser):
    entry = make_entry(contest=closed)
    entry.unsent = {
        **dict.fromkeys(("title", "summary", "problem", "solution", "benefit"), SECRET),
        **{"sector": "moi-truong", "link": "", "language": "vi", "people": []},
    }
    db.session.flush()
    page = browser.sign_in(organiser).get(f"/entries/{entry.id}")
    assert page.status_code == 200
    assert SECRET not in page.text
    assert entry.title in page.text
    team = browser.sign_out().sign_in(entry.team.owner).get(f"/entries/{entry.id}")
    assert SECRET in team.text


def test_organisers_never_read_a_draft_that_was_not_sent(browser, closed, organiser):
    entry = make_entry(contest=closed, state=EntryState.DRAFT, title=SECRET, problem=SECRET)
    page = browser.sign_in(organiser).get(f"/entries/{entry.id}")
    assert SECRET not in page.text


def test_the_place_of_a_contest_in_preparation_is_not_told(browser, closed):
    draft = make_contest(state=ContestState.DRAFT, days_left=30)
    nobody = "01a20aa9-cad2-7397-8793-033300000000"
    missing = browser.get(f"/contests?after={nobody}").text
    secret = browser.get(f"/contests?after={draft.id}").text
    assert secret.replace(str(draft.id), nobody) == missing


@pytest.mark.parametrize(
    "fields", [{"state": IdeaState.DRAFT}, {"visibility": Visibility.CONFIDENTIAL}]
)
def test_a_mentor_who_is_asked_reads_no_words_of_a_hidden_idea(app, fields):
    bio = "Đo độ mặn bằng bút đo, vẽ bản đồ nước mặn cho bà con trồng lúa."
    mentor = make_mentor()
    mentor.bio = type(mentor.bio)(vi=bio)
    make_mentor(make_person(age=44))
    db.session.flush()
    actions.learn_anew()
    hidden, shown = make_team(), make_team()
    make_idea(hidden, **fields)
    make_idea(shown)

    def kinds(team):
        facts = {"need": "Giúp chúng em đo.", "first_meeting": "", "by": team.owner}
        return {row["kind"] for row in actions.ask(team, mentor, **facts).explanation}

    assert "words" not in kinds(hidden)
    assert "words" in kinds(shown)
