"""A question asked of those who go on to a stage stays with it, wherever the stage stands now."""

from collections.abc import Sequence

from mentorhub.contests.actions import also_moved, stands_now
from mentorhub.contests.models import Contest, Stage
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l, language
from mentorhub.questions import queries
from mentorhub.questions.models import Question


def stay(contest: Contest, before: Sequence[Stage], after: Sequence[Stage]) -> None:
    """What the first stage asks is asked of everybody and belongs to no stage."""
    queries.all_of(contest, afresh=True)
    asked = queries.questions_of(contest)
    for question in asked:
        if 1 < question.stage <= len(before):  # a stage that is not planned cannot be moved
            question.stage = _stage_of(question, before, after)
    _check_order(asked)


def _stage_of(question: Question, before: Sequence[Stage], after: Sequence[Stage]) -> int:
    """Never the first one: it would be asked of all, and of nobody less when put back."""
    number = stands_now(question.stage, before, after)
    if number is None or number == 1:
        words = _l(
            "“%(question)s” is asked of those who go on to a stage you take out or put first: take"
            " the question away before, or leave the stage where it is.",
            question=question.label.in_language(language()),
        )
        raise Refused(words)
    return number


also_moved.add(stay)


def _check_order(form: Sequence[Question]) -> None:
    """Raises Refused where a question would hang on one that a later stage asks."""
    above = {one.key: one for one in form}
    for one in form:
        if (first := above.get(one.depends_on)) and one.stage < first.stage:
            words = _l(
                "“%(question)s” is asked only after “%(first)s”, whose stage would come later.",
                question=one.label.in_language(language()),
                first=first.label.in_language(language()),
            )
            raise Refused(words)
