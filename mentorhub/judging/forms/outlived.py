"""A sheet that was opened before two persons replaced criteria."""

from collections.abc import Iterable

from mentorhub.platform.forms import Form, key_in
from mentorhub.platform.i18n import _l

OLD_CRITERIA = _l(
    "The criteria have changed since you opened this sheet. What you typed for the others stands"
    " here: look, and save again."
)


def asks_of_old(sent: Iterable[str], form: Form) -> bool:
    """Do points come for a criterion that is none any more?"""
    points = (name for name in sent if name.startswith("points_") and name not in form)
    return any(key_in(name.removeprefix("points_")) for name in points)
