"""What every part of the set-up does before and after it is saved."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.domain.changes import Difference, differences
from mentorhub.contests.domain.counting import FEWEST_TO_TRIM, Average, can_be_trimmed
from mentorhub.contests.domain.sentence import Sentence
from mentorhub.contests.models import Change, Contest
from mentorhub.contests.queries import last_change
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import LANGUAGES, _, _l, in_language, sentence


@contextmanager
def part_saved(
    contest: Contest, name: str, *, version: int, reason: str, by: Person, **facts: Any
) -> Iterator[None]:
    """Hold the contest while a part is put in place; what that changes becomes a version of it."""
    claim(contest, version)
    owe_a_reason(contest, reason)
    before = contest.told
    yield
    record("contest.edited", contest, by=by, contest_id=contest.id, part=name, **facts)
    note_change(contest, before, reason=reason, by=by)


def claim(contest: Contest, version: int) -> None:
    """Hold the row, and let no older page overwrite a newer save."""
    lock(contest)
    if contest.version != version:
        raise Stale(
            _l("Somebody else saved this part a moment before. Look at it; saving replaces it.")
        )


def count_as_a_change(contest: Contest) -> None:
    """A part kept in other rows makes a new version of the contest too."""
    flag_modified(contest, "readers")


def refuse_once_begun(contest: Contest) -> None:
    if contest.has_begun:
        raise Refused(
            _l("Entries have opened: these terms stand. Only the deadline still moves, by two.")
        )


def owe_a_reason(contest: Contest, reason: str) -> None:
    if contest.is_announced and not reason.strip():
        raise Refused(_l("Write why it changes: everybody concerned reads it with the change."))


def must_be_trimmable(average: Average, readers: Iterable[int]) -> None:
    if average is Average.TRIMMED and not can_be_trimmed(readers):
        words = _("A trimmed mean needs at least %(needed)s jurors for each entry.")
        raise Refused(sentence(words, {"needed": FEWEST_TO_TRIM}))


def note_change(
    contest: Contest,
    before: Sequence[Sentence],
    *,
    reason: str,
    by: Person,
    after: Sequence[Sentence] | None = None,
    agreed_by: Person | None = None,
    verb: str = "contest.amended",
    **facts: Any,
) -> Change | None:
    """Write down what is said differently since, and announce it; None where nothing is.

    `after` is for what features above this one say of it; else it is all the contest says itself.
    A draft changes freely. Hold the contest, so that numbers follow each other.
    """
    db.session.flush()
    if not contest.is_announced:
        return None
    if not (found := parts_told(before, contest.told if after is None else after)):
        return None
    change = Change(
        contest_id=contest.id,
        number=last_change(contest) + 1,
        by_id=by.id,
        agreed_by_id=agreed_by.id if agreed_by else None,
        reason=reason.strip(),
        language=by.language,
        parts=found,
    )
    db.session.add(change)
    title = {"contest": dict(contest.title), "number": change.number}
    acting = agreed_by or by
    record(verb, contest, by=acting, contest_id=contest.id, **title, **facts)
    return change


def parts_told(before: Sequence[Sentence], after: Sequence[Sentence]) -> list[dict[str, Any]]:
    """The differences as they are kept: in every language, as they are read today."""
    return [_told(one) for one in differences(before, after)]


def _told(one: Difference) -> dict[str, Any]:
    return {
        "rule": one.rule.value,
        "before": [_in_every_language(said) for said in one.before],
        "after": [_in_every_language(said) for said in one.after],
    }


def _in_every_language(said: Sentence) -> dict[str, str]:
    found = {}
    for tongue in LANGUAGES:
        with in_language(tongue):
            found[tongue] = sentence(_(said.message), said.facts)
    return found
