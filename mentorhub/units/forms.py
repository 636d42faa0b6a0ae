"""A unit as an answer: a plain select while it is short, else its name, typed as people know it."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from wtforms import Field, RadioField, SelectField, StringField, ValidationError
from wtforms.fields.choices import Choice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import Select

from mentorhub.matching.domain.letters import Trouble, tidy
from mentorhub.platform.fields import TextRequired, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l
from mentorhub.units.domain import spoken, trouble_with_unit
from mentorhub.units.models import Unit, UnitKind
from mentorhub.units.queries import by_kind, called, grown_below, size_of_territory, territory

KINDS = {
    UnitKind.PROVINCE: _l("Provinces and cities"),
    UnitKind.COMMUNE: _l("Communes"),
    UnitKind.WARD: _l("Wards"),
    UnitKind.SPECIAL_ZONE: _l("Special zones"),
    UnitKind.BRANCH: _l("Branches"),
    UnitKind.SCHOOL: _l("Schools"),
    UnitKind.AGENCY: _l("Agencies and companies"),
    UnitKind.CLUB: _l("Clubs and groups"),
}
KIND = {
    UnitKind.BRANCH: _l("Branch"),
    UnitKind.SCHOOL: _l("School"),
    UnitKind.AGENCY: _l("Agency or company"),
    UnitKind.CLUB: _l("Club or group"),
}
NAME_TROUBLES = {
    Trouble.HIDDEN: _l("The name holds invisible signs. Type it again instead of pasting it."),
    Trouble.LETTERS: _l("Write the name in Latin letters, figures and common signs."),
    Trouble.NO_WORD: _l("Write a name with letters."),
}
LABEL_BELOW = _l("Branch, school, agency or club")
MOST_IN_A_LIST = 300
MOST_OFFERED = 12


class _SelectOrName(Select):
    """Nobody belongs to the first unit of a list by mistake; a long list is not sent at all."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        if not field.is_list:
            return _name_box(field, attributes) + _offered(field)
        start, rest = super().__call__(field, **attributes).split(">", 1)
        nothing = Markup('<option value="">{}</option>').format(_("Choose…"))
        return Markup("{}>{}{}").format(Markup(start), nothing, Markup(rest))


def _name_box(field: Any, attributes: dict[str, Any]) -> Markup:
    given = {"autocomplete": "off", "maxlength": "120", **attributes, "value": field.typed}
    shown = {k.rstrip("_").replace("aria_", "aria-"): v for k, v in given.items()}
    parts = [Markup(' {}="{}"').format(k, v) for k, v in shown.items() if v is not False]
    start = Markup('<input type="text" id="{}" name="{}"{}>')
    return start.format(field.id, field.name, Markup("").join(parts))


def _offered(field: Any) -> Markup:
    """After a name that several places share: which one?"""
    pick = Markup(
        '<label class="pick pick--box"><input type="radio" name="{}" value="{}"><span>{}</span>'
        "</label>"
    )
    picks = [pick.format(field.name, unit.slug, unit.place) for unit in field.offered]
    holder = Markup('<div class="stack stack--s">{}</div>')
    return holder.format(Markup("").join(picks)) if picks else Markup("")


