"""What minutes say of the votes of a jury: each with its count and its reason, and no name."""

from collections.abc import Mapping

from mentorhub.contests.models import Contest
from mentorhub.deliberations.models import Motion
from mentorhub.deliberations.queries import settled_motions
from mentorhub.platform.i18n import _, number
from mentorhub.publishing import queries


def votes_of(contest: Contest) -> list[str]:
    """One line for each, in the order they were settled. Who answered what stays in the room."""
    motions = settled_motions(contest)
    if not motions:
        return []
    entries = queries.submitted_entries(contest)
    codes = {key.hex: entry.code for key, entry in entries.items()}
    return [f"{place}. {_told(one, codes)}" for place, one in enumerate(motions, 1)]


def _told(motion: Motion, codes: Mapping[str, str]) -> str:
    placed = sorted(motion.places.items(), key=lambda one: one[1])
    order = ", ".join(f"{place}. {codes.get(entry, '–')}" for entry, place in placed)
    count = motion.count
    came_out = _("Carried") if motion.carried else _("Not carried")
    numbers = _(
        "%(yes)s in favour, %(no)s against, %(neither)s neither",
        yes=number(count.yes),
        no=number(count.no),
        neither=number(count.abstain),
    )
    words = _("“%(motion)s”", motion=motion.text) + (f" ({order})" if order else "")
    return f"{words} {came_out} ({numbers}). {motion.reason}"
