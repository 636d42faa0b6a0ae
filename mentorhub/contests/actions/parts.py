"""What every part of the set-up does before and after it is saved."""

from sqlalchemy.orm.attributes import flag_modified

from mentorhub.contests.models import Contest
from mentorhub.platform.db import lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l


def claim(contest: Contest, version: int) -> None:
    """Hold the row, and let no older page overwrite a newer save."""
    lock(contest)
    if contest.version != version:
        raise Stale(
            _l("Somebody else saved this part a moment before. Look at it; saving replaces it.")
        )


def count_as_a_change(contest: Contest) -> None:
    """A part kept in other rows makes a new version of the contest too."""
    flag_modified(contest, "readers")


def refuse_once_begun(contest: Contest) -> None:
    if contest.has_begun:
        raise Refused(_l("Entries have opened: these terms stand. Only a later deadline is left."))
