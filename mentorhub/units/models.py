import enum
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.platform.db import Base, Translated
from mentorhub.units.domain import searched


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
GROWN = (UnitKind.BRANCH, UnitKind.SCHOOL, UnitKind.AGENCY, UnitKind.CLUB)
"""What officers add; the rest of the tree is the law's."""

_IN_A_HOUSE = (UnitKind.BRANCH, UnitKind.CLUB)
MAY_HOLD = {
    UnitKind.PROVINCE: GROWN,
    UnitKind.COMMUNE: GROWN,
    UnitKind.WARD: GROWN,
    UnitKind.SPECIAL_ZONE: GROWN,
    UnitKind.SCHOOL: _IN_A_HOUSE,
    UnitKind.AGENCY: _IN_A_HOUSE,
}
_KIND_WORDS = ("Đặc khu ", "Phường ", "Xã ")


def _searched(context: Any) -> str:
    given = context.get_current_parameters()
    return searched(given["name"], given.get("former_names") or ())


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
    searched: Mapped[str] = mapped_column(default=_searched)
    path: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    members: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None]

    parent: Mapped["Unit | None"] = relationship(remote_side="Unit.id")

    def covers(self, other: "Unit") -> bool:
        """Is the other unit this one or below it?"""
        return other.path.startswith(self.path)

    @property
    def is_grown(self) -> bool:
        """Was it added by an officer, and may be renamed and closed by one?"""
        return self.kind in GROWN

    @property
    def may_hold(self) -> tuple[UnitKind, ...]:
        return () if self.closed_at else MAY_HOLD.get(self.kind, ())

    @property
    def territory(self) -> "Unit":
        """The commune, ward or zone around it; itself, if it is one or a province."""
        return self.parent.territory if self.is_grown and self.parent else self

    @property
    def place(self) -> str:
        """The name with that of the unit above: there are many communes called An Bình."""
        return f"{self.name}, {self.parent.name}" if self.parent else self.name

    @property
    def places(self) -> Translated:
        """The same for the reader, as in “An Biên commune, An Giang province”."""
        above = self.parent.names if self.parent else Translated()
        spoken = {tongue: self.names.in_language(tongue) for tongue in {*self.names, *above}}
        if self.parent:
            spoken = {key: f"{name}, {above.in_language(key)}" for key, name in spoken.items()}
        return Translated(spoken)

    @property
    def short_name(self) -> str:
        """The name without its kind: people type "An Biên", not "Xã An Biên"."""
        word = next((word for word in _KIND_WORDS if self.name.startswith(word)), "")
        return self.name.removeprefix(word)
