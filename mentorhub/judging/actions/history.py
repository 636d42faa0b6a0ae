"""What every act on a card leaves behind, so that nothing changes unseen.

Whoever notes something on several cards holds all of them first, then their contest's log: two who
did it in another order would wait for each other.
"""

import secrets
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.judging import queries
from mentorhub.judging.domain.ledger import commitment, secret, sheet_facts
from mentorhub.judging.models import CardState, Scorecard, ScoreEvent, ScoreLog
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, db


def about(contest: Contest) -> dict[str, Any]:
    """The facts of an activity that concerns a contest: which one, its title in every language."""
    return {"contest_id": contest.id, "title": dict(contest.title)}


def void(*cards: Scorecard, reason: str, by: Person) -> None:
    for card in cards:
        card.state, card.on_paper_since = CardState.VOID, None
    note_all(cards, "voided", by=by, reason=reason)


def note_all(cards: Iterable[Scorecard], kind: str, *, by: Person, **content: Any) -> None:
    """The same for several cards, which were changed just now."""
    db.session.flush()
    for card in sorted(cards, key=lambda card: card.contest_id):
        note(card, kind, by=by, **content)


def note(
    card: Scorecard,
    kind: str,
    *,
    by: Person,
    handed_in: Mapping[UUID, Decimal] | None = None,
    **content: Any,
) -> int:
    """Add a line to the card's history and a leaf to its contest's log.

    `handed_in` are the points of a sheet that is locked by this. The answer is the version of the
    card this left behind.
    """
    db.session.flush()
    event = ScoreEvent(
        contest_id=card.contest_id,
        scorecard_id=card.id,
        at=now(),
        kind=kind,
        version=card.version,
        by_id=by.id,
        content=content,
        nonce=secrets.token_hex(16),
        sheet="",
    )
    if handed_in is not None:
        facts = sheet_facts(card.entry_id, handed_in)
        event.content = {**content, "points": facts["points"]}
        event.sheet = commitment(secret(event.nonce, "sheet"), facts)
    event.leaf = event.true_leaf
    event.position = _next_in(card.contest_id)
    db.session.add(event)
    return event.version


def _next_in(contest_id: UUID) -> int:
    """The place of the next leaf. From here to the commit nobody else adds one."""
    size = queries.grown_log(contest_id)
    if size is None:
        add_once(ScoreLog, contest_id=contest_id, size=0)
        size = queries.grown_log(contest_id)
    assert size is not None
    return size - 1
