"""Everything a handing-out rests on, read once: it is what the digest of a proposal is made of."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from mentorhub.contests.domain.eligibility import quota_group
from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Entry
from mentorhub.judging import queries
from mentorhub.judging.actions.apart import Ties, ties_in
from mentorhub.judging.actions.knowing import suitability_of
from mentorhub.judging.domain.expertise import Suitability
from mentorhub.judging.domain.handing import Seat, Task
from mentorhub.judging.models import Wishes
from mentorhub.judging.queries import Pair
from mentorhub.latecomers.queries import somebody_may_still_come
from mentorhub.platform.arrival import database_now
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _, _l, ngettext


@dataclass(frozen=True)
class Gathered:
    """`seats` are the jurors in the order of the task, those who left after submitting among them.

    `sheets` are those that stand now: {(juror, entry): has it been begun?}, without those that
    `replaced`, a silent juror, gives back.
    """

    contest: Contest
    jurors: Sequence[Juror]
    entries: Sequence[Entry]
    seats: Sequence[Juror]
    panels: Sequence[UUID | None]
    readers: Sequence[int]
    wishes: Wishes
    ties: Ties
    sheets: Mapping[Pair, bool]
    rounds: int
    replaced: Juror | None = None
    given_back: frozenset[Pair] = frozenset()

    @cached_property
    def suitability(self) -> Suitability:
        """(entries, seats)."""
        return suitability_of(self.contest, self.entries, self.seats)

    @cached_property
    def pinned(self) -> set[Pair]:
        """Pairs the organisers want, of those who are there and have no tie."""
        jurors = {str(one.id): one.id for one in self.jurors if one is not self.replaced}
        entries = {str(one.id): one.id for one in self.entries}
        wanted = {
            (jurors[juror], entries[entry])
            for juror, entry in map(str.split, self.wishes.pinned)
            if juror in jurors and entry in entries
        }
        return wanted - self.ties.all

    @cached_property
    def task(self) -> Task[UUID, UUID]:
        wishes = self.wishes
        is_complete = self.contest.is_complete_now
        stays = not wishes.moves or is_complete or self.replaced is not None
        fixed = {pair for pair, begun in self.sheets.items() if begun or stays}
        barred = self.ties.all - fixed
        return Task(
            entries=[entry.id for entry in self.entries],
            seats=self._seats(Counter(juror for juror, _entry in fixed)),
            readers=self.readers,
            fits=self.suitability.total,
            barred=barred,
            suspected=frozenset(self.ties.suspected.keys() - self.ties.certain & barred),
            fixed=fixed | self.pinned,
            held=self.sheets.keys() - fixed,
            one_per_unit=wishes.one_per_unit and not is_complete,
            linkage=wishes.linkage,
            seed=_seed(self.contest, self.rounds),
            is_complete=is_complete,
        )

    def _seats(self, load: Counter[UUID]) -> list[Seat[UUID]]:
        """Who has left, or is replaced, keeps what they have and gets nothing more.

        Where everybody marks every entry, no wish limits anybody.
        """
        least = 0 if self.contest.is_complete_now else self.wishes.least
        seats = []
        for juror in self.seats:
            is_empty = not juror.is_sitting or juror is self.replaced
            seats.append(
                Seat(
                    juror.id,
                    panel=self.panels.index(juror.panel_id) if len(self.panels) > 1 else 0,
                    unit=_unit(self.contest, juror),
                    least=0 if is_empty else least,
                    most=load[juror.id] if is_empty else self._most(juror),
                    is_empty=is_empty,
                )
            )
        return seats

    def _most(self, juror: Juror) -> int | None:
        if self.contest.is_complete_now:
            return None
        limits = (self.wishes.most, self.wishes.most_of.get(str(juror.id)))
        return min((one for one in limits if one is not None), default=None)

    @property
    def digest(self) -> str:
        """Changes with anything the proposal depends on."""
        task, fits = self.task, hashlib.sha256(self.suitability.total.tobytes()).hexdigest()
        sets = [sorted(one) for one in (task.barred, task.fixed, task.held, task.suspected)]
        rules = (task.readers, task.seed, task.one_per_unit, task.linkage.value, task.is_complete)
        facts = (task.entries, task.seats, rules, sets, fits)
        return hashlib.sha256(repr(facts).encode()).hexdigest()


def gather(contest: Contest, *, readers: int, replaced: Juror | None = None) -> Gathered:
    """Refused where nothing can be handed out now."""
    everybody = queries.panel_of(contest)
    jurors = [juror for juror in everybody if juror.is_sitting]
    entries = queries.entries_in(contest)
    _must_be_possible(contest, jurors, entries)
    if contest.is_complete_now:
        readers = len(jurors)
        _nobody_is_replaced(replaced)
    if replaced is None:
        _must_be_as_announced(contest, readers)
    ties = ties_in(contest, entries)
    sheets = _sheets(contest, {juror.id for juror in jurors}, ties.certain)
    given_back = {
        pair
        for pair, begun in sheets.items()
        if replaced is not None and pair[0] == replaced.id and not begun
    }
    sheets = {pair: begun for pair, begun in sheets.items() if pair not in given_back}
    here = {one.id for one in jurors} | {juror for juror, _entry in sheets}
    seats = [one for one in everybody if one.id in here]
    panels = _panels(contest, seats, readers)
    return Gathered(
        contest=contest,
        jurors=jurors,
        entries=entries,
        seats=seats,
        panels=list(panels),
        readers=list(panels.values()),
        wishes=queries.wishes_of(contest),
        ties=ties,
        sheets=sheets,
        rounds=len(queries.rounds_of(contest)),
        replaced=replaced,
        given_back=frozenset(given_back),
    )


def _sheets(
    contest: Contest, sitting: Collection[UUID], certain: Collection[Pair]
) -> dict[Pair, bool]:
    """Readers who have left after submitting still count for their entries."""
    of_unit = queries.conflicts_in(contest)
    return {
        pair: not card.is_untouched
        for card in queries.cards_in(contest)
        if not card.is_void
        and (card.juror_id in sitting or card.is_submitted)
        and (pair := (card.juror_id, card.entry_id)) not in of_unit
        and pair not in certain
    }


def _panels(contest: Contest, seats: Sequence[Juror], readers: int) -> dict[UUID | None, int]:
    """{panel: readers of an entry heard there}; one panel of everybody where there are none."""
    if not contest.is_before_panels:
        return {None: readers}
    homeless = [juror for juror in seats if juror.panel_id is None]
    if homeless:
        names = ", ".join(juror.person.display_name for juror in homeless if juror.person)
        raise Refused(_("These jurors sit in no panel yet: %(names)s.", names=names))
    return {panel.id: panel.readers for panel in contest.panels}


def _must_be_possible(contest: Contest, jurors: Sequence[Juror], entries: Sequence[Entry]) -> None:
    if contest.scoring_is_closed:
        raise Refused(_l("Scoring is closed: nothing more can be handed out."))
    moment = database_now()
    if contest.deadline.ends_at > moment:
        raise Refused(_l("Entries can still come in. Hand out after the closing date."))
    if queries.somebody_has_more_time(contest, moment):
        raise Refused(_l("A team has more time than the others. Hand out after its deadline."))
    if somebody_may_still_come(contest, moment):
        raise Refused(_l("A code for late entries still lets teams in. Take it back, or wait."))
    if contest.takes_more(moment):
        raise Refused(_l("Those who went on still answer what this stage asks. Hand out after."))
    if not entries:
        raise Refused(_l("There is no entry to hand out."))
    if not jurors:
        raise Refused(_l("Nobody has accepted a seat on the jury yet."))


def _must_be_as_announced(contest: Contest, readers: int) -> None:
    """Everybody read how many jurors mark an entry; before panels each has its own number."""
    if readers < contest.readers_now and not contest.is_before_panels:
        raise Refused(
            ngettext(
                "The rules of this contest promise each entry %(num)d reader. More may read it,"
                " fewer may not.",
                "The rules of this contest promise each entry %(num)d readers. More may read it,"
                " fewer may not.",
                contest.readers_now,
            )
        )


def _nobody_is_replaced(replaced: Juror | None) -> None:
    if replaced is not None:
        raise Refused(
            _l("In this stage everybody marks every entry: nobody else can take these sheets.")
        )


def _unit(contest: Contest, juror: Juror) -> str | None:
    """The commune, or whatever lies right below the unit that holds the contest."""
    unit = juror.person.unit if juror.person else None
    return quota_group(contest.unit.path, unit.path) if unit else None


def _seed(contest: Contest, rounds: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{contest.id}/{rounds}".encode()).digest()[:4]) >> 1
