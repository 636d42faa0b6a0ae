"""T5: a draft begun with a code is still sent after the deadline, and no use is taken twice."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.entries import actions as entries
from mentorhub.entries.actions import receipts
from mentorhub.entries.domain import TEXTS
from mentorhub.entries.models import Entry, EntryState
from mentorhub.judging import actions as judging
from mentorhub.latecomers import actions
from mentorhub.latecomers.models import LateUse
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.entries.test_views import draft
from tests.factories import make_juror, make_person, make_team
from tests.latecomers.conftest import DAY, SECOND


def written(entry):
    """As its team would have filled it in."""
    full = draft(make_team(make_person()), contest=entry.contest)
    for name in TEXTS:
        setattr(entry, name, getattr(full, name))
    return entry


def test_nobody_comes_in_before_a_second_organiser_agrees(english, cast):
    with pytest.raises(Refused, match="no such code"):
        cast.come_in()
    with pytest.raises(Refused, match="whoever asked cannot"):
        actions.agree(cast.code, by=cast.first)
    cast.agreed()
    assert not actions.agree(cast.code, by=cast.second)
    assert cast.come_in().extended_until == cast.until


def test_a_draft_begun_with_a_code_is_sent_until_its_moment(english, cast):
    """pretalx#2160. The receipt says under which deadline it counted."""
    entry = written(cast.agreed().come_in())
    receipt = entries.submit(entry, by=cast.writer, at=cast.until - SECOND)
    assert (receipt.deadline, receipt.is_individual) == (cast.until, True)
    assert receipts.is_intact(receipt, entry)
    assert entry.state is EntryState.SUBMITTED
    entry.unsent = {**entries.content_of(entry), "title": "Sửa"}
    with pytest.raises(Refused, match="Entries closed"):
        entries.submit(entry, by=cast.writer, at=cast.until)


def test_a_second_click_takes_no_second_use_and_another_team_gets_none(english, cast):
    cast.agreed()
    assert cast.come_in() == cast.come_in(code=cast.code.code.lower().replace("-", " "))
    with pytest.raises(Refused, match="As many teams"):
        cast.come_in(make_team(make_person()))
    assert [use.number for use in db.session.scalars(select(LateUse))] == [1]


def test_a_draft_left_at_the_deadline_goes_on_and_what_was_sent_needs_no_code(english, cast):
    left = draft(cast.team, contest=cast.contest)
    assert cast.agreed().come_in() == left
    assert left.takes_words
    sent = draft(make_team(make_person()), contest=cast.contest)
    sent.state = EntryState.SUBMITTED
    cast.code.uses = 2
    with pytest.raises(Refused, match="was sent"):
        cast.come_in(sent.team)
    assert len(cast.code.taken) == 1


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda cast: actions.revoke(cast.code, by=cast.first), "taken this code back"),
        (lambda cast: setattr(cast.code, "until", now() - SECOND), "time of this code is over"),
        (lambda cast: setattr(cast.contest, "scoring_opened_at", now()), "jury has begun"),
        (lambda cast: setattr(cast.contest, "closes_at", cast.until), "Without a code"),
        (lambda cast: setattr(cast.code, "code", "2222-2222-22"), "no such code"),
    ],
)
def test_a_code_that_gives_nothing_takes_nothing(english, cast, spoil, words):
    typed = cast.agreed().code.code
    spoil(cast)
    db.session.flush()
    with pytest.raises(Refused, match=words):
        cast.come_in(code=typed)
    assert db.session.scalars(select(LateUse)).all() == []
    assert db.session.scalars(select(Entry)).all() == []


def test_taken_back_it_keeps_the_time_of_who_is_in(english, cast):
    with pytest.raises(Refused, match="decline it instead"):
        actions.revoke(cast.code, by=cast.first)
    entry = written(cast.agreed().come_in())
    actions.revoke(cast.code, by=cast.first)
    assert entries.submit(entry, by=cast.writer, at=cast.until - SECOND).is_individual


def test_the_jury_waits_for_codes_in_somebodys_hands(english, cast):
    make_juror(cast.contest)
    full = draft(make_team(make_person()), contest=cast.contest)
    full.state, full.number = EntryState.SUBMITTED, 1
    cast.agreed()
    with pytest.raises(Refused, match="still lets teams in"):
        judging.propose(cast.contest, readers=1)
    actions.revoke(cast.code, by=cast.second)
    assert judging.propose(cast.contest, readers=1).pairs


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda cast: setattr(cast.contest, "deadline_version", 2), "deadline of the contest"),
        (lambda cast: setattr(cast.code, "uses", 50), "deadline of the contest"),
        (
            lambda cast: setattr(cast.contest, "organisers", cast.contest.organisers[1:]),
            "no longer",
        ),
        (lambda cast: actions.decline(cast.code, by=cast.first), "declined"),
        (lambda cast: setattr(cast.code.approval, "asked_at", now() - 8 * DAY), "seven days"),
        (lambda cast: setattr(cast.contest, "scoring_opened_at", now()), "jury has begun"),
    ],
)
def test_nobody_agrees_to_what_was_not_asked(english, cast, spoil, words):
    spoil(cast)
    db.session.flush()
    with pytest.raises(Refused, match=words):
        actions.agree(cast.code, by=cast.second)
    assert not cast.code.is_in_force


def test_a_code_ends_after_the_deadline_of_all_and_is_logged(english, cast):
    with pytest.raises(Refused, match="later than the deadline"):
        cast.asked(until=cast.contest.closes_at + timedelta(hours=1))
    cast.agreed().come_in()
    actions.revoke(cast.code, by=cast.first)
    verbs = [one.verb for one in db.session.scalars(select(Activity).order_by(Activity.id))]
    told = [verb for verb in verbs if "late_code" in verb]
    kinds = ("contest.late_code_asked", "contest.late_code_agreed")
    assert told == [*kinds, "entry.late_code_used", "contest.late_code_revoked"]
