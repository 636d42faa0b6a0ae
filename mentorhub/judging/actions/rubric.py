"""Other criteria after marks were given: what that means for the sheets of the jury."""

from mentorhub.accounts.models import Person
from mentorhub.contests import actions as contests
from mentorhub.contests.models import Amendment, Change
from mentorhub.judging import queries
from mentorhub.judging.actions.history import note_all
from mentorhub.judging.models import CardState


def agree_to_criteria(amendment: Amendment, *, by: Person) -> Change | None:
    """The second person agrees: other criteria are in force, and nobody's total changes unseen.

    Where something is marked anew every sheet of this stage that was sent is open again, with the
    reason and the number of the change in its history. Marks stay where they stand for the same
    thing; what they were given by retires with the others. Its juror looks, and sends it again.

    The cards are held before the contest, as in close_scoring: no save is caught in between.
    """
    queries.hold_cards(amendment.contest)
    agreed = contests.agree_to_criteria(amendment, by=by)
    if agreed is None:
        return None
    change, is_anew = agreed
    cards = queries.sent_sheets(amendment.contest) if is_anew else ()
    for card in cards:
        card.state, card.submitted_at = CardState.STARTED, None
    note_all(cards, "reopened", by=by, reason=amendment.reason, change=change.number)
    return change
