"""Handing entries out: first a proposal anybody can look at, then exactly that proposal."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Entry
from mentorhub.judging import queries
from mentorhub.judging.actions.gathering import Gathered, gather
from mentorhub.judging.actions.history import about, note_all, void
from mentorhub.judging.actions.working_out import worked_out
from mentorhub.judging.domain.handing import Blocked, Plan, Rule, Way
from mentorhub.judging.models import CardState, Round, Scorecard
from mentorhub.judging.queries import Pair
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _, _l


class OutOfReach(Refused):
    """No handing-out fits the wishes: `missing` readers of entries, `ways` that would be enough."""

    def __init__(
        self,
        message: Any,
        missing: Mapping[UUID, int],
        idle: Mapping[UUID, int],
        ways: Sequence[Way],
    ) -> None:
        super().__init__(message)
        self.missing, self.idle, self.ways = missing, idle, ways


@dataclass(frozen=True)
class Proposal:
    """What handing out would do; `plan` is None while the worker still has to work it out."""

    gathered: Gathered
    plan: Plan[UUID, UUID] | None

    @property
    def jurors(self) -> Sequence[Juror]:
        return self.gathered.jurors

    @property
    def entries(self) -> Sequence[Entry]:
        return self.gathered.entries

    @property
    def conflicts(self) -> Collection[Pair]:
        return self.gathered.ties.certain | self.gathered.ties.suspected.keys()

    @cached_property
    def kept(self) -> frozenset[Pair]:
        """Sheets that stand now and stay."""
        stand = frozenset(self.gathered.sheets)
        return stand & self.plan.pairs if self.plan else stand

    @cached_property
    def pairs(self) -> frozenset[Pair]:
        """New pairs."""
        return self.plan.pairs - self.kept if self.plan else frozenset()

    @cached_property
    def removed(self) -> frozenset[Pair]:
        """Sheets nobody has begun that go to somebody else, or are too many."""
        return (frozenset(self.gathered.sheets) | self.gathered.given_back) - self.kept

    @property
    def moved(self) -> int:
        """How many of the new ones take the place of one that is removed."""
        new, old = (Counter(entry for _, entry in one) for one in (self.pairs, self.removed))
        return (new & old).total()

    @property
    def changes(self) -> int:
        return len(self.pairs) + len(self.removed)

    @property
    def limits(self) -> Mapping[UUID, int | None]:
        """{juror: the most they read}."""
        return {seat.juror: seat.most for seat in self.gathered.task.seats}

    @property
    def seed(self) -> int:
        return self.gathered.task.seed

    @property
    def readers(self) -> int:
        return min(self.gathered.readers)

    @cached_property
    def digest(self) -> str:
        """Of everything it rests on and of the pairs themselves: nothing else is handed out."""
        pairs = sorted(self.plan.pairs) if self.plan else None
        return hashlib.sha256(repr((self.gathered.digest, pairs)).encode()).hexdigest()

    def loads(self, pairs: Iterable[Pair], *, without: Collection[UUID]) -> Counter[UUID]:
        """{juror: entries}, leaving out what the reader may not know of."""
        return Counter(juror for juror, entry in pairs if entry not in without)


def propose(
    contest: Contest,
    *,
    readers: int,
    without: Collection[UUID] = (),
    replaced: Juror | None = None,
) -> Proposal:
    """What handing out would do now. Refuses with a sentence when it cannot be done.

    Before panels each of them has its own number of readers. `without` are the entries the reader
    may not know of: the sentence names none of them. `replaced` is a silent juror whose untouched
    sheets go to others while nothing else moves.
    """
    gathered = gather(contest, readers=readers, replaced=replaced)
    try:
        return Proposal(gathered, worked_out(gathered))
    except Blocked as problem:
        raise _out_of_reach(gathered, problem, without) from problem


def _out_of_reach(gathered: Gathered, problem: Blocked, without: Collection[UUID]) -> OutOfReach:
    missing = {entry: n for entry, n in problem.missing.items() if entry not in without}
    told = [one for one in gathered.entries if one.id in missing]
    names = ", ".join(f"{one.code} ({missing[one.id]})" for one in told) or "…"
    sentence = _("Not enough jurors without a conflict. Readers missing: %(names)s.", names=names)
    if not problem.missing:
        sentence = _("The wishes cannot all be met at once.")
    ways = [way for way in problem.ways if _is_allowed(gathered.contest, way)]
    return OutOfReach(sentence, missing, problem.idle, ways)


def _is_allowed(contest: Contest, way: Way) -> bool:
    """Fewer readers than the rules promise are no way out."""
    is_fewer = way.rule is Rule.READERS and way.amount < contest.readers_now
    return contest.is_before_panels or not is_fewer


def hand_out(
    contest: Contest, *, readers: int, digest: str, by: Person, replaced: Juror | None = None
) -> int:
    """Give out exactly what was shown; how many cards that made."""
    queries.hold_cards(contest)  # before the contest, as closing does: sheets may be taken back
    lock(contest)
    without = queries.hidden_from(by, contest)
    proposal = propose(contest, readers=readers, without=without, replaced=replaced)
    if proposal.plan is None or proposal.digest != digest:
        raise Stale(_l("The jury or the entries have changed since. Look at the new proposal."))
    if not proposal.changes:
        raise Refused(_l("Every entry has its readers already."))
    turn = Round(
        contest_id=contest.id,
        stage=contest.judged_stage,
        by_id=by.id,
        readers=proposal.readers,
        seed=proposal.seed,
    )
    db.session.add(turn)
    db.session.flush()
    _take_back(contest, proposal, by=by)
    _give(contest, proposal, turn, by=by)
    if contest.scoring_opened_at is None:
        contest.scoring_opened_at = now()
    contest.more_until = None  # an answer that waited for this replaces nothing a juror reads
    record("judging.handed_out", contest, by=by, cards=len(proposal.pairs), **about(contest))
    return len(proposal.pairs)


def _take_back(contest: Contest, proposal: Proposal, *, by: Person) -> None:
    """Sheets that move, and those a replaced juror gives back."""
    replaced, given_back = proposal.gathered.replaced, proposal.gathered.given_back
    gone = {
        pair: card
        for card in queries.cards_in(contest)
        if not card.is_void and (pair := (card.juror_id, card.entry_id)) in proposal.removed
    }
    moved = (card for pair, card in gone.items() if pair not in given_back)
    void(*(card for pair, card in gone.items() if pair in given_back), reason="replaced", by=by)
    void(*moved, reason="moved", by=by)
    if replaced is not None:
        record("judging.places_taken", replaced, by=by, **about(contest))


def _give(contest: Contest, proposal: Proposal, turn: Round, *, by: Person) -> None:
    """Each juror reads in an order of their own, so that no entry is always the last."""
    held = {(card.juror_id, card.entry_id): card for card in queries.cards_in(contest)}
    last: Counter[UUID] = Counter()
    for (juror, _entry), card in held.items():
        last[juror] = max(last[juror], card.position)
    luck, revived = Random(proposal.seed), []
    for juror, entry in sorted(sorted(proposal.pairs), key=lambda _: luck.random()):
        last[juror] += 1
        if old := held.get((juror, entry)):
            old.state, old.round_id, old.position = CardState.ASSIGNED, turn.id, last[juror]
            revived.append(old)
        else:
            db.session.add(
                Scorecard(
                    contest_id=contest.id,
                    juror_id=juror,
                    entry_id=entry,
                    round_id=turn.id,
                    stage=turn.stage,
                    position=last[juror],
                )
            )
    note_all(revived, "revived", by=by)
