"""The lot decides in which order entries are presented."""

import secrets
from collections.abc import Collection

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.domain.draw import order
from mentorhub.contests.models import Contest, Draw, Stage
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


def draw(contest: Contest, stage: Stage, *, codes: Collection[str], by: Person) -> Draw:
    """The order of these entries, once and for ever: a second click finds the first draw.

    Nobody chooses the number: it comes from the machine's luck when all entries are known.
    """
    lock(contest)
    db.session.refresh(stage)
    if stage.draw is not None:
        return stage.draw
    if not stage.is_drawn:
        raise Refused(_l("The order of this stage is not drawn by lot."))
    if contest.is_published:
        raise Refused(_l("The results are out."))
    if not contest.is_announced or now() < contest.closes_at:
        raise Refused(_l("The lot is drawn once entries are closed."))
    if stage is not contest.current_stage:
        raise Refused(_l("The lot is drawn when it is known which entries come to this stage."))
    if not codes:
        raise Refused(_l("There is no entry to draw yet."))
    seed = secrets.token_hex(8)
    drawn = Draw(
        contest_id=contest.id, stage=stage, seed=seed, codes=order(codes, seed), by_id=by.id
    )
    db.session.add(drawn)
    record("contest.drawn", contest, by=by, contest_id=contest.id, seed=seed)
    return drawn
