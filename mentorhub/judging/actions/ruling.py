"""A conflict declared in a later stage: do the points of that juror from before still count?

Who went on stands: two organisers agreed to it, and others would have to come back. The points an
entry brought along can be counted again without the sheet, which two organisers decide.
"""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about, note, void
from mentorhub.judging.domain.advancing import carried
from mentorhub.judging.domain.scoring import NOTHING, averaged, mean
from mentorhub.judging.models import EarlierRuling, Scorecard, StageResult
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l

LEAVE_OUT = "judging.leave_out_earlier"
After = Sequence[tuple[StageResult, Decimal]]
"""What an entry has after each stage concerned, and what it would have."""


def undecided(contest: Contest) -> int:
    """Sheets of earlier stages about which organisers still have to decide."""
    return sum(one.is_open for one in queries.declared_since(contest))


def keep_earlier(card: Scorecard, *, reason: str, by: Person) -> None:
    """Its points count on, for this reason. `card` must be held."""
    contest = _held(card)
    _written(card, reason=reason, by=by)
    note(card, "kept", by=by, reason=reason.strip())
    record("judging.earlier_kept", card, by=by, code=card.entry.code, **about(contest))


def ask_to_leave_out(card: Scorecard, *, reason: str, by: Person) -> None:
    """Ask another organiser to count the points again without it. `card` must be held."""
    contest = _held(card)
    after = _counted_without(contest, card)
    _written(card, reason=reason, by=by).approval = Approval(
        action=LEAVE_OUT,
        subject_type="Scorecard",
        subject_id=card.id,
        digest=_digest(after),
        asked_by=by,
    )
    record("judging.leaving_out_asked", contest, by=by, code=card.entry.code, **about(contest))


def agree_to_leave_out(card: Scorecard, *, seen: str, by: Person) -> None:
    """The other organiser agrees: the sheet is void, what its entry brought is counted again.

    `seen` is the mark of the request the page showed: asked anew, it may have another reason.
    """
    contest = _held(card)
    _ruling, approval = _waiting(card)
    if approval.asked_by_id == by.id:
        raise Refused(_l("Another organiser must agree. Whoever proposed it cannot."))
    approval.must_be(seen)
    after = _counted_without(contest, card)
    if approval.digest != _digest(after):
        raise Stale(_l("The scoresheets or the entries have changed since. Look again."))
    approval.approved_by, approval.approved_at = by, now()
    _put_in_place(after, without=card)
    void(card, reason="conflict", by=by)
    record("judging.earlier_left_out", card, by=by, code=card.entry.code, **about(contest))


def call_off_leaving_out(card: Scorecard, *, by: Person) -> None:
    """Take the proposal back, or decline it: the sheet is undecided again."""
    contest = _held(card)
    ruling, approval = _waiting(card)
    approval.withdrawn_at = now()
    db.session.delete(ruling)
    record("judging.leaving_out_called_off", card, by=by, code=card.entry.code, **about(contest))


def _held(card: Scorecard) -> Contest:
    contest = lock(card.contest)
    if contest.is_published:
        raise Refused(_l("The results are out."))
    found = [one for one in queries.declared_since(contest) if one.card.id == card.id]
    if not found or card.is_void:
        raise Refused(_l("About this sheet there is nothing to decide."))
    return contest


def _written(card: Scorecard, *, reason: str, by: Person) -> EarlierRuling:
    """A new ruling, or the one that kept the sheet; Refused while another organiser is asked."""
    ruling = queries.ruling_on(card)
    if ruling is not None and ruling.waits:
        raise Refused(_l("This already waits for another organiser."))
    ruling = ruling or EarlierRuling(contest_id=card.contest_id, scorecard_id=card.id)
    ruling.reason, ruling.language = reason.strip(), by.language
    ruling.by_id, ruling.at = by.id, now()
    db.session.add(ruling)
    return ruling


def _waiting(card: Scorecard) -> tuple[EarlierRuling, Approval]:
    """What another organiser is asked about; Refused where nothing waits."""
    ruling = queries.ruling_on(card)
    if ruling is None or ruling.approval is None or not ruling.waits:
        raise Refused(_l("Nothing waits for an answer here any more."))
    return ruling, ruling.approval


def _counted_without(contest: Contest, card: Scorecard) -> After:
    """What the entry then has after that stage and those that follow; Refused where sheets do not
    give it."""
    results = {one.stage: one for one in queries.stages_of(card.entry)}
    sheets = queries.sheets_beside(card)
    rest = [one for one in sheets if one.id != card.id]
    if not rest:
        raise Refused(_l("It is the only sheet of this entry in that stage: keep it, and say why."))
    brought = queries.brought_along(contest, results.get(card.stage - 1)) or NOTHING
    if results[card.stage].total != _whole(contest, sheets) + brought:
        raise Refused(
            _l(
                "The points of that stage do not follow from its sheets alone: they were evened "
                "out, or the criteria have changed. Keep the sheet, and say why."
            )
        )
    found = [(results[card.stage], _whole(contest, rest) + brought)]
    for stage in range(card.stage + 1, contest.judged_stage):
        before, total = found[-1]
        percent, known = contest.judged_stages[before.stage - 1].carried, results[stage].total
        if not percent or known is None or before.total is None:
            break
        changed = carried(total, percent) - carried(before.total, percent)
        found.append((results[stage], known + changed))
    return found


def _put_in_place(after: After, *, without: Scorecard) -> None:
    rest = [one.points for one in queries.sheets_beside(without) if one.id != without.id]
    for result, total in after:
        if result.given is not None and result.total is not None:
            result.given += total - result.total
        result.total = total
    stage, _total = after[0]
    stage.means = {line: str(mean([one[UUID(line)] for one in rest])) for line in stage.means}


def _whole(contest: Contest, sheets: Sequence[Scorecard]) -> Decimal:
    known = {line.id for line in queries.marked_by(contest, sheets[0].stage)}
    totals = [
        sum((points for line, points in one.points.items() if line in known), NOTHING)
        for one in sheets
    ]
    return averaged(totals, contest.average)


def _digest(after: After) -> str:
    told = [f"{one.id} {one.total} {total}" for one, total in after]
    return hashlib.sha256(" ".join(told).encode()).hexdigest()
