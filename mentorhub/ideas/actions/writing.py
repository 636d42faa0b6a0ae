"""Write an idea, say how far it is, show a photo, send it. Whoever changes one holds its row."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from mentorhub.accounts.domain import consent
from mentorhub.accounts.models import Person
from mentorhub.consents.actions import require
from mentorhub.ideas.actions.support import count_backings
from mentorhub.ideas.actions.workings import hold, index, move, note_milestone
from mentorhub.ideas.domain.workflow import BEING_WRITTEN, PUBLIC_STATES, missing
from mentorhub.ideas.models import Idea, IdeaState, IdeaTag, Maturity, Purpose, Visibility
from mentorhub.platform import files
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.platform.images import MEDIA_TYPE, Photograph
from mentorhub.teams.models import Team


def start(*, title: str, sector: str, language: str, by: Person) -> Idea:
    """A draft, in the unit of its author; only its team sees it."""
    if by.unit is None:
        raise Refused(_l("Say in your profile which unit you are from, then write your idea."))
    idea = Idea(author=by, unit=by.unit, language=language, title=title, sector=sector)
    db.session.add(idea)
    db.session.flush()
    return idea


def write(idea: Idea, *, version: int, by: Person, **texts: str) -> None:
    """Title, sector, problem, solution, benefit: as long as the unit is not reading them."""
    hold(idea, version)
    if idea.state not in BEING_WRITTEN:
        raise Refused(
            _l("What was sent to the unit stays as it is. You can still change the rest.")
        )
    for name, text in texts.items():
        setattr(idea, name, text)
    flag_modified(idea, "title")


def describe(
    idea: Idea,
    *,
    version: int,
    maturity: Maturity,
    visibility: Visibility,
    topics: Sequence[str],
    needs: Sequence[str],
    team: Team | None,
    by: Person,
) -> None:
    """How far it is, who works on it and what would help: also once it is public."""
    hold(idea, version)
    if idea.state not in (*BEING_WRITTEN, *PUBLIC_STATES):
        raise Refused(_l("The unit is reading this idea. You can change it again when it answers."))
    newcomer = team if idea.is_public and team is not idea.team else None
    idea.maturity, idea.visibility, idea.team = maturity, visibility, team
    _tag(idea, Purpose.TOPIC, topics)
    _tag(idea, Purpose.NEED, needs)
    flag_modified(idea, "title")
    if newcomer is not None:
        note_milestone(idea, "team", newcomer, team=newcomer.name)
    count_backings(idea)
    index(idea)


def send(idea: Idea, *, by: Person) -> bool:
    """To the officer of the unit; whether it was sent now and not before."""
    lock(idea)
    if idea.state is not IdeaState.SENT and missing(parts_of(idea)):
        raise Refused(_l("Some parts are still missing."))
    require(by, consent.Purpose.ACCOUNT)
    return move(idea, "send", by=by)


def parts_of(idea: Idea) -> dict[str, str]:
    names = ("title", "sector", "problem", "solution", "benefit")
    return {name: getattr(idea, name) for name in names}


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
