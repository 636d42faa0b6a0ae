"""What every act on a card leaves behind, so that nothing changes unseen."""

from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.judging.models import CardState, Scorecard, ScoreEvent
from mentorhub.platform.db import db


def about(contest: Contest) -> dict[str, Any]:
    """The facts of an activity that concerns a contest: which one, its title in every language."""
    return {"contest_id": contest.id, "title": dict(contest.title)}


def void(card: Scorecard, *, reason: str, by: Person) -> None:
    card.state = CardState.VOID
    note(card, "voided", by=by, reason=reason)


def note(card: Scorecard, kind: str, *, by: Person, **content: object) -> int:
    """Add a line to the card's history; the answer is the version it left behind."""
    db.session.flush()
    db.session.add(
        ScoreEvent(
            contest_id=card.contest_id,
            scorecard_id=card.id,
            kind=kind,
            version=card.version,
            by_id=by.id,
            content=content,
        )
    )
    return card.version
