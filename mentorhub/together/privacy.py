"""What two sides wrote together stays for the other side; the words of who leaves are emptied."""

from uuid import UUID

from sqlalchemy import or_, select, update

from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
from mentorhub.together.models import Commitment, Meeting, NextStep, Review

PROPOSED = ("proposed_at", "begins_at", "minutes", "format", "place", "beside", "state")
NOTES = ("noted_at", "minutes", "done", "decided")


def meetings_of(person_id: UUID) -> list[Plain]:
    """Meetings somebody proposed, and those they wrote about with the steps they noted."""
    told: list[Plain] = []
    mine = or_(Meeting.proposed_by_id == person_id, Meeting.noted_by_id == person_id)
    for one in db.session.scalars(select(Meeting).where(mine).order_by(Meeting.id)):
        names: tuple[str, ...] = PROPOSED if one.proposed_by_id == person_id else ()
        names = names + (NOTES if one.noted_by_id == person_id else ())
        row = {name: plain(getattr(one, name)) for name in names}
        if one.noted_by_id == person_id:
            row["steps"] = [step.text for step in one.steps]
        told.append(row)
    return told


def empty_notes(person_id: UUID) -> None:
    """The words of who wrote them; that they met, and for how long, is also the other side's."""
    written = select(Meeting.id).where(Meeting.noted_by_id == person_id)
    steps = update(NextStep).where(NextStep.meeting_id.in_(written)).values(text="")
    db.session.execute(steps)
    emptied = {"done": "", "decided": "", "version": Meeting.version + 1}
    notes = update(Meeting).where(Meeting.noted_by_id == person_id).values(**emptied)
    db.session.execute(notes)


HOLDINGS = (
    Holding(
        Commitment,
        Matter.MENTORING,
        own="written_by_id",
        others=("agreed_by_id",),
        shown=("at", "goals", "rhythm", "format", "until", "renews", "agreed_at"),
        fate=Fate.EMPTIED,
        reason=Reason.OTHERS,
        emptied={"goals": ""},
    ),
    Holding(
        Meeting,
        Matter.MENTORING,
        own="proposed_by_id",
        others=("answered_by_id", "noted_by_id", "confirmed_by_id"),
        shown=PROPOSED,
        fate=Fate.EMPTIED,
        reason=Reason.OTHERS,
        emptied={"place": "", "beside": "", "room": ""},
        words=("times", "done", "decided"),
        export=meetings_of,
        erase=empty_notes,
    ),
    Holding(
        Review,
        Matter.MENTORING,
        own="author_id",
        shown=("at", "stage", "reached", "told", "confided"),
        fate=Fate.EMPTIED,
        reason=Reason.OTHERS,
        emptied={"told": "", "confided": ""},
    ),
    Holding(NextStep, Matter.MENTORING, others=("done_by_id",), words=("text",)),
)
