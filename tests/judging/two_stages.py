"""A contest whose jury marks twice: the best two of four entries go on to a final."""

from datetime import timedelta

from mentorhub.contests.models import Stage, StageKind
from mentorhub.judging import actions
from mentorhub.judging.models import CardState
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from tests.factories import make_card

DONE = {"state": CardState.SUBMITTED, "submitted_at": now()}


def stage(name, position, **rule):
    day = now() + timedelta(days=position)
    window = {"opens_at": day, "closes_at": day + timedelta(days=1)}
    return Stage(
        position=position, kind=StageKind.JUDGING, name=Translated(vi=name), **window, **rule
    )


def marked(juror, entries, *marks, **more):
    for entry, points in zip(entries, marks, strict=True):
        make_card(juror, entry, points, **DONE, **more)


def go_on(contest, first, second, until=None):
    """One proposes who goes on, the other agrees to what they saw."""
    digest = actions.crossing(contest).digest
    asked = actions.propose_to_go_on(contest, digest=digest, until=until, by=first)
    db.session.flush()
    actions.agree_to_go_on(contest, seen=asked.mark, by=second)
