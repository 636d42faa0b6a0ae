"""A sheet as its form sends it, where it is sent, and the points that are kept of it."""

from uuid import uuid4

from sqlalchemy import event, select

from mentorhub.judging.models import Mark
from mentorhub.platform.db import db


def answers(card, *points, version=None, **more):
    """A whole sheet as its form sends it."""
    lines = card.contest.rubric
    return {
        "version": str(card.version if version is None else version),
        "key": more.pop("key", uuid4().hex),
        "feedback": more.pop("feedback", ""),
        **{f"points_{line.id.hex}": value for line, value in zip(lines, points, strict=True)},
        **{f"note_{line.id.hex}": "" for line in lines},
        **more,
    }


def field(card, position, kind="points"):
    return f"{kind}_{card.contest.rubric[position].id.hex}"


def address(card, more=""):
    return f"/judging/cards/{card.id}{more}"


def points_of(card):
    rows = db.session.scalars(select(Mark).where(Mark.scorecard_id == card.id))
    by_line = {mark.line_id: mark.points for mark in rows}
    return [by_line.get(line.id) for line in card.contest.rubric]


def asked_by(browser, url):
    """How many statements a page takes."""
    db.session.commit()
    asked, connection = [], db.session.connection()

    def listen(conn, cursor, statement, *_):
        asked.append(statement)

    event.listen(connection, "before_cursor_execute", listen)
    assert browser.get(url).status_code == 200
    event.remove(connection, "before_cursor_execute", listen)
    return len([one for one in asked if "SAVEPOINT" not in one])
