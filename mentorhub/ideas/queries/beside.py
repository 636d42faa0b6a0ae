"""Who stands beside an idea besides its author and team; features above say whom they know."""

from collections.abc import Callable, Iterable

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Idea

BESIDE: list[Callable[[Idea], Iterable[Person]]] = []


def beside(idea: Idea) -> list[Person]:
    return [person for ask in BESIDE for person in ask(idea)]
