"""The photo an entry took over from its idea."""

from datetime import datetime

from mentorhub.entries.actions.holding import taken_in
from mentorhub.entries.domain import PHOTO
from mentorhub.entries.models import Entry
from mentorhub.platform import files
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _


def take_photo_off(entry: Entry, *, at: datetime) -> None:
    """The idea keeps its own. What jurors may be reading stays as it was sent."""
    taken_in(entry, at)
    if entry.is_submitted:
        raise Refused(_("Withdraw the entry first: what was sent stays as it is."))
    for attached in [one for one in entry.attachments if one.slot == PHOTO]:
        entry.attachments.remove(attached)
        files.forget(attached.file)
