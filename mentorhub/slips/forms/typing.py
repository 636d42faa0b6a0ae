"""One page for a whole slip: who wrote it, how they agreed, what they wrote."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from wtforms import (
    BooleanField,
    FileField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from mentorhub.accounts.domain.ages import birth_years
from mentorhub.accounts.domain.names import trouble_with_person
from mentorhub.ideas.domain.workflow import TEXT_LONGEST, TITLE_LONGEST
from mentorhub.ideas.forms.fields import at_most, photo_in, required, text_required
from mentorhub.matching.domain.letters import tidy
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.clock import today
from mentorhub.platform.drafting import Seen, as_text
from mentorhub.platform.fields import DayField, WholeNumberField
from mentorhub.platform.forms import Form, key_in
from mentorhub.platform.i18n import _, _l, language
from mentorhub.platform.images import Photograph
from mentorhub.platform.merging import Merge, fingerprints
from mentorhub.slips.domain import Agreed, Author, needs_guardian
from mentorhub.slips.models import Slip
from mentorhub.units.models import Unit, UnitKind

LONGEST_NAME = 80
TEXTS = ("title", "sector", "problem", "solution", "benefit")
STAYING = ("unit", "sector", "written_on")
PARTS = ("name", "birth_year", "agreed", "guardian_agreed", "written_on", *TEXTS)
NOTHING_YET = dict.fromkeys(PARTS, "")
_A_YEAR = _l("Write a year, as 2005.")
AGREED = {
    Agreed.SIGNED: _l("Signed the slip"),
    Agreed.SPOKEN: _l("Said yes in person"),
    Agreed.PHONED: _l("Said yes by phone"),
}


class SlipForm(Form):
    key = HiddenField(validators=[Optional(), Length(max=36)])
    seen = Seen()
    own = SubmitField()  # its value is the key of a slip of its own
    unit = SelectField(_l("Unit"), [required()])
    written_on = DayField(_l("Date on the slip"), [required()])
    agreed = RadioField(
        _l("How did the author agree?"),
        [InputRequired(_l("Say how the author agreed: without a yes nothing is typed."))],
        choices=[SelectChoice(way.value, words) for way, words in AGREED.items()],
    )
    name = StringField(_l("Full name of the author"), [text_required(), at_most(LONGEST_NAME)])
    birth_year = WholeNumberField(
        _l("Year of birth"), [InputRequired(_A_YEAR)], invalid_value_message=_A_YEAR
    )
    guardian_agreed = BooleanField(_l("A parent or guardian agreed as well"))
    title = StringField(_l("What is the idea called?"), [text_required(), at_most(TITLE_LONGEST)])
    sector = SelectField(_l("Field"), [Optional()])
    problem = TextAreaField(_l("Which problem?"), [at_most(TEXT_LONGEST)])
    solution = TextAreaField(_l("What should be done?"), [at_most(TEXT_LONGEST)])
    benefit = TextAreaField(_l("Who benefits, and how?"), [at_most(TEXT_LONGEST)])
    photo = FileField(_l("Photo of the slip"))

    def __init__(
        self, units: Sequence[Unit], *, shown: Mapping[str, Any] = NOTHING_YET, **given: Any
    ) -> None:
        """`shown` are the parts as they are stored, for a slip that is typed already."""
        start = {"key": str(uuid4()), "seen": fingerprints(shown), "written_on": today()}
        data = {**start, **given.pop("data", {})}
        super().__init__(data=data, **given)
        self.units = {str(unit.id): unit for unit in units}
        self.photographed: Photograph | None = None
        self.unit.choices = [SelectChoice(key, _named(unit)) for key, unit in self.units.items()]
        sectors = taxonomy().sectors.values()
        labels = [SelectChoice(sector.id, sector.label(language())) for sector in sectors]
        self.sector.choices = [SelectChoice("", _("Choose a field")), *labels]

    @property
    def place(self) -> Unit:
        return self.units[self.unit.data]

    @property
    def author(self) -> Author:
        return Author(
            tidy(self.name.data),
            self.birth_year.data,
            Agreed(self.agreed.data),
            bool(self.guardian_agreed.data),
            self.written_on.data,
        )

    @property
    def texts(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in TEXTS}

    @property
    def page_key(self) -> UUID:
        told = self.own.raw_data[0] if self.own.data else self.key.data
        return key_in(told) or uuid4()

    @property
    def apart(self) -> str:
        """The key under which these words would be a slip beside the one that is there."""
        return str(uuid4())

    @property
    def staying(self) -> dict[str, Any]:
        """What the next slip of the same pile begins with."""
        return {name: str(self[name].data or "") for name in STAYING}

    def both(self, present: "SlipForm", merge: Merge) -> list[tuple[str, str]]:
        """Label and saved text of what another page saved too; saving again knows of it."""
        for name in merge.taken:
            self[name].data, self[name].raw_data = present[name].data, None
        self.seen.data = present.seen.data
        return [(str(self[one].label.text), as_text(present[one])) for one in merge.clashing]

    def validate_name(self, field: StringField) -> None:
        if trouble_with_person(tidy(field.data or "")):
            raise ValidationError(_("Write the name with letters only, as its bearer does."))

    def validate_birth_year(self, field: WholeNumberField) -> None:
        years = birth_years(today())
        if field.data not in years:
            raise ValidationError(
                _("Write a year from %(first)s to %(last)s.", first=years[0], last=years[-1])
            )

    def validate_guardian_agreed(self, field: BooleanField) -> None:
        year = self.birth_year.data
        if year and not field.data and needs_guardian(year, today()):
            raise ValidationError(
                _("The author may be under 16: a parent or guardian has to agree as well.")
            )

    def validate_written_on(self, field: DayField) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("This day has not come yet."))

    def validate_photo(self, field: FileField) -> None:
        self.photographed = photo_in(field)


def _named(unit: Unit) -> str:
    """A branch with what it lies in: many communes have an ấp 1."""
    above = unit.parent if unit.kind is UnitKind.BRANCH else None
    return f"{unit.name} · {above.name}" if above is not None else unit.name


def as_typed(slip: Slip) -> dict[str, Any]:
    """A slip as the values of its form."""
    idea = slip.idea
    return {
        **{name: getattr(idea, name) for name in TEXTS},
        "unit": str(idea.unit_id),
        "written_on": slip.written_on,
        "agreed": slip.agreed.value,
        "name": slip.name,
        "birth_year": slip.birth_year,
        "guardian_agreed": slip.guardian_agreed,
    }


class ClaimForm(Form):
    code = StringField(_l("Code from your slip"), [text_required(), at_most(20)])
