"""The letter L: a look for a reason, which is written down and of which the person hears."""

from dataclasses import dataclass

from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Notification
from mentorhub.platform.audit import AuditRow
from mentorhub.platform.db import db

SHORT = "vì"  # too short to be a reason


@dataclass(frozen=True)
class Looked:
    """What was written down so far: decisions in the log, and things that happened."""

    decisions: int
    activities: frozenset


def looked():
    decisions = db.session.scalar(select(func.count()).select_from(AuditRow))
    return Looked(decisions, frozenset(db.session.scalars(select(Activity.id))))


def with_a_reason(stage, surface, role, reply, before, tally):
    """Nothing without one; with one it is shown, noted, and told to whom it is about."""
    shown = stage.holds(reply, (*surface.shows, *surface.hides))
    if surface.method == "GET":
        return "given out without a reason" if shown else f"{reply.status_code}, nothing on it"
    db.session.expire_all()
    after = looked()
    if not stage.holds(reply, surface.shows):
        return f"{reply.status_code}, nothing given out"
    if after.decisions == before.decisions:
        return "a look that nobody noted"
    if surface.told and not _hears(stage, surface.told, after.activities - before.activities):
        return f"{surface.told} is not told"
    for reason in ("", SHORT):
        fields = {**surface.fields_for(stage, role), "reason": reason}
        without = stage.ask(role, "POST", stage.fill(surface.address_for(role)), fields)
        tally.requests += 1
        if stage.holds(without, surface.shows) or without.status_code != 422:
            return f"given out for the reason {reason!r}"
    return "reason"


def _hears(stage, role, new):
    for activity in db.session.scalars(select(Activity).where(Activity.id.in_(new))).all():
        tell(activity, stage.app.extensions["notices"])
    heard = select(Notification.activity_id).where(Notification.recipient_id == stage.names[role])
    return bool(new & set(db.session.scalars(heard)))
