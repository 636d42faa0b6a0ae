"""No more ideas a day than people can write and read, and copies of one's own are looked at."""

from collections.abc import Collection
from uuid import UUID

from mentorhub.accounts.actions import limits as counters
from mentorhub.accounts.models import Person
from mentorhub.accounts.queries import attempts
from mentorhub.ideas import queries
from mentorhub.ideas.domain.limits import (
    ALIKE_FROM,
    MOST_BEGUN_A_DAY,
    MOST_FROM_A_DEVICE,
    MOST_SENT_A_DAY,
    MOST_TO_A_UNIT,
    likeness,
)
from mentorhub.ideas.models import Idea, Likeness
from mentorhub.platform.clock import now, today_began
from mentorhub.platform.db import db
from mentorhub.platform.errors import TooOften
from mentorhub.platform.i18n import _l
from mentorhub.platform.pseudonyms import pseudonym

SENT = "an idea sent"


def refuse_many_begun(by: Person) -> None:
    if queries.begun_since(by, today_began()) >= MOST_BEGUN_A_DAY:
        raise TooOften(
            _l("You have begun many ideas today. Finish one of them; tomorrow you can begin more.")
        )


def refuse_many_sent(idea: Idea, by: Person, device: str) -> None:
    """Whoever is stopped keeps the draft as it is."""
    since = today_began()
    if queries.sent_since(since, besides=idea, author=by) >= MOST_SENT_A_DAY:
        raise TooOften(_l("Five ideas in one day are a lot. This one is kept: send it tomorrow."))
    if queries.sent_since(since, besides=idea, unit=idea.unit) >= MOST_TO_A_UNIT:
        raise TooOften(
            _l(
                "Your unit was sent more ideas today than it can read. "
                "This one is kept: send it later."
            )
        )
    if device and _sent_from(device) >= MOST_FROM_A_DEVICE:
        raise TooOften(
            _l("Many ideas were sent from this device today. This one is kept: send it tomorrow.")
        )


def _sent_from(device: str) -> int:
    return attempts(
        since=today_began(),
        succeeded=True,
        account_digest=pseudonym(SENT),
        address_digest=pseudonym(device),
    )


def count_sent(device: str) -> None:
    """As sign-ins are counted: without a name, an address or the device itself."""
    if device:
        counters.count(pseudonym(SENT), device, succeeded=True)


def note_likeness(idea: Idea, same_hand: Collection[UUID] = ()) -> None:
    """Compared with what the author sent before; the one most alike is the twin.

    `same_hand` are ideas of the same author in another name: of these a like title is enough.
    """
    if found := queries.likeness_of(idea):
        db.session.delete(found)
        db.session.flush()
    texts = (idea.title, idea.problem, idea.solution, idea.benefit)
    alike = []
    for row in queries.sent_before(idea, same_hand):
        title = likeness([idea.title], [row.title]) if row.id in same_hand else 0.0
        alike.append((max(title, likeness(texts, row[1:])), row.id))
    most, twin = max(alike, default=(0.0, None))
    if twin is not None and most >= ALIKE_FROM:
        db.session.add(Likeness(idea_id=idea.id, twin_id=twin, at=now()))
