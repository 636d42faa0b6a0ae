"""A change that needs a second person waits on the desk of whoever may agree to it."""

import time_machine

from mentorhub.contests import actions
from mentorhub.platform.db import db
from tests.contests.test_by_two import ask, two
from tests.factories import make_contest, make_person

__all__ = ["two"]  # the fixture


def test_the_desk_of_who_did_not_ask_shows_what_waits_until_it_is_answered(browser, two):
    contest, first, second = two
    asked, _to = ask(contest, first)
    db.session.commit()
    task = f"/amendments/{asked.id}"

    def seen_by(person):
        browser.sign_in(person)
        return task in browser.get("/dashboard").text

    assert seen_by(second)
    assert not any(
        seen_by(one) for one in (first, make_person(), make_contest().organisers[0].person)
    )
    with time_machine.travel(asked.answer_by, tick=False):
        assert not seen_by(second)
    asked.base += 1  # as if the contest had changed in between
    db.session.commit()
    assert not seen_by(second)
    asked.base -= 1
    db.session.commit()
    assert seen_by(second)
    actions.decline(asked, by=second)
    db.session.commit()
    assert not seen_by(second)
