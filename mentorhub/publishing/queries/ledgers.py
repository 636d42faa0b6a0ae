"""Ledgers: what they are made of, and the one that stands with a table."""

from uuid import UUID

from sqlalchemy import select

from mentorhub.contests.models import Contest, RubricLine
from mentorhub.judging.domain.ledger import commitment, secret
from mentorhub.judging.models import CardState, Scorecard, ScoreEvent
from mentorhub.judging.queries import declared_since, marked_by, marks_for_results
from mentorhub.platform.db import db
from mentorhub.publishing.domain.ledger import Criterion, Earlier, Opening, Sheet
from mentorhub.publishing.models import Ledger, Publication


def ledger_of(publication: Publication) -> Ledger | None:
    """None for a table from before there were ledgers."""
    return db.session.scalar(select(Ledger).where(Ledger.publication_id == publication.id))


def sheets_of(contest: Contest) -> list[Sheet]:
    """Every cell that counts in the stage that is over, with what opens its leaf of the log."""
    openings = _openings(contest, contest.judged_stage)
    return [
        Sheet(cell.entry, cell.juror, cell.points, openings.get((cell.juror, cell.entry)))
        for cell in marks_for_results(contest)
        if cell.points is not None or cell.waived
    ]


def criterion_of(line: RubricLine) -> Criterion:
    """As the ledger tells it: its points, and its words in every language."""
    words = {name: line.published[name] for name in ("name", "help", "bands")}
    return Criterion(line.id, line.max_points, line.step, words)


def sheets_before(contest: Contest) -> list[Earlier]:
    """The stages whose points count in the one that is over, the first one first, with every sheet
    that was handed in there."""
    found: list[Earlier] = []
    for number in range(contest.judged_stage - 1, 0, -1):
        if not (percent := contest.judged_stages[number - 1].carried):
            break
        rubric = [criterion_of(line) for line in marked_by(contest, number)]
        found.append(Earlier(number, percent, _handed_in(contest, number), rubric))
    return found[::-1]


def ruled_since(contest: Contest) -> tuple[int, int]:
    """Earlier sheets of jurors who declared a conflict since: (that count on, that were left out).

    Numbers alone: which sheets these are would tell who is close to whom.
    """
    ruled = [one.ruling.keeps for one in declared_since(contest) if one.ruling and not one.is_open]
    return ruled.count(True), ruled.count(False)


def _handed_in(contest: Contest, stage: int) -> list[Sheet]:
    openings = _openings(contest, stage)
    known = [line.id for line in marked_by(contest, stage)]
    rows = select(Scorecard).where(
        Scorecard.contest_id == contest.id,
        Scorecard.stage == stage,
        Scorecard.state == CardState.SUBMITTED,
    )
    return [
        Sheet(
            card.entry_id,
            card.juror_id,
            {key: points for key, points in card.points.items() if key in known},
            openings.get((card.juror_id, card.entry_id)),
        )
        for card in db.session.scalars(rows)
    ]


def _openings(contest: Contest, stage: int) -> dict[tuple[UUID, UUID], Opening]:
    """{(juror, entry): …} of the sheets that were handed in; the last time counts."""
    rows = (
        select(Scorecard.juror_id, Scorecard.entry_id, ScoreEvent)
        .join(Scorecard, Scorecard.id == ScoreEvent.scorecard_id)
        .where(
            ScoreEvent.contest_id == contest.id,
            ScoreEvent.sheet != "",
            Scorecard.stage == stage,
            Scorecard.state == CardState.SUBMITTED,
        )
        .order_by(ScoreEvent.position)
    )
    return {(juror, entry): _opening(event) for juror, entry, event in db.session.execute(rows)}


def _opening(event: ScoreEvent) -> Opening:
    facts = commitment(secret(event.nonce, "facts"), event.facts)
    return Opening(secret(event.nonce, "sheet"), facts, event.position)
