"""The paper goes with its author's account, or after a school year and a summer without them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from mentorhub.accounts.models import PersonalDetails
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping
from mentorhub.slips.actions.typing import forget
from mentorhub.slips.models import Slip, SlipImport


def forget_of_author(person_id: UUID) -> None:
    for slip in db.session.scalars(select(Slip).where(Slip.claimed_by_id == person_id)).all():
        forget(slip)


def forget_in_files(person_id: UUID) -> None:
    """A list somebody looks at just now may name the person: it has to be given again."""
    details = db.session.scalar(
        select(PersonalDetails).where(PersonalDetails.person_id == person_id)
    )
    if details is None or not details.name:
        return
    open_files = select(SlipImport).where(SlipImport.applied_at.is_(None))
    for run in db.session.scalars(open_files):
        if any(fold(line["name"]) == details.name_key for line in run.content.get("lines", ())):
            run.content = {}


HOLDINGS = (
    Holding(
        SlipImport,
        Matter.IDEAS,
        own="by_id",
        shown=("at", "added", "applied_at", "undone_at"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
        words=("content", "file_digest"),
        erase=forget_in_files,
    ),
    Holding(
        Slip,
        Matter.IDEAS,
        own="claimed_by_id",
        others=("helper_id", "code_by_id"),
        shown=(
            "idea_id",
            "name",
            "birth_year",
            "agreed",
            "guardian_agreed",
            "written_on",
            "created_at",
            "claimed_at",
        ),
        erase=forget_of_author,
    ),
)


def forget_unclaimed(before: datetime) -> None:
    """The idea stays, and nothing says any more who wrote it; a draft is forgotten with others."""
    old = select(Slip).where(Slip.claimed_by_id.is_(None), Slip.created_at < before)
    for slip in db.session.scalars(old).all():
        forget(slip)


def forget_files(before: datetime) -> None:
    undecided = (SlipImport.applied_at.is_(None), SlipImport.at < before)
    db.session.execute(delete(SlipImport).where(*undecided))


RETENTION = (
    Keeping(
        "slip files",
        _l("What was read from a list of ideas that nobody took over"),
        1,
        _l("an evening to look at it is enough"),
        forget_files,
    ),
    Keeping(
        "slips",
        _l("Names, years and photos of slips whose authors never took their idea over"),
        360,
        _l("a school year and the summer after it"),
        forget_unclaimed,
    ),
)
