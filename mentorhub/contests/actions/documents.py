"""Which papers a contest asks to see."""

from collections.abc import Sequence

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.actions.parts import claim, count_as_a_change, refuse_once_begun
from mentorhub.contests.domain import documents as rules
from mentorhub.contests.models import Contest, Document
from mentorhub.platform.db import Translated


def set_documents(
    contest: Contest, *, version: int, documents: Sequence[rules.Document], by: Person
) -> None:
    """Fixed with the terms: from the moment entries open, teams rely on the list."""
    claim(contest, version)
    refuse_once_begun(contest)
    count_as_a_change(contest)
    contest.documents = [
        Document(position=i, name=Translated(one.name), whose=one.whose)
        for i, one in enumerate(documents)
    ]
    record("contest.edited", contest, by=by, contest_id=contest.id, part="documents")
