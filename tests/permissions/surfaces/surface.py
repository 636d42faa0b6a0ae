"""One way to do what a row of the matrix is about."""

from dataclasses import dataclass, field
from typing import Any

IDEA, SCORING, CLOSED, OPEN, PUBLISHED = "open", "scoring", "closed", "open", "published"


@dataclass(frozen=True)
class Surface:
    """A request, and what its reply may hold.

    `shows` are canaries of which a whole view holds one at least; `hides` are those nobody may read
    who is denied or gets a view with parts left out. `at` gives a role another address. `own` are
    the roles whose own record this is (letter O). `shared`: the page is there for more readers than
    this row's, so that what matters is what stands on it; otherwise denial is a 404 like any other.
    `final` answers whether the deed is done for good: one person alone must not manage that (Q).
    `refuses`: whoever may open the form is told in a sentence (409, 422) that this cannot be done.
    `empty_for`: who has the page for other things, and must not find this one on it.
    `told`: the role that hears of it when somebody looked for a reason (letter L).
    `not_here`: who has the right, but uses it on another surface.
    """

    action: str
    kind: str  # page, form, file, search, guardian's link …
    address: str
    moment: str = OPEN
    method: str = "GET"
    fields: Any = None  # a dict, or a function of the stage and the role
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    at: dict[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    shared: bool = False
    final: Any = None
    refuses: bool = False
    told: str = ""
    empty_for: frozenset[str] = frozenset()
    not_here: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return f"{self.kind} {self.method} {self.address}"

    def address_for(self, role: str) -> str:
        return self.at.get(role, self.address)

    def fields_for(self, stage: Any, role: str) -> dict[str, Any]:
        return self.fields(stage, role) if callable(self.fields) else dict(self.fields or {})


def page(action: str, address: str, **more: Any) -> Surface:
    return Surface(action, more.pop("kind", "page"), address, **more)


def form(action: str, address: str, fields: Any = None, **more: Any) -> Surface:
    return Surface(action, more.pop("kind", "form"), address, method="POST", fields=fields, **more)
