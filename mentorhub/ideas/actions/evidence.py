"""The photo that shows where an idea is in use."""

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Adoption
from mentorhub.platform import files
from mentorhub.platform.db import db, lock
from mentorhub.platform.images import MEDIA_TYPE, Photograph


def show_evidence(adoption: Adoption, picture: Photograph, *, by: Person) -> None:
    """In place of the one before; its row is held by whoever reports."""
    before = adoption.photo
    adoption.photo = files.keep(picture, name="use.jpg", media_type=MEDIA_TYPE, owner_id=by.id)
    db.session.flush()
    if before is not None:
        files.forget(before)


def take_evidence_off(adoption: Adoption) -> None:
    """The photo alone: that it is in use, and what was said of it, stays."""
    lock(adoption)
    photo, adoption.photo = adoption.photo, None
    db.session.flush()
    if photo is not None:
        files.forget(photo)
