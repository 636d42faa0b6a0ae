"""What a cohort comes to now, and exactly that sent as ordinary requests."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.cohorts import queries
from mentorhub.cohorts.actions.gathering import Gathered, gather
from mentorhub.cohorts.domain.assignment import NOBODY
from mentorhub.cohorts.domain.preview import Preview, preview
from mentorhub.cohorts.models import Cohort, Sending
from mentorhub.cohorts.rules import may_send_in
from mentorhub.matching.domain.explain import Explainer
from mentorhub.mentoring import actions as mentoring
from mentorhub.mentoring.domain.recommendation import Suggestion, explained
from mentorhub.mentoring.models import MentorProfile
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Team

WEEK = timedelta(days=7)
SHOWN_PLACES = 2  # after the point, of how much a pair suits


@dataclass(frozen=True)
class Pairing:
    """A team and a mentor brought together, by their places in what was gathered."""

    row: int
    column: int
    team: Team
    profile: MentorProfile
    suits: float
    is_fixed: bool


@dataclass(frozen=True)
class Proposal:
    """`digest` names everything it follows from: who looks later sees whether it still holds."""

    gathered: Gathered
    preview: Preview
    pairs: Sequence[Pairing]
    digest: str


def propose(cohort: Cohort, *, by: Person) -> Proposal:
    """The same cohort in the same circumstances gives the same proposal; nothing is written."""
    gathered = gather(cohort, by=by)
    seen = preview(gathered.task, dial=cohort.dial)
    pairs = tuple(
        _pairing(gathered, row, int(column))
        for row, column in enumerate(seen.mentors)
        if column != NOBODY
    )
    return Proposal(gathered, seen, pairs, digest_of(cohort, gathered, pairs))


def _pairing(gathered: Gathered, row: int, column: int) -> Pairing:
    task = gathered.task
    suits = float(task.suits[row, column])
    who = gathered.teams[row], gathered.profiles[column]
    return Pairing(row, column, *who, suits, is_fixed=row in task.fixed)


def digest_of(cohort: Cohort, gathered: Gathered, pairs: Sequence[Pairing]) -> str:
    """Of what was chosen and of what is shown of each pair.

    Not of all that the pairs follow from: whoever edits a profile moves every score a little, and
    what would still be sent is what was seen.
    """
    task = gathered.task
    facts: tuple[Any, ...] = (
        cohort.id, cohort.dial, cohort.need, cohort.first_meeting,
        [str(team.id) for team in gathered.teams],
        [str(profile.id) for profile in gathered.profiles],
        [(pair.row, pair.column, round(pair.suits, SHOWN_PLACES)) for pair in pairs],
        task.room.tolist(),
        sorted(task.fixed.items()), sorted(task.forbidden),
    )  # fmt: skip
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def why(gathered: Gathered, pair: Pairing, explainer: Explainer | None) -> Suggestion:
    """Reasons of words everybody reads, and the gap; past work is not named here."""
    row, column = pair.row, pair.column
    told = explained(explainer, gathered.seekers[row], gathered.mentors[column], pair.suits)
    kept = tuple(reason for reason in told.reasons if reason.kind != "project")
    return replace(told, reasons=kept)


def send(cohort: Cohort, *, digest: str, by: Person) -> int:
    """Ask the mentors of the proposal `digest` names, one request a team; how many were asked.

    A second click finds its teams waiting, so the proposal has changed and nothing is sent.
    """
    hold(cohort)
    for team in queries.teams_in(cohort):
        lock(team)
    proposal = propose(cohort, by=by)
    if proposal.digest != digest:
        raise Stale(
            _l("Something has changed since you looked: read the new proposal, then send it.")
        )
    return _ask_all(cohort, proposal, by=by)


def _ask_all(cohort: Cohort, proposal: Proposal, *, by: Person) -> int:
    for pair in proposal.pairs:
        request = mentoring.ask(
            pair.team, pair.profile, need=cohort.need, first_meeting=cohort.first_meeting, by=by
        )
        request.language = cohort.language
        db.session.add(Sending(cohort_id=cohort.id, request=request, suits=pair.suits))
        db.session.flush()
        record("cohort.asked", request, by=by, team=pair.team.name)
    if proposal.pairs:
        record("cohort.sent", cohort, by=by, many=len(proposal.pairs))
    return len(proposal.pairs)


def send_the_rest() -> None:
    """Each week those who are still without a mentor, where somebody asked for it.

    Who asked must still be allowed to: else the weeks end, and nobody is asked.
    """
    for cohort in queries.due():
        lock(cohort)
        person = db.session.get(Person, cohort.weekly_by_id)
        if cohort.next_at is None or cohort.next_at > now() or not cohort.is_open:
            continue
        if person is None or person.closed_at is not None or not may_send_in(person, cohort):
            cohort.next_at = cohort.weekly_by_id = None
            continue
        cohort.next_at = now() + WEEK
        for team in queries.teams_in(cohort):
            lock(team)
        _ask_all(cohort, propose(cohort, by=person), by=person)


def hold(cohort: Cohort) -> None:
    lock(cohort)
    if not cohort.is_open:
        raise Refused(_l("This round is closed. Open it again first."))


def idle_room(proposal: Proposal) -> int:
    """Places that stay free although somebody has them."""
    return int(proposal.gathered.task.room.sum()) - len(proposal.pairs)
