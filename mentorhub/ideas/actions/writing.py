"""Write an idea, say how far it is, show a photo, send it. Whoever changes one holds its row."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from mentorhub.accounts.domain import consent
from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.consents.actions import require
from mentorhub.ideas import queries
from mentorhub.ideas.actions.limits import (
    count_sent,
    note_likeness,
    refuse_many_begun,
    refuse_many_sent,
)
from mentorhub.ideas.actions.support import count_backings
from mentorhub.ideas.actions.together import bring_together
from mentorhub.ideas.actions.workings import index, move, note_milestone
from mentorhub.ideas.domain.workflow import BEING_WRITTEN, PUBLIC_STATES, missing
from mentorhub.ideas.models import Idea, IdeaState, IdeaTag, Maturity, Purpose, Visibility
from mentorhub.platform import files
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.platform.images import MEDIA_TYPE, Photograph
from mentorhub.platform.merging import Merge, OpenPage
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit


def start(
    *,
    title: str,
    sector: str,
    language: str,
    by: Person,
    page: OpenPage | None = None,
    unit: Unit | None = None,
) -> Idea:
    """A draft, in the unit of its author unless another is named; only its team sees it.

    The same page sending again (a second click, a lost reply) goes on with the draft it began.
    """
    home = unit or by.unit
    if home is None:
        raise Refused(_l("Say in your profile which unit you are from, then write your idea."))
    begun = queries.begun_by_page(page.key, by) if page else None
    if begun is not None:
        write(begun, by=by, page=page, title=title, sector=sector)
        return begun
    refuse_many_begun(by)
    idea = Idea(author=by, unit=home, language=language, title=title, sector=sector)
    db.session.add(idea)
    db.session.flush()
    if page is not None:
        bring_together(idea, parts_of(idea), {"title": title, "sector": sector}, page)
    return idea


def write(idea: Idea, *, by: Person, page: OpenPage | None = None, **texts: str) -> Merge:
    """Title, sector, problem, solution, benefit: as long as the unit is not reading them.

    Raises Stale where the same part was changed by somebody else since `page` was opened.
    """
    lock(idea)
    if idea.state not in BEING_WRITTEN:
        raise Refused(
            _l("What was sent to the unit stays as it is. You can still change the rest.")
        )
    found = bring_together(idea, parts_of(idea), texts, page)
    for name, text in found.merged.items():
        setattr(idea, name, text)
    return found


def describe(
    idea: Idea,
    *,
    maturity: Maturity,
    visibility: Visibility,
    topics: Sequence[str],
    needs: Sequence[str],
    team: Team | None,
    by: Person,
    page: OpenPage | None = None,
) -> Merge:
    """How far it is, who works on it and what would help: also once it is public."""
    lock(idea)
    if idea.state not in (*BEING_WRITTEN, *PUBLIC_STATES):
        raise Refused(_l("The unit is reading this idea. You can change it again when it answers."))
    typed = {
        "maturity": maturity,
        "visibility": visibility,
        "topics": list(topics),
        "needs": list(needs),
        "team": team.id if team else None,
    }
    before = surroundings_of(idea)
    found = bring_together(idea, before, typed, page)
    merged = found.merged
    idea.maturity, idea.visibility = merged["maturity"], merged["visibility"]
    _tag(idea, Purpose.TOPIC, merged["topics"])
    _tag(idea, Purpose.NEED, merged["needs"])
    if merged["team"] == typed["team"]:
        _give_to(idea, team)
    count_backings(idea)
    index(idea)
    if idea.is_public and surroundings_of(idea) != before:
        record("idea.described", idea, by=by)
    return found


def _give_to(idea: Idea, team: Team | None) -> None:
    is_news = idea.is_public and team is not idea.team
    idea.team = team
    if is_news and team is not None:
        note_milestone(idea, "team", team, team=team.name)


def send(idea: Idea, *, by: Person, device: str = "", same_hand: Collection[UUID] = ()) -> bool:
    """To the officer of the unit; whether it was sent now and not before.

    `device` is whatever tells one device from another; nothing where the house itself sends.
    `same_hand` are ideas of the same author in another name, to be compared with this one.
    """
    lock(idea)
    if idea.state is not IdeaState.SENT and missing(parts_of(idea)):
        raise Refused(_l("Some parts are still missing."))
    require(by, consent.Purpose.ACCOUNT)
    if idea.state in BEING_WRITTEN:
        refuse_many_sent(idea, by, device)
    queries.forget_pages(idea)
    if not move(idea, "send", by=by):
        return False
    note_likeness(idea, same_hand)
    count_sent(device)
    return True


def hand_over(idea: Idea, *, to: Person) -> None:
    """It was written down for somebody, who now has it in their own hands."""
    lock(idea)
    idea.author = to


def parts_of(idea: Idea) -> dict[str, str]:
    names = ("title", "sector", "problem", "solution", "benefit")
    return {name: getattr(idea, name) for name in names}


def surroundings_of(idea: Idea) -> dict[str, Any]:
    """What step three asks, as it is stored."""
    return {
        "maturity": idea.maturity,
        "visibility": idea.visibility,
        "topics": idea.concepts(Purpose.TOPIC),
        "needs": idea.concepts(Purpose.NEED),
        "team": idea.team_id,
    }


def show_photo(idea: Idea, name: str, picture: Photograph, *, by: Person) -> None:
    """One photo, seen by the unit before anybody else: once public it can only be taken off."""
    lock(idea)
    if idea.state not in BEING_WRITTEN:
        raise Refused(
            _l("What was sent to the unit stays as it is. You can still change the rest.")
        )
    take_photo_off(idea, by=by)
    idea.photo = files.keep(picture, name=name, media_type=MEDIA_TYPE, owner_id=by.id)


def take_photo_off(idea: Idea, *, by: Person) -> None:
    lock(idea)
    if (photo := idea.photo) is not None:
        idea.photo = None
        db.session.flush()
        files.forget(photo)


def _tag(idea: Idea, purpose: Purpose, concepts: Sequence[str]) -> None:
    """Keep the tags that stay: the database knows each concept once for a purpose."""
    wanted = {concept: position for position, concept in enumerate(dict.fromkeys(concepts))}
    others: list[Any] = [tag for tag in idea.tags if tag.purpose is not purpose]
    kept = [tag for tag in idea.tags if tag.purpose is purpose and tag.concept in wanted]
    for tag in kept:
        tag.position = wanted.pop(tag.concept)
    new = [IdeaTag(purpose=purpose, concept=one, position=at) for one, at in wanted.items()]
    idea.tags = [*others, *kept, *new]
