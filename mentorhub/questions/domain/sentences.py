"""What a form asks, in sentences: how everybody reads what changes in it once it is announced."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mentorhub.contests.domain.ruleset import Name
from mentorhub.contests.domain.sentence import N_, Rule, Sentence
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.questions.domain.asking import Asked, Kind


@dataclass(frozen=True, slots=True)
class Worded:
    """A question with its words; those of its choices by their keys.

    `stage_name` is that of the later stage it belongs to; None where no such stage is planned.
    """

    asked: Asked
    label: Name
    help: Name
    choices: Mapping[str, Name]
    stage_name: Name | None = None


NEEDED = {
    "summary": (N_("The summary may be left out."), N_("The summary has to be filled in.")),
    "benefit": (N_("The benefit may be left out."), N_("The benefit has to be filled in.")),
    "link": (N_("The link may be left out."), N_("The link has to be filled in.")),
}
QUESTION = (
    N_("“%(question)s” may be left out."),
    N_("“%(question)s” has to be answered."),
)
HELP = N_("“%(question)s”: %(help)s")
KIND = {
    Kind.NUMBER: N_("“%(question)s”: a number."),
    Kind.DATE: N_("“%(question)s”: a day."),
    Kind.CHOICE: N_("“%(question)s”: one of the choices."),
    Kind.SEVERAL: N_("“%(question)s”: one or several of the choices."),
    Kind.LINK: N_("“%(question)s”: an address on the web."),
}
"""The other kinds always have a limit, and are told by what it counts."""
CHARACTERS = {
    "least": N_("“%(question)s”, characters: at least %(bound)s."),
    "most": N_("“%(question)s”, characters: at most %(bound)s."),
}
LIMIT = {
    Kind.SHORT: CHARACTERS,
    Kind.LONG: CHARACTERS,
    Kind.NUMBER: {
        "least": N_("“%(question)s”: at least %(bound)s."),
        "most": N_("“%(question)s”: at most %(bound)s."),
    },
    Kind.DATE: {
        "least": N_("“%(question)s”: from %(bound_on)s."),
        "most": N_("“%(question)s”: until %(bound_on)s."),
    },
    Kind.SEVERAL: {
        "least": N_("“%(question)s”, choices: at least %(bound)s."),
        "most": N_("“%(question)s”, choices: at most %(bound)s."),
    },
    Kind.FILE: {
        "least": N_("“%(question)s”, files: at least %(bound)s."),
        "most": N_("“%(question)s”, files: at most %(bound)s."),
    },
    Kind.PEOPLE: {
        "least": N_("“%(question)s”, people: at least %(bound)s."),
        "most": N_("“%(question)s”, people: at most %(bound)s."),
    },
}
CHOICE = N_("“%(question)s”: one may choose “%(choice)s”.")
ONLY_IN = N_("“%(question)s” is asked in these fields only: %(fields)s.")
ONLY_AFTER = N_("“%(question)s” is asked only if “%(other)s” is answered with “%(answer)s”.")
OF_STAGE = N_(
    "“%(question)s” is asked only of those who go on to “%(stage)s”, by a day they are told then."
    " Whoever has not answered is judged by what was sent."
)
OF_NO_STAGE = N_("“%(question)s” is asked of nobody: the stage it belongs to is not planned.")
TELLS_WHO = N_("Jurors who read without names do not see the answer to “%(question)s”.")


def form_told(needed: Collection[str], form: Sequence[Worded]) -> list[Sentence]:
    """The whole form; the order of its questions is none of it."""
    ordered = sorted(form, key=lambda one: one.asked.key)
    return [said for told in told_in_order(needed, ordered) for said in told]


def told_in_order(needed: Collection[str], form: Sequence[Worded]) -> list[list[Sentence]]:
    """The fixed parts one by one, then what is said of each question, as the form asks them."""
    known = {one.asked.key: one for one in form}
    parts = [[_said(words[name in needed])] for name, words in NEEDED.items()]
    return parts + [_question(one, known) for one in form]


def _question(one: Worded, known: Mapping[str, Worded]) -> list[Sentence]:
    asked, named = one.asked, {"question": one.label}
    told = [_said(QUESTION[asked.is_required], **named)]
    if asked.stage > 1:
        stage = {"stage": one.stage_name} if one.stage_name else {}
        told.append(_said(OF_STAGE if stage else OF_NO_STAGE, **stage, **named))
    if any(one.help.values()):
        told.append(_said(HELP, help=one.help, **named))
    if asked.kind in KIND:
        told.append(_said(KIND[asked.kind], **named))
    told += _limits(asked, one.label)
    told += [_said(CHOICE, choice=one.choices[key], **named) for key in asked.choices]
    if asked.sectors:
        sectors = taxonomy().sectors
        names = tuple(sectors[key].labels if key in sectors else key for key in asked.sectors)
        told.append(_said(ONLY_IN, fields=names, **named))
    if other := known.get(asked.depends_on):
        answer = other.choices[asked.depends_value]
        told.append(_said(ONLY_AFTER, other=other.label, answer=answer, **named))
    if asked.names_people:
        told.append(_said(TELLS_WHO, **named))
    return told


def _limits(asked: Asked, label: Name) -> list[Sentence]:
    if asked.kind is Kind.DATE:
        fact, bounds = "bound_on", {"least": asked.least, "most": asked.most}
    else:  # what is usual binds as well
        fact, bounds = "bound", {name: asked.limit(name) for name in ("least", "most")}
    return [
        _said(LIMIT[asked.kind][name], question=label, **{fact: bound})
        for name, bound in bounds.items()
        if bound not in ("", None)
    ]


def _said(message: str, **facts: object) -> Sentence:
    return Sentence(Rule.FORM, message, facts)
