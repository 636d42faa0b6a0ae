"""Which weights are in force, which were, and the answers that others are learnt from."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.orm import joinedload

from mentorhub.activity.models import Activity
from mentorhub.matching.domain.learning import Answer, Enough, value_of
from mentorhub.matching.domain.weights import SHIPPED, Weights
from mentorhub.matching.models import WeightSet
from mentorhub.mentoring.models import MentorRequest, Mentorship, RequestState, WeightChoice
from mentorhub.platform.db import db

MOST_LEARNT_FROM = 10_000
MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class InForce:
    """Weights, and the set they are of; None for the shipped ones."""

    set_id: UUID | None
    weights: Weights


# written once: composing them costs as much as asking them
IN_FORCE = (
    select(WeightSet.id, WeightSet.weights)
    .select_from(WeightChoice)
    .outerjoin(WeightSet, WeightSet.id == WeightChoice.weight_set_id)
    .order_by(WeightChoice.number.desc())
    .limit(1)
)
_IS_KNOWN = cast(MentorRequest.parts, String) != "{}"


def weights_in_force() -> InForce:
    row = db.session.execute(IN_FORCE).one_or_none()
    if row is None or row[0] is None:
        return InForce(None, SHIPPED)
    return InForce(row[0], SHIPPED.with_named(row[1]))


def weights_told_last() -> Weights:
    """What those in charge last read of as being in force, or chose; the shipped ones before that.

    Small changes of many nights add up to one that is told.
    """
    rows = (
        select(WeightChoice.weight_set_id, WeightSet.weights)
        .join(Activity, Activity.subject_id == WeightChoice.id)
        .outerjoin(WeightSet, WeightSet.id == WeightChoice.weight_set_id)
        .where(
            Activity.subject_type == WeightChoice.__name__,
            Activity.verb.in_(("weights.changed", "weights.chosen")),
        )
        .order_by(WeightChoice.number.desc())
        .limit(1)
    )
    row = db.session.execute(rows).one_or_none()
    return SHIPPED if row is None or row[0] is None else SHIPPED.with_named(row[1])


def newest_choice() -> WeightChoice | None:
    return next(iter(choices()), None)


def choices() -> Sequence[WeightChoice]:
    """What was in force when, the newest first."""
    rows = select(WeightChoice).options(
        joinedload(WeightChoice.weight_set), joinedload(WeightChoice.by)
    )
    return db.session.scalars(rows.order_by(WeightChoice.number.desc()).limit(MOST_TOLD)).all()


def newest_set() -> WeightSet | None:
    """What the last night with new answers came to, better or not."""
    return db.session.scalar(select(WeightSet).order_by(WeightSet.number.desc()).limit(1))


def set_numbered(number: int) -> WeightSet | None:
    """One that was better than the shipped weights: another is never in force."""
    is_it = WeightSet.number == number, WeightSet.is_better.is_(True)
    return db.session.scalar(select(WeightSet).where(*is_it))


def better_sets() -> Sequence[WeightSet]:
    """The last ten that may be in force, the newest first."""
    rows = select(WeightSet).where(WeightSet.is_better.is_(True))
    return db.session.scalars(rows.order_by(WeightSet.number.desc()).limit(10)).all()


def answers_so_far() -> Enough:
    """How many answers there are to learn from, of everybody's."""
    accepted = MentorRequest.state == RequestState.ACCEPTED
    counts = select(
        func.count(MentorRequest.id),
        func.count(MentorRequest.id).filter(accepted),
        func.count(MentorRequest.id).filter(~accepted),
        func.count(MentorRequest.profile_id.distinct()),
    )
    return Enough(*db.session.execute(counts.where(*_answered())).one())


def answers_to_learn() -> list[Answer]:
    """The newest ten thousand answers, the oldest first.

    Only what a mentor said: a request that ran out, was taken back or closed by the house is none.
    """
    rows = (
        select(MentorRequest.profile_id, MentorRequest.parts, MentorRequest.state)
        .add_columns(Mentorship.reached)
        .outerjoin(Mentorship, Mentorship.request_id == MentorRequest.id)
        .where(*_answered())
        .order_by(MentorRequest.id.desc())
        .limit(MOST_LEARNT_FROM)
    )
    found = [
        Answer(
            str(profile),
            parts,
            value_of(accepted=state is RequestState.ACCEPTED, reached=reached),
        )
        for profile, parts, state, reached in db.session.execute(rows)
    ]
    return found[::-1]


def _answered() -> tuple[ColumnElement[bool], ...]:
    answers = (RequestState.ACCEPTED, RequestState.DECLINED)
    return MentorRequest.state.in_(answers), _IS_KNOWN
