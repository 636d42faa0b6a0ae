"""The organiser's hand on a form. Whoever changes it holds the contest's row, as entries do."""

import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import delete, update

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.actions import also_copied, note_change, owe_a_reason
from mentorhub.contests.models import Contest
from mentorhub.platform.arrival import database_now
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l
from mentorhub.questions import queries
from mentorhub.questions.domain.asking import (
    MOST_QUESTIONS,
    PARTS,
    WITH_CHOICES,
    Kind,
    Unsound,
    may_hang_on,
)
from mentorhub.questions.models import PartNeeded, Question

TAKEN_AWAY = _l("This question was taken away a moment ago.")
LENT = (
    *("key", "position", "kind", "label", "help", "is_required", "names_people"),
    *("least", "most", "choices", "sectors", "depends_on", "depends_value", "stage"),
)


def ask(
    contest: Contest,
    kind: Kind,
    *,
    by: Person,
    choices: Sequence[Translated],
    reason: str = "",
    **facts: Any,
) -> Question:
    """One more question, at the end of the form."""
    _hold(contest)
    before = queries.questions_of(contest)
    if len(before) >= MOST_QUESTIONS:
        raise Refused(_l("A form has at most %(most)d questions.", most=MOST_QUESTIONS))
    question = Question(
        contest_id=contest.id,
        key=secrets.token_hex(4),
        position=len(before),
        kind=kind,
        choices=keyed(choices, ()),
        **{"stage": 1, **facts},
    )
    _check(question, before)
    with _announced(contest, reason=reason, by=by):
        db.session.add(question)
    return question


def change(
    question: Question,
    *,
    version: int,
    by: Person,
    choices: Sequence[Translated],
    reason: str = "",
    **facts: Any,
) -> None:
    """Other words or limits. What teams have answered already keeps its meaning."""
    contest = _hold_with(question)
    if question.version != version:
        raise Stale(_l("Somebody else saved this question a moment before. Saving replaces it."))
    _refuse_removed(question)
    if facts.get("stage", question.stage) != question.stage and was_answered(contest):
        raise Refused(_l("Entries were sent: a question stays in the stage it was asked in."))
    wanted = keyed(choices, question.choices)
    _refuse_lost_choices(contest, question, {one["key"] for one in wanted})
    with _announced(contest, reason=reason, by=by):
        for name, value in facts.items():
            setattr(question, name, value)
        question.choices = wanted
        _check(question, queries.questions_of(contest))


def remove(question: Question, *, by: Person, reason: str = "") -> None:
    """Ask it no more. Once entries were sent it is kept, for their answers stay readable."""
    contest = _hold_with(question)
    if question.removed_at is not None:
        return
    others = queries.questions_of(contest)
    if queries.hanging_on(question):
        raise Refused(_l("Another question is asked only after this one. Change that one first."))
    with _announced(contest, reason=reason, by=by):
        if was_answered(contest):
            question.removed_at = now()
        else:
            db.session.delete(question)
        _number(one for one in others if one is not question)


def move(question: Question, steps: int, *, by: Person) -> None:
    """Up (-1) or down (+1) among the questions; never before the one it hangs on."""
    contest = _hold_with(question)
    _refuse_removed(question)
    order = queries.questions_of(contest)
    at = order.index(question)
    to = min(max(at + steps, 0), len(order) - 1)
    if to == at:
        return
    order.insert(to, order.pop(at))
    place = {one.key: position for position, one in enumerate(order)}
    if any(place.get(one.depends_on, -1) > place[one.key] for one in order):
        raise Refused(_l("A question comes after the one its being asked depends on."))
    _number(order)
    _count(contest)
    record("contest.edited", contest, by=by, contest_id=contest.id, part="questions")


def insist(contest: Contest, *, names: Iterable[str], by: Person, reason: str = "") -> None:
    """Which of the fixed parts that may be left out have to be filled in."""
    _hold(contest)
    wanted = set(names) & set(PARTS)
    if wanted == queries.needed_parts(contest):
        return
    with _announced(contest, reason=reason, by=by):
        db.session.execute(delete(PartNeeded).where(PartNeeded.contest_id == contest.id))
        _write_needed(contest, wanted)


