"""What is different between two states of a contest, in the sentences everybody reads of it."""

from collections.abc import Mapping, Sequence
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
    old = [_with_one_line_break(one) for one in before if one.rule is rule]
    new = [_with_one_line_break(one) for one in after if one.rule is rule]
    if old == new:
        return None
    if rule is Rule.FULL_RULES:
        found = _changed_lines(old[0], new[0])
        return Difference(rule, *found) if found else None
    gone, come = _without(old, new), _without(new, old)
    if not (gone or come):  # the same sentences in another order: the order is the difference
        gone, come = old, new
    return Difference(rule, gone, come)


def _with_one_line_break(said: Sentence) -> Sentence:
    """How a browser or a file ends its lines is nothing anybody reads."""
    facts = {
        name: {tongue: text.replace("\r\n", "\n") for tongue, text in fact.items()}
        if isinstance(fact, Mapping)
        else fact
        for name, fact in said.facts.items()
    }
    return Sentence(said.rule, said.message, facts)


def _without(these: Sequence[Sentence], those: Sequence[Sentence]) -> list[Sentence]:
    return [one for one in these if one not in those]


def _changed_lines(old: Sentence, new: Sentence) -> tuple[list[Sentence], list[Sentence]] | None:
    """Of a long text only the lines that went and that came, in each language.

    Of the same lines in another order the whole; an empty line more or less is no difference.
    """
    before, after = old.facts["text"], new.facts["text"]
    gone, come = _lines_of(before, after), _lines_of(after, before)
    if not any((*gone.values(), *come.values())):
        tongues = before.keys() | after.keys()
        if all(_read(before, tongue) == _read(after, tongue) for tongue in tongues):
            return None
        gone, come = before, after
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
    return [line for line in (text.get(tongue) or text.get("vi", "")).splitlines() if line.strip()]
