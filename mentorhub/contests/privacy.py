"""Who runs contests and who sits on juries: it stays, so that results can be checked."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from mentorhub.accounts.models import Person
from mentorhub.contests.models import (
    Change,
    Contest,
    ContestState,
    Draw,
    Juror,
    JurorState,
    Organiser,
)
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
from mentorhub.platform.i18n import _, language


def seats(person_id: UUID) -> list[Plain]:
    rows = db.session.scalars(select(Juror).where(Juror.person_id == person_id))
    return [
        {
            "contest": dict(row.contest.title),
            "state": plain(row.state),
            "invited_at": plain(row.invited_at),
            "accepted_at": plain(row.accepted_at),
            "withdrawn_at": plain(row.withdrawn_at),
        }
        for row in rows
    ]


def run_contests(person_id: UUID) -> list[Plain]:
    rows = db.session.execute(
        select(Organiser.added_at, Contest.title)
        .join(Contest, Contest.id == Organiser.contest_id)
        .where(Organiser.person_id == person_id)
    )
    return [{"contest": dict(title), "added_at": plain(added_at)} for added_at, title in rows]


def give_seats_back(person_id: UUID) -> None:
    """An invitation not taken up goes; a seat that was sat on stays, with its scores."""
    waiting = Juror.person_id == person_id, Juror.state == JurorState.INVITED
    given_back = {"state": JurorState.WITHDRAWN, "withdrawn_at": now()}
    db.session.execute(update(Juror).where(*waiting).values(**given_back))


def stop_running(person_id: UUID) -> None:
    """Of contests that are over it stays written down who ran them."""
    going_on = select(Contest.id).where(_goes_on())
    theirs = Organiser.person_id == person_id, Organiser.contest_id.in_(going_on)
    db.session.execute(delete(Organiser).where(*theirs))


def _goes_on() -> Any:
    return Contest.published_at.is_(None) & (Contest.state != ContestState.CANCELLED)


def only_organiser(person: Person) -> Iterable[Any]:
    mine = select(Contest).join(Organiser).where(Organiser.person_id == person.id, _goes_on())
    for contest in db.session.scalars(mine):
        if len(contest.organisers) < 2:
            facts = {"contest": contest.title.in_language(language())}
            yield _("You alone run “%(contest)s”. Have somebody else run it first.", **facts)


HOLDINGS = (
    Holding(
        Organiser,
        Matter.CONTESTS,
        own="person_id",
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        export=run_contests,
        erase=stop_running,
    ),
    Holding(
        Juror,
        Matter.JURIES,
        own="person_id",
        others=("invited_by_id",),
        fate=Fate.EMPTIED,
        reason=Reason.RESULTS,
        emptied={"label": "", "token_digest": None},
        export=seats,
        erase=give_seats_back,
    ),
    Holding(
        Change,
        Matter.OFFICES,
        own="by_id",
        others=("agreed_by_id",),
        shown=("at", "reason"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("parts",),
    ),
    Holding(
        Draw,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "seed"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("codes",),
    ),
)
HINDRANCES = (only_organiser,)
