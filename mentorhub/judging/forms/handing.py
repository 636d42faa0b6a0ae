"""What organisers want of a handing-out and find out about ties, and a juror's own words."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Entry
from mentorhub.judging.domain.handing import Linkage
from mentorhub.judging.models import Wishes
from mentorhub.judging.queries import Pair
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.fields import TextRequired, WholeNumberField, key, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l, language

MOST_ENTRIES = 500
READ = (Choice("vi", _l("Vietnamese")), Choice("en", _l("English")), Choice("fr", _l("French")))


class HandOutForm(Form):
    readers = WholeNumberField(_l("Readers for each entry"), [InputRequired(), NumberRange(1, 15)])
    digest = HiddenField(validators=[Length(max=64)], default="")


class AnswerForm(Form):
    """The seat is taken by two ticks; what a juror knows makes the handing-out better."""

    rules_version = WholeNumberField(widget=HiddenInput(), validators=[Optional()])
    rules = BooleanField(
        _l("I will judge by the published criteria alone, and mark on my own."), [InputRequired()]
    )
    secrecy = BooleanField(
        _l("I will tell nobody about entries, marks and discussions before the results are out."),
        [InputRequired()],
    )
    fields = SelectMultipleField(_l("Fields you know or would like to judge"))
    knows = TextAreaField(_l("What do you know about?"), [Length(max=600)])
    languages = SelectMultipleField(_l("Languages you read entries in"), choices=list(READ))

    def offer(self, contest: Contest) -> None:
        """Those of the contest, or all there are."""
        known = taxonomy().sectors.values()
        here = [one for one in known if not contest.sectors or one.id in contest.sectors]
        self["fields"].choices = options((one.id, one.label(language())) for one in here)


class TieForm(Form):
    found = RadioField(
        _l("What did you find?"),
        [InputRequired()],
        choices=[
            Choice("none", _l("No tie: the juror may read this entry")),
            Choice("tie", _l("There is a tie: the juror never reads it")),
        ],
    )
    reason = TextAreaField(_l("How do you know?"), [TextRequired(), Length(min=10, max=600)])


class WishesForm(Form):
    """The limits of single jurors are fields of their own, `most_` and the id."""

    version = WholeNumberField(widget=HiddenInput(), validators=[Optional()])
    least = WholeNumberField(
        _l("At least so many entries for each juror"), [Optional(), NumberRange(0, MOST_ENTRIES)]
    )
    most = WholeNumberField(
        _l("At most so many entries for each juror"), [Optional(), NumberRange(1, MOST_ENTRIES)]
    )
    one_per_unit = BooleanField(_l("Of one commune at most one juror reads an entry"))
    linkage = RadioField(_l("What joins the jury"), [InputRequired()])
    moves = BooleanField(_l("Sheets nobody has begun may move to another juror"))
    pinned = SelectMultipleField(_l("Pairs that are fixed"))
    pin_juror = SelectField(_l("Juror"), default="")
    pin_entry = SelectField(_l("Entry"), default="")

    def validate_pin_entry(self, field: Any) -> None:
        if bool(field.data) != bool(self.pin_juror.data):
            raise ValidationError(_("Choose both, a juror and an entry."))

    @property
    def pairs(self) -> set[Pair]:
        """Fixed pairs that stay, and the one that is added."""
        kept = {_pair(one) for one in self.pinned.data or ()}
        added = self.pin_juror.data, self.pin_entry.data
        return kept | ({(key(added[0]), key(added[1]))} if all(added) else set())

    @property
    def limits(self) -> dict[UUID, int | None]:
        return {UUID(n[5:]): one for n, one in self.answers.items() if n.startswith("most_")}


def _pair(written: str) -> Pair:
    juror, entry = written.split()
    return UUID(juror), UUID(entry)


def wishes_form(
    contest: Contest, wishes: Wishes, jurors: Sequence[Juror], entries: Sequence[Entry]
) -> WishesForm:
    names = {str(one.id): one.person.display_name for one in jurors if one.person}
    codes = {str(one.id): one.code for one in entries}
    limit = [Optional(), NumberRange(1, MOST_ENTRIES)]
    fields = {f"most_{one.id.hex}": WholeNumberField(names[str(one.id)], limit) for one in jurors}
    own = {f"most_{UUID(one).hex}": most for one, most in wishes.most_of.items()}
    held = ("least", "most", "one_per_unit", "moves")
    form: WishesForm = type("WishesForm", (WishesForm,), fields)(
        **{name: getattr(wishes, name) for name in held},
        **own,
        linkage=wishes.linkage.value,
        pinned=list(wishes.pinned),
        version=wishes.version or 0,
    )
    form.linkage.choices = _linkages(contest)
    pairs = [(one, *one.split()) for one in wishes.pinned]
    form.pinned.choices = options(
        (one, f"{names[juror]} · {codes[entry]}")
        for one, juror, entry in pairs
        if juror in names and entry in codes
    )
    form.pin_juror.choices = options([("", _("Nobody")), *names.items()])
    form.pin_entry.choices = options([("", _("None")), *codes.items()])
    return form


def _linkages(contest: Contest) -> list[Choice]:
    choices = {
        Linkage.NONE: _l("Nothing more: common readers join as it happens"),
        Linkage.ROTATED: _l("A third of all readings goes to another panel"),
        Linkage.ANCHORS: _l("Three entries are read by everybody"),
    }
    if not contest.is_before_panels:
        del choices[Linkage.ROTATED]
    return [Choice(one.value, label) for one, label in choices.items()]
