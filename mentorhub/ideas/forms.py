"""The three short steps of writing an idea, the officer's answer, and the report of its use."""

from collections.abc import Iterable
from typing import Any

from wtforms import (
    DateField,
    FieldList,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from mentorhub.ideas.domain.workflow import TEXT_LONGEST, TEXT_SHORTEST, TITLE_LONGEST
from mentorhub.ideas.models import Idea, IdeaState, Maturity, Purpose, Visibility
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.clock import today
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l, language
from mentorhub.teams.models import Team

MOST_TAGS = 4
WANTING = {
    "empty": _l("Fill this in before you send the idea."),
    "short": _l("Write at least 30 characters before you send the idea."),
}
assert TEXT_SHORTEST == 30  # said in words above and in the hints
_a_number_of_people = NumberRange(1, 5_000_000, _l("Write a number of people, such as 120."))


def _required() -> InputRequired:
    return InputRequired(_l("Fill this in."))


def _at_most(number: int) -> Length:
    return Length(max=number, message=_l("At most %(max)d characters."))


class Step(Form):
    """A part of an idea. `version` is that of the idea the writer saw when they began."""

    version = IntegerField(widget=HiddenInput(), validators=[Optional()])  # none before it is begun
    later = SubmitField()

    @property
    def parts(self) -> dict[str, Any]:
        """What the writer typed, without the workings of the form."""
        workings = ("csrf_token", "version", "later")
        return {name: value for name, value in self.data.items() if name not in workings}

    def differences(self, present: "Step") -> list[tuple[Any, str]]:
        """Fields whose saved text is another than the one typed here, each with the saved text."""
        saved = ((field, present[field.name]) for field in self if field.name in self.parts)
        return [(mine.label.text, _as_text(it)) for mine, it in saved if mine.data != it.data]

    def take_version(self, version: int) -> None:
        """Send again means: I saw what the others wrote."""
        self.version.data, self.version.raw_data = version, [str(version)]

    def point_at(self, wanting: dict[str, str]) -> None:
        """Say beside each field what keeps the idea from being sent."""
        for field in self:
            if field.name in wanting:
                field.errors = [*field.errors, WANTING[wanting[field.name]]]


class TitleStep(Step):
    title = StringField(_l("What is your idea called?"), [_required(), _at_most(TITLE_LONGEST)])
    sector = SelectField(_l("Field"), [_required()])

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        sectors = taxonomy().sectors.values()
        labels = [SelectChoice(sector.id, sector.label(language())) for sector in sectors]
        self.sector.choices = [SelectChoice("", _("Choose a field")), *labels]


class TextStep(Step):
    problem = TextAreaField(_l("Which problem do you see?"), [_at_most(TEXT_LONGEST)])
    solution = TextAreaField(_l("What do you want to do?"), [_at_most(TEXT_LONGEST)])
    benefit = TextAreaField(_l("Who benefits, and how?"), [_at_most(TEXT_LONGEST)])


class Tags(FieldList):
    """Words as people write them; `concepts` are their tags, or the words where there is no tag."""

    def __init__(self, label: Any, **given: Any) -> None:
        word = StringField(label, [_at_most(60)])
        super().__init__(word, label, min_entries=MOST_TAGS, max_entries=MOST_TAGS, **given)

    @property
    def concepts(self) -> list[str]:
        found = ((typed, taxonomy().find(typed)) for typed in self.data if typed)
        return list(dict.fromkeys(concept.id if concept else typed for typed, concept in found))


def label_of(concept: str) -> str:
    """A tag in the reader's language; a word that is no tag stands for itself."""
    known = taxonomy().concepts.get(concept)
    return known.label(language()) if known else concept


def _as_text(field: Any) -> str:
    """What a field holds, as its reader would say it."""
    if isinstance(field, SelectField):
        return next((str(one.label) for one in field.choices if one.value == field.data), "")
    return (
        ", ".join(filter(None, field.data))
        if isinstance(field, FieldList)
        else str(field.data or "")
    )


def _one_meaning(form: Form, field: Tags) -> None:
    for typed in filter(None, field.data):
        meanings = taxonomy().candidates(typed)
        if len(meanings) > 1 and taxonomy().find(typed) is None:
            choices = " / ".join(meaning.label(language()) for meaning in meanings[:3])
            raise ValidationError(
                _(
                    "“%(typed)s” can mean several things. Write one of: %(choices)s.",
                    typed=typed,
                    choices=choices,
                )
            )


class RestStep(Step):
    maturity = RadioField(
        _l("How far is it?"),
        choices=[
            SelectChoice(Maturity.IDEA.value, _l("Only an idea so far")),
            SelectChoice(Maturity.PROTOTYPE.value, _l("We made a prototype")),
            SelectChoice(Maturity.PILOT.value, _l("We are trying it out")),
            SelectChoice(Maturity.APPLIED.value, _l("It is already used")),
        ],
    )
    topics = Tags(_l("What is it about?"), validators=[_one_meaning])
    needs = Tags(_l("Which help do you look for?"), validators=[_one_meaning])
    team = SelectField(_l("Team"), validate_choice=True)
    visibility = RadioField(
        _l("Who may read it once it is approved?"),
        choices=[
            SelectChoice(Visibility.PUBLIC.value, _l("Everybody")),
            SelectChoice(
                Visibility.CONFIDENTIAL.value, _l("Only the team, the unit and your mentor")
            ),
        ],
    )

    def __init__(self, idea: Idea, teams: Iterable[Team], **given: Any) -> None:
        self.teams = {str(team.id): team for team in [*teams, *filter(None, [idea.team])]}
        super().__init__(data=_present(idea) | self._only_team(idea), **given)
        none_yet = SelectChoice("", _("No team yet, I will found one later"))
        self.team.choices = [
            none_yet,
            *(SelectChoice(key, team.name) for key, team in self.teams.items()),
        ]

    def _only_team(self, idea: Idea) -> dict[str, str]:
        """Without a team nobody can ask a mentor: whoever has just one is offered it."""
        is_open = idea.state is IdeaState.DRAFT and idea.team is None
        return {"team": next(iter(self.teams))} if is_open and len(self.teams) == 1 else {}

    @property
    def parts(self) -> dict[str, Any]:
        return {
            "maturity": Maturity(self.maturity.data),
            "visibility": Visibility(self.visibility.data),
            "topics": self.topics.concepts,
            "needs": self.needs.concepts,
            "team": self.teams.get(self.team.data),
        }


def _present(idea: Idea) -> dict[str, Any]:
    return {
        "version": idea.version,
        "maturity": idea.maturity.value,
        "visibility": idea.visibility.value,
        "team": str(idea.team_id or ""),
        "topics": [label_of(one) for one in idea.concepts(Purpose.TOPIC)][:MOST_TAGS],
        "needs": [label_of(one) for one in idea.concepts(Purpose.NEED)][:MOST_TAGS],
    }


VERDICTS = {
    "approve": _l("Approve: everybody can read it"),
    "ask_for_more": _l("Ask for more: it goes back to the team"),
    "mark_as_duplicate": _l("An idea like it is already there"),
    "decline": _l("Not taken up"),
    "take_down": _l("Take it out of the idea bank"),
}


class DecisionForm(Form):
    verdict = RadioField(
        _l("Your answer"),
        [InputRequired(_l("Choose an answer."))],
        choices=[SelectChoice(*verdict) for verdict in VERDICTS.items()],
    )
    reason = TextAreaField(_l("Reason"), [_at_most(TEXT_LONGEST)])

    def offer(self, verbs: Iterable[str]) -> "DecisionForm":
        """Show only what can be answered now; an answer given twice is still understood."""
        self.verdict.choices = [
            SelectChoice(verb, VERDICTS[verb]) for verb in verbs if verb in VERDICTS
        ]
        return self

    def validate_reason(self, field: TextAreaField) -> None:
        if self.verdict.data and self.verdict.data != "approve" and not field.data:
            raise ValidationError(_("Write a reason: the team reads it."))


class AdoptionForm(Form):
    unit = StringField(_l("Where is it used?"), [_required(), _at_most(120)])
    since = DateField(_l("Since when?"), [_required()])
    people = IntegerField(_l("How many people use it?"), [_required(), _a_number_of_people])
    evidence = TextAreaField(_l("How do you know?"), [_at_most(400)])

    def validate_since(self, field: DateField) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("This day has not come yet."))
