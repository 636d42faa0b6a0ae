"""Handing entries out: first a proposal anybody can look at, then exactly that proposal."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Entry
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about, note_all
from mentorhub.judging.domain.assignment import TooFewJurors
from mentorhub.judging.domain.panels import Bench, share_among_panels
from mentorhub.judging.models import CardState, Round, Scorecard
from mentorhub.judging.queries import Pair
from mentorhub.latecomers.queries import somebody_may_still_come
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _, _l


@dataclass(frozen=True)
class Proposal:
    """New (juror, entry) pairs which give every entry its readers, and what they rest on.

    The seed comes from the contest and the number of rounds before, so nobody can draw again
    until the result pleases. `digest` changes with anything the proposal depends on.
    """

    readers: int
    seed: int
    digest: str
    jurors: Sequence[Juror]
    entries: Sequence[Entry]
    conflicts: Collection[Pair]
    kept: Collection[Pair]
    pairs: Sequence[Pair]

    def loads(self, pairs: Iterable[Pair], *, without: Collection[UUID]) -> Counter[UUID]:
        """{juror: entries}, leaving out what the reader may not know of."""
        return Counter(juror for juror, entry in pairs if entry not in without)


def propose(contest: Contest, *, readers: int, without: Collection[UUID] = ()) -> Proposal:
    """What handing out would do now. Refuses with a sentence when it cannot be done.

    Before panels each of them has its own number of readers. `without` are the entries the reader
    may not know of: the sentence names none of them.
    """
    seats = queries.panel_of(contest)
    jurors = [juror for juror in seats if juror.is_sitting]
    entries = queries.entries_in(contest)
    _must_be_possible(contest, jurors, entries)
    conflicts, sitting = queries.conflicts_in(contest), {juror.id for juror in jurors}
    kept = _kept(contest, sitting) - conflicts
    loads = Counter(juror for juror, _ in kept)
    gone = {juror: load for juror, load in loads.items() if juror not in sitting}
    benches = _benches(contest, [one for one in seats if one.id in sitting | gone.keys()], readers)
    barred = conflicts | queries.waived_in(contest)
    seed = _seed(contest, len(queries.rounds_of(contest)))
    seated = [(bench.readers, *bench.jurors) for bench in benches]
    facts = (seated, seed, sorted(sitting), [e.id for e in entries], sorted(barred), sorted(kept))
    pairs = _shared(
        entries,
        benches,
        without=without,
        seed=seed,
        conflicts=barred,
        locked=kept,
        capacities=gone,
    )
    return Proposal(
        readers=min(bench.readers for bench in benches),
        seed=seed,
        digest=hashlib.sha256(repr(facts).encode()).hexdigest(),
        jurors=jurors,
        entries=entries,
        conflicts=conflicts,
        kept=kept,
        pairs=pairs,
    )


def _kept(contest: Contest, sitting: Collection[UUID]) -> set[Pair]:
    """Sheets that stay: readers who have left after submitting still count for their entries."""
    return {
        (card.juror_id, card.entry_id)
        for card in queries.cards_in(contest)
        if not card.is_void and (card.juror_id in sitting or card.is_submitted)
    }


def _benches(contest: Contest, jurors: Sequence[Juror], readers: int) -> list[Bench[UUID]]:
    """The panels of the present stage; one bench with everybody where there are none."""
    if not contest.is_before_panels:
        return [Bench(sorted(juror.id for juror in jurors), readers)]
    homeless = [juror for juror in jurors if juror.panel_id is None]
    if homeless:
        names = ", ".join(juror.person.display_name for juror in homeless if juror.person)
        raise Refused(_("These jurors sit in no panel yet: %(names)s.", names=names))
    return [
        Bench(sorted(one.id for one in jurors if one.panel_id == panel.id), panel.readers)
        for panel in contest.panels
    ]


def _must_be_possible(contest: Contest, jurors: Sequence[Juror], entries: Sequence[Entry]) -> None:
    if contest.scoring_is_closed:
        raise Refused(_l("Scoring is closed: nothing more can be handed out."))
    if contest.closes_at > now():
        raise Refused(_l("Entries can still come in. Hand out after the closing date."))
    if queries.somebody_has_more_time(contest):
        raise Refused(_l("A team has more time than the others. Hand out after its deadline."))
    if somebody_may_still_come(contest, now()):
        raise Refused(_l("A code for late entries still lets teams in. Take it back, or wait."))
    if not entries:
        raise Refused(_l("There is no entry to hand out."))
    if not jurors:
        raise Refused(_l("Nobody has accepted a seat on the jury yet."))


def _seed(contest: Contest, rounds: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{contest.id}/{rounds}".encode()).digest()[:4]) >> 1


def _shared(
    entries: Sequence[Entry],
    benches: Sequence[Bench[UUID]],
    *,
    without: Collection[UUID],
    **given: Any,
) -> list[Pair]:
    codes = {entry.id: entry.code for entry in entries}
    try:
        return share_among_panels(list(codes), benches, **given)
    except TooFewJurors as problem:
        short = problem.missing
        told = [entry for entry in codes if entry in short and entry not in without]
        names = ", ".join(f"{codes[entry]} ({short[entry]})" for entry in told) or "…"
        raise Refused(
            _("Not enough jurors without a conflict. Readers missing: %(names)s.", names=names)
        ) from problem


def hand_out(contest: Contest, *, readers: int, digest: str, by: Person) -> int:
    """Give out exactly what was shown; how many cards that made."""
    lock(contest)
    proposal = propose(contest, readers=readers, without=queries.hidden_from(by, contest))
    if proposal.digest != digest:
        raise Stale(_l("The jury or the entries have changed since. Look at the new proposal."))
    if not proposal.pairs:
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
    _give(contest, proposal, turn, by=by)
    if contest.scoring_opened_at is None:
        contest.scoring_opened_at = now()
    record("judging.handed_out", contest, by=by, cards=len(proposal.pairs), **about(contest))
    return len(proposal.pairs)


def _give(contest: Contest, proposal: Proposal, turn: Round, *, by: Person) -> None:
    """Each juror reads in an order of their own, so that no entry is always the last."""
    held = {(card.juror_id, card.entry_id): card for card in queries.cards_in(contest)}
    last: Counter[UUID] = Counter()
    for (juror, _entry), card in held.items():
        last[juror] = max(last[juror], card.position)
    luck, revived = Random(proposal.seed), []
    for juror, entry in sorted(proposal.pairs, key=lambda _: luck.random()):
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
