"""A file becomes sheets: looked at, passed on, and confirmed as a whole by somebody else, or not.

The marks enter as a juror's own do, by judging's own verbs, and only on sheets nobody has begun.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from uuid import UUID

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest, Juror
from mentorhub.judging import actions as judging
from mentorhub.judging import queries as judging_queries
from mentorhub.judging.actions.history import about
from mentorhub.judging.domain.scoring import Given
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, let_others_write, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _, _l, moment
from mentorhub.sheets.domain.reading import rows_of
from mentorhub.tallies import queries
from mentorhub.tallies.domain.lines import Line, Problem, Tally, tally_in
from mentorhub.tallies.domain.plan import Plan, compared
from mentorhub.tallies.models import GivenTally
from mentorhub.tallies.rules import may_bring_in

ACTION = "judging.tally"
_GONE = _l("Nothing waits for an answer here any more.")
_CHANGED = _l("Something has changed since you looked. Read the new comparison first.")


def understood(contest: Contest, data: bytes) -> Tally:
    """What a file says, before anything is written. Raises Unreadable or NoTally."""
    criteria = queries.asked_in(contest)
    let_others_write()
    return tally_in(rows_of(data), criteria)


def take_in(contest: Contest, tally: Tally, data: bytes, *, by: Person) -> GivenTally:
    """Keep what was understood until it is confirmed, or given up, seven days at most."""
    _must_be_scoring(contest)
    digest = hashlib.sha256(data).hexdigest()
    if (before := queries.entered_already(contest, digest)) and before.entered_at:
        when = moment(before.entered_at)
        raise Refused(_("This very file was confirmed %(when)s. Nothing was changed.", when=when))
    given = GivenTally(
        contest=contest,
        stage=contest.judged_stage,
        by=by,
        file_digest=digest,
        content=asdict(tally),
    )
    db.session.add(given)
    db.session.flush()
    return given


def tally_of(given: GivenTally) -> Tally:
    """What the file said."""
    kept = given.content
    return Tally(
        kept["rubric"],
        tuple(Line(**line) for line in kept["lines"]),
        tuple(Problem(**problem) for problem in kept["problems"]),
        tuple(kept["unused"]),
        kept["empty"],
    )


def plan_of(given: GivenTally) -> Plan:
    """What confirming it now would do."""
    return compared(tally_of(given), queries.table_of(given.contest))


def pass_on(given: GivenTally, *, digest: str, by: Person) -> None:
    """Ask another organiser to confirm exactly this; a second click finds it done."""
    lock(given)
    _must_wait(given)
    if given.is_passed_on:
        return
    plan = _whole(given)
    if plan.digest != digest:
        raise Refused(_CHANGED)
    given.approval = Approval(
        action=ACTION,
        subject_type="GivenTally",
        subject_id=given.id,
        digest=plan.digest,
        asked_by=by,
    )
    record("judging.tally_given", given, by=by, **about(given.contest))


def confirm(given: GivenTally, *, digest: str, by: Person) -> int:
    """Put every mark on its sheet and lock it, all of them or none; how many that are.

    The cards are held first, as closing does: a save under way is over before this looks.
    """
    contest = given.contest
    judging_queries.hold_cards(contest)
    lock(given)
    if given.is_entered:
        return given.entered  # two confirmed at once, or one clicked twice
    _must_wait(given)
    approval = _asked(given, by=by)
    plan = _whole(given)
    if not plan.digest == approval.digest == digest:
        raise Refused(_CHANGED)
    jurors = {_enter(given, UUID(key), line, by=by) for key, line in plan.lines}
    approval.approved_by, approval.approved_at = by, now()
    given.entered, given.entered_at, given.content = len(plan.lines), now(), {}
    record("judging.tally_confirmed", given, by=by, **about(contest))
    for juror in sorted(jurors, key=lambda one: one.id):
        record("judging.sheets_entered", juror, by=by, **about(contest))
    return given.entered


def decline(given: GivenTally, *, by: Person) -> None:
    """Forget the file: whoever gave it takes it back, or another organiser does not confirm it."""
    lock(given)
    if given.is_entered:
        raise Refused(_l("These marks are on their sheets already."))
    given.content = {}
    if given.approval is not None and given.approval.is_open:
        lock(given.approval).withdrawn_at = now()
        record("judging.tally_declined", given, by=by, **about(given.contest))


def _enter(given: GivenTally, key: UUID, line: Line, *, by: Person) -> Juror:
    card = judging_queries.card_to_mark(key)
    assert card is not None
    sheet = judging_queries.rubric_with_marks(card)
    judging.save_marks(
        card,
        sheet=sheet,
        version=card.version,
        given=_marks(given, line),
        feedback=line.feedback,
        by=given.by,
    )
    origin = {"file": given.file_digest, "given_by": given.by_id.hex, "confirmed_by": by.id.hex}
    judging.submit(card, by=by, **origin)
    return card.juror


def _marks(given: GivenTally, line: Line) -> Mapping[UUID, Given]:
    """The one note of a line stands where the contest asks for one, else at the first criterion."""
    contest = given.contest
    points = {UUID(key): Decimal(value) for key, value in line.points.items()}
    asked = {
        UUID(one.criterion.key)
        for one in queries.asked_in(contest)
        if Given(points[UUID(one.criterion.key)]).needs_words(one.criterion, contest.note_below)
    }
    noted = asked or {contest.rubric_now[0].id}
    return {key: Given(value, line.note if key in noted else "") for key, value in points.items()}


def _whole(given: GivenTally) -> Plan:
    _must_be_scoring(given.contest)
    if given.stage != given.contest.judged_stage:
        raise Refused(_l("This stage is over: what was decided from its sheets stands."))
    plan = plan_of(given)
    if plan.problems:
        raise Refused(_l("Put the file right first: nothing is taken in by halves."))
    return plan


def _asked(given: GivenTally, *, by: Person) -> Approval:
    if given.approval is None or not lock(given.approval).is_open:
        raise Refused(_GONE)
    if by.id in (given.by_id, given.approval.asked_by_id):
        raise Refused(_l("Another organiser must confirm it: whoever gave the file cannot."))
    if not may_bring_in(given.by, given.contest):
        raise Refused(_l("Whoever gave this file may not bring marks in any more."))
    return given.approval


def _must_wait(given: GivenTally) -> None:
    if not given.is_open:
        raise Refused(_GONE)


def _must_be_scoring(contest: Contest) -> None:
    db.session.refresh(contest, ["scoring_opened_at", "scoring_closed_at", "judged_stage"])
    if not contest.is_scoring:
        raise Refused(_l("Scoring is not open."))
