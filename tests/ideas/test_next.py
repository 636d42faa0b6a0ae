"""What happens next, when and by whom: on the page of every state, and in the docs."""

from datetime import timedelta
from pathlib import Path

import pytest

from mentorhub.commands.workflow import workflow_page
from mentorhub.ideas.domain.workflow import TRANSITIONS, IdeaState, Part, what_next
from mentorhub.platform.clock import now
from tests.factories import make_idea, make_person

ROOT = Path(__file__).parents[2]


def test_the_page_about_the_life_of_an_idea_is_printed_from_the_code():
    assert (ROOT / "docs" / "workflow.md").read_text(encoding="utf-8") == workflow_page()


def test_every_step_names_who_may_take_it():
    told = {verb: parts for state in IdeaState for verb, parts in what_next(state).steps}
    assert told.keys() == TRANSITIONS.keys()
    assert all(set(parts) == TRANSITIONS[verb].by for verb, parts in told.items())
    assert dict(what_next(IdeaState.SENT).steps)["approve"] == (Part.OFFICER,)


def test_when_the_house_speaks_up():
    day = now()
    moments = {"sent_at": day, "approved_at": day}
    assert what_next(IdeaState.SENT, **moments).due == day + timedelta(days=7)
    assert what_next(IdeaState.HELPED, **moments).due == day + timedelta(days=90)
    reminded = what_next(IdeaState.SENT, **moments, reminded_at=day + timedelta(days=7))
    assert reminded.due == day + timedelta(days=14)
    for state in set(IdeaState) - {IdeaState.SENT, IdeaState.APPROVED, IdeaState.HELPED}:
        assert what_next(state, **moments).due is None


@pytest.mark.parametrize("state", list(IdeaState))
def test_every_state_says_it_to_the_author_and_to_nobody_else(browser, state):
    idea = make_idea(state=state, reason="Vì vậy.")
    browser.sign_in(idea.author)
    page = browser.get(f"/ideas/{idea.id}").text
    section = page.split('id="next"')[1].split("</section>")[0]
    words = section.split("<p>")[1].split("</p>")[0].strip()
    assert len(words) > 30
    due = what_next(state, sent_at=idea.sent_at, approved_at=idea.approved_at).due
    assert due is None or f"{due:%m/%Y}" in words
    assert section.count("<li>") == len(what_next(state).steps)
    browser.sign_in(make_person())
    assert 'id="next"' not in browser.get(f"/ideas/{idea.id}").text
