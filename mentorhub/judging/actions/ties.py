"""Suspected ties: somebody looks into each, and what they found stays written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Clearance, Conflict, Entry, Ground
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about, void
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


@dataclass(frozen=True)
class Doubt:
    """A juror and an entry that are close, may be close, or were found not to be.

    `grounds` wait to be looked into, `declared` was confirmed, `looked_into` is the trace. Whoever
    `takes_sides` (team, family, mentor, rival) is close whatever anybody says; which of these it
    is, nobody is told.
    """

    juror: Juror
    entry: Entry
    grounds: frozenset[Ground]
    takes_sides: bool
    declared: Conflict | None
    looked_into: tuple[Clearance, ...]
    has_sheet: bool

    @property
    def is_open(self) -> bool:
        return bool(self.grounds) and not self.is_certain

    @property
    def is_certain(self) -> bool:
        return self.takes_sides or self.declared is not None

    @property
    def in_force(self) -> tuple[Clearance, ...]:
        return tuple(one for one in self.looked_into if one.ended_at is None)


def doubts_in(contest: Contest) -> Sequence[Doubt]:
    """Those that wait first, then by entry."""
    suspected, sides = queries.suspicions_in(contest), queries.sides_in(contest)
    declared, looked = queries.declared_ties(contest), queries.clearances_in(contest)
    jurors = {one.id: one for one in queries.panel_of(contest) if one.is_sitting}
    entries = {one.id: one for one in queries.entries_in(contest)}
    cards = (card for card in queries.cards_in(contest) if not card.is_void)
    sheets = {(card.juror_id, card.entry_id) for card in cards}
    pairs = {*suspected, *sides, *declared, *((one.juror_id, one.entry_id) for one in looked)}
    found = [
        Doubt(
            juror=jurors[juror],
            entry=entries[entry],
            grounds=suspected.get((juror, entry), frozenset()),
            takes_sides=(juror, entry) in sides,
            declared=declared.get((juror, entry)),
            looked_into=tuple(
                one for one in looked if (one.juror_id, one.entry_id) == (juror, entry)
            ),
            has_sheet=(juror, entry) in sheets,
        )
        for juror, entry in pairs
        if juror in jurors and entry in entries
    ]
    return sorted(found, key=lambda one: (not one.is_open, one.entry.number or 0, one.juror.id))


def doubt_about(juror: Juror, entry: UUID) -> Doubt | None:
    """None where nothing was ever suspected."""
    found = (one for one in doubts_in(juror.contest) if one.juror.id == juror.id)
    return next((one for one in found if one.entry.id == entry), None)


def clear(juror: Juror, entry: UUID, *, reason: str, by: Person) -> None:
    """Nothing is behind the suspicion: the juror may read this entry."""
    lock(juror.contest)  # as whoever hands out: who holds a seat first would wait crosswise
    doubt = doubt_about(juror, entry)
    if doubt is None or not (doubt.grounds or doubt.is_certain):
        raise Refused(_l("Nothing is suspected here, or somebody looked into it already."))
    if doubt.is_certain:
        raise Refused(_l("This tie is certain: nobody can clear it."))
    facts = {"contest_id": juror.contest_id, "juror_id": juror.id, "entry_id": entry}
    for ground in sorted(doubt.grounds):
        db.session.add(Clearance(**facts, ground=ground, reason=reason, by_id=by.id))
    _told("judging.tie_cleared", doubt, by=by)


def look_again(juror: Juror, entry: UUID, *, by: Person) -> None:
    """The suspicion stands as before; a sheet that was given meanwhile is void."""
    queries.hold_cards(juror.contest)  # before the contest, as closing does
    lock(juror.contest)
    doubt = doubt_about(juror, entry)
    if doubt is None or not doubt.in_force:
        raise Refused(_l("Nobody has looked into this, or it was taken back already."))
    for one in doubt.in_force:
        one.ended_at, one.ended_by_id = now(), by.id
    card = queries.card_of(juror, doubt.entry)
    if card is not None and not card.is_void and not juror.contest.is_published:
        void(card, reason="conflict", by=by)
    _told("judging.tie_doubted", doubt, by=by)


def _told(verb: str, doubt: Doubt, *, by: Person) -> None:
    contest = doubt.juror.contest
    record(verb, contest, by=by, code=doubt.entry.code, **about(contest))
