"""What is different between two states of a contest, in the sentences everybody reads of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from mentorhub.contests.domain.ruleset import Name
from mentorhub.contests.domain.sentence import Rule, Sentence


@dataclass(frozen=True, slots=True)
class Difference:
    """What was said of one rule and no longer is, and what is said instead."""

    rule: Rule
    before: Sequence[Sentence]
    after: Sequence[Sentence]


def differences(before: Sequence[Sentence], after: Sequence[Sentence]) -> list[Difference]:
    """Rule by rule, in the order of `Rule`; a sentence said both times is no difference."""
    return [found for rule in Rule if (found := _of(rule, before, after))]


def _of(rule: Rule, before: Sequence[Sentence], after: Sequence[Sentence]) -> Difference | None:
    old = [one for one in before if one.rule is rule]
    new = [one for one in after if one.rule is rule]
    if old == new:
        return None
    gone, come = _without(old, new), _without(new, old)
    if not (gone or come):  # the same sentences in another order: the order is the difference
        gone, come = old, new
    if rule is Rule.FULL_RULES:
        gone, come = _changed_lines(old[0], new[0])
    return Difference(rule, gone, come)


def _without(these: Sequence[Sentence], those: Sequence[Sentence]) -> list[Sentence]:
    return [one for one in these if one not in those]


def _changed_lines(old: Sentence, new: Sentence) -> tuple[list[Sentence], list[Sentence]]:
    """Of a long text only the lines that went and that came, in each language."""
    before, after = old.facts["text"], new.facts["text"]
    gone, come = _lines_of(before, after), _lines_of(after, before)
    return [Sentence(old.rule, old.message, {"text": gone})], [
        Sentence(new.rule, new.message, {"text": come})
    ]


def _lines_of(text: Name, other: Name) -> Name:
    found = {}
    for tongue in sorted(text.keys() | other.keys()):
        known = set(_read(other, tongue))
        found[tongue] = "\n".join(line for line in _read(text, tongue) if line not in known)
    return found


def _read(text: Name, tongue: str) -> list[str]:
    """As a reader of that language reads it: in Vietnamese where there is no translation."""
    return (text.get(tongue) or text.get("vi", "")).splitlines()