class UnitField(SelectField):
    """Its data is the Unit. With one province a select: typing "An B" finds An Biên.

    With all of them (3,321) a name is typed, today's or a former one; where several places are
    called that, the page comes back with them to choose from.
    """

    widget = _SelectOrName()
    data: Any  # a Unit, or None before one is chosen

    def __init__(self, label: Any, **given: Any) -> None:
        super().__init__(label, [InputRequired()], validate_choice=False, **given)
        self.is_list = size_of_territory() <= MOST_IN_A_LIST
        self.units = territory() if self.is_list else []
        self.typed = ""
        self.offered: list[Unit] = []

    @property
    def hint(self) -> str:
        if self.is_list:
            return _("Open the list and type the first letters.")
        return _("Write its name, today's or a former one; marks are not needed.")

    def process_data(self, value: Unit | None) -> None:
        self.data = value
        self.typed = value.place if value is not None else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed, *chosen = valuelist or [""]
        if self.is_list:
            known = [*self.units, *([self.object_data] if self.object_data else [])]
            self.data = next((unit for unit in known if unit.slug == typed), None)
        else:
            self.typed = " ".join(typed.split())[:120]
            self.data = self._meant(chosen)

    def _meant(self, chosen: list[str]) -> Unit | None:
        """The one place meant by what was typed; `offered` are those it may be."""
        kept = self.object_data
        if kept is not None and spoken(kept.place) == spoken(self.typed):
            return kept
        name, _comma, above = self.typed.partition(",")
        found = [
            unit
            for unit in called(name)
            if spoken(above) in (spoken(unit.parent.name) if unit.parent else "")
        ]
        exact = [u for u in found if spoken(name) in (spoken(u.name), spoken(u.short_name))]
        among = exact or found
        if len(among) == 1:
            return among[0]
        self.offered = found[:MOST_OFFERED]
        return next((unit for unit in self.offered if unit.slug in chosen), None)

    def pre_validate(self, form: Any) -> None:
        if self.data is not None:
            return
        if self.offered:
            raise ValidationError(_("Several places are called that. Choose one of them."))
        if self.is_list:
            raise ValidationError(_("Choose a unit from the list."))
        raise ValidationError(_("No place is called that. Write its name, or a former name."))

    def has_groups(self) -> bool:
        return True

    def iter_groups(self) -> Iterator[Any]:
        kept = self.object_data
        if kept is not None and kept not in self.units:
            yield _("Present unit"), [self._choice(kept, kept.name)]
        for kind, units in by_kind(self.units):
            yield KINDS[kind], [self._choice(unit, unit.short_name) for unit in units]

    def _choice(self, unit: Unit, label: str) -> Any:
        return Choice(unit.slug, label, unit is self.data, {})


class _NameOrOffered:
    """The box, and below it what may be meant."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        return _name_box(field, attributes) + _offered(field)


class BelowField(Field):
    """A branch, school, agency or club below the `unit` of the same form, or nothing.

    Its name is typed, in whole or in part; what may be meant comes back to be chosen from.
    """

    widget = _NameOrOffered()
    data: Any  # a Unit, or None

    def __init__(self, label: Any = LABEL_BELOW, **given: Any) -> None:
        super().__init__(label, **given)
        self.typed, self.chosen = "", ""
        self.offered: list[Unit] = []

    @property
    def hint(self) -> str:
        return _("If you belong to one there. Part of its name is enough; marks are not needed.")

    def process_formdata(self, valuelist: list[str]) -> None:
        typed, chosen, *_more = (*valuelist, "", "")
        self.typed, self.chosen = " ".join(typed.split())[:120], chosen

    def pre_validate(self, form: Any) -> None:
        if not self.typed or form.unit.data is None:
            return
        home = form.unit.data.territory
        found = grown_below(home, self.typed)
        exact = [unit for unit in found if spoken(unit.name) == spoken(self.typed)]
        among = exact if len(exact) == 1 else found
        self.offered = (found or grown_below(home))[:MOST_OFFERED]
        meant = [unit for unit in self.offered if unit.slug == self.chosen]
        if not meant and len(among) != 1:
            raise ValidationError(self._trouble(several=bool(found)))
        self.data, self.offered = (meant or among)[0], []

    def _trouble(self, *, several: bool) -> str:
        if several:
            return _("Several are called that. Choose one of them.")
        if self.offered:
            return _("Nothing there is called that. Choose one of these, or leave this empty.")
        return _("Nothing stands below this place yet. Leave this empty.")


def tidied(text: str | None) -> str | None:
    """A name as it is kept."""
    return tidy(text) if text else text


class NameForm(Form):
    """A unit's name."""

    name = StringField(_l("Name of the unit"), [TextRequired(), Length(max=100)], filters=[tidied])

    def validate_name(self, field: Any) -> None:
        if trouble := trouble_with_unit(field.data):
            raise ValidationError(NAME_TROUBLES[trouble])


class NewUnitForm(NameForm):
    """A unit below another; only kinds that may stand there are asked for."""

    kind = RadioField(_l("What is it?"), coerce=UnitKind, default=UnitKind.BRANCH)

    def __init__(self, parent: Unit, **given: Any) -> None:
        super().__init__(**given)
        self.kind.choices = options([(kind, KIND[kind]) for kind in parent.may_hold])
