"""That a right was used stays as proof; what was written in asking goes."""

from datetime import datetime

from mentorhub.platform import erased, holdings
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping
from mentorhub.rights.actions import forget_person
from mentorhub.rights.models import DataRequest
from mentorhub.rights.queries import never_used

HOLDINGS = (
    Holding(
        DataRequest,
        Matter.RECORDS,
        own="person_id",
        others=("handled_by_id",),
        shown=("kind", "words", "asked_at", "state", "answer", "answered_at", "closed_at"),
        fate=Fate.EMPTIED,
        reason=Reason.PROOF,
        emptied={"words": "", "answer": ""},
    ),
)


def forget_unused_accounts(before: datetime) -> None:
    """Nothing proved, nothing written, nobody signed in any more."""
    for person in never_used(before):
        if not holdings.has_left_something(person.id):
            erased.append(person.id)
            forget_person(person)


RETENTION = (
    Keeping(
        "unused accounts",
        _l("Accounts with nothing proved and nothing written, once nobody is signed in"),
        7,
        _l("most are mistyped; whoever comes back signs up again"),
        forget_unused_accounts,
    ),
)
