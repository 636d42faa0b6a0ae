"""What a juror holds once a sheet is submitted: signed, and checkable where entries' receipts are.

The receipt names no person and no points. Its fingerprint is taken over the whole sheet and a
secret of its own: the few marks there are could otherwise be found by trying them all.
"""

import secrets
from typing import Any

from mentorhub.entries.actions import receipts as entries_receipts
from mentorhub.entries.domain import digest, new_code
from mentorhub.judging import queries
from mentorhub.judging.models import Scorecard, SheetReceipt
from mentorhub.judging.queries import Sheet
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.signing import canonical, is_signed, sign

KIND = "mentorhub sheet receipt 1"


def give(card: Scorecard, sheet: Sheet) -> SheetReceipt:
    """A new one for the sheet as it stands; `card` must be held."""
    db.session.flush()
    receipt = SheetReceipt(
        contest_id=card.contest_id,
        scorecard_id=card.id,
        at=now(),
        version=card.version,
        salt=secrets.token_hex(16),
        code=new_code(),
    )
    receipt.digest = digest(content(card, sheet, receipt.salt))
    receipt.signature = sign(statement(receipt, card))
    db.session.add(receipt)
    return receipt


def content(card: Scorecard, sheet: Sheet, salt: str) -> dict[str, Any]:
    """What the fingerprint is taken over: every mark and note, in the order of the criteria."""
    marks = [[line.id.hex, _plain(mark), mark.note if mark else ""] for line, mark, _ in sheet]
    return {"card": card.id.hex, "salt": salt, "marks": marks, "feedback": card.feedback}


def _plain(mark: Any) -> str | None:
    return None if mark is None or mark.points is None else f"{mark.points:.2f}"


def statement(receipt: SheetReceipt, card: Scorecard) -> dict[str, Any]:
    """What is signed: neither juror nor points, so that the paper may be shown to anybody."""
    return {
        "kind": KIND,
        "code": receipt.code,
        "contest": str(card.contest_id),
        "entry": card.entry.code,
        "stage": card.stage,
        "version": receipt.version,
        "submitted_at": entries_receipts.utc(receipt.at),
        "digest": receipt.digest,
    }


def file_of(receipt: SheetReceipt, card: Scorecard, sheet: Sheet) -> str:
    """For the juror alone: the statement as it was signed, and what its fingerprint is of."""
    signed = {"statement": statement(receipt, card), "signature": receipt.signature}
    if stands(receipt, card, sheet):
        signed["content"] = content(card, sheet, receipt.salt)
    return canonical(signed).decode() + "\n"


def stands(receipt: SheetReceipt, card: Scorecard, sheet: Sheet) -> bool:
    """Is the sheet still what the receipt was given for?"""
    return digest(content(card, sheet, receipt.salt)) == receipt.digest


def verdict(code: str, file: str) -> dict[str, Any] | None:
    """For the page on which anybody checks a receipt; None: no sheet was ever given this code."""
    found = queries.receipt_with(code)
    if found is None:
        return None
    receipt, card = found
    told = statement(receipt, card)
    if not is_signed(told, receipt.signature) or (
        file and entries_receipts.said_with_content(file) != told
    ):
        return {"verdict": "altered", "facts": None}
    facts = {"sheet": told, "at": receipt.at, "contest": card.contest.title}
    return {"verdict": "valid", "facts": facts}


entries_receipts.also_known.append(verdict)
