"""What nobody changes alone: one organiser asks, another authorised person agrees or declines.

The concept is that of offices given by two (organisations.actions.proposing).
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.contests.actions.parts import claim, note_change, owe_a_reason, parts_told
from mentorhub.contests.actions.rubric import (
    check_criteria,
    replace_criteria,
    restored_reading,
    stored_reading,
)
from mentorhub.contests.domain.rubric import Criterion, plain, restored, stored
from mentorhub.contests.models import Amendment, ByTwo, Change, Contest
from mentorhub.contests.queries import last_change, open_amendments, rubric_afresh
from mentorhub.contests.rules import may_answer
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

ACTIONS = {ByTwo.DEADLINE: "contest.deadline", ByTwo.CRITERIA: "contest.criteria"}


def propose_criteria(
    contest: Contest,
    *,
    version: int,
    criteria: Sequence[Criterion],
    reason: str,
    by: Person,
    **reading: Any,
) -> Amendment:
    """Other criteria once marks were given: nothing changes until a second person agrees."""
    claim(contest, version)
    owe_a_reason(contest, reason)
    check_criteria(contest, criteria)
    refuse_after_scoring(contest)
    rows = [stored(criterion) for criterion in criteria]
    content = {"criteria": rows, **stored_reading(**reading)}
    parts = rehearsed(contest, lambda: replace_criteria(contest, criteria, **reading))
    return ask(contest, ByTwo.CRITERIA, content, parts, reason=reason, by=by)


def agree_to_criteria(amendment: Amendment, *, by: Person) -> tuple[Change, bool] | None:
    """The change, and whether anything is marked anew; None where it was agreed to already.

    The sheets of the jury are opened again by judging.actions, which calls this.
    """
    if (contest := hold(amendment, ByTwo.CRITERIA, by=by)) is None:
        return None
    refuse_after_scoring(contest)
    rubric_afresh(contest)
    before = contest.told
    reading = restored_reading(amendment.content)
    criteria = [restored(row) for row in amendment.content["criteria"]]
    is_anew = replace_criteria(contest, criteria, **reading)
    return settle(amendment, before, by=by), is_anew


def decline(amendment: Amendment, *, by: Person) -> None:
    """Nothing changes; whoever asked may take the request back so, too."""
    contest = lock(amendment.contest)
    lock(amendment.approval)
    if amendment.approval.approved_at is not None:
        raise Refused(_l("Somebody agreed to this a moment before: it is in force."))
    if amendment.approval.withdrawn_at is None:
        amendment.approval.withdrawn_at = now()
        title = dict(contest.title)
        record("contest.change_declined", amendment, by=by, contest_id=contest.id, contest=title)


def why_void(amendment: Amendment) -> Any:
    """Why nobody can agree to this any more; None while somebody can."""
    approval, contest = amendment.approval, amendment.contest
    if approval.withdrawn_at is not None:
        return _l("This was declined, taken back, or replaced by a newer request.")
    if now() >= amendment.answer_by:
        return _l("Nobody agreed within seven days. Ask anew.")
    if not may_answer(approval.asked_by, contest):
        return _l("Whoever asked for this no longer runs the contest. Ask anew.")
    if last_change(contest) != amendment.base or approval.digest != _digest(amendment, contest):
        return _l("The contest has changed since this was asked for. Look at it, and ask anew.")
    return None


def rehearsed(contest: Contest, put: Callable[[], Any]) -> list[dict[str, Any]]:
    """What everybody would read instead once this is put in place; nothing of it stays."""
    before = contest.told
    rehearsal = db.session.begin_nested()
    put()
    db.session.flush()
    found = parts_told(before, contest.told)
    rehearsal.rollback()
    if not found:
        raise Refused(_l("It stands so already: there is nothing to change."))
    return found


def ask(
    contest: Contest,
    matter: ByTwo,
    content: dict[str, Any],
    parts: list[dict[str, Any]],
    *,
    reason: str,
    by: Person,
) -> Amendment:
    """A request that waits; the one that waited on the same matter before gives way to it."""
    for older in db.session.scalars(open_amendments(contest, matter)).all():
        older.approval.withdrawn_at = now()
    approval = Approval(
        action=ACTIONS[matter],
        subject_type="Contest",
        subject_id=contest.id,
        digest="",
        asked_by=by,
    )
    amendment = Amendment(
        contest=contest,
        matter=matter,
        content=content,
        parts=parts,
        reason=reason.strip(),
        language=by.language,
        base=last_change(contest),
        approval=approval,
    )
    approval.digest = _digest(amendment, contest)
    db.session.add(amendment)
    title = dict(contest.title)
    record("contest.change_asked", amendment, by=by, contest_id=contest.id, contest=title)
    return amendment


def hold(amendment: Amendment, matter: ByTwo, *, by: Person) -> Contest | None:
    """The contest, held, if this person may put the amendment in force now.

    None where it is in force already: two agreed at once, or one clicked twice.
    """
    contest = lock(amendment.contest)
    db.session.refresh(contest, ["organisers"])
    lock(amendment.approval)
    if amendment.approval.approved_at is not None:
        return None
    if amendment.approval.asked_by_id == by.id:
        raise Refused(_l("Another person must agree: whoever asked cannot."))
    if amendment.matter is not matter or not may_answer(by, contest):
        raise Refused(_l("You no longer hold the office this needs."))
    if (reason := why_void(amendment)) is not None:
        raise Refused(reason)
    if contest.is_published:
        raise Refused(_l("The results are out."))
    return contest


def settle(
    amendment: Amendment, before: Any, *, by: Person, verb: str = "contest.amended", **facts: Any
) -> Change:
    """In force from this commit on, written down and announced."""
    amendment.approval.approved_by, amendment.approval.approved_at = by, now()
    change = note_change(
        amendment.contest,
        before,
        reason=amendment.reason,
        by=amendment.approval.asked_by,
        agreed_by=by,
        verb=verb,
        **facts,
    )
    if change is None:
        raise Refused(_l("It stands so already: there is nothing to change."))
    return change


def refuse_after_scoring(contest: Contest) -> None:
    if contest.scoring_is_closed:
        raise Refused(_l("Scoring is closed: what the jury marked by stands."))


def _digest(amendment: Amendment, contest: Contest) -> str:
    """What is agreed to, and the contest as it was read then."""
    facts = [amendment.matter.value, amendment.content, amendment.base]
    read = [[said.message, dict(said.facts)] for said in contest.told]
    told = json.dumps([facts, read], sort_keys=True, default=_plain)
    return hashlib.sha256(told.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """10 and 10.00 are the same points."""
    return plain(value) if isinstance(value, Decimal) else dict(value)
