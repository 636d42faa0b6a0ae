"""Weights of the recommendation: learnt at night, chosen by those in charge."""

import hashlib
from collections.abc import Callable, Sequence
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.matching.domain.learning import Answer, Learnt, enough, learn
from mentorhub.matching.domain.weights import SHIPPED
from mentorhub.matching.models import WeightSet
from mentorhub.mentoring import queries
from mentorhub.mentoring.actions.telling import tell_of
from mentorhub.mentoring.models import Mentorship, WeightChoice
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l

CHANGED = _l(
    "The weights in force have changed since you looked. Read the page again, then choose."
)


def learn_weights(*, let_others_write: Callable[[], None] = lambda: None) -> WeightSet | None:
    """What the answers so far speak for, put in force if it is better and nobody holds others.

    None where there are too few answers, nothing new, or another worker was first. Learning takes
    a second: `let_others_write` ends a transaction that has only read so far.
    """
    answers = queries.answers_to_learn()
    if not enough(answers):
        return None
    before, choice = queries.newest_set(), queries.newest_choice()
    content = _digest(answers)
    if before is not None and before.digest == content:
        return None
    of_a_night = choice is not None and choice.weight_set_id is not None and not choice.holds
    number = before.number + 1 if before else 1
    let_others_write()
    learnt = learn(answers)
    is_better = learnt.is_better(is_in_force=of_a_night)
    if not _add_set(learnt, number=number, is_better=is_better, digest=content):
        return None
    found = queries.newest_set()
    _put_in_force(found if is_better else None)
    return found


def choose_weights(number: int | None, *, reason: str, seen: int, by: Person) -> WeightChoice:
    """Go back to the set of this number, or to the shipped weights (None): nights leave it so.

    `seen` is the number of the choice the person saw in force, 0 for none. Raises Stale when
    another was made since.
    """
    chosen = queries.set_numbered(number) if number is not None else None
    if number is not None and chosen is None:
        raise Refused(_l("These weights are not there."))
    return _choose(chosen, holds=True, reason=reason, seen=seen, by=by)


def let_nights_learn(*, reason: str, seen: int, by: Person) -> WeightChoice:
    """From now on what the nights learn is in force again, beginning with what the last came to."""
    last = queries.newest_set()
    chosen = last if last is not None and last.is_better else None
    return _choose(chosen, holds=False, reason=reason, seen=seen, by=by)


def note_outcome(work: Mentorship, *, reached: int) -> None:
    """How far the two came, by the side that saw less: how good the answer was that began it."""
    work.reached = reached


def _put_in_force(found: WeightSet | None) -> None:
    """A night's choice, unless somebody holds another or it is in force already."""
    choice = queries.newest_choice()
    wanted = found.id if found else None
    if choice is not None and choice.holds:
        return
    if wanted != (choice.weight_set_id if choice else None):
        seen, told = choice.number if choice else 0, queries.weights_told_last()
        if _add_choice(wanted, number=seen + 1):
            made = queries.newest_choice()
            assert made is not None
            record("weights.learnt", made, by=None)
            tell_of(made, before=told, now=queries.weights_in_force().weights)


def _choose(
    chosen: WeightSet | None, *, holds: bool, reason: str, seen: int, by: Person
) -> WeightChoice:
    before = queries.newest_choice()
    if seen != (before.number if before else 0):
        raise Stale(CHANGED)
    wanted = chosen.id if chosen else None
    facts = {"holds": holds, "reason": reason, "by_id": by.id}
    if not _add_choice(wanted, number=seen + 1, **facts):
        raise Stale(CHANGED)
    made = queries.newest_choice()
    assert made is not None
    record("weights.chosen", made, by=by)
    return made


def _add_choice(weight_set_id: UUID | None, *, number: int, **facts: object) -> bool:
    """Whoever is second at the same moment writes nothing."""
    usual = {"holds": False, "reason": "", "by_id": None, "at": now()}
    values = {**usual, **facts, "weight_set_id": weight_set_id}
    return add_once(WeightChoice, number=number, **values)


def _add_set(learnt: Learnt, *, number: int, is_better: bool, digest: str) -> bool:
    told = (
        "answers", "mentors", "loss_before", "loss_after", "error", "order_before", "order_after",
    )  # fmt: skip
    return add_once(
        WeightSet,
        number=number,
        weights=learnt.weights.named,
        is_better=is_better,
        digest=digest,
        made_at=now(),
        **{name: getattr(learnt, name) for name in told},
    )


def _digest(answers: Sequence[Answer]) -> str:
    """Of the answers and of what they are learnt towards: another release learns anew."""
    facts = [(one.mentor, sorted(one.parts.items()), one.value) for one in answers]
    return hashlib.sha256(repr((SHIPPED, facts)).encode()).hexdigest()
