"""When it becomes quiet: both are reminded, then the officers of the unit hear of it.

When the agreed time is over, both are asked to end and look back, or to go on once more.
"""

from mentorhub.activity.actions import record
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, db
from mentorhub.together import queries
from mentorhub.together.domain import Silence
from mentorhub.together.models import SilenceAlert

VERBS = {Silence.QUIET: "mentorship.quiet", Silence.SILENT: "mentorship.silent"}
AT_A_TIME = 200


def look_for_silence() -> None:
    """Once for each step of each silence, however often this runs; a word of anybody ends it."""
    after = None
    while sights := queries.going_on(after=after, limit=AT_A_TIME):
        for sight in sights:
            _tell(sight)
        after = sights[-1].work.id
        db.session.flush()


def look_for_ends() -> None:
    """Once for each agreement, however often this runs."""
    for work in queries.run_out():
        record(queries.RUN_OUT, work, by=None, team=work.team.name)


def _tell(sight: queries.Sight) -> None:
    kind, work = sight.silence, sight.work
    if kind is Silence.NONE:
        return
    row = {"mentorship_id": work.id, "since": sight.last_sign, "kind": kind, "at": now()}
    if add_once(SilenceAlert, **row):
        record(VERBS[kind], work, by=None, team=work.team.name)
