"""Beginning an entry, and its texts."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from wtforms import (
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from mentorhub.accounts.models import Person
from mentorhub.contests.domain.eligibility import Limits
from mentorhub.entries import queries
from mentorhub.entries.domain import LONGEST, LONGEST_TEXT, TEXTS, as_parts, is_web_address
from mentorhub.entries.models import Entry
from mentorhub.ideas.models import Idea
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.clock import now
from mentorhub.platform.drafting import Step
from mentorhub.platform.fields import TextRequired, WholeNumberField, key, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l, language
from mentorhub.platform.merging import fingerprints
from mentorhub.platform.text import one_line_break
from mentorhub.questions.forms import fields_of
from mentorhub.questions.models import Question
from mentorhub.questions.queries import asked_by, asked_in, keys_asked
from mentorhub.teams.models import Team

NO_IDEA = ""
LONGEST_FILE = 4000


def _at_most(number: int) -> Length:
    return Length(max=number, message=_l("At most %(max)d characters."))


def _text(label: Any) -> TextAreaField:
    return TextAreaField(label, [Optional(), _at_most(LONGEST_TEXT)], filters=[one_line_break])


def _left(person: Person) -> str:
    name = person.display_name or _("Former member")
    return str(_("%(name)s, no longer in the team", name=name))


class PeopleForm(Form):
    people = SelectMultipleField(_l("Who takes part"), [InputRequired()], coerce=key)

    def offer(self, team: Team | None, *, frozen: Collection[Person] = ()) -> None:
        """The team's members, and of an entry sent those too who have left since."""
        members = [member.person for member in team.members] if team else []
        gone = [person for person in frozen if person not in members]
        self.people.choices = options(
            [
                *((person.id, person.display_name) for person in members),
                *((person.id, _left(person)) for person in gone),
            ]
        )


class StartForm(PeopleForm):
    idea = RadioField(_l("Begin with"), default=NO_IDEA)

    def offer_ideas(self, ideas: list[Idea]) -> None:
        titles = [(str(idea.id), idea.titles.get(language()) or idea.title) for idea in ideas]
        self.idea.choices = options([*titles, (NO_IDEA, _("An empty page"))])

    def chosen(self, ideas: list[Idea]) -> Idea | None:
        return next((idea for idea in ideas if str(idea.id) == self.idea.data), None)


class EntryForm(PeopleForm, Step):
    """The fixed parts; `entry_form` adds the questions of a contest."""

    version = WholeNumberField(widget=HiddenInput(), validators=[InputRequired()])
    title = StringField(_l("Title of the entry"), [Optional(), _at_most(LONGEST["title"])])
    sector = SelectField(_l("Field"))
    summary = TextAreaField(
        _l("In a few sentences"),
        [Optional(), _at_most(LONGEST["summary"])],
        filters=[one_line_break],
    )
    problem = _text(_l("What is the problem, and who has it?"))
    solution = _text(_l("How do you solve it?"))
    benefit = _text(_l("What gets better, for how many?"))
    link = StringField(_l("Link to a video or pictures"), [Optional(), _at_most(LONGEST["link"])])

    def offer_fields(self, limits: Limits) -> None:
        known = [one for one in taxonomy().sectors.values() if limits.admits(one.id)]
        sectors = [(one.id, one.label(language())) for one in known]
        self.sector.choices = options([("", _("Choose a field")), *sectors])

    def validate_link(self, field: Any) -> None:
        if field.data and not is_web_address(field.data):
            raise ValidationError(_("Write a whole address that begins with https://."))

    @property
    def words(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in TEXTS}

    def take_version(self, entry: Entry) -> None:
        """Sending again means: I have seen what the others wrote."""
        self.version.data, self.version.raw_data = entry.version, [str(entry.version)]

    def having(self, content: Mapping[str, Any]) -> "EntryForm":
        """This page once all that was typed here is saved, and nothing of others beside it."""
        asked = [name for name in self._fields if name[:2] == "q_"]
        self.seen.data = fingerprints(_parts(asked, content))
        return self

    @property
    def answers(self) -> dict[str, Any]:
        """By the key of the question, without the marks of an empty box."""
        given = {name[2:]: field.data for name, field in self._fields.items() if name[:2] == "q_"}
        return {key: one for key, one in given.items() if one is not None}


def questions_on_page(entry: Entry, content: Mapping[str, Any]) -> list[Question]:
    """What its page asks now: of who went on, while there is time, what that stage asks alone."""
    contest, reached = entry.contest, entry.reached_stage
    if not entry.may_add(now()):
        return asked_by(contest, reached)
    added = {one.key: one for one in asked_in(contest, reached)}
    concern = keys_asked(contest, content, reached)
    return [one for one in added.values() if one.key in concern or one.depends_on in added]


def entry_form(entry: Entry, content: Mapping[str, Any], **given: Any) -> EntryForm:
    """The page of an entry as its contest asks, holding this content."""
    questions = questions_on_page(entry, content)
    kind = type("EntryForm", (EntryForm,), fields_of(questions))
    parts = _parts([f"q_{question.key}" for question in questions], content)
    held = {**parts, "people": people_in(content), "version": entry.version}
    form = kind(parts, data={name: one for name, one in held.items() if one != ""}, **given)
    form.offer(entry.team, frozen=queries.participants_of(entry) if entry.number else ())
    form.offer_fields(entry.contest.limits)
    return cast(EntryForm, form)


def _parts(asked: Iterable[str], content: Mapping[str, Any]) -> dict[str, Any]:
    """What the page shows of each part, with those questions that have no answer yet."""
    return dict.fromkeys(asked, "") | as_parts(content)


class CheckForm(Form):
    """The code on the paper, or the file that was downloaded with it."""

    code = StringField(_l("Code of the receipt"), [Length(max=40)])
    file = FileField(_l("Or the file of the receipt"))

    def validate_file(self, field: Any) -> None:
        self.text = ""
        if field.data and field.data.filename:
            self.text = field.data.read(LONGEST_FILE).decode(errors="replace")
        if not self.text and not self.code.data:
            raise ValidationError(_("Type the code, or choose the file."))


class LateForm(Form):
    accept = RadioField(
        _l("Does it count?"),
        [InputRequired()],
        choices=[
            SelectChoice("yes", _l("It counts like the others")),
            SelectChoice("no", _l("It does not count")),
        ],
    )
    reason = TextAreaField(_l("Why? The team reads this."), [TextRequired(), _at_most(600)])

    @property
    def decision(self) -> dict[str, Any]:
        return {"accept": self.accept.data == "yes", "reason": self.reason.data}


def people_in(content: Mapping[str, Any]) -> list[UUID]:
    return [UUID(one) for one in content["people"]]
