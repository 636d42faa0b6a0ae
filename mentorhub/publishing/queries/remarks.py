"""What jurors wrote to teams, and what of it is left out."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload

from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.judging.models import CardState, Scorecard
from mentorhub.platform.db import db
from mentorhub.publishing.models import HeldRemark


def remarks_for(entry: Entry) -> dict[int, list[str]]:
    """{stage of judging: what its jury wrote to the team, in no order that tells who wrote it}."""
    rows = db.session.execute(
        select(Scorecard.stage, Scorecard.feedback).where(
            Scorecard.entry_id == entry.id,
            Scorecard.state == CardState.SUBMITTED,
            Scorecard.feedback != "",
            Scorecard.id.not_in(select(HeldRemark.scorecard_id)),
        )
    )
    found: dict[int, list[str]] = {}
    for stage, remark in sorted((row.stage, row.feedback) for row in rows):
        found.setdefault(stage, []).append(remark)
    return found


def remarks_in(contest: Contest) -> Sequence[tuple[Scorecard, HeldRemark | None]]:
    """Every remark of the contest in an order that tells nothing of its juror, and what is held."""
    rows = (
        select(Scorecard, HeldRemark)
        .join(Entry, Entry.id == Scorecard.entry_id)
        .outerjoin(HeldRemark, HeldRemark.scorecard_id == Scorecard.id)
        .where(
            Scorecard.contest_id == contest.id,
            Scorecard.state == CardState.SUBMITTED,
            Scorecard.feedback != "",
        )
        .options(joinedload(Scorecard.entry), lazyload(Scorecard.marks))
        .order_by(Entry.number, Scorecard.feedback)
    )
    return [(card, held) for card, held in db.session.execute(rows)]


def held_remark(card: Scorecard) -> HeldRemark | None:
    return db.session.scalar(select(HeldRemark).where(HeldRemark.scorecard_id == card.id))
