"""A unit as an answer: a plain select that jumps to what is typed, grouped by kind."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from wtforms import SelectField, ValidationError
from wtforms.fields.choices import Choice
from wtforms.validators import InputRequired
from wtforms.widgets import Select

from mentorhub.platform.i18n import _, _l
from mentorhub.units.models import Unit, UnitKind
from mentorhub.units.queries import by_kind, territory

KINDS = {
    UnitKind.COMMUNE: _l("Communes"),
    UnitKind.WARD: _l("Wards"),
    UnitKind.SPECIAL_ZONE: _l("Special zones"),
}


class _SelectWithNothingChosen(Select):
    """Nobody belongs to the first unit of the list by mistake."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        start, rest = super().__call__(field, **attributes).split(">", 1)
        nothing = Markup('<option value="">{}</option>').format(_("Choose…"))
        return Markup("{}>{}{}").format(Markup(start), nothing, Markup(rest))


class UnitField(SelectField):
    """Its data is the Unit. Short names stand first, so that typing "An B" finds An Biên."""

    widget = _SelectWithNothingChosen()
    data: Any  # a Unit, or None before one is chosen

    def __init__(self, label: Any, **given: Any) -> None:
        super().__init__(label, [InputRequired()], validate_choice=False, **given)
        self.units = territory()

    def process_data(self, value: Unit | None) -> None:
        self.data = value

    def process_formdata(self, valuelist: list[str]) -> None:
        slug = valuelist[0] if valuelist else ""
        known = [*self.units, *([self.object_data] if self.object_data else [])]
        self.data = next((unit for unit in known if unit.slug == slug), None)

    def pre_validate(self, form: Any) -> None:
        if self.data is None:
            raise ValidationError(_("Choose a unit from the list."))

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
