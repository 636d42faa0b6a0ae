"""The next page of the list begins after an idea that the list shows, and tells of no other."""

from uuid import UUID

from mentorhub.ideas.models import IdeaState
from mentorhub.platform.db import db
from tests.factories import make_idea

NEVER = UUID("0198c0de-0000-7000-8000-000000000000")


def test_one_taken_down_answers_like_an_idea_that_never_was(browser, app):
    make_idea()
    hidden = make_idea()
    hidden.state = IdeaState.DRAFT  # taken down, with the day it was approved still on it
    db.session.commit()

    def after(key):
        return browser.get(f"/ideas?after={key}").text.replace(str(key), "")

    assert after(hidden.id) == after(NEVER)
