"""A certificate outlives its holder's account as a signature; the name on it does not."""

from uuid import UUID

from mentorhub.certificates.actions.bundling import drop_bundles
from mentorhub.certificates.models import Batch, Bundle, BundlePart, Certificate
from mentorhub.certificates.queries import contests_of
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason


def drop_files_with_the_name(person_id: UUID) -> None:
    for contest_id in contests_of(person_id):
        drop_bundles(contest_id)


HOLDINGS = (
    Holding(
        Batch,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "total"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("kinds",),
    ),
    Holding(
        Certificate,
        Matter.CONTESTS,
        own="person_id",
        others=("revoked_by_id",),
        shown=("kind", "code", "name", "given_at", "revoked_at", "cause", "reason"),
        fate=Fate.EMPTIED,
        reason=Reason.PROOF,
        emptied={"name": "", "salt": "", "reason": ""},
        erase=drop_files_with_the_name,
    ),
    Holding(
        Bundle,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "shape"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
    ),
    Holding(BundlePart, Matter.OFFICES),
)
