"""An idea is typed for somebody: a draft like any other, with the paper beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.ideas import actions as ideas
from mentorhub.ideas.domain.workflow import missing
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import holds_office, holds_somewhere
from mentorhub.platform import files
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, TooOften
from mentorhub.platform.i18n import _l
from mentorhub.platform.images import MEDIA_TYPE, Photograph
from mentorhub.platform.merging import merged_or_stale
from mentorhub.slips import queries
from mentorhub.slips.domain import Author, sign_of
from mentorhub.slips.models import Slip
from mentorhub.units.models import Unit

A_DAY_OF_A_MEMBER, A_DAY_OF_AN_OFFICER = 20, 500
_IT_IS_THEIRS = _l("The author has this idea in their own hands now.")


def type_slip(
    unit: Unit,
    author: Author,
    texts: Mapping[str, str],
    *,
    key: UUID,
    language: str,
    by: Person,
    photo: Photograph | None = None,
    seen: Mapping[str, str] | None = None,
) -> Slip:
    """A draft of somebody who has no account; a pseudonym without a name stands for them.

    The same page sending again (a second click, a lost reply) writes the same slip; with other
    words than those `seen` it raises Stale, and neither text is lost.
    """
    lock(by)  # one by one, so that two clicks at once find each other
    if (typed := queries.typed_with(key, by)) is not None:
        change(typed, author, texts, by=by, photo=photo, seen=seen)
        return typed
    _refuse_strange_units(unit, by)
    _refuse_many(by)
    slip = put_down(unit, author, texts, key=key, language=language, by=by)
    _show(slip, photo, by=by)
    return slip


def put_down(
    unit: Unit, author: Author, texts: Mapping[str, str], *, key: UUID, language: str, by: Person
) -> Slip:
    """The draft, and the paper beside it."""
    idea = ideas.start(
        title=texts["title"],
        sector=texts["sector"],
        language=language,
        by=Person(language=language, closed_at=now()),
        unit=unit,
    )
    slip = Slip(idea=idea, helper=by, key=key, **_told(author, texts))
    db.session.add(slip)
    db.session.flush()
    ideas.write(idea, by=by, page=None, **texts)
    record("idea.typed", idea, by=by)
    return slip


def change(
    slip: Slip,
    author: Author,
    texts: Mapping[str, str],
    *,
    by: Person,
    photo: Photograph | None = None,
    seen: Mapping[str, str] | None = None,
) -> None:
    """As long as nobody reads it and its author has not taken it over.

    `seen` are fingerprints of what the page showed. Raises Stale, with the `merge` and the `slip`,
    where another page saved other words for the same part since.
    """
    _hold(slip)
    if seen is not None:
        mine = {**_facts_of(author), **texts}
        merged = merged_or_stale(parts_of(slip), mine, seen, slip=slip).merged
        author = Author(**{one.name: merged[one.name] for one in fields(Author)})
        texts = {name: merged[name] for name in texts}
    ideas.write(slip.idea, by=by, page=None, **texts)
    for name, value in _told(author, texts).items():
        setattr(slip, name, value)
    _show(slip, photo, by=by)


def parts_of(slip: Slip) -> dict[str, Any]:
    """What stands on a slip, part by part as its page shows it."""
    written = {one.name: getattr(slip, one.name) for one in fields(Author)}
    return {**written, **ideas.parts_of(slip.idea)}


def _facts_of(author: Author) -> dict[str, Any]:
    return {one.name: getattr(author, one.name) for one in fields(Author)}


def send(slip: Slip, *, by: Person, device: str = "") -> bool:
    """To the unit, in the name of the author.

    A device is counted as for anybody; not that of an officer, who empties the box of a unit.
    """
    _hold(slip)
    counted = "" if holds_somewhere(by, Role.UNIT_OFFICER) else device
    hand = queries.of_the_same_hand(slip)
    return ideas.send(slip.idea, by=by, device=counted, same_hand=hand)


def send_all(slips: Iterable[Slip], *, by: Person, device: str = "") -> int:
    """Those of which every part is there; how many went."""
    ready = [
        slip
        for slip in slips
        if slip.idea.is_being_written and not missing(ideas.parts_of(slip.idea))
    ]
    return sum(send(slip, by=by, device=device) for slip in ready)


def remove(slip: Slip, *, by: Person) -> bool:
    """The author does not want it, or it was a mistake.

    A draft goes whole. What the unit has read stays, and nothing says any more who wrote it.
    Says whether the idea is gone too.
    """
    _hold(slip)
    idea, goes = slip.idea, slip.idea.sent_at is None
    record("idea.untyped", idea, by=by)
    forget(slip)
    if goes:
        ideas.discard(idea)
    return goes


def undo(slip: Slip, *, by: Person) -> None:
    """A slip just typed: as if it never had been."""
    _hold(slip)
    if slip.idea.sent_at is not None:
        raise Refused(_l("The unit has this idea already: it can no longer be undone."))
    remove(slip, by=by)


def forget(slip: Slip) -> None:
    """The paper alone: name, year, photo and code."""
    photo, slip.photo = slip.photo, None
    db.session.flush()
    if photo is not None:
        files.forget(photo)
    db.session.delete(slip)
    db.session.flush()


def _hold(slip: Slip) -> None:
    lock(slip)
    if slip.is_claimed:
        raise Refused(_IT_IS_THEIRS)


def _told(author: Author, texts: Mapping[str, str]) -> dict[str, Any]:
    sign = sign_of(author.name, author.birth_year, texts["title"])
    return {**_facts_of(author), "sign": sign}


def _show(slip: Slip, picture: Photograph | None, *, by: Person) -> None:
    """The photo of the paper, for its author, its helper and the unit's officer; never public."""
    if picture is None:
        return
    before = slip.photo
    slip.photo = files.keep(picture, name="slip.jpg", media_type=MEDIA_TYPE, owner_id=by.id)
    db.session.flush()
    if before is not None:
        files.forget(before)


def _refuse_strange_units(unit: Unit, by: Person) -> None:
    if unit.id != by.unit_id and not holds_office(by, Role.UNIT_OFFICER, unit):
        raise Refused(_l("You can type for your own unit only."))


def _refuse_many(by: Person) -> None:
    """A member helps the one beside them; whoever empties the box is an officer."""
    is_officer = holds_somewhere(by, Role.UNIT_OFFICER)
    most = A_DAY_OF_AN_OFFICER if is_officer else A_DAY_OF_A_MEMBER
    if queries.typed_lately(by) >= most:
        raise TooOften(_l("These are many slips for one day. Go on tomorrow, or ask your officer."))
