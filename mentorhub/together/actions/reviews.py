"""Looking back: in the middle while it goes on, at the end once it has ended."""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.mentoring.actions import note_outcome
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.together import queries
from mentorhub.together.actions.holding import refuse_unwatched
from mentorhub.together.domain import Stage
from mentorhub.together.models import Review


def look_back(
    work: Mentorship, stage: Stage, *, reached: int, told: str, confided: str, by: Person
) -> Review:
    """Each side once for each stage; writing again replaces the words of that side."""
    lock(work)
    if (work.ended_at is None) is not (stage is Stage.MID):
        raise Refused(
            _l("This has ended: look back on all of it.")
            if stage is Stage.MID
            else _l("It still goes on: the end is looked back on when it has ended.")
        )
    refuse_unwatched(work, told)
    side = queries.side_of(work, by)
    review = queries.review_by(work, stage, side)
    is_new = review is None
    if review is None:
        review = Review(mentorship=work, stage=stage, side=side, author=by)
        db.session.add(review)
    review.author, review.language, review.at = by, by.language, now()
    review.reached, review.told, review.confided = reached, told, confided
    if is_new:
        record("mentorship.reviewed", work, by=by, team=work.team.name)
    db.session.flush()
    if stage is Stage.END:
        ends = [one.reached for one in queries.reviews(work) if one.stage is stage]
        note_outcome(work, reached=min(ends))
    return review
