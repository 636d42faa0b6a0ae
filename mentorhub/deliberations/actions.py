"""A talk opened by two, led by one, in which each juror speaks and votes for themselves.

What is said and decided is only ever added to; nothing here changes a mark.
"""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.deliberations import queries
from mentorhub.deliberations.domain import Order, discussion_order
from mentorhub.deliberations.models import (
    Answer,
    Deliberation,
    Discussion,
    JurorVote,
    Matter,
    Motion,
    Remark,
)
from mentorhub.judging.queries import entries_in
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

OPEN = "deliberation.open"


def propose(contest: Contest, *, by: Person) -> Deliberation:
    """Ask another organiser to open the talk about the stage whose scoring is closed."""
    lock(contest)
    _refuse_the_impossible(contest)
    found = queries.deliberation_of(contest)
    if found is not None and found.was_opened:
        raise Refused(_l("The deliberation of this stage was opened already."))
    if found is not None and found.waits_for_agreement:
        raise Refused(_l("This already waits for another organiser."))
    if found is None:
        found = Deliberation(contest=contest, stage=contest.judged_stage)
        db.session.add(found)
    found.approval = Approval(
        action=OPEN,
        subject_type="Contest",
        subject_id=contest.id,
        digest=_digest(contest),
        asked_by=by,
    )
    db.session.flush()
    record("deliberation.proposed", found, by=by, **_about(contest))
    return found


def agree(deliberation: Deliberation, *, seen: str, by: Person) -> None:
    """Open the room: from here on jurors who may read each other's sheets.

    `seen` is the mark of the proposal the page showed.
    """
    contest = lock(deliberation.contest)
    lock(deliberation)
    if deliberation.was_opened:
        return  # the second click of the same button
    _refuse_the_impossible(contest)
    approval = lock(deliberation.approval)
    if not approval.is_open or approval.digest != _digest(contest):
        raise Refused(_l("Nothing waits for an answer here any more."))
    if approval.asked_by_id == by.id:
        raise Refused(_l("Another organiser must agree. Whoever proposed it cannot."))
    approval.must_be(seen)
    moment = now()
    approval.approved_by, approval.approved_at = by, moment
    deliberation.opened_at = moment
    entries = [entry.id for entry in entries_in(contest)]
    order = discussion_order(entries, queries.must_leave(contest))
    db.session.add_all(
        Discussion(
            contest_id=contest.id, deliberation=deliberation, entry_id=entry, position=position
        )
        for position, entry in enumerate(order)
    )
    record("deliberation.opened", contest, by=by, **_about(contest))


def call_off(deliberation: Deliberation, *, by: Person) -> None:
    """Take the proposal back, or decline it."""
    lock(deliberation.contest)
    lock(deliberation.approval)
    if not deliberation.waits_for_agreement:
        raise Refused(_l("Nothing waits for an answer here any more."))
    deliberation.approval.withdrawn_at = now()
    record("deliberation.called_off", deliberation, by=by, **_about(deliberation.contest))


def begin(discussion: Discussion, *, by: Person) -> None:
    """Put this entry on the floor; the one before it leaves."""
    lock(discussion.deliberation)
    db.session.refresh(discussion)
    _must_be_open(discussion.deliberation)
    for other in discussion.deliberation.discussions:
        if other.is_on_the_floor and other is not discussion:
            other.ended_at = now()
    if not discussion.is_on_the_floor:
        discussion.begun_at, discussion.ended_at = now(), None
        record("deliberation.begun", discussion, by=by, code=discussion.entry.code)


def end(discussion: Discussion, *, by: Person) -> None:
    lock(discussion.deliberation)
    db.session.refresh(discussion)
    if discussion.is_on_the_floor:
        discussion.ended_at = now()
        record("deliberation.ended", discussion, by=by, code=discussion.entry.code)


def speak(discussion: Discussion, *, text: str, key: UUID, by: Person) -> Remark:
    """Add a remark; the same page sent twice says it once."""
    lock(discussion.deliberation)
    _must_be_open(discussion.deliberation)
    if (said := db.session.get(Remark, key)) is not None and said.author_id == by.id:
        return said
    remark = Remark(
        id=key,
        contest_id=discussion.contest_id,
        discussion_id=discussion.id,
        author_id=by.id,
        text=text,
        language=by.language,
    )
    db.session.add(remark)
    return remark


