"""Two public votes: one that is open now, and one whose two numbers are public."""

from datetime import datetime
from typing import TYPE_CHECKING

from mentorhub.accounts.models import Person
from mentorhub.commands.demo.cast import unit
from mentorhub.commands.demo.content import on_day, text, told_on
from mentorhub.contests.models import Contest
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.voting import actions, queries
from mentorhub.voting.domain import Ground
from mentorhub.voting.models import PublicVote

if TYPE_CHECKING:
    from mentorhub.commands.demo.story import Stage

AWARD = text("Giải do công chúng bình chọn", "People’s choice", "Prix du public")
CHOICES = (0, 0, 0, 0, 1, 1, 2, 2, 3)
"""Which entry each settled voter chose, by its number; fresh accounts all chose the second."""
FRESH = 3


def announce(stage: "Stage", contest: Contest, *, opens: datetime, closes: datetime) -> None:
    window = {"opens_at": opens, "closes_at": closes}
    actions.set_up(contest, **window, stage=1, award=AWARD, by=stage.organisers[0])


def let_the_public_vote(stage: "Stage") -> None:
    """At the end of the story, so that nobody of it is drawn another name."""
    with told_on(-12):
        digital = stage.contests["contest-digital"]
        announce(stage, digital, opens=on_day(-6, 8), closes=on_day(7, 20))
    vote = queries.vote_of(stage.contests["contest-hackathon"])
    assert vote is not None
    settled = _people(stage, len(CHOICES), day=-50)
    fresh = _people(stage, FRESH, day=-25)
    with told_on(-25, 19):
        entries = queries.standing(vote)
        for person, choice in zip(settled, CHOICES, strict=True):
            actions.cast(vote, entry_id=entries[choice % len(entries)].id, by=person)
        for person in fresh:
            actions.cast(vote, entry_id=entries[1].id, by=person)
    with told_on(-18, 20):
        _publish(stage, vote)


def _people(stage: "Stage", number: int, *, day: int) -> list[Person]:
    with told_on(day):
        people = [stage.cast.somebody(home=unit("30316"), ages="20-34") for _ in range(number)]
        for person in people:
            assert person.details is not None
            person.details.email_verified_at = now()
    return people


def _publish(stage: "Stage", vote: PublicVote) -> None:
    """One organiser keeps the fresh accounts out, with a reason; the other agrees."""
    first, second = stage.organisers
    entry = queries.standing(vote)[1]
    actions.decide_held(
        vote, entry_id=entry.id, ground=Ground.FRESH, lets_count=False,
        reason="Ba tài khoản lập trong cùng một buổi, không ai xác nhận quen biết. (mẫu)",
        by=first,
    )  # fmt: skip
    db.session.flush()
    actions.ask(vote, by=first)
    assert vote.approval is not None
    actions.agree(vote, seen=vote.approval.mark, by=second)
