"""A cohort is made, filled, wished about, closed and opened again."""

from collections.abc import Collection, Set
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.cohorts import queries
from mentorhub.cohorts.actions.gathering import gather
from mentorhub.cohorts.actions.proposing import WEEK, hold
from mentorhub.cohorts.domain.assignment import Dial
from mentorhub.cohorts.models import Cohort, CohortMentor, CohortTeam, Wish, WishKind
from mentorhub.mentoring.models import MentorProfile
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit

FULL = _l("A round holds 200 teams and 200 mentors at most. Make a second one.")


def make(
    unit: Unit, *, title: str, need: str, first_meeting: str, dial: Dial, by: Person
) -> Cohort:
    """An empty cohort; teams and mentors are chosen next."""
    words = {"title": title, "need": need, "first_meeting": first_meeting}
    facts = {"dial": dial, "made_by_id": by.id, "language": by.language}
    cohort = Cohort(unit=unit, **words, **facts)
    db.session.add(cohort)
    db.session.flush()
    record("cohort.made", cohort, by=by)
    return cohort


def change(
    cohort: Cohort,
    *,
    title: str,
    need: str,
    first_meeting: str,
    dial: Dial,
    weekly: bool,
    version: int,
    by: Person,
) -> None:
    """`weekly`: each week, in the name of `by`, ask for the teams that are still without one."""
    hold(cohort)
    if version != cohort.version:
        raise Stale(_l("Somebody changed this round before you. Look at what is there now."))
    cohort.title, cohort.need, cohort.first_meeting = title, need, first_meeting
    cohort.dial, cohort.language = dial, by.language
    if weekly and not cohort.goes_on_weekly:
        cohort.next_at, cohort.weekly_by_id = now() + WEEK, by.id
    elif not weekly:
        cohort.next_at = cohort.weekly_by_id = None
    record("cohort.changed", cohort, by=by)


def choose_teams(
    cohort: Cohort, *, shown: Collection[UUID], chosen: Collection[UUID], by: Person
) -> None:
    """Of the teams that were shown these take part; of others nothing changes."""
    hold(cohort)
    present = {one.team_id: one for one in cohort.places}
    wanted = _wanted(present.keys(), shown=shown, chosen=chosen)
    kept = [one for key, one in present.items() if key in wanted]
    cohort.places = kept + [CohortTeam(team_id=key) for key in sorted(wanted - present.keys())]
    _drop_wishes(cohort)
    record("cohort.changed", cohort, by=by)


def choose_mentors(
    cohort: Cohort, *, shown: Collection[UUID], chosen: Collection[UUID], by: Person
) -> None:
    """The same of mentors."""
    hold(cohort)
    present = {one.profile_id: one for one in cohort.seats}
    wanted = _wanted(present.keys(), shown=shown, chosen=chosen)
    kept = [one for key, one in present.items() if key in wanted]
    cohort.seats = kept + [CohortMentor(profile_id=key) for key in sorted(wanted - present.keys())]
    _drop_wishes(cohort)
    record("cohort.changed", cohort, by=by)


def _wanted(present: Set[UUID], *, shown: Collection[UUID], chosen: Collection[UUID]) -> Set[UUID]:
    """Who takes part then: those present and not shown, and of those shown the chosen."""
    wanted = {*present} - {*shown} | {*chosen} & {*shown}
    if len(wanted) > queries.MOST:
        raise Refused(FULL)
    return wanted


def _drop_wishes(cohort: Cohort) -> None:
    """About pairs of which one takes no part any more."""
    teams = {one.team_id for one in cohort.places}
    mentors = {one.profile_id for one in cohort.seats}
    cohort.wishes = [w for w in cohort.wishes if w.team_id in teams and w.profile_id in mentors]


def wish(
    cohort: Cohort, team: Team, profile: MentorProfile, *, kind: WishKind | None, by: Person
) -> None:
    """Fix or forbid a pair, or let it go (None). What must hold is not to be wished away."""
    hold(cohort)
    if all(one.team_id != team.id for one in cohort.places) or all(
        one.profile_id != profile.id for one in cohort.seats
    ):
        raise Refused(_l("This team or this mentor takes no part in the round any more."))
    pair = team.id, profile.id
    others = [
        one
        for one in cohort.wishes
        if (one.team_id, one.profile_id) != pair
        and not (kind is WishKind.FIXED and one.kind is kind and one.team_id == team.id)
    ]
    cohort.wishes = others
    db.session.flush()  # a pair has one wish: the old one goes before the new one comes
    if kind is not None:
        cohort.wishes = [*others, Wish(team=team, profile=profile, kind=kind)]
        db.session.flush()
    if kind is WishKind.FIXED and any(
        (one.team_id, one.profile_id) == pair for one in gather(cohort, by=by).void
    ):
        raise Refused(_l("This pair cannot be fixed: the mentor cannot be asked, or has no place."))
    record("cohort.changed", cohort, by=by)


def close(cohort: Cohort, *, by: Person) -> None:
    """No more requests come of it; those that wait stay."""
    lock(cohort)
    if cohort.is_open:
        cohort.closed_at = now()
        cohort.next_at = cohort.weekly_by_id = None
        record("cohort.closed", cohort, by=by)


def open_again(cohort: Cohort, *, by: Person) -> None:
    lock(cohort)
    if not cohort.is_open:
        cohort.closed_at = None
        record("cohort.reopened", cohort, by=by)
