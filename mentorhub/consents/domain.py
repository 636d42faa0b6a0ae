"""The wording of each purpose, by version and language, and how long a guardian's link lasts.

A version that was once agreed to is never edited: a new wording is a new version beside it.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from mentorhub.accounts.domain.ages import ADULT
from mentorhub.accounts.domain.consent import TEXT_VERSION, Purpose

LINK_WAITS = timedelta(days=14)
MOST_GUARDIANS = 3


@dataclass(frozen=True)
class Wording:
    title: str
    text: str


@cache
def _versions() -> dict[str, dict[str, dict[str, Any]]]:
    text = files("mentorhub.consents").joinpath("data/texts.json").read_text(encoding="utf-8")
    known: dict[str, dict[str, dict[str, Any]]] = json.loads(text)
    return known


def wording(purpose: Purpose, language: str, version: str = TEXT_VERSION) -> Wording:
    return Wording(**_versions()[version][purpose.value][language])


def comes_of_age(birth_year: int) -> date:
    """The day on which somebody born in that year is of age for certain."""
    return date(birth_year + ADULT + 1, 1, 1)
