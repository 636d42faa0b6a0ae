"""A draft nobody wants goes with all that hangs on it."""

from sqlalchemy import delete

from mentorhub.ideas.models import (
    Backing,
    Follow,
    Idea,
    JoinRequest,
    Likeness,
    Milestone,
    PageSaving,
    Posting,
    Update,
)
from mentorhub.ideas.queries import SEARCH
from mentorhub.platform import files, search
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

HANGING_ON = (Milestone, Backing, Follow, Update, PageSaving, Posting, Likeness, JoinRequest)


def discard(idea: Idea) -> None:
    """Only what the unit has never read."""
    lock(idea)
    if idea.sent_at is not None:
        raise Refused(_l("The unit has read this idea: it can no longer be thrown away."))
    forget(idea)


def forget(idea: Idea) -> None:
    forget_photo(idea)
    search.forget(SEARCH, idea.id)
    for model in HANGING_ON:
        db.session.execute(delete(model).where(model.idea_id == idea.id))
    db.session.delete(idea)


def forget_photo(idea: Idea) -> None:
    photo, idea.photo = idea.photo, None
    db.session.flush()
    if photo is not None:
        files.forget(photo)
