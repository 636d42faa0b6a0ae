"""Which papers a contest asks to see."""

from collections.abc import Sequence

from mentorhub.accounts.models import Person
from mentorhub.contests.actions.parts import count_as_a_change, part_saved, refuse_once_begun
from mentorhub.contests.domain import documents as rules
from mentorhub.contests.models import Contest, Document
from mentorhub.platform.db import Translated


def set_documents(
    contest: Contest,
    *,
    version: int,
    documents: Sequence[rules.Document],
    by: Person,
    reason: str = "",
) -> None:
    """Fixed with the terms: from the moment entries open, teams rely on the list."""
    with part_saved(contest, "documents", version=version, reason=reason, by=by):
        refuse_once_begun(contest)
        count_as_a_change(contest)
        contest.documents = [
            Document(position=i, name=Translated(one.name), whose=one.whose)
            for i, one in enumerate(documents)
        ]
