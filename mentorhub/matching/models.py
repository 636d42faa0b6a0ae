from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.platform.db import Base, Moment


class IndexVersion(Base):
    """A built index: recommendations name the one they came from."""

    __tablename__ = "index_version"

    kind: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]
    folder: Mapped[str]
    documents: Mapped[int]
    digest: Mapped[str]
    built_at: Mapped[Moment]
    retired_at: Mapped[datetime | None]


class WeightSet(Base):
    """Weights a night learnt from answers, and how well they foretell them beside the shipped ones.

    A row is never changed. Which set is in force is another matter: those in charge may go back.
    """

    __tablename__ = "weight_set"

    number: Mapped[int] = mapped_column(unique=True)
    weights: Mapped[dict[str, Any]]  # name → weight, to four decimals
    answers: Mapped[int]
    mentors: Mapped[int]
    loss_before: Mapped[float]  # in nats an answer, of mentors not learnt from
    loss_after: Mapped[float]
    error: Mapped[float]  # standard error of their difference
    order_before: Mapped[float]  # pairs of a yes and a no the wrong way round, 0 to 1
    order_after: Mapped[float]
    is_better: Mapped[bool]
    digest: Mapped[str]  # of the answers: the same ones are not learnt from twice
    made_at: Mapped[Moment]
