"""The line of the member list goes as a whole: the Union's own register is not kept here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from mentorhub.accounts.models import PersonalDetails
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping
from mentorhub.rosters.models import RosterImport, RosterLine
from mentorhub.rosters.queries import unfinished_before
from mentorhub.units.models import Unit


def forget_in_files(person_id: UUID) -> None:
    """A file somebody looks at just now may name the person: it has to be given again."""
    details = db.session.scalar(
        select(PersonalDetails).where(PersonalDetails.person_id == person_id)
    )
    line = db.session.scalar(select(RosterLine).where(RosterLine.person_id == person_id))
    known = [details.name, details.phone, details.email] if details else []
    known += [line.name, line.phone, line.email] if line else []
    signs = {sign.casefold() for sign in known if sign}
    open_files = select(RosterImport).where(RosterImport.applied_at.is_(None))
    for run in db.session.scalars(open_files):
        if any(sign in text.casefold() for text in _texts(run.content) for sign in signs):
            run.content = {}


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.items() for text in _texts(list(one))]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [str(value)]


HOLDINGS = (
    Holding(
        RosterImport,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "added", "changed", "applied_at", "undone_at"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
        words=("content", "file_digest"),
        erase=forget_in_files,
    ),
    Holding(
        RosterLine,
        Matter.MEMBERSHIP,
        own="person_id",
        shown=("name", "birth_year", "position", "phone", "email", "created_at"),
        words=("name_key", "name_order", "code_digest"),
    ),
)


def forget_files(before: datetime) -> None:
    db.session.execute(unfinished_before(before))


def forget_closed_lists(before: datetime) -> None:
    closed = select(Unit.id).where(Unit.closed_at < before)
    db.session.execute(delete(RosterLine).where(RosterLine.unit_id.in_(closed)))


RETENTION = (
    Keeping(
        "lists of closed units",
        _l("The list of members of a unit, after the unit was closed"),
        365,
        _l("a year to open it again or to take its members over"),
        forget_closed_lists,
    ),
    Keeping(
        "roster files",
        _l("What was read from a member list that nobody took over"),
        1,
        _l("an evening to look at it is enough"),
        forget_files,
    ),
)
