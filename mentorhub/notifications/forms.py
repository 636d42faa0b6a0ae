from typing import Any

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice

from mentorhub.notifications.domain import FAMILIES
from mentorhub.notifications.models import Channel
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l

LABELS = {
    "ideas": _l("Ideas"),
    "teams": _l("My team"),
    "mentoring": _l("Mentoring"),
    "contests": _l("Contests and entries"),
    "judging": _l("Judging"),
    "results": _l("Results"),
    "account": _l("My account"),
}
CHOICES = [SelectChoice(family.name, LABELS[family.name]) for family in FAMILIES]


class PreferencesForm(Form):
    """Which families of news come where; what is not ticked is switched off."""

    in_app = SelectMultipleField(_l("On MentorHub"), choices=CHOICES)
    email = SelectMultipleField(_l("By mail"), choices=CHOICES)

    @classmethod
    def showing(cls, off: set[tuple[str, Channel]]) -> "PreferencesForm":
        names = [family.name for family in FAMILIES]
        return cls(
            **{
                channel.value: [name for name in names if (name, channel) not in off]
                for channel in Channel
            }
        )

    @property
    def wanted(self) -> set[tuple[str, Channel]]:
        given: dict[str, Any] = self.answers
        return {(name, channel) for channel in Channel for name in given[channel.value]}
