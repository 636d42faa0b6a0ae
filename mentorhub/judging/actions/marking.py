"""Marking: saved as it is typed, submitted when it is whole, reopened only with a reason."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest, RubricLine
from mentorhub.entries.models import EntryState
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about, note
from mentorhub.judging.actions.receipts import give
from mentorhub.judging.domain.scoring import NOTHING, Given
from mentorhub.judging.models import CardState, Mark, Scorecard, criterion
from mentorhub.judging.queries import Sheet
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _, _l, language

Points = dict[UUID, Decimal | None]


@dataclass(frozen=True)
class Saved:
    """The version and moment the card has reached."""

    version: int
    at: datetime | None


def save_marks(
    card: Scorecard,
    *,
    sheet: Sheet,
    version: int,
    given: Mapping[UUID, Given],
    feedback: str,
    by: Person,
    key: str = "",
    hands: Mapping[str, Any] = MappingProxyType({}),
) -> Saved:
    """Keep what the juror has so far.

    `card` must be held (queries.card_to_mark), `sheet` read after that (rubric_with_marks).
    A retry with the same key gets the first answer; a save from an old version raises Stale
    with what is stored, so the page can show both. `hands` says for the log
    who typed it from paper.
    """
    must_take_marks(card, sheet)
    _must_not_be_on_paper(card)
    digest = _digest(given, feedback)
    if version != card.version:
        return _replayed(card, sheet, given=given, feedback=feedback, key=key, digest=digest)
    changed = _write(card, sheet, given)
    if not changed and card.feedback == feedback:
        return Saved(card.version, card.saved_at)
    words_of = card.juror.person or by
    card.feedback, card.language, card.saved_at = feedback, words_of.language, now()
    card.state = CardState.STARTED
    points = {line.hex: None if p is None else str(p) for line, p in changed.items()}
    reached = note(card, "saved", by=by, key=key, digest=digest, points=points, **hands)
    return Saved(reached, card.saved_at)


def must_take_marks(card: Scorecard, sheet: Sheet) -> None:
    """Refuse unless marks may still be written on the card, by whatever hand."""
    if not sheet:
        raise Refused(_l("This contest has no criteria yet."))
    if not sheet[0].is_scoring:
        raise Refused(_l("Scoring is closed. Nothing was changed."))
    if card.is_void:
        raise Refused(_l("This sheet no longer counts. Nothing was changed."))
    if card.is_submitted:
        raise Refused(_l("This sheet is submitted and locked. Nothing was changed."))
    if card.entry.is_disqualified:
        raise Refused(_l("This entry was excluded from the contest. Nothing was changed."))
    if card.entry.state is not EntryState.SUBMITTED:
        raise Refused(_l("The team has withdrawn this entry. Nothing was changed."))


def _must_not_be_on_paper(card: Scorecard) -> None:
    if card.is_on_paper:
        raise Refused(_l("This sheet is being typed from its paper. Nothing was changed."))


def _digest(given: Mapping[UUID, Given], feedback: str) -> str:
    facts = sorted((line.hex, str(one.points), one.note) for line, one in given.items())
    return hashlib.sha256(json.dumps([facts, feedback]).encode()).hexdigest()


def _replayed(
    card: Scorecard,
    sheet: Sheet,
    *,
    given: Mapping[UUID, Given],
    feedback: str,
    key: str,
    digest: str,
) -> Saved:
    """The first answer again if this very save arrived before; otherwise both texts."""
    stored = {line.id: Given(mark.points, mark.note) for line, mark, _is_scoring in sheet if mark}
    if feedback == card.feedback and given == {line: stored.get(line, Given()) for line in given}:
        return Saved(card.version, card.saved_at)
    event = queries.event_with_key(card, key) if key else None
    if event is None:
        raise Stale(
            _l("This sheet was changed elsewhere in the meantime. Nothing typed here is lost."),
            version=card.version,
            feedback=card.feedback,
            given=stored,
        )
    if event.content["digest"] != digest:
        raise Refused(_l("This key was already used for something else. Reload the page."))
    return Saved(event.version, event.at)


def _write(card: Scorecard, sheet: Sheet, given: Mapping[UUID, Given]) -> Points:
    """Change the marks that differ and say which; the first mark freezes the rubric."""
    changed: Points = {}
    for line, mark, _is_scoring in sheet:
        new = given.get(line.id, Given())
        if new == (Given(mark.points, mark.note) if mark else Given()):
            continue
        if new.points is not None and not criterion(line).allows(new.points):
            raise Refused(_("%(points)s is not on the scale.", points=str(new.points)))
        if mark is None:
            mark = Mark(contest_id=card.contest_id, scorecard_id=card.id, line_id=line.id)
            db.session.add(mark)
        mark.points, mark.note = new.points, new.note
        changed[line.id] = new.points
    if any(points is not None for points in changed.values()):
        _freeze_rubric(sheet)
    return changed


def _freeze_rubric(sheet: Sheet) -> None:
    for line, _mark, _is_scoring in sheet:
        if line.locked_at is None:
            line.locked_at = now()


def submit(card: Scorecard, *, by: Person, **origin: Any) -> None:
    """Lock the sheet. `card` must be held; a second click finds it done and says nothing.

    `origin` goes into the log with it: whence the marks come if the juror did not type them here.
    """
    if card.is_submitted:
        return
    sheet = queries.rubric_with_marks(card)
    must_take_marks(card, sheet)
    _must_not_be_on_paper(card)
    if any(mark is None or mark.points is None for _line, mark, _is_scoring in sheet):
        raise Refused(_l("Mark every criterion first; zero is a mark too."))
    if any(not criterion(line).allows(mark.points or NOTHING) for line, mark, _ in sheet):
        raise Refused(_l("A criterion has other points since: mark it again."))
    if silent := without_words(card.contest, sheet):
        names = ", ".join(line.name.in_language(language()) for line in silent)
        raise Refused(
            _(
                "Write a note on these criteria first, why they get so little: %(names)s.",
                names=names,
            )
        )
    card.state, card.submitted_at = CardState.SUBMITTED, now()
    give(card, sheet)
    points = {line.id: mark.points or NOTHING for line, mark, _is_scoring in sheet}
    note(card, "submitted", by=by, handed_in=points, **origin)
    record("judging.submitted", card, by=by, contest_id=card.contest_id)


def without_words(contest: Contest, sheet: Sheet) -> list[RubricLine]:
    """The criteria that got so little that the contest asks for a note, and have none."""
    return [
        line
        for line, mark, _is_scoring in sheet
        if mark and Given(mark.points, mark.note).needs_words(criterion(line), contest.note_below)
    ]


def reopen(card: Scorecard, *, reason: str, by: Person) -> None:
    """Let the juror change a submitted sheet; who, when and why stay on record."""
    if not card.contest.is_scoring or not card.is_of_this_stage:
        raise Refused(_l("Scoring is closed. Nothing was changed."))
    if not card.is_submitted:
        raise Refused(_l("This sheet is not submitted."))
    card.state, card.submitted_at = CardState.STARTED, None
    note(card, "reopened", by=by, reason=reason)
    record("judging.reopened", card, by=by, code=card.entry.code, **about(card.contest))
