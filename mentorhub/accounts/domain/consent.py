"""What a person agreed to, and whether it holds today: the rules of age, without a database.

Under 16 the child and a guardian both have to agree. At 16 and 17 the person alone does, but a
guardian is told before a mentor comes near. From 18 on signing up, entering a contest, asking a
mentor and proving an address are acts of will themselves; only publishing a name is asked for.
Whatever was taken back stays taken back, at any age.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from mentorhub.accounts.domain.ages import ADULT, GUARDED_UNTIL, may_be_under

TEXT_VERSION = "2026-3"


class Purpose(enum.StrEnum):
    """One record for each; none is packed together with another."""

    ACCOUNT = "account"
    CONTEST = "contest"
    PUBLICATION = "publication"
    MENTOR_CONTACT = "mentor_contact"
    MESSAGES = "messages"


class Answer(enum.StrEnum):
    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    INFORMED = "informed"  # a guardian knows of it; says neither yes nor no
    ENDED = "ended"  # this guardian no longer speaks for the child


class Way(enum.StrEnum):
    """Through which channel an answer came."""

    SELF = "self"
    ACT = "act"  # somebody of age did what the purpose is about, below its wording
    PAPER = "paper"
    GUARDIAN_LINK = "guardian_link"
    OFFICER = "officer"


class Age(enum.Enum):
    CHILD = "under 16"
    YOUTH = "16 and 17"
    ADULT = "of age"


def age_on(day: date, birth_year: int | None) -> Age:
    """In the child's favour; whose year of birth was never told counts as of age."""
    if birth_year is None or not may_be_under(ADULT, birth_year, day):
        return Age.ADULT
    return Age.CHILD if may_be_under(GUARDED_UNTIL, birth_year, day) else Age.YOUTH


class Lacking(enum.StrEnum):
    """What stands between a person and a purpose."""

    OWN = "own"
    GUARDIAN = "guardian"
    INFORMING = "informing"


@dataclass(frozen=True)
class Word:
    """One answer; `guardian` says whose it is, None for the person's own."""

    purpose: Purpose
    answer: Answer
    guardian: Any = None


def lacking(purpose: Purpose, words: Iterable[Word], age: Age) -> tuple[Lacking, ...]:
    """What is missing for a purpose, given every answer from the oldest to the newest."""
    said = list(words)
    missing = _lacking(purpose, said, age)
    if not missing and purpose is not Purpose.ACCOUNT:
        return _lacking(Purpose.ACCOUNT, said, age)
    return missing


def _lacking(purpose: Purpose, said: list[Word], age: Age) -> tuple[Lacking, ...]:
    own = latest(purpose, said).get(None)
    missing = [] if _own_holds(purpose, own, age) else [Lacking.OWN]
    if age is Age.CHILD and not _guardians_hold(purpose, said):
        missing.append(Lacking.GUARDIAN)
    if age is Age.YOUTH and purpose is Purpose.MENTOR_CONTACT and not guardian_knows(said):
        missing.append(Lacking.INFORMING)
    return tuple(missing)


def latest(purpose: Purpose, said: Iterable[Word]) -> dict[Any, Answer]:
    """The last answer of each voice that still counts."""
    voices: dict[Any, Answer] = {}
    for word in said:
        if word.purpose is not purpose or word.answer is Answer.INFORMED:
            continue
        voices[word.guardian] = word.answer
    return {who: answer for who, answer in voices.items() if answer is not Answer.ENDED}


def _own_holds(purpose: Purpose, own: Answer | None, age: Age) -> bool:
    if age is Age.ADULT and purpose is not Purpose.PUBLICATION:
        return own in (None, Answer.GIVEN)
    return own is Answer.GIVEN


def _guardians_hold(purpose: Purpose, said: list[Word]) -> bool:
    """One yes is enough, and one no of another guardian is enough against it."""
    voices = latest(purpose, said)
    answers = {answer for who, answer in voices.items() if who is not None}
    return answers == {Answer.GIVEN}


def guardian_knows(said: Iterable[Word]) -> bool:
    """Was a guardian who still speaks for the person told about mentoring, or asked for it?"""
    known: dict[Any, bool] = {}
    for word in said:
        if word.guardian is not None and word.purpose is Purpose.MENTOR_CONTACT:
            known[word.guardian] = word.answer is not Answer.ENDED
    return any(known.values())
