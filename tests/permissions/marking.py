"""Somebody's scoresheet handed in once more, by the verbs a jury and its organisers use."""

from decimal import Decimal

from sqlalchemy import delete

from mentorhub.contests.models import Contest
from mentorhub.judging import actions as judging
from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.models import ScoreEvent, ScoreLog
from mentorhub.judging.queries import card_to_mark, rubric_with_marks
from mentorhub.platform.db import db
from tests.factories import make_table

WHY = "Giám khảo xin chấm lại bài này."


def mark_again(stage, points):
    """By a juror who is no role, for the entry everybody else is about; scoring stays as it was."""
    contest = db.session.get(Contest, stage.ids["contest"])
    closed, contest.scoring_closed_at = contest.scoring_closed_at, None
    db.session.flush()
    card, organiser = card_to_mark(stage.ids["other_card"]), stage.person("CO")
    juror = card.juror.person
    if card.is_submitted:
        judging.reopen(card, reason=WHY, by=organiser)
    sheet = rubric_with_marks(card)
    given = zip((line.id for line, _mark, _is_scoring in sheet), points, strict=True)
    marks = {line: Given(Decimal(one), "") for line, one in given}
    facts = {"sheet": sheet, "version": card.version, "feedback": card.feedback}
    judging.save_marks(card, given=marks, **facts, by=juror)
    if closed is not None:
        judging.submit(card, by=juror)
        judging.close_scoring(contest, by=organiser, reason=WHY)
        contest.scoring_closed_at = closed
    db.session.commit()


def prepare(stage):
    """The first organiser freezes a table and asks the second: ledger and places are written.

    Planted sheets stand in no log; beside one that knows a single sheet they would be a forgery.
    """
    contest = db.session.get(Contest, stage.ids["contest"])
    for kind in (ScoreEvent, ScoreLog):
        db.session.execute(delete(kind).where(kind.contest_id == contest.id))
    table = make_table(contest, by=stage.person("CO"))
    db.session.flush()
    stage.ids["publication"] = table.id
    db.session.commit()
