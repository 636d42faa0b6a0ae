"""Each rule of a contest in one sentence, made of the values that enforce it.

What a sentence and its facts say is all there is to a rule: a test decides by them alone whom a
contest lets in, and agrees with the rules.
"""

from itertools import chain

from mentorhub.contests.domain.documents import shown
from mentorhub.contests.domain.entering import ages, team, within
from mentorhub.contests.domain.judged import after, counted, read, stage
from mentorhub.contests.domain.ruleset import Ruleset
from mentorhub.contests.domain.sentence import Sentence


def entering(rules: Ruleset) -> list[Sentence]:
    """Who may enter, and with what."""
    return [
        *ages(rules.terms),
        team(rules.terms),
        *within(rules.limits),
        *shown(rules.documents),
    ]


def judging(rules: Ruleset) -> list[Sentence]:
    """How entries are judged, stage by stage, and what comes after."""
    last = len(rules.judged) - 1
    rounds = (stage(step, is_last=i == last) for i, step in enumerate(rules.judged))
    return [
        *read(rules.reading, rules.judged),
        *chain.from_iterable(rounds),
        *counted(rules.points, rules.reading, rules.judged),
        after(rules.points),
    ]
