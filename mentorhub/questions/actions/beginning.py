"""The form of a template becomes that of a contest."""

import secrets
from collections.abc import Sequence

from mentorhub.contests.actions import also_asked
from mentorhub.contests.domain.templates import PlannedQuestion
from mentorhub.contests.models import Contest
from mentorhub.platform.db import Translated, db
from mentorhub.questions.actions.building import keyed
from mentorhub.questions.domain.asking import Kind
from mentorhub.questions.models import Question

SAME = ("is_required", "names_people", "least", "most", "stage")


def begin(contest: Contest, planned: Sequence[PlannedQuestion]) -> None:
    """The form of a template, in its order."""
    for question in of_template(planned):
        question.contest_id = contest.id
        db.session.add(question)


def of_template(planned: Sequence[PlannedQuestion]) -> list[Question]:
    """Its questions in no session and of no contest yet: to be shown, or to be asked."""
    return [
        Question(
            key=secrets.token_hex(4),
            position=position,
            kind=Kind(one.kind),
            label=Translated(one.label),
            help=Translated(one.help),
            choices=keyed([Translated(choice) for choice in one.choices], ()),
            sectors=[],
            depends_on="",
            depends_value="",
            **{name: getattr(one, name) for name in SAME},
        )
        for position, one in enumerate(planned)
    ]


also_asked.add(begin)
