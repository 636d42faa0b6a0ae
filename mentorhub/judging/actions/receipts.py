"""What a juror holds once a sheet is submitted: signed, and checkable where entries' receipts are.

The receipt names no person and no points. Its fingerprint is taken over the whole sheet and a
secret of its own: the few marks there are could otherwise be found by trying them all.
"""

import json
import secrets
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from mentorhub.contests.models import Contest
from mentorhub.entries.actions import receipts as entries_receipts
from mentorhub.entries.domain import digest, new_code
from mentorhub.judging import queries
from mentorhub.judging.domain.ledger import commitment, secret
from mentorhub.judging.models import Scorecard, ScoreEvent, SheetReceipt
from mentorhub.judging.queries import Sheet
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.signing import canonical, is_signed, sign


class Told(NamedTuple):
    """What a published ledger says that a receipt is looked up in."""

    digest: str
    leaves: Sequence[str]


KIND = "mentorhub sheet receipt 1"
OF_LEAF = "mentorhub sheet leaf 1"
ledgers: list[Callable[[Contest], Told | None]] = []
"""The published ledger of a contest; the feature that publishes adds its own way to it."""


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
    """For the juror alone: the statement as it was signed, and what its fingerprint is of.

    Beside it, signed too, where its leaf stands in the log, and what opens that.
    """
    told: dict[str, Any] = {"statement": statement(receipt, card), "signature": receipt.signature}
    event, is_as_sent = queries.leaf_behind(receipt), stands(receipt, card, sheet)
    if event is not None:
        log = leaf_statement(receipt, event)
        told |= {"log": log, "log_signature": sign(log)}
    if is_as_sent:
        told["content"] = content(card, sheet, receipt.salt)
    if event is not None and is_as_sent:
        facts = commitment(secret(event.nonce, "facts"), event.facts)
        told["opening"] = {"facts": facts, "salt": secret(event.nonce, "sheet")}
    return canonical(told).decode() + "\n"


def leaf_statement(receipt: SheetReceipt, event: ScoreEvent) -> dict[str, Any]:
    """Which leaf of which log the sheet of this receipt is. Leaves are counted from 0."""
    return {
        "kind": OF_LEAF,
        "code": receipt.code,
        "contest": str(receipt.contest_id),
        "number": event.position,
        "leaf": event.leaf,
    }


def stands(receipt: SheetReceipt, card: Scorecard, sheet: Sheet) -> bool:
    """Is the sheet still what the receipt was given for?"""
    return digest(content(card, sheet, receipt.salt)) == receipt.digest


def verdict(code: str, file: str) -> dict[str, Any] | None:
    """For the page on which anybody checks a receipt; None: no sheet was ever given this code."""
    found = queries.receipt_with(code)
    if found is None:
        return None
    receipt, card = found
    told, log = statement(receipt, card), _log_in(file)
    is_ours = is_signed(told, receipt.signature) and (log is None or _is_of(receipt, log))
    if not is_ours or (file and entries_receipts.said_with_content(file) != told):
        return {"verdict": "altered", "facts": None}
    facts = {"sheet": told, "at": receipt.at, "contest": card.contest.title, "card": card}
    facts["ledger"] = _in_the_ledger(receipt, card, log)
    return {"verdict": "valid", "facts": facts}


def _log_in(file: str) -> dict[str, Any] | None:
    """What a file says of the log, with its signature; None where it says nothing of it."""
    told = json.loads(file) if file else {}
    return {**told["log"], "signature": told.get("log_signature")} if "log" in told else None


def _is_of(receipt: SheetReceipt, log: dict[str, Any]) -> bool:
    told = {name: fact for name, fact in log.items() if name != "signature"}
    names = told.get("kind") == OF_LEAF and told.get("code") == receipt.code
    return names and is_signed(told, str(log["signature"]))


def _in_the_ledger(
    receipt: SheetReceipt, card: Scorecard, log: dict[str, Any] | None
) -> dict[str, Any] | None:
    """Does its leaf stand in the ledger of the results? None before there are any.

    By the code alone no number is told: with it the points could be found beside a pseudonym, and
    whoever knows whose receipt it is would know who gave them. The juror's own file holds it.
    """
    known = (ask(card.contest) for ask in ledgers)
    ledger = next((one for one in known if one is not None), None)
    event = queries.leaf_behind(receipt)
    if log is not None:
        leaf = (log["number"], log["leaf"])
    elif event is not None:
        leaf = (event.position, event.true_leaf)
    else:
        return None
    if ledger is None:
        return None
    number, said = leaf
    is_there = number < len(ledger.leaves) and ledger.leaves[number] == said
    return {"digest": ledger.digest, "is_there": is_there, "log": log}


entries_receipts.also_known.append(verdict)
