"""The log of scoresheets, signed and written where the database cannot reach; and read again.

A checkpoint is signed only when the log still is the one that was signed before, only longer.
Closing a stage's scoring fixes the tree in the same transaction; its note is written outside later.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from mentorhub.contests.models import Contest, RubricLine
from mentorhub.contests.queries import criteria_version
from mentorhub.judging import queries
from mentorhub.judging.domain.ledger import Checkpoint, criteria_digest
from mentorhub.judging.domain.merkle import consistency_proof, is_consistent, root_of
from mentorhub.judging.models import Closing
from mentorhub.platform import outside, signing
from mentorhub.platform.db import db

KIND = "checkpoints"


def origin_of(contest_id: UUID) -> str:
    return f"{signing.signer()}/contests/{contest_id}/scores"


def signed_checkpoint(contest_id: UUID) -> str:
    """The tree as this transaction sees it, as a signed note."""
    leaves = queries.leaves_of(contest_id)
    checkpoint = Checkpoint(origin_of(contest_id), len(leaves), root_of(leaves))
    return signing.signed_note(checkpoint.text())


def fix_closing(contest: Contest) -> Closing:
    """What stands when scoring closes: the tree, and by which criteria was marked; signed.

    Whoever closes holds the cards; the log is held from here to the commit as well.
    """
    queries.log_of(contest.id, held=True)
    leaves = queries.leaves_of(contest.id)
    tree = Checkpoint(
        origin_of(contest.id), len(leaves), root_of(leaves), (criteria_line(contest),)
    )
    closing = Closing(
        contest_id=contest.id,
        stage=contest.judged_stage,
        note=signing.signed_note(tree.text()),
    )
    db.session.add(closing)
    return closing


def criteria_line(contest: Contest) -> str:
    """By what the present stage marks: "criteria", the number of their version, their digest."""
    return f"criteria {criteria_version(contest)} {_digest(contest.rubric_now)}"


def is_marked_by_others(contest: Contest, closing: Closing, tree: Checkpoint) -> bool:
    """Are the criteria of that stage no longer those its jury marked by?

    Once the next stage is marked, what both are marked by may still change (with two people): only
    criteria of the closed stage alone must stand as they were. The digest decides: their version
    also counts another name of the stage, which sentences about them tell.
    """
    told = tree.more[0].split()[-1] if tree.more else ""
    lines = queries.marked_by(contest, closing.stage)
    if closing.stage == contest.judged_stage:
        return contest.scoring_is_closed and told != _digest(lines)
    if not told or not lines or any(line.stage is None for line in lines):
        return False
    return told != _digest(lines)


def _digest(lines: Sequence[RubricLine]) -> str:
    return criteria_digest([line.published for line in lines])


def tree_at(closing: Closing) -> Checkpoint | None:
    """None where no key of ours has signed its note."""
    text = signing.text_of_note(closing.note)
    return None if text is None else Checkpoint.read(text)


def closed_with(contest: Contest) -> Checkpoint | None:
    """The tree when the scoring of the present stage closed; None for closings of before."""
    found = (one for one in queries.closings_of(contest.id) if one.stage == contest.judged_stage)
    closing = next(found, None)
    return tree_at(closing) if closing else None


def write_checkpoint(contest_id: UUID) -> bool:
    """Sign the tree and keep that outside; False where there is nothing new, or the log is broken.

    A log that is not the signed one any more gets no signature: the reading of the night says why.
    """
    for closing in queries.closings_of(contest_id):
        tree = tree_at(closing)
        if tree is not None:
            name = f"{contest_id.hex}/{tree.size:010d}-closing-{closing.stage}"
            outside.keep(KIND, name, closing.note)
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
