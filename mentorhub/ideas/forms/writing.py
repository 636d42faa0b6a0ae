"""The three short steps of writing an idea."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from mentorhub.ideas import actions
from mentorhub.ideas.domain.workflow import TEXT_LONGEST, TEXT_SHORTEST, TITLE_LONGEST
from mentorhub.ideas.forms.fields import at_most, photo_in, required, text_required
from mentorhub.ideas.models import Idea, IdeaState, Maturity, Purpose, Visibility
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.drafting import Step
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l, language
from mentorhub.platform.images import Photograph
from mentorhub.teams.models import Team

MOST_TAGS = 4
assert TEXT_SHORTEST == 30  # said in words above and in the hints


class TitleWords(Step):
    """Step one while it is being typed: nothing need be there yet."""

    title = StringField(_l("What is your idea called?"), [at_most(TITLE_LONGEST)])
    sector = SelectField(_l("Field"), [Optional()])

    def __init__(self, shown: Mapping[str, Any], **given: Any) -> None:
        super().__init__(shown, **given)
        sectors = taxonomy().sectors.values()
        labels = [SelectChoice(sector.id, sector.label(language())) for sector in sectors]
        self.sector.choices = [SelectChoice("", _("Choose a field")), *labels]


class TitleStep(TitleWords):
    title = StringField(_l("What is your idea called?"), [text_required(), at_most(TITLE_LONGEST)])
    sector = SelectField(_l("Field"), [required()])


class TextStep(Step):
    problem = TextAreaField(_l("Which problem do you see?"), [at_most(TEXT_LONGEST)])
    solution = TextAreaField(_l("What do you want to do?"), [at_most(TEXT_LONGEST)])
    benefit = TextAreaField(_l("Who benefits, and how?"), [at_most(TEXT_LONGEST)])


class Tags(FieldList):
    """Words as people write them; `concepts` are their tags, or the words where there is no tag."""

    def __init__(self, label: Any, **given: Any) -> None:
        word = StringField(label, [at_most(60)])
        super().__init__(word, label, min_entries=MOST_TAGS, max_entries=MOST_TAGS, **given)

    @property
    def concepts(self) -> list[str]:
        found = ((typed, taxonomy().find(typed)) for typed in self.data if typed)
        return list(dict.fromkeys(concept.id if concept else typed for typed, concept in found))


def label_of(concept: str) -> str:
    """A tag in the reader's language; a word that is no tag stands for itself."""
    known = taxonomy().concepts.get(concept)
    return known.label(language()) if known else concept


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

    photo = FileField(_l("One photo"))
    no_photo = BooleanField(_l("Take the photo off"))

    def __init__(self, idea: Idea, teams: Iterable[Team], **given: Any) -> None:
        self.teams = {str(team.id): team for team in [*teams, *filter(None, [idea.team])]}
        present = _present(idea) | self._only_team(idea)
        super().__init__(actions.surroundings_of(idea), data=present, **given)
        self.photographed: Photograph | None = None
        if not idea.is_being_written:
            del self.photo  # the unit has seen the one there is
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

    def validate_photo(self, field: FileField) -> None:
        self.photographed = photo_in(field)


def _present(idea: Idea) -> dict[str, Any]:
    return {
        "maturity": idea.maturity.value,
        "visibility": idea.visibility.value,
        "team": str(idea.team_id or ""),
        "topics": [label_of(one) for one in idea.concepts(Purpose.TOPIC)][:MOST_TAGS],
        "needs": [label_of(one) for one in idea.concepts(Purpose.NEED)][:MOST_TAGS],
    }
