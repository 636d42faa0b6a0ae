"""The end of a round: reminders, cells left empty on purpose, and closing."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.jobs.actions import enqueue
from mentorhub.judging import queries
from mentorhub.judging.actions.checkpoints import fix_closing
from mentorhub.judging.actions.history import about, void
from mentorhub.judging.domain.progress import Progress, progress
from mentorhub.judging.models import Scorecard, Waiver
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

BETWEEN_REMINDERS = timedelta(hours=20)


def progress_of(contest: Contest, *, without: Collection[UUID]) -> dict[UUID, Progress[UUID]]:
    """{juror: how far they are}; `without` are the entries the reader may not know of."""
    return progress(queries.tasks_in(contest, without=without), now=now())


def remind(contest: Contest, *, by: Person) -> int:
    """Write to every silent juror who was not reminded today; how many that were."""
    if not contest.is_scoring:
        raise Refused(_l("Scoring is not open."))
    since = now() - BETWEEN_REMINDERS
    reminded = {juror for juror, at in queries.reminded_in(contest).items() if at > since}
    known = progress_of(contest, without=queries.hidden_from(by, contest))
    lagging = {mine.juror for mine in known.values() if mine.is_silent}
    silent = [
        juror
        for juror in queries.panel_of(contest)
        if juror.is_sitting and juror.id in lagging - reminded
    ]
    if not silent:
        raise Refused(_l("Nobody is silent, or everybody who is was reminded today."))
    for juror in silent:
        record("judging.reminded", juror, by=by, **about(contest))
    return len(silent)


def waive(card: Scorecard, *, reason: str, by: Person) -> None:
    """Leave this cell empty on purpose. A submitted sheet cannot be: it is a score."""
    if card.contest.is_published:
        raise Refused(_l("The results are out."))
    if not card.is_of_this_stage:
        raise Refused(_l("This stage is over: what was decided from its sheets stands."))
    if card.is_locked:
        raise Refused(_l("Only a sheet that was not submitted can be left out."))
    db.session.add(
        Waiver(
            contest_id=card.contest_id,
            juror_id=card.juror_id,
            entry_id=card.entry_id,
            stage=card.stage,
            reason=reason,
            by_id=by.id,
        )
    )
    void(card, reason="waived", by=by)
    record("judging.waived", card, by=by, code=card.entry.code, **about(card.contest))


def leave_with_few(contest: Contest, entries: Collection[UUID], *, reason: str, by: Person) -> None:
    """Say why these entries have fewer readers than the rules promise: their results may come out.

    After the results too, for a correction: a conflict may come to light then. Nothing is written
    about an entry that lacks nothing, so a second click changes nothing.
    """
    if not contest.scoring_is_closed:
        raise Refused(_l("Scoring is not closed yet: hand these entries to more jurors."))
    lock(contest)
    for lack in queries.lacking_in(contest):
        if lack.entry.id not in entries:
            continue
        db.session.add(
            Waiver(
                contest_id=contest.id,
                entry_id=lack.entry.id,
                stage=contest.judged_stage,
                readers=lack.readers,
                promised=lack.promised,
                reason=reason.strip(),
                by_id=by.id,
            )
        )
        numbers = {"readers": lack.readers, "promised": lack.promised}
        facts = {**numbers, "code": lack.entry.code, **about(contest)}
        record("judging.few_readers", contest, by=by, **facts)


def lacking_for(contest: Contest, *, by: Person) -> list[queries.Lack]:
    """Entries with fewer readers than promised, of those this person may know of."""
    hidden = queries.hidden_from(by, contest)
    return [lack for lack in queries.lacking_in(contest) if lack.entry.id not in hidden]


def left_in(contest: Contest, *, by: Person) -> int:
    """How many sheets in hand are not submitted, of entries this person may know of."""
    known = progress_of(contest, without=queries.hidden_from(by, contest))
    return sum(one.total - one.done for one in known.values())


def close_scoring(contest: Contest, *, by: Person, reason: str = "") -> None:
    """From here on no mark changes. Saves that hold their card finish first and count.

    With sheets missing, or fewer readers than promised, it takes a reason, which organisers read
    beside the progress of the jury and the minutes print.
    The cards are held, not the contest: a save refers to its contest, and would wait for us
    while we wait for it.
    """
    queries.hold_cards(contest)
    db.session.refresh(contest)
    if contest.scoring_is_closed:
        return
    if not contest.is_scoring:
        raise Refused(_l("Scoring is not open."))
    left, short = left_in(contest, by=by), len(lacking_for(contest, by=by))
    if (left or short) and not reason.strip():
        raise Refused(_l("Sheets are missing: write why scoring ends without them."))
    contest.scoring_closed_at = moment = now()
    fix_closing(contest)
    key = f"checkpoint {contest.id} {moment.isoformat()}"
    enqueue("scores.checkpoint", {"contest": str(contest.id)}, key=key)
    why: dict[str, Any] = {}
    if left or short:
        why = {"left": left, "short": short, "reason": reason.strip()}
    record("judging.closed", contest, by=by, **why, **about(contest))
