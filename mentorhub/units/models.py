import enum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.platform.db import Base, Translated


class UnitKind(enum.StrEnum):
    PROVINCE = "province"
    COMMUNE = "commune"
    WARD = "ward"
    SPECIAL_ZONE = "special_zone"
    BRANCH = "branch"
    SCHOOL = "school"
    AGENCY = "agency"
    CLUB = "club"


TERRITORY = (UnitKind.COMMUNE, UnitKind.WARD, UnitKind.SPECIAL_ZONE)
_KIND_WORDS = ("Đặc khu ", "Phường ", "Xã ")


class Unit(Base):
    """A node of the tree. `path` lists the codes from the root, so a subtree is one prefix."""

    __tablename__ = "unit"
    shown_to_everyone = True

    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[UnitKind]
    name: Mapped[str]
    names: Mapped[Translated]
    slug: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(index=True)
    former_names: Mapped[list[str]] = mapped_column(default=list)
    path: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    members: Mapped[int] = mapped_column(default=0)

    parent: Mapped["Unit | None"] = relationship(remote_side="Unit.id")

    def covers(self, other: "Unit") -> bool:
        """Is the other unit this one or below it?"""
        return other.path.startswith(self.path)

    @property
    def short_name(self) -> str:
        """The name without its kind: people type "An Biên", not "Xã An Biên"."""
        word = next((word for word in _KIND_WORDS if self.name.startswith(word)), "")
        return self.name.removeprefix(word)
