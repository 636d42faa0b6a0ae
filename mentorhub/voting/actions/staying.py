"""A vote among those who go on to a stage stays with it, wherever the stage stands now."""

from collections.abc import Sequence

from mentorhub.contests.actions import also_moved, stands_now
from mentorhub.contests.models import Contest, Stage
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.voting import queries


def stay(contest: Contest, before: Sequence[Stage], after: Sequence[Stage]) -> None:
    """A vote among all who were accepted, the number 1, belongs to no stage."""
    vote = queries.vote_of(contest)
    if vote is None or vote.is_called_off or not 1 < vote.stage <= len(before):
        return
    number = stands_now(vote.stage, before, after)
    if number is None or number == 1:
        words = _l(
            "The public vote is among those who go on to a stage you take out or put first: set it"
            " up otherwise before, or leave the stage where it is."
        )
        raise Refused(words)
    vote.stage = number


also_moved.add(stay)
