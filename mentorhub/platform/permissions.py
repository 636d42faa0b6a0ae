"""Who may do what: small questions, combined into one table."""

from collections.abc import Callable
from typing import Any

Question = Callable[[Any, Any], bool]


class Rule:
    """A yes/no question about a person and a thing.

    Unless it is open to strangers, the answer for somebody not signed in is no.
    """

    def __init__(self, ask: Question, words: str, *, for_strangers: bool = False) -> None:
        self.ask, self.words, self.for_strangers = ask, words, for_strangers

    def __call__(self, who: Any, what: Any) -> bool:
        return (self.for_strangers or bool(who.is_authenticated)) and bool(self.ask(who, what))

    def __and__(self, other: "Rule") -> "Rule":
        return Rule(
            lambda a, b: self(a, b) and other(a, b),
            f"{self.words} and {other.words}",
            for_strangers=self.for_strangers and other.for_strangers,
        )

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(
            lambda a, b: self(a, b) or other(a, b),
            f"({self.words} or {other.words})",
            for_strangers=self.for_strangers or other.for_strangers,
        )

    def __invert__(self) -> "Rule":
        return Rule(
            lambda a, b: not self(a, b), f"not {self.words}", for_strangers=self.for_strangers
        )


def rule(ask: Question) -> Rule:
    """A question only somebody signed in can answer with yes."""
    return Rule(ask, ask.__name__.replace("_", " "))


def open_rule(ask: Question) -> Rule:
    """A question that is asked of strangers too."""
    return Rule(ask, ask.__name__.replace("_", " "), for_strangers=True)


@open_rule
def anyone(person: Any, thing: Any) -> bool:
    return True


@rule
def signed_in(person: Any, thing: Any) -> bool:
    return True


PERMISSIONS: dict[str, Rule] = {}
SENSITIVE: dict[str, bool | Rule] = {}
"""What the audit log hears of; a permission that is not in here has not said yes or no."""


def permit(name: str, when: Rule, *, sensitive: bool | Rule | None = None) -> str:
    """Enter a permission in the table, once; hand its name back for views to use.

    Every decision of a sensitive one is written into the audit log, allowed or refused. With a
    rule, what is allowed is written only where the rule holds: a team reading its own entry is
    nobody's concern, an organiser reading it is. Tests say which permissions may not keep silent.
    """
    if name in PERMISSIONS:
        raise ValueError(f"{name} is decided twice")
    PERMISSIONS[name] = when
    if sensitive is not None:
        SENSITIVE[name] = sensitive
    return name


def is_sensitive(who: Any, name: str, what: Any = None) -> bool:
    """Does the log have to hear that this was allowed?"""
    asked = SENSITIVE.get(name, False)
    return asked(who, what) if isinstance(asked, Rule) else asked


def can(who: Any, name: str, what: Any = None) -> bool:
    return PERMISSIONS[name](who, what)