def copy(source: Contest, contest: Contest) -> None:
    """A copied contest asks the same; what was taken away there is not asked here."""
    for question in queries.questions_of(source):
        lent = {name: getattr(question, name) for name in LENT}
        db.session.add(Question(contest_id=contest.id, **lent))
    _write_needed(contest, queries.needed_parts(source))


also_copied.add(copy)


def _write_needed(contest: Contest, names: Collection[str]) -> None:
    rows = [PartNeeded(contest_id=contest.id, name=one, is_needed=one in names) for one in PARTS]
    db.session.add_all(rows)
    db.session.flush()


def was_answered(contest: Contest) -> bool:
    """Was an entry sent already? The first one takes the first number."""
    return contest.next_number > 1


def keyed(wanted: Sequence[Translated], present: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Choices with their keys: the same words keep theirs, and so do new words in the same line."""
    by_words = {one["label"].get("vi"): one["key"] for one in present}
    kept = {by_words.get(label.get("vi")) for label in wanted}
    told = []
    for line, label in enumerate(wanted):
        key = by_words.get(label.get("vi"))
        if key is None and line < len(present) and present[line]["key"] not in kept:
            key = present[line]["key"]
        told.append({"key": key or secrets.token_hex(3), "label": dict(label)})
    return told


def _hold(contest: Contest) -> None:
    """Until the deadline: late entries are asked what those in time were asked."""
    lock(contest)
    if contest.is_announced and database_now() >= contest.closes_at:
        raise Refused(_l("Entries are closed: the form stays as teams have filled it in."))
    queries.all_of(contest, afresh=True)


def _hold_with(question: Question) -> Contest:
    contest = question.contest
    _hold(contest)
    if question not in queries.all_of(contest):
        raise Refused(TAKEN_AWAY)
    return contest


def _check(question: Question, form: Sequence[Question]) -> None:
    if question.kind not in WITH_CHOICES:
        question.choices = []
    asked = [one.asked for one in form if one.key != question.key]
    before = may_hang_on(asked, question.position, question.stage)
    known = {(one.key, choice) for one in before for choice in one.choices}
    if question.depends_on and (question.depends_on, question.depends_value) not in known:
        raise Refused(_l("Choose a question that comes before this one, and one of its answers."))
    hanging = [one for one in asked if one.depends_on == question.key]
    held = {one.depends_value for one in hanging}
    too_early = any(one.stage < question.stage for one in hanging)
    if too_early or not held <= set(question.asked.choices):
        raise Refused(_l("Another question is asked only after this one. Change that one first."))
    try:
        question.asked.check()
    except Unsound as flaw:
        raise Refused(_l("Nobody could answer within these limits. Look at them again.")) from flaw


def _refuse_removed(question: Question) -> None:
    if question.removed_at is not None:
        raise Refused(TAKEN_AWAY)


def _refuse_lost_choices(contest: Contest, question: Question, kept: set[str]) -> None:
    lost = {one["key"] for one in question.choices} - kept
    if lost and was_answered(contest):
        raise Refused(_l("Entries were sent: choices may be added or reworded, not taken away."))


def _number(questions: Iterable[Question]) -> None:
    for position, question in enumerate(questions):
        question.position = position


@contextmanager
def _announced(contest: Contest, *, reason: str, by: Person) -> Iterator[None]:
    """Hold the contest while its form is changed; what that says otherwise becomes a version.

    Once the contest is announced everybody in it is told, and reads why.
    """
    owe_a_reason(contest, reason)
    before = queries.said_of_form(contest)
    yield
    db.session.flush()
    after = queries.said_of_form(contest)
    if after == before:
        return
    _count(contest)
    record("contest.edited", contest, by=by, contest_id=contest.id, part="questions")
    verb = "contest.form_changed"
    note_change(contest, before, after=after, reason=reason, by=by, verb=verb)


def _count(contest: Contest) -> None:
    """Receipts say which form was filled in. The contest's own version is for its organisers."""
    number = contest.form_version + 1
    db.session.execute(update(Contest).where(Contest.id == contest.id).values(form_version=number))
