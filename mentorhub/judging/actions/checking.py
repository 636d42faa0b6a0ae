"""Reading every log again: rows, leaves, tree, checkpoints and the marks they lead to.

What a hand in the database changed, added or took away is found, and told until somebody acts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.judging import queries
from mentorhub.judging.actions.checkpoints import (
    checkpoints_of,
    contests_with_checkpoints,
    is_marked_by_others,
    tree_at,
)
from mentorhub.judging.actions.history import about
from mentorhub.judging.domain.ledger import commitment, secret
from mentorhub.judging.domain.merkle import root_of
from mentorhub.judging.models import CardState, Closing, Scorecard, ScoreEvent, ScoreLog
from mentorhub.platform import audit
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, db

log = structlog.get_logger()
FORGOTTEN_AFTER = timedelta(days=5 * 365 - 1)
LEADS_TO = {
    "saved": CardState.STARTED,
    "submitted": CardState.SUBMITTED,
    "reopened": CardState.STARTED,
    "voided": CardState.VOID,
    "revived": CardState.ASSIGNED,
}


@dataclass(frozen=True)
class Break:
    """What does not hold in a contest's log; `position` is the leaf, where it is about one."""

    contest_id: UUID
    problem: str
    position: int | None = None

    def __str__(self) -> str:
        return self.problem if self.position is None else f"leaf {self.position}: {self.problem}"


def read_all_again() -> list[Break]:
    """The first thing that does not hold of each contest. Alarms for those that do not."""
    known = {held.contest_id: held for held in queries.logs()}
    found = []
    for contest_id in sorted(
        known.keys() | contests_with_checkpoints() | queries.contests_with_sheets()
    ):
        wrong = next(breaks_in(contest_id), None)
        _remember(contest_id, known.get(contest_id), wrong)
        if wrong is not None:
            found.append(wrong)
    return found


def _remember(contest_id: UUID, held: ScoreLog | None, wrong: Break | None) -> None:
    contest = db.session.get(Contest, contest_id)
    if contest is None:
        log.error("scores_broken", contest=str(contest_id), problem="the contest is gone")
        return
    if held is None:
        add_once(ScoreLog, contest_id=contest_id, size=0, problem="")
        held = queries.log_of(contest_id)
        assert held is not None
    held.checked_at, held.problem = now(), str(wrong or "")
    if wrong is not None:
        log.error("scores_broken", contest=str(contest_id), problem=str(wrong))
        audit.note("scores.broken", subject=contest, position=wrong.position)
        record("scores.broken", contest, by=None, **about(contest))


def first_break(contest: Contest) -> Break | None:
    """What does not hold now; None too where nothing was ever logged or signed."""
    if queries.log_of(contest.id) is None and contest.id not in contests_with_checkpoints():
        return None
    return next(breaks_in(contest.id), None)


def breaks_in(contest_id: UUID) -> Iterator[Break]:
    """Everything that does not hold, the most telling first. Reads the whole of the log."""
    held = queries.log_of(contest_id, held=True)
    events = list(queries.events_of(contest_id))
    if held is not None and held.emptied_at is not None:
        yield from _emptied(contest_id, held, events)
        return
    if held is None:
        yield Break(contest_id, "it has scoresheets or checkpoints and no log")
        return
    yield from _rows(contest_id, events)
    if held.size != len(events):
        yield Break(contest_id, f"it has {len(events)} leaves instead of {held.size}")
    closings = queries.closings_of(contest_id)
    yield from _outside(contest_id, [bytes.fromhex(event.leaf) for event in events], closings)
    for closing in closings:
        yield from _since(closing, events)
    yield from _sheets(contest_id, events)


def _emptied(contest_id: UUID, held: ScoreLog, events: list[ScoreEvent]) -> Iterator[Break]:
    contest = db.session.get_one(Contest, contest_id)
    over = contest.published_at or contest.closes_at
    if events:
        yield Break(contest_id, "it was emptied and has leaves again")
    elif held.emptied_at and held.emptied_at - over < FORGOTTEN_AFTER:
        yield Break(contest_id, "it was emptied too early")


def _rows(contest_id: UUID, events: list[ScoreEvent]) -> Iterator[Break]:
    for position, event in enumerate(events):
        if event.position != position:
            yield Break(contest_id, "it is missing", position)
            return
        if event.leaf != event.true_leaf:
            yield Break(contest_id, "its row was changed", position)
        if event.sheet and not _opens(event):
            yield Break(contest_id, "its points are not those that were committed to", position)


def _opens(event: ScoreEvent) -> bool:
    card = db.session.get(Scorecard, event.scorecard_id)
    if card is None:
        return False
    facts = {"entry": str(card.entry_id), "points": event.content.get("points")}
    return commitment(secret(event.nonce, "sheet"), facts) == event.sheet


def _outside(contest_id: UUID, leaves: list[bytes], closings: Sequence[Closing]) -> Iterator[Break]:
    known = {tree_at(closing) for closing in closings}
    for one in checkpoints_of(contest_id):
        if one is None:
            yield Break(contest_id, "a checkpoint was not signed with this application's key")
        elif one.size > len(leaves):
            yield Break(contest_id, f"a checkpoint says {one.size} leaves: some are gone")
        elif root_of(leaves[: one.size]) != one.root:
            yield Break(contest_id, f"its first {one.size} leaves are not those that were signed")
        if one is not None and one.more and one not in known:
            yield Break(contest_id, "a closing that was signed is gone")


def _since(closing: Closing, events: list[ScoreEvent]) -> Iterator[Break]:
    """What is no longer as it stood when the scoring of this stage closed."""
    contest_id, tree = closing.contest_id, tree_at(closing)
    if tree is None:
        yield Break(contest_id, "a closing was not signed with this application's key")
        return
    before = [bytes.fromhex(event.leaf) for event in events[: tree.size]]
    if len(before) < tree.size or root_of(before) != tree.root:
        yield Break(contest_id, f"its first {tree.size} leaves are not those of a closing")
    for event in events[tree.size :]:
        if event.kind == "submitted" and _stage_of(event) == closing.stage:
            yield Break(contest_id, "a sheet was handed in after the closing", event.position)
    contest = db.session.get_one(Contest, contest_id)
    if contest.rubric_is_locked and is_marked_by_others(contest, closing, tree):
        yield Break(contest_id, "the criteria are not those the jury marked by")


def _stage_of(event: ScoreEvent) -> int | None:
    card = db.session.get(Scorecard, event.scorecard_id)
    return card.stage if card else None


def _sheets(contest_id: UUID, events: list[ScoreEvent]) -> Iterator[Break]:
    # what was said about a sheet (that its juror stands by it) leaves it as it was
    last = {event.scorecard_id: event for event in events if event.kind in LEADS_TO}
    for card in queries.cards_with_marks(contest_id):
        event = last.get(card.id)
        state = LEADS_TO[event.kind] if event else CardState.ASSIGNED
        if card.state is not state:
            yield Break(
                contest_id, f"a sheet is {card.state.value} and should be {state.value}",
                event.position if event else None,
            )  # fmt: skip
        elif event and event.sheet and not _as_handed_in(card, event):
            yield Break(contest_id, "a mark is not the one handed in", event.position)


def _as_handed_in(card: Scorecard, event: ScoreEvent) -> bool:
    stored = {str(line): f"{points:.2f}" for line, points in card.points.items()}
    given = event.content.get("points") or {}
    return all(stored.get(line) == points for line, points in given.items())
