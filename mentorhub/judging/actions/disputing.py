"""A juror says that a sheet of theirs did not enter the results as they handed it in.

Both what is said and what is answered are leaves of the contest's log: neither can be taken away.
Whose sheet it is stands nowhere but there; organisers see the entry and the code of the receipt.
"""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about, note
from mentorhub.judging.models import Scorecard
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


def dispute(card: Scorecard, *, text: str, by: Person) -> None:
    """`card` must be held. One waits for its answer at a time; a second click says nothing."""
    if not card.contest.is_published:
        raise Refused(_l("The results are not out yet."))
    earlier = queries.disputes_of(card)
    if earlier and earlier[-1].answer is None:
        if earlier[-1].said.content["text"] == text.strip():
            return
        raise Refused(_l("The organisers have not answered yet what you wrote about this sheet."))
    note(card, "disputed", by=by, text=text.strip(), language=by.language)
    record("judging.disputed", card, by=by, code=card.entry.code, **about(card.contest))


def answer_dispute(card: Scorecard, *, text: str, by: Person) -> None:
    """`card` must be held. The juror reads it; what is justified is put right by a correction."""
    earlier = queries.disputes_of(card)
    if not earlier or earlier[-1].answer is not None:
        raise Refused(_l("Nothing waits for an answer here any more."))
    note(card, "dispute_answered", by=by, text=text.strip(), language=by.language)
    record("judging.dispute_answered", card, by=by, code=card.entry.code, **about(card.contest))
