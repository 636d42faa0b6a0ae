"""Sheets for a juror who marks on paper, each with its code."""

from collections.abc import Sequence

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest, Juror
from mentorhub.judging.actions.history import about
from mentorhub.judging.models import criterion
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.transcripts import queries
from mentorhub.transcripts.domain import print_of
from mentorhub.transcripts.models import PaperSheet, SheetState


def print_today(contest: Contest) -> str:
    """The fingerprint of a sheet printed now."""
    return print_of([criterion(line) for line in contest.rubric_now], contest.note_below)


def print_sheets(juror: Juror, *, by: Person) -> Sequence[PaperSheet]:
    """A code for each open sheet the juror has not begun on the screen.

    A paper that still fits keeps its code, however often it is printed.
    """
    contest = juror.contest
    if contest.scoring_is_closed:
        raise Refused(_l("Scoring is closed. Nothing was changed."))
    if not contest.rubric_now:
        raise Refused(_l("This contest has no criteria yet."))
    cards = [card for card in queries.cards_to_print(juror) if not queries.begun_on_screen(card)]
    if not cards:
        raise Refused(_l("No open sheet of this seat can be printed."))
    last, wanted, made = queries.newest_of({card.id for card in cards}), print_today(contest), []
    for card in cards:
        paper = last.get(card.id)
        if paper and (paper.is_in_hand or _still_fits(paper, wanted)):
            continue
        if paper and paper.state is SheetState.PRINTED:
            paper.state = SheetState.REPLACED
        made.append(PaperSheet(contest=contest, card=card, print=wanted, printed_by_id=by.id))
    db.session.add_all(made)
    db.session.flush()
    if made:
        record("judging.paper_printed", juror, by=by, number=len(made), **about(contest))
    return made


def _still_fits(paper: PaperSheet, wanted: str) -> bool:
    return paper.state is SheetState.PRINTED and paper.print == wanted
