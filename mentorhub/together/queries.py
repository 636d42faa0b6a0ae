"""What a team and its mentor have agreed on, and who sits at their table."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from mentorhub.conversations.domain import Table
from mentorhub.conversations.models import Thread
from mentorhub.conversations.queries import thread_about
from mentorhub.mentoring.models import Mentorship
from mentorhub.mentoring.queries import table_of_mentorship
from mentorhub.platform.db import db
from mentorhub.together.domain import Side
from mentorhub.together.models import Commitment


def table_of(work: Mentorship) -> Table:
    """Who sits there today: the mentor, the team, and an officer where somebody is under 18."""
    table = table_of_mentorship(work.id)
    assert table is not None
    return table


def thread_of(work: Mentorship) -> Thread | None:
    return thread_about(Mentorship.__name__, work.id)


def is_paused(work: Mentorship) -> bool:
    """A report stops all of it, not the conversation alone."""
    thread = thread_of(work)
    return thread is not None and thread.is_frozen


def side_of(work: Mentorship, person: Any) -> Side:
    return Side.MENTOR if work.profile.person_id == person.id else Side.TEAM


def commitments(work: Mentorship) -> Sequence[Commitment]:
    """All that was ever written down, the newest first."""
    rows = select(Commitment).where(Commitment.mentorship_id == work.id)
    return db.session.scalars(rows.order_by(Commitment.id.desc())).all()


def agreed(work: Mentorship) -> Commitment | None:
    """What holds."""
    rows = commitments(work)
    return next((one for one in rows if one.agreed_at and not one.replaced_at), None)


def proposed(work: Mentorship) -> Commitment | None:
    """What waits for the other side."""
    return next((one for one in commitments(work) if one.is_proposed), None)


def was_renewed(work: Mentorship) -> bool:
    return any(one.renews and one.agreed_at for one in commitments(work))
