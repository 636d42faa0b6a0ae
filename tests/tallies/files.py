"""Files of marks as people fill them in, and the way they go."""

import io
import re
from decimal import Decimal

from sqlalchemy import select

from mentorhub.judging.models import Mark, ScoreEvent
from mentorhub.platform.db import db
from mentorhub.tallies.models import GivenTally
from tests.rosters.files import excel

HEADINGS = ["Mã bài thi", "Tên bài", "Mã giám khảo", "1. Tiêu chí 1 (0–30)",
            "2. Tiêu chí 2 (0–10)", "Nhận xét cho đội", "Ghi chú"]  # fmt: skip


def filled(rows):
    return excel([["Ý tưởng trẻ"], [], HEADINGS, *rows])


def give(browser, contest, data, name="diem.xlsx"):
    return browser.post(f"/contests/{contest.id}/tallies", file=(io.BytesIO(data), name))


def digest_on(page):
    found = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', page.text)
    return found and found[1]


def pass_on(browser, contest, data):
    """Give the file, look at it, ask for its confirmation; the address of the file."""
    where = give(browser, contest, data).location
    sent = browser.post(f"{where}/passing-on", digest=digest_on(browser.get(where)))
    assert sent.status_code == 303
    return where


def confirm(browser, where):
    return browser.post(f"{where}/confirmation", digest=digest_on(browser.get(where)) or "")


def newest():
    return db.session.scalar(select(GivenTally).order_by(GivenTally.id.desc()))


def marks(card):
    rows = db.session.scalars(select(Mark).where(Mark.scorecard_id == card.id))
    found = {mark.line_id: mark.points for mark in rows}
    return [found.get(line.id) for line in card.contest.rubric]


def events(contest):
    rows = select(ScoreEvent).where(ScoreEvent.contest_id == contest.id)
    return list(db.session.scalars(rows.order_by(ScoreEvent.position)))


GIVEN = [[Decimal("20.5"), Decimal(7)], [Decimal(12), Decimal(0)], [Decimal(30), Decimal(10)],
         [Decimal(0), Decimal(0)]]  # fmt: skip
NOTHING = [[None, None]] * 4
