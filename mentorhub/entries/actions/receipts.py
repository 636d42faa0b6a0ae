"""What a receipt says, as a file that can be checked here or without us."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from mentorhub.accounts.models import Person
from mentorhub.contests.domain.deadline import Standing
from mentorhub.entries import queries
from mentorhub.entries.domain import as_printed, digest, new_code
from mentorhub.entries.models import Entry, Receipt, Revision
from mentorhub.platform.arrival import database_now
from mentorhub.platform.db import db
from mentorhub.platform.signing import canonical, is_signed, sign

KIND = "mentorhub receipt 1"
Verdict = dict[str, Any]
also_known: list[Callable[[str, str], Verdict | None]] = []
"""Receipts of features above: asked with a code and a file ("" for none), for a verdict."""


def write_down(
    entry: Entry, content: dict[str, Any], standing: Standing, *, by: Person, at: datetime
) -> Receipt:
    """What is kept for good when an entry is sent: its content with the form it answers."""
    asked = _with_form(entry, content)
    mark = digest(asked)
    receipt = signed(entry, mark, standing, at)
    revision = Revision(entry_id=entry.id, at=at, by_id=by.id, content=asked, digest=mark)
    db.session.add_all([revision, receipt])
    db.session.flush()
    return receipt


def sent_already(entry: Entry, content: dict[str, Any], standing: Standing) -> Receipt | None:
    """The receipt of these very words, standing as they would now: a second click, a lost reply."""
    newest = next(iter(queries.receipts_of(entry)), None)
    mark = digest(_with_form(entry, content))
    same = newest is not None and (newest.digest, newest.standing) == (mark, standing)
    return newest if same else None


def _with_form(entry: Entry, content: dict[str, Any]) -> dict[str, Any]:
    return {**content, "form": entry.contest.form_version}


def signed(entry: Entry, digest: str, standing: Standing, at: datetime) -> Receipt:
    """A new one; hold the contest, so that its deadline is the one in force."""
    contest = entry.contest
    until = contest.more_until if standing is Standing.ADDED else None
    receipt = Receipt(
        entry_id=entry.id,
        at=at,
        written_at=database_now(),
        deadline=until or entry.deadline.closes_at,
        is_individual=entry.has_more_time and until is None,
        deadline_version=contest.deadline_version,
        grace_minutes=0 if until else contest.grace_minutes,
        standing=standing,
        digest=digest,
        code=new_code(),
    )
    receipt.signature = sign(statement(receipt, entry))
    return receipt


def statement(receipt: Receipt, entry: Entry) -> dict[str, Any]:
    """What is signed. No person, no team, no title: the paper may be shown to anybody."""
    alone = {"individual": True} if receipt.is_individual else {}
    return {
        "kind": KIND,
        "code": receipt.code,
        "contest": str(entry.contest_id),
        "entry": entry.code,
        "digest": receipt.digest,
        "arrived_at": utc(receipt.at),
        "written_at": utc(receipt.written_at),
        "deadline": utc(receipt.deadline),
        "deadline_version": receipt.deadline_version,
        "grace_minutes": receipt.grace_minutes,
        "standing": receipt.standing.value,
        **alone,
    }


def file_of(receipt: Receipt, entry: Entry) -> str:
    """The statement exactly as it was signed, and the signature beside it."""
    signed = {"statement": statement(receipt, entry), "signature": receipt.signature}
    return canonical(signed).decode() + "\n"


def behind(code: str) -> tuple[Receipt, Entry] | None:
    """By the code on the paper, typed with or without its hyphens, in small letters or capitals."""
    row = db.session.execute(
        select(Receipt, Entry)
        .join(Entry, Entry.id == Receipt.entry_id)
        .where(Receipt.code == as_printed(code))
    ).first()
    return None if row is None else (row[0], row[1])


def is_intact(receipt: Receipt, entry: Entry) -> bool:
    """Does the row still say what was signed? Older ones carry no signature and prove nothing."""
    return is_signed(statement(receipt, entry), receipt.signature)


def read(file: str) -> dict[str, Any] | None:
    """The statement of a downloaded receipt if its signature is ours, else None."""
    try:
        told = json.loads(file)
        facts, signature = told["statement"], told["signature"]
        fits = set(told) == {"statement", "signature"} and is_signed(facts, str(signature))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return facts if fits and isinstance(facts, dict) and facts.get("kind") == KIND else None


def said_with_content(file: str) -> Any:
    """The statement of a file if its signature is ours and what it encloses is what was signed."""
    try:
        told = json.loads(file)
        facts, signature = told["statement"], str(told["signature"])
        fits = "content" not in told or digest(told["content"]) == facts["digest"]
        return facts if fits and is_signed(facts, signature) else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def code_in(file: str) -> str:
    """The code a file claims to be about, so that an altered one is told from an unknown one."""
    try:
        return str(json.loads(file)["statement"]["code"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def verdict_on_code(code: str) -> dict[str, Any]:
    """For the page of checking: the verdict, and what the paper says."""
    found = behind(code)
    if found is None:
        return _known_above(code) or {"verdict": "unknown", "facts": None}
    receipt, entry = found
    if not receipt.signature:
        return {"verdict": "unsigned", "facts": _told(receipt, entry)}
    if not is_intact(receipt, entry):
        return {"verdict": "altered", "facts": None}
    return {"verdict": "valid", "facts": _told(receipt, entry)}


def verdict_on_file(file: str) -> dict[str, Any]:
    """A file counts only if its signature is ours and it says what stands here."""
    code = code_in(file)
    if (above := _known_above(code, file)) is not None:
        return above
    facts, found = read(file), behind(code)
    if facts is None:
        return {"verdict": "altered" if found else "unknown", "facts": None}
    if found is None or facts != statement(*found):
        return {"verdict": "unknown", "facts": None}
    return {"verdict": "valid", "facts": _told(*found)}


def _known_above(code: str, file: str = "") -> Verdict | None:
    verdicts = (ask(as_printed(code), file) for ask in also_known)
    return next((one for one in verdicts if one is not None), None)


def _told(receipt: Receipt, entry: Entry) -> dict[str, Any]:
    return {"receipt": receipt, "entry": entry.code, "contest": entry.contest.title}


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
