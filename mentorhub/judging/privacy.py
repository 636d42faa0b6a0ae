"""Scores are never taken away: the juror behind them becomes a pseudonym without a name."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.entries.models import Clearance, Conflict
from mentorhub.judging.models import (
    CardState,
    EarlierRuling,
    JurorAnswer,
    Mark,
    Round,
    Scorecard,
    ScoreEvent,
    ScoreLog,
    SheetConfirmation,
    SheetReceipt,
    StageResult,
    Waiver,
    Wishes,
)
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
from mentorhub.platform.i18n import _, _l, language
from mentorhub.platform.retention import Keeping

OPEN = (CardState.ASSIGNED, CardState.STARTED)


def open_sheets(person: Person) -> Iterable[Any]:
    waiting = (
        select(Juror.contest_id)
        .join(Scorecard, Scorecard.juror_id == Juror.id)
        .where(
            Juror.person_id == person.id,
            Juror.state == JurorState.ACCEPTED,
            Scorecard.state.in_(OPEN),
        )
    )
    going_on = select(Contest).where(Contest.id.in_(waiting), Contest.scoring_closed_at.is_(None))
    for contest in db.session.scalars(going_on):
        facts = {"contest": contest.title.in_language(language())}
        yield _(
            "Score sheets of “%(contest)s” wait for you. Hand them in, or ask the organisers to "
            "take you off the jury.",
            **facts,
        )


def sheets(person_id: UUID) -> list[Plain]:
    """One's own sheets: the entry by its code, so that no team is told of."""
    mine = select(Scorecard).join(Juror).where(Juror.person_id == person_id)
    return [
        {
            "entry": card.entry.code,
            "state": plain(card.state),
            "feedback": card.feedback,
            "submitted_at": plain(card.submitted_at),
            "marks": [{"points": plain(mark.points), "note": mark.note} for mark in card.marks],
        }
        for card in db.session.scalars(mine.order_by(Scorecard.id))
    ]


def answers(person_id: UUID) -> list[Plain]:
    """What was agreed to with a seat, and what was said of oneself."""
    mine = select(JurorAnswer).join(Juror).where(Juror.person_id == person_id)
    sectors = taxonomy().sectors
    return [
        {
            "contest": dict(one.juror.contest.title),
            "agreed_at": plain(one.agreed_at),
            "fields": [sectors[key].label(language()) for key in one.fields if key in sectors],
            "spoken": one.languages,
            "knows": one.knows,
        }
        for one in db.session.scalars(mine.order_by(JurorAnswer.id))
    ]


def forget_words(person_id: UUID) -> None:
    """That rules and secrecy were agreed to stays; what was said of oneself goes."""
    mine = select(Juror.id).where(Juror.person_id == person_id)
    said = {"fields": [], "languages": [], "knows": ""}
    db.session.execute(update(JurorAnswer).where(JurorAnswer.juror_id.in_(mine)).values(**said))


def forget_sheets(before: datetime) -> None:
    """Of contests that are over since then. The published table keeps its places and means."""
    over = func.coalesce(Contest.published_at, Contest.closes_at) < before
    contests = select(Contest.id).where(over)
    gone = (SheetConfirmation, SheetReceipt, Mark, Scorecard, Waiver, Conflict, Clearance)
    for model in (ScoreEvent, EarlierRuling, *gone, JurorAnswer, StageResult):
        db.session.execute(delete(model).where(model.contest_id.in_(contests)))
    emptied = update(ScoreLog).where(ScoreLog.contest_id.in_(contests))
    db.session.execute(emptied.where(ScoreLog.emptied_at.is_(None)).values(emptied_at=now()))


HOLDINGS = (
    Holding(
        Round,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "readers"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
    ),
    Holding(
        Conflict,
        Matter.JURIES,
        own="declared_by_id",
        shown=("at", "reason"),
        fate=Fate.EMPTIED,
        reason=Reason.RESULTS,
        emptied={"reason": ""},
    ),
    Holding(
        Clearance,
        Matter.OFFICES,
        own="by_id",
        others=("ended_by_id",),
        shown=("at", "reason"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
    ),
    Holding(
        JurorAnswer,
        Matter.JURIES,
        fate=Fate.EMPTIED,
        reason=Reason.RESULTS,
        words=("fields", "languages", "knows"),
        export=answers,
        erase=forget_words,
    ),
    Holding(
        Wishes,
        Matter.JURIES,
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("most_of", "pinned"),
    ),
    Holding(
        Waiver,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "reason"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
    ),
    Holding(
        SheetConfirmation,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "reason"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
    ),
    Holding(
        EarlierRuling,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "reason"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
    ),
    Holding(
        ScoreEvent,
        Matter.JURIES,
        own="by_id",
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("content",),
        export=sheets,
    ),
)
HINDRANCES = (open_sheets,)
RETENTION = (
    Keeping(
        "scoresheets",
        _l("Scoresheets of jurors with their remarks, after the results"),
        5 * 365,
        _l("to answer how a result came about"),
        forget_sheets,
    ),
)
