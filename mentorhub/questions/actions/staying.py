"""A question asked of those who go on to a stage stays with it, wherever the stage stands now."""

from collections.abc import Sequence

from mentorhub.contests.actions import also_moved
from mentorhub.contests.models import Contest, Stage
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.questions import queries
from mentorhub.questions.models import Question


def stay(contest: Contest, before: Sequence[Stage], after: Sequence[Stage]) -> None:
    """What the first stage asks is asked of everybody and belongs to no stage."""
    places = {stage.id: number for number, stage in enumerate(after, 1)}
    asked = queries.questions_of(contest)
    for question in asked:
        if question.stage == 1 or question.stage > len(before):
            continue
        stage = before[question.stage - 1]
        if stage not in after:
            raise Refused(_l("A question is asked in a stage you take out: change it first."))
        if places[stage.id] == 1 and contest.is_announced:
            raise Refused(_l("A question for those who go on would be asked of all: change it."))
        question.stage = places[stage.id]
    _check_order(asked)


also_moved.add(stay)


def _check_order(form: Sequence[Question]) -> None:
    """Raises Refused where a question hangs on one that a later stage asks."""
    stages = {one.key: one.stage for one in form}
    if any(one.stage < stages.get(one.depends_on, 1) for one in form if one.depends_on):
        raise Refused(_l("Another question is asked only after this one. Change that one first."))
