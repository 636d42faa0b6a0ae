"""The rows of the check as one person may see them: what was found, and where each stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.eligibility.domain.findings import Finding, Looked, findings
from mentorhub.eligibility.domain.standing import State, Verdict, needs_a_look
from mentorhub.eligibility.models import Decision, Recommendation
from mentorhub.eligibility.queries.decisions import recommended_in, standing, state_of
from mentorhub.eligibility.queries.looking import looked_at
from mentorhub.eligibility.queries.rows import checked_by, checked_in
from mentorhub.entries.models import Entry
from mentorhub.platform.clock import now
from mentorhub.units.models import Unit


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the check; of other entries only the codes this reader may see are named."""

    entry: Entry
    findings: Sequence[tuple[Finding, Sequence[str]]]
    state: State
    decision: Decision | None
    looked: Looked
    recommended: Sequence[Recommendation] = ()

    @property
    def needs_a_look(self) -> bool:
        return needs_a_look(self.state, speaks_against=self._speaks_against)

    @property
    def _speaks_against(self) -> bool:
        """A rule, or an officer who knows the team."""
        doubts = any(one.verdict is not Verdict.ADMITTED for one in self.recommended)
        return doubts or bool(self.findings)

    @property
    def is_clear(self) -> bool:
        """Nothing speaks against it, nothing is decided: one of many that go on with one click."""
        return self.state is State.WAITING and not self._speaks_against


def board(person: Person, contest: Contest, units: Sequence[Unit]) -> list[Row]:
    """In the order of codes."""
    everything = checked_in(contest)
    looked, decided = looked_at(contest, everything), standing(contest)
    advice = recommended_in(contest)
    visible = checked_by(person, contest, units)
    codes = {entry.id: entry.code for entry in visible}
    return [
        replace(
            _row(entry, looked[entry.id], decided.get(entry.id), codes),
            recommended=advice.get(entry.id, ()),
        )
        for entry in visible
    ]


def row_of(entry: Entry, person: Person, units: Sequence[Unit]) -> Row | None:
    """The row of one entry, if it is in the check at all."""
    rows = board(person, entry.contest, units)
    return next((row for row in rows if row.entry.id == entry.id), None)


def _row(entry: Entry, looked: Looked, decision: Decision | None, codes: Mapping[UUID, str]) -> Row:
    found = findings(looked, entry.contest.terms, entry.contest.limits)
    named = [(one, [codes[key] for key in one.others if key in codes]) for one in found]
    return Row(entry, named, state_of(entry, decision, now()), decision, looked)


def counts(rows: Sequence[Row]) -> Counter[str]:
    """How many rows each view of the list holds."""
    found: Counter[str] = Counter()
    for row in rows:
        found["all"] += 1
        found[view_of(row)] += 1
    return found


def view_of(row: Row) -> str:
    """The view a row stands in: every one in exactly one beside “all”."""
    if row.needs_a_look:
        return "look"
    if row.is_clear:
        return "clear"
    return "asked" if row.state is State.ASKED else "decided"
