"""Marks given to a sheet, and what is kept of them."""

from decimal import Decimal

from sqlalchemy import select

from mentorhub.judging import actions, queries
from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.models import Mark, ScoreEvent
from mentorhub.platform.db import db


def save(card, points, *, version=None, key="", notes=(), feedback=""):
    """Mark the criteria in order; `points` are strings, None is not yet."""
    held = queries.card_to_mark(card.id)
    notes = [*notes, *[""] * len(points)]
    given = {
        line.id: Given(None if value is None else Decimal(value), note)
        for line, value, note in zip(held.contest.rubric, points, notes, strict=False)
    }
    return actions.save_marks(
        held,
        sheet=queries.rubric_with_marks(held),
        version=held.version if version is None else version,
        given=given,
        feedback=feedback,
        key=key,
        by=card.juror.person,
    )


def stored(card):
    rows = db.session.scalars(select(Mark).where(Mark.scorecard_id == card.id))
    by_line = {mark.line_id: mark for mark in rows}
    return [
        (by_line[line.id].points, by_line[line.id].note) if line.id in by_line else None
        for line in card.contest.rubric
    ]


def history(card):
    rows = select(ScoreEvent).where(ScoreEvent.scorecard_id == card.id).order_by(ScoreEvent.id)
    return list(db.session.scalars(rows))