def move(
    deliberation: Deliberation,
    *,
    matter: Matter,
    text: str,
    places: Mapping[UUID, int],
    by: Person,
) -> Motion:
    """Put words to the vote; an order among equals needs two entries and places as in a race."""
    contest = lock(deliberation.contest)
    lock(deliberation)
    _must_be_open(deliberation)
    if matter is Matter.ORDER:
        _check_order(contest, places)
    elif places:
        raise Refused(_l("Only an order among equals names entries."))
    motion = Motion(
        contest_id=contest.id,
        deliberation=deliberation,
        matter=matter,
        text=text,
        language=by.language,
        places={entry.hex: place for entry, place in places.items()},
        put_by_id=by.id,
    )
    db.session.add(motion)
    db.session.flush()
    record("deliberation.moved", motion, by=by, **_about(contest))
    return motion


def vote(motion: Motion, *, answer: Answer, by: Person) -> None:
    """Say yes, no, or neither; another answer replaces it until the vote is settled."""
    lock(motion)
    if motion.is_settled or not motion.deliberation.is_open:
        raise Refused(_l("This vote is over."))
    juror = next((one for one in queries.voters_of(motion) if one.person_id == by.id), None)
    if juror is None:
        raise Refused(_l("You did not read every entry this vote is about."))
    given = queries.vote_of(motion, juror)
    if given is None:
        given = JurorVote(contest_id=motion.contest_id, motion=motion, juror_id=juror.id)
        db.session.add(given)
    given.answer, given.at = answer, now()


def settle(motion: Motion, *, reason: str, by: Person) -> None:
    """Count, and write the reason the minutes give; nothing of it changes afterwards."""
    lock(motion)
    if motion.is_settled:
        return  # the second click of the same button
    _must_be_open(motion.deliberation)
    db.session.refresh(motion, ["votes"])
    if not motion.votes:
        raise Refused(_l("Nobody has voted yet."))
    motion.carried, motion.reason, motion.settled_at = motion.count.is_carried, reason, now()
    record("deliberation.settled", motion, by=by, **_about(motion.deliberation.contest))


def close(deliberation: Deliberation, *, by: Person) -> None:
    """Nobody speaks or votes any more; what was said stays readable for those who heard it."""
    lock(deliberation)
    if deliberation.closed_at is not None:
        return
    _must_be_open(deliberation)
    if any(not motion.is_settled for motion in queries.motions_of(deliberation)):
        raise Refused(_l("A vote is still open: settle it first."))
    deliberation.closed_at = now()
    for discussion in deliberation.discussions:
        if discussion.is_on_the_floor:
            discussion.ended_at = deliberation.closed_at
    record("deliberation.closed", deliberation, by=by, **_about(deliberation.contest))


def _check_order(contest: Contest, places: Mapping[UUID, int]) -> None:
    known = {entry.id for entry in entries_in(contest)}
    if not places.keys() <= known:
        raise Refused(_l("One of these entries is no longer judged."))
    try:
        Order(places)
    except ValueError:
        raise Refused(
            _l("Give at least two entries a place, as after a race: 1, 2, 3, or 1, 1, 3.")
        ) from None


def _refuse_the_impossible(contest: Contest) -> None:
    if not contest.scoring_is_closed:
        raise Refused(_l("Close the scoring first: until then nobody sees a result."))
    if contest.is_published:
        raise Refused(_l("The results are out."))


def _must_be_open(deliberation: Deliberation) -> None:
    if not deliberation.is_open:
        raise Refused(_l("The deliberation is not open."))
    if deliberation.contest.is_published:
        raise Refused(_l("The results are out."))


def _digest(contest: Contest) -> str:
    """What is agreed to: the talk about this closing of this stage, and no other."""
    facts = f"{contest.id}|{contest.judged_stage}|{contest.scoring_closed_at}"
    return hashlib.sha256(facts.encode()).hexdigest()


def _about(contest: Contest) -> dict[str, Any]:
    return {"contest_id": contest.id, "contest": dict(contest.title)}
