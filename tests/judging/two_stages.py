"""A contest whose jury marks twice: the best two of four entries go on to a final."""

from datetime import timedelta

from mentorhub.contests.models import Stage, StageKind
from mentorhub.judging.models import CardState
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated
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
