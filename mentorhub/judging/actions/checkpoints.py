"""The log of scoresheets, signed and written where the database cannot reach; and read again.

A checkpoint is signed only when the log still is the one that was signed before, only longer.
"""

from collections.abc import Iterator
from uuid import UUID

from mentorhub.judging import queries
from mentorhub.judging.domain.ledger import Checkpoint
from mentorhub.judging.domain.merkle import consistency_proof, is_consistent, root_of
from mentorhub.platform import outside, signing

KIND = "checkpoints"


def origin_of(contest_id: UUID) -> str:
    return f"{signing.signer()}/contests/{contest_id}/scores"


def signed_checkpoint(contest_id: UUID) -> str:
    """The tree as this transaction sees it, as a signed note."""
    leaves = queries.leaves_of(contest_id)
    checkpoint = Checkpoint(origin_of(contest_id), len(leaves), root_of(leaves))
    return signing.signed_note(checkpoint.text())


def write_checkpoint(contest_id: UUID) -> bool:
    """Sign the tree and keep that outside; False where there is nothing new, or the log is broken.

    A log that is not the signed one any more gets no signature: the reading of the night says why.
    """
    leaves = queries.leaves_of(contest_id)
    last = newest(contest_id)
    if not leaves or (last and len(leaves) == last.size):
        return False
    if last and (len(leaves) < last.size or not _grew(last, leaves)):
        return False
    note = signed_checkpoint(contest_id)
    outside.keep(KIND, f"{contest_id.hex}/{len(leaves):010d}", note)
    return True


def _grew(last: Checkpoint, leaves: list[bytes]) -> bool:
    proof = consistency_proof(leaves, last.size)
    return is_consistent(last.root, last.size, root_of(leaves), len(leaves), proof)


def checkpoints_of(contest_id: UUID) -> Iterator[Checkpoint | None]:
    """Oldest first; None for a text that no key of ours has signed."""
    for note in outside.kept(KIND, contest_id.hex):
        text = signing.text_of_note(note)
        yield None if text is None else Checkpoint.read(text)


def newest(contest_id: UUID) -> Checkpoint | None:
    return max(filter(None, checkpoints_of(contest_id)), key=lambda one: one.size, default=None)


def contests_with_checkpoints() -> set[UUID]:
    return {UUID(group) for group in outside.groups(KIND)}
