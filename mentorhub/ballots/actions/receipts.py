"""What a juror holds once a ballot is locked: signed, and checkable where entries' receipts are.

The receipt names no person and no entry. Its fingerprint is taken over the order and a secret of
its own: the few orders there are could otherwise be found by trying them all.
"""

import secrets
from typing import Any

from mentorhub.ballots import queries
from mentorhub.ballots.models import BallotReceipt, RankedBallot
from mentorhub.entries.actions import receipts as entries_receipts
from mentorhub.entries.domain import digest, new_code
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.signing import canonical, is_signed, sign

KIND = "mentorhub ballot receipt 1"


def give(ballot: RankedBallot) -> BallotReceipt:
    """A new one for the ballot as it stands; `ballot` must be held."""
    db.session.flush()
    receipt = BallotReceipt(
        contest_id=ballot.contest_id,
        ballot=ballot,
        at=now(),
        version=ballot.version,
        salt=secrets.token_hex(16),
        code=new_code(),
    )
    receipt.digest = digest(content(ballot, receipt.salt))
    receipt.signature = sign(statement(receipt))
    db.session.add(receipt)
    return receipt


def content(ballot: RankedBallot, salt: str) -> dict[str, Any]:
    """What the fingerprint is taken over: the order, best first."""
    return {"ballot": ballot.id.hex, "salt": salt, "order": list(ballot.entries)}


def statement(receipt: BallotReceipt) -> dict[str, Any]:
    """What is signed: neither juror nor order, so that the paper may be shown to anybody."""
    return {
        "kind": KIND,
        "code": receipt.code,
        "contest": str(receipt.contest_id),
        "stage": receipt.ballot.ranking.stage,
        "version": receipt.version,
        "locked_at": entries_receipts.utc(receipt.at),
        "digest": receipt.digest,
    }


def file_of(receipt: BallotReceipt) -> str:
    """For the juror alone: the statement as it was signed, and what its fingerprint is of."""
    signed = {"statement": statement(receipt), "signature": receipt.signature}
    told = content(receipt.ballot, receipt.salt)
    if digest(told) == receipt.digest:
        signed["content"] = told
    return canonical(signed).decode() + "\n"


def verdict(code: str, file: str) -> dict[str, Any] | None:
    """For the page on which anybody checks a receipt; None: no ballot was ever given this code."""
    receipt = queries.receipt_with(code)
    if receipt is None:
        return None
    told = statement(receipt)
    if not is_signed(told, receipt.signature) or (
        file and entries_receipts.said_with_content(file) != told
    ):
        return {"verdict": "altered", "facts": None}
    contest = receipt.ballot.ranking.contest
    return {
        "verdict": "valid",
        "facts": {"ballot": told, "at": receipt.at, "contest": contest.title},
    }


entries_receipts.also_known.append(verdict)
