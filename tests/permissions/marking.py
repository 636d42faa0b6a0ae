"""Somebody's scoresheet handed in once more, by the verbs a jury and its organisers use."""

from decimal import Decimal

from sqlalchemy import delete, select, update

from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.judging import actions as judging
from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.models import Scorecard, ScoreEvent, ScoreLog, StageResult
from mentorhub.judging.queries import card_to_mark, rubric_with_marks
from mentorhub.platform.db import db
from tests.factories import make_table
from tests.judging.two_stages import stage as judged

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


def go_into_a_final(stage):
    """A first round lies behind everybody who entered; the jury marks a second time now."""
    contest = db.session.get(Contest, stage.ids["contest"])
    [first] = contest.judged_stages
    first.carried = 40
    contest.stages.append(judged("Chung kết", 9))
    contest.judged_stage = 2
    for entry in _entries(contest):
        entry.reached_stage = 2
    of_the_contest = Scorecard.contest_id == contest.id
    db.session.execute(update(Scorecard).where(of_the_contest).values(stage=2))
    db.session.commit()


def come_out(stage, points):
    """How they came out of the first round, with these points: kept since, and secret."""
    contest = db.session.get(Contest, stage.ids["contest"])
    given = [Decimal(one) for one in points]
    means = {str(line.id): f"{one:.2f}" for line, one in zip(contest.rubric, given, strict=True)}
    for entry in _entries(contest):
        result = StageResult(
            contest_id=contest.id, entry_id=entry.id, stage=1, place=1, total=sum(given),
            given=sum(given), means=means, goes_on=True,
        )  # fmt: skip
        db.session.add(result)
    db.session.commit()


def _entries(contest):
    return db.session.scalars(select(Entry).where(Entry.contest_id == contest.id)).all()


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
