"""Decide about entries one by one or many at once, and take it back. The contest's row is held."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.eligibility import queries
from mentorhub.eligibility.domain.standing import Verdict
from mentorhub.eligibility.models import Decision
from mentorhub.entries.models import Entry, EntryState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _, _l

VERBS = {
    Verdict.ADMITTED: "entry.admitted",
    Verdict.MORE_NEEDED: "entry.asked",
    Verdict.REFUSED: "entry.not_admitted",
}
LEADS_TO = {Verdict.ADMITTED: EntryState.SUBMITTED, Verdict.REFUSED: EntryState.INELIGIBLE}
_OVERTAKEN = _l("Something changed here a moment before. Look at the entry, then decide.")


def mark(entry: Entry, latest: Decision | None) -> str:
    """What somebody who decides has seen: the words as sent, and the decision that stood."""
    moments = entry.submitted_at, latest.answered_at if latest else None
    told = (moment.isoformat() if moment else "-" for moment in moments)
    return "|".join([str(latest.id) if latest else "-", *told])


def decide(
    entry: Entry,
    *,
    verdict: Verdict,
    words: str = "",
    parts: Sequence[str] = (),
    until: datetime | None = None,
    seen: str,
    by: Person,
) -> Decision:
    """Admit it, ask for more, or refuse it; the team reads the words."""
    _hold(entry)
    latest = queries.latest_of(entry)
    if seen != mark(entry, latest):
        raise Stale(_OVERTAKEN)
    refuse_what_stands(entry)
    if verdict is Verdict.MORE_NEEDED and (until is None or until <= now()):
        raise Refused(_("Give the team a day that is still to come."))
    return _decide(entry, latest, verdict, words=words, parts=parts, until=until, by=by)


def admit_many(contest: Contest, *, entries: Collection[UUID], by: Person) -> tuple[UUID, int]:
    """Those among them in which nothing is found now and nobody has decided; the key to undo it."""
    lock(contest)
    _refuse_once_judged(contest)
    key, rows = uuid7(), queries.board(by, contest, ())
    clear = [row.entry for row in rows if row.is_clear and row.entry.id in entries]
    for entry in clear:
        _decide(lock(entry), None, Verdict.ADMITTED, by=by, batch_id=key)
    return key, len(clear)


def undo(entry: Entry, *, decision_id: UUID | None, by: Person) -> None:
    """Take back the decision that stands, if it is still the one that was looked at."""
    _hold(entry)
    latest = queries.latest_of(entry)
    if latest is None or latest.id != decision_id:
        raise Stale(_OVERTAKEN)
    _refuse_excluded(entry)
    _undo(entry, latest, by=by)


def undo_many(contest: Contest, *, batch_id: UUID, by: Person) -> int:
    """What one click admitted, but for entries about which something else was decided since."""
    lock(contest)
    stands, number = queries.standing(contest), 0
    for decision in queries.batch(contest, batch_id):
        entry = lock(decision.entry)
        if stands[entry.id].id == decision.id and not entry.is_disqualified:
            _undo(entry, decision, by=by)
            number += 1
    return number


def _hold(entry: Entry) -> None:
    lock(entry.contest)
    lock(entry)


def refuse_what_stands(entry: Entry) -> None:
    """Nothing is decided about it any more."""
    _refuse_once_judged(entry.contest)
    _refuse_excluded(entry)
    if entry.state not in queries.CHECKED:
        raise Refused(_("This entry was taken back: nothing is to be decided."))


def _refuse_excluded(entry: Entry) -> None:
    """Two organisers agreed to it: one alone takes nothing of it back."""
    if entry.is_disqualified:
        raise Refused(_("This entry was excluded from the contest: it stays as it was sent."))


def _refuse_once_judged(contest: Contest) -> None:
    if contest.scoring_opened_at is not None:
        raise Refused(_("The jury has begun: what it reads stands."))


def _decide(
    entry: Entry,
    latest: Decision | None,
    verdict: Verdict,
    *,
    words: str = "",
    parts: Sequence[str] = (),
    until: datetime | None = None,
    by: Person,
    batch_id: UUID | None = None,
) -> Decision:
    before = entry.state
    if before is EntryState.INELIGIBLE and latest is not None:
        entry.state = latest.before  # a question opens it again
    entry.state = LEADS_TO.get(verdict, entry.state)
    entry.decided_at = now()
    entry.decision_reason = words if verdict is Verdict.REFUSED else ""
    entry.asked_parts, entry.asked_until = list(parts), until
    facts = {"words": words, "parts": list(parts), "until": until, "batch_id": batch_id}
    decision = Decision(
        contest_id=entry.contest_id,
        entry=entry,
        verdict=verdict,
        before=before,
        by_id=by.id,
        at=now(),
        **facts,
    )
    db.session.add(decision)
    _tell(VERBS[verdict], entry, by=by, until=until)
    return decision


def _undo(entry: Entry, decision: Decision, *, by: Person) -> None:
    contest, state = entry.contest, entry.state
    if contest.is_published:
        raise Refused(_("The results are out: what was decided stands."))
    if state is LEADS_TO.get(decision.verdict, state):
        state = decision.before
    if contest.scoring_opened_at is not None and state is not EntryState.SUBMITTED:
        raise Refused(_("The jury has begun: what it reads stands."))
    if contest.scoring_is_closed and entry.state is not EntryState.SUBMITTED:
        raise Refused(_("The jury has finished: nobody would read this entry any more."))
    decision.undone_at, decision.undone_by_id = now(), by.id
    db.session.flush()
    earlier = queries.latest_of(entry)
    asks = earlier is not None and earlier.is_open_question
    entry.state = state
    entry.asked_parts = list(earlier.parts) if earlier and asks else []
    entry.asked_until = earlier.until if earlier and asks else None
    is_refusal = earlier is not None and earlier.verdict is Verdict.REFUSED
    entry.decision_reason = earlier.words if earlier and is_refusal else ""
    _tell("entry.check_undone", entry, by=by)


def _tell(verb: str, entry: Entry, *, by: Person, until: datetime | None = None) -> None:
    facts = {"contest": dict(entry.contest.title), "code": entry.code}
    if until is not None:
        facts["until_at"] = until.isoformat()
    record(verb, entry, by=by, contest_id=entry.contest_id, **facts)
