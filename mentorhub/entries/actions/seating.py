"""Who takes part in an entry, on which seats, and whether the rules of its contest let them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.consents.actions import require_of_all
from mentorhub.contests.domain.eligibility import (
    ABOUT_SENDING,
    Candidate,
    Obstacle,
    free_seat,
    lasting,
)
from mentorhub.contests.domain.entering import behind
from mentorhub.contests.models import Contest
from mentorhub.entries import queries
from mentorhub.entries.actions.leaving import frozen_in
from mentorhub.entries.models import Entry, Participant
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _, sentence
from mentorhub.teams.models import Team
from mentorhub.teams.queries import present_ids


def seat(entry: Entry, people: Collection[UUID]) -> Candidate:
    """Make these people the participants; the rows of those who stay are left alone.

    The answer is the entry with them, as the rules look at it.
    """
    contest = entry.contest
    one = check_people(contest, entry.team, people, besides=entry, sector=entry.sector)
    seated = queries.seated_in(entry)
    if seated - set(people):
        for taken_up in queries.seats_of(entry):
            if taken_up.person_id not in people:
                db.session.delete(taken_up)
        db.session.flush()
    new = set(people) - seated
    taken = queries.seats_taken(contest, new, besides=entry) if new else {}
    db.session.add_all(
        Participant(
            contest_id=contest.id,
            person_id=key,
            entry_id=entry.id,
            seat=free_seat(taken.get(key, ()), contest.most_entries),
        )
        for key in sorted(new)
    )
    return one


def check_people(
    contest: Contest,
    team: Team,
    people: Collection[UUID],
    *,
    besides: Entry | None,
    sector: str = "",
) -> Candidate:
    """What a draft already must hold to; a team may still grow until the entry is sent."""
    if not people:
        raise Refused(_("Choose who takes part."))
    known = present_ids(team) | (set() if besides is None else frozen_in(besides))
    if not set(people) <= known:
        raise Refused(_("Only members of the team can be in its entry."))
    require_of_all(people, Purpose.CONTEST)
    one = queries.candidate(contest, team, people, sector=sector, besides=besides)
    found = lasting(one, contest.terms, contest.limits)
    refuse_for(contest, [why for why in found if why not in ABOUT_SENDING or besides is None])
    return one


def refuse_for(contest: Contest, found: Sequence[Obstacle]) -> None:
    """The first of the obstacles in words."""
    if found:
        told = behind(found[0], contest.terms, contest.limits)
        raise Refused(sentence(_(told.message), told.facts))
