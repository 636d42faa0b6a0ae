"""The file of a tally, and what is wrong with it in words."""

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, ValidationError
from wtforms.validators import InputRequired, Length

from mentorhub.contests.models import Contest
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l, language
from mentorhub.sheets.forms import SpreadsheetForm
from mentorhub.tallies.actions import understood
from mentorhub.tallies.domain.columns import Flaw
from mentorhub.tallies.domain.lines import NoTally, Problem, Tally

NO_TALLY: Mapping[str, Any] = {
    "no_headings": _l("No row of headings was found. Fill in the prepared file of this page."),
    "no_entry": _l(
        "No column is headed “Mã bài thi”: nobody can tell which entry the points are for."
    ),
    "no_juror": _l(
        "No column is headed “Mã giám khảo”: nobody can tell whose sheet the points are for."
    ),
    "no_criterion": _l("No column is headed “%(criterion)s”: every criterion needs its points."),
    "no_lines": _l("No line of the file gives any points."),
    "many": _l("The file fills more than 600 sheets. Cut it into several files."),
}
FLAWS: Mapping[str, Any] = {
    Flaw.NO_ENTRY: _l("“%(text)s” is no code of an entry. Write it as in the prepared file."),
    Flaw.NO_JUROR: _l("There is no code of a juror."),
    Flaw.MISSING: _l("There are no points for “%(criterion)s”; zero is a mark too."),
    Flaw.NOT_A_NUMBER: _l("“%(text)s” for “%(criterion)s” is no number. Write 7.5 or 7,5."),
    Flaw.DATE: _l(
        "For “%(criterion)s” Excel made a date of the points (%(text)s). Make the column text, and "
        "type them again."
    ),
    Flaw.RANGE: _l("%(text)s for “%(criterion)s” is outside 0 to %(maximum)s."),
    Flaw.STEP: _l("%(text)s for “%(criterion)s” lies between the steps: points go by %(step)s."),
    Flaw.LONG: _l("The remark or the note is too long."),
    Flaw.REPEATED: _l("The same juror and entry stand in line %(text)s already."),
    Flaw.ENTRY: _l("No entry of this stage has the number %(text)s: was it withdrawn?"),
    Flaw.JUROR: _l("No sitting juror has the code %(text)s."),
    Flaw.NOT_HANDED: _l("This entry was not handed to juror %(text)s."),
    Flaw.CLOSE: _l("Juror %(text)s may not judge this entry: there is a conflict of interest."),
    Flaw.VOID: _l("The sheet of juror %(text)s for this entry no longer counts."),
    Flaw.BEGUN: _l("Juror %(text)s has begun this sheet here: it is finished by its juror alone."),
    Flaw.LOCKED: _l("The sheet of juror %(text)s is submitted and locked."),
    Flaw.SILENT: _l("So few points for “%(criterion)s” need a note, and there is none."),
    Flaw.CRITERIA: _l("The criteria have changed since this file was given. Give it once more."),
}


def in_words(problem: Problem, contest: Contest) -> str:
    """A mistake in a line, as a sentence."""
    lines = {line.id.hex: line for line in contest.rubric_now}
    line = lines.get(problem.criterion)
    facts = {"text": problem.text, "criterion": "", "maximum": "", "step": ""}
    if line is not None:
        scale = {"maximum": plain(line.max_points), "step": plain(line.step)}
        facts = {**facts, "criterion": line.name.in_language(language()), **scale}
    sentence: str = FLAWS[problem.what] % facts
    return sentence


def plain(points: Any) -> str:
    """30, or 0.5: no zeros that say nothing."""
    return f"{points.normalize():f}"


class TallyForm(SpreadsheetForm):
    """Marks given outside, for one contest."""

    def __init__(self, contest: Contest, **given: Any) -> None:
        super().__init__(**given)
        self.contest = contest

    def understand(self, data: bytes) -> Tally:
        try:
            return understood(self.contest, data)
        except NoTally as problem:
            raise ValidationError(self._no_tally(problem)) from problem

    def _no_tally(self, problem: NoTally) -> str:
        names = {line.id.hex: line.name.in_language(language()) for line in self.contest.rubric_now}
        sentence: str = NO_TALLY[problem.reason] % {"criterion": names.get(problem.criterion, "")}
        return sentence


class AsShownForm(Form):
    """Exactly what the page showed, by its digest."""

    digest = HiddenField(validators=[InputRequired(), Length(max=64)])
