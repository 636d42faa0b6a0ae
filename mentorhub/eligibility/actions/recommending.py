"""What an officer recommends to the organisers. It decides nothing and is told to no team."""

from collections.abc import Sequence

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.eligibility import queries
from mentorhub.eligibility.actions.deciding import refuse_what_stands
from mentorhub.eligibility.domain.standing import Verdict
from mentorhub.eligibility.models import Recommendation
from mentorhub.entries.models import Entry
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _


def recommend(
    entry: Entry, *, verdict: Verdict, words: str = "", parts: Sequence[str] = (), by: Person
) -> None:
    """To admit it, to ask for more or to refuse it; a later one takes the place of one's own."""
    lock(entry.contest)
    lock(entry)
    refuse_what_stands(entry)
    if verdict is not Verdict.ADMITTED and not words:
        raise Refused(_("Write why."))
    said = (verdict, words, list(parts))
    before = [one for one in queries.recommended(entry) if one.by_id == by.id]
    if said in [(one.verdict, one.words, one.parts) for one in before]:
        return  # a second click
    for one in before:
        one.replaced_at = now()
    facts = {"verdict": verdict, "words": words, "parts": list(parts), "at": now()}
    db.session.add(Recommendation(entry=entry, by_id=by.id, **facts))
    record("entry.recommended", entry, by=by, contest_id=entry.contest_id)
