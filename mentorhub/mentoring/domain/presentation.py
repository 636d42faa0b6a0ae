"""What a mentor tells of themselves, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Presentation:
    """`skills` maps concepts, or words the taxonomy does not know, to levels 1 to 3.

    `language` is that of the three texts (vi, en, fr), `spoken` are BCP 47 codes, `free_times` as
    platform/week.py names them, `reach_km` how far the mentor comes to meet; None: not said.
    """

    headline: str
    bio: str
    boundaries: str
    language: str
    spoken: Sequence[str]
    formats: Sequence[str]
    free_times: Sequence[str]
    capacity: int
    hours_per_month: int
    skills: Mapping[str, int]
    reach_km: int | None = None

    @property
    def texts(self) -> dict[str, str]:
        return {"headline": self.headline, "bio": self.bio, "boundaries": self.boundaries}
