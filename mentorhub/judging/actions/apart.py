"""Pairs of a juror and an entry that must not meet, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry, Ground
from mentorhub.judging import queries
from mentorhub.judging.queries import Pair


@dataclass(frozen=True)
class Ties:
    """Pairs that must not meet: certain ones, suspected ones, and entries in a foreign language."""

    certain: frozenset[Pair]
    suspected: Mapping[Pair, frozenset[Ground]]
    foreign: frozenset[Pair]
    waived: frozenset[Pair]

    @property
    def all(self) -> frozenset[Pair]:
        return self.certain | self.suspected.keys() | self.foreign | self.waived


def ties_in(contest: Contest, entries: Sequence[Entry]) -> Ties:
    """Whoever is of the team's unit counts as suspected, not as certain."""
    suspected = queries.suspicions_in(contest)
    certain = queries.sides_in(contest) | queries.declared_ties(contest).keys()
    reads = {
        juror: answer.languages
        for juror, answer in queries.answers_in(contest).items()
        if answer.languages
    }
    foreign = {
        (juror, entry.id)
        for juror, languages in reads.items()
        for entry in entries
        if entry.language not in languages
    }
    waived = queries.waived_in(contest)
    return Ties(frozenset(certain), suspected, frozenset(foreign), frozenset(waived))
