"""What jurors wrote to teams, looked through by organisers before the teams read it."""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.judging.models import Scorecard
from mentorhub.platform.db import add_once, db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.publishing import queries
from mentorhub.publishing.models import HeldRemark


def hold(card: Scorecard, *, reason: str, by: Person) -> None:
    """The team does not read this remark. Its words stay on the sheet as they were written."""
    if not card.is_submitted or not card.feedback:
        raise Refused(_l("There is no remark to leave out."))
    facts = {"contest_id": card.contest_id, "scorecard_id": card.id}
    if add_once(HeldRemark, **facts, reason=reason.strip(), by_id=by.id):
        record("results.remark_held", card, by=by, contest_id=card.contest_id)


def release(card: Scorecard, *, by: Person) -> None:
    held = queries.held_remark(card)
    if held is not None:
        db.session.delete(held)
        record("results.remark_released", card, by=by, contest_id=card.contest_id)
