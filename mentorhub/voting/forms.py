"""When people vote on what, one choice, and what organisers say of suspect ballots."""

from collections.abc import Sequence

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import InputRequired, Length

from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.db import Translated
from mentorhub.platform.fields import (
    LocalMomentField,
    TextRequired,
    in_three,
    key,
    options,
    texts,
)
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l, language

COUNT, KEEP = "count", "keep"


class SetUpForm(Form):
    opens_at = LocalMomentField(_l("Voting opens"), validators=[InputRequired()])
    closes_at = LocalMomentField(_l("Voting closes"), validators=[InputRequired()])
    stage = RadioField(_l("Which entries stand?"), [InputRequired()], coerce=int, default=1)
    award_vi, award_en, award_fr = in_three(_l("What the chosen entry is called"), most=120)

    def offer(self, contest: Contest) -> None:
        """The stages of its jury: who reached one stands from there."""
        later = contest.judged_stages[1:]
        self.stage.choices = [
            Choice(1, _l("Every entry that was accepted")),
            *(
                Choice(number, _l("Those that went on to: %(stage)s", stage=_named(stage.name)))
                for number, stage in enumerate(later, start=2)
            ),
        ]

    @property
    def award(self) -> Translated:
        return texts(self, "award")


def _named(name: Translated) -> str:
    return name.in_language(language())


class BallotForm(Form):
    entry = RadioField(
        _l("Your choice"), [InputRequired(_l("Choose one entry first."))], coerce=key
    )

    def offer(self, entries: Sequence[Entry]) -> None:
        self.entry.choices = options((one.id, f"{one.code} · {one.title}") for one in entries)


class RulingForm(Form):
    verdict = RadioField(
        _l("Do these votes count?"),
        [InputRequired()],
        choices=[
            Choice(COUNT, _l("They count after all")),
            Choice(KEEP, _l("They stay held")),
        ],
    )
    reason = TextAreaField(
        _l("Why? The other organisers and the log keep it."), [TextRequired(), Length(max=600)]
    )


class CallOffForm(Form):
    reason = TextAreaField(_l("Why? Everybody reads it."), [TextRequired(), Length(max=600)])
