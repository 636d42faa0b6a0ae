"""Until results are public nothing anybody may open changes with a score.

Every address is opened in every role and its bytes are kept; then somebody else's marks change,
and it is opened again. A juror's own sheet is not changed here, and the cells X of the matrix (the
draft of the results, after closing, for organisers close to no entry) may differ: nothing else.
"""

import re
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import select

from mentorhub.judging.models import Mark
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.permissions.places import places
from tests.permissions.rest import plant_the_rest
from tests.permissions.runner import plain
from tests.permissions.stage import Stage, apart
from tests.permissions.table import ROLES

FEW = {("CO", "scoring"), ("OW", "closed")}  # the others by `tasks.py prove`
DERIVED = {"publishing.prepare", "publishing.remarks", "judging.advance"}
"""By the rows results.draft.read and score.aggregate@closed_unpublished, after closing."""
MOVING = {
    "audits.log", "audits.of_contest", "audits.export", "calendars.deadline",
    "calendars.of_contest", "metrics.show",
}  # fmt: skip
"""They tell of looks, of requests or of the moment they were made: never twice the same."""

ONCE = {"audits.export_of_contest", "slips.template"}
"""Files packed anew each time; what is in them has no word of a sheet."""
KEY = re.compile(rb'(name="key"[^>]*value=)"[^"]*"')  # a form that is sent once


def pages(app, moment):
    left = MOVING | (DERIVED if moment == "closed" else set())
    return [one for one in places(app) if "GET" in one.methods and one.endpoint not in left]


def bytes_of(stage, role, address):
    reply = stage.ask(role, "GET", stage.fill(address))
    return reply.status_code, KEY.sub(rb"\1", plain(reply, address)[0])


def crawled(stage, role, asked):
    """{rule: what is read there}, as if nobody had looked before, always in the same moment."""
    with apart(), time_machine.travel(stage.seen_at, tick=False):
        return {one.rule: bytes_of(stage, role, one.address) for one in asked}


def change_the_marks(stage):
    """Of a juror who is no role here, for the entry everybody else is about."""
    card = stage.ids["other_card"]
    for mark in db.session.scalars(select(Mark).where(Mark.scorecard_id == card)):
        mark.points = Decimal(1)
    db.session.commit()


CELLS = [(role, moment) for role in ROLES for moment in ("scoring", "closed")]


@pytest.mark.parametrize(
    ("role", "moment"),
    [one if one in FEW else pytest.param(*one, marks=pytest.mark.fault) for one in CELLS],
)
@pytest.mark.timeout(300)
def test_nothing_changes_with_a_score_before_its_time(app, role, moment):
    stage = Stage(app, moment)
    plant_the_rest(stage)
    stage.seen_at = now()
    asked = pages(app, moment)
    before = crawled(stage, role, asked)
    change_the_marks(stage)
    after = crawled(stage, role, asked)
    differing = [one for one in asked if before[one.rule] != after[one.rule]]
    again = crawled(stage, role, differing)
    assert [one.endpoint for one in differing if after[one.rule] == again[one.rule]] == []
    assert {one.endpoint for one in differing} <= ONCE


def test_the_crawl_would_notice(app):
    """The draft of the results does change with the score, for the organiser who may read it."""
    stage = Stage(app, "closed")
    plant_the_rest(stage)
    stage.seen_at = now()
    draft = [one for one in places(app) if one.endpoint == "publishing.prepare"]
    before = crawled(stage, "CO", draft)
    change_the_marks(stage)
    assert crawled(stage, "CO", draft) != before
