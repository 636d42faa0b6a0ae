"""What a contest asks, in order."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select

from mentorhub.contests.domain.sentence import Sentence
from mentorhub.contests.models import Contest
from mentorhub.platform.db import Translated, db
from mentorhub.platform.i18n import spoken
from mentorhub.platform.once import once_a_page
from mentorhub.questions.domain.answers import lacking
from mentorhub.questions.domain.asking import PARTS, Asked, Kind, concerned
from mentorhub.questions.domain.sentences import Worded, form_told, told_in_order
from mentorhub.questions.models import PartNeeded, Question

# written once: composing a statement costs as much as asking it
ALL = (
    select(Question)
    .where(Question.contest_id == bindparam("contest"))
    .order_by(Question.removed_at.is_not(None), Question.position, Question.id)
)
NEEDED = select(PartNeeded.name, PartNeeded.is_needed).where(
    PartNeeded.contest_id == bindparam("contest")
)


@once_a_page
def all_of(contest: Contest, *, afresh: bool = False) -> Sequence[Question]:
    """Those taken away too, last; `afresh` as they are since the contest is held."""
    options = {"populate_existing": afresh}
    asked = db.session.scalars(ALL, {"contest": contest.id}, execution_options=options)
    return asked.all()


def questions_of(contest: Contest) -> list[Question]:
    return [question for question in all_of(contest) if question.removed_at is None]


def form_of(contest: Contest) -> list[Asked]:
    return [question.asked for question in questions_of(contest)]


def asked_in(contest: Contest, stage: int) -> list[Question]:
    """What this stage of judging asks of the entries that go on to it."""
    return [one for one in questions_of(contest) if one.stage == stage]


def asked_by(contest: Contest, reached: int) -> list[Question]:
    """What an entry that has come as far as this stage was ever asked."""
    return [one for one in questions_of(contest) if one.stage <= reached]


def wants_files(contest: Contest, key: str) -> Question | None:
    """The question of this key, if it is still asked and answered with files."""
    found = (one for one in questions_of(contest) if one.key == key)
    return next((one for one in found if one.kind is Kind.FILE), None)


def file_questions(contest: Contest) -> dict[str, Question]:
    """By their keys, those no longer asked too."""
    return {one.key: one for one in all_of(contest) if one.kind is Kind.FILE}


def files_asked(
    contest: Contest, content: Mapping[str, Any], reached: int = 1
) -> list[tuple[Question, bool]]:
    """What is answered with files, and whether it is asked of an entry of this content."""
    keys = keys_asked(contest, content, reached)
    return [(one, one.key in keys) for one in file_questions(contest).values()]


def hanging_on(question: Question) -> list[Question]:
    """What is asked only after an answer to this question."""
    others = questions_of(question.contest)
    return [one for one in others if one.depends_on == question.key]


def keys_asked(contest: Contest, content: Mapping[str, Any], reached: int = 1) -> set[str]:
    """Of the questions that concern an entry of this content."""
    sector, given = str(content.get("sector") or ""), content.get("answers", {})
    return {one.key for one in concerned(form_of(contest), sector, given, reached=reached)}


@once_a_page
def needed_parts(contest: Contest) -> set[str]:
    """The fixed parts that may be left out elsewhere and may not in this contest."""
    rows = db.session.execute(NEEDED, {"contest": contest.id})
    said = {row.name: row.is_needed for row in rows}
    return {name for name, usual in PARTS.items() if said.get(name, usual)}


def said_of_form(contest: Contest) -> list[Sentence]:
    """The form in sentences: what changes in it is found by comparing."""
    return form_told(needed_parts(contest), worded(questions_of(contest), contest))


def told_by_question(contest: Contest) -> list[list[Sentence]]:
    """As everybody reads it before entering: part by part, question by question."""
    return told_in_order(needed_parts(contest), worded(questions_of(contest), contest))


def worded(questions: Sequence[Question], contest: Contest | None = None) -> list[Worded]:
    names = [stage.name for stage in contest.judged_stages] if contest else []
    return [_worded(question, dict(enumerate(names, 1))) for question in questions]


def _worded(question: Question, stages: Mapping[int, Translated]) -> Worded:
    choices = {one["key"]: one["label"] for one in question.choices}
    stage = stages.get(question.stage)
    return Worded(question.asked, question.label, question.help, choices, stage)


def unanswered(
    contest: Contest, content: Mapping[str, Any], files: Mapping[str, int], reached: int = 1
) -> list[str]:
    """The keys of the questions an entry of this content still has to answer."""
    sector, given = str(content.get("sector") or ""), content.get("answers", {})
    return lacking(form_of(contest), sector, given, files, reached=reached)


def told(
    contest: Contest,
    answers: Mapping[str, Any],
    *,
    without_names: bool = False,
    reached: int | None = None,
) -> list[tuple[Question, Any]]:
    """Each answer with its question, those no longer asked last.

    `without_names` leaves out what tells who wrote the entry; `reached` what only a later stage
    of judging asked.
    """
    return [
        (question, answers[question.key])
        for question in (all_of(contest) if answers else ())
        if question.key in answers
        and not (without_names and question.asked.tells_who)
        and (reached is None or question.stage <= reached)
    ]


def in_words(contest: Contest, answers: Mapping[str, Any]) -> list[str]:
    """For the copy of somebody’s data: “question: answer”, one by one."""
    return [
        f"{spoken(question.label)}: {'; '.join(_words(question, answer))}"
        for question, answer in told(contest, answers)
    ]


def _words(question: Question, answer: Any) -> list[str]:
    if question.has_choices:
        chosen = answer if isinstance(answer, list) else [answer]
        return [spoken(question.choice(key)) for key in chosen]
    if isinstance(answer, list):
        return [" – ".join(filter(None, row.values())) for row in answer]
    return [str(answer)]
