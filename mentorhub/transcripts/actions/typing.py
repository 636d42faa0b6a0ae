"""The first of two who type a sheet. While it is in their hands the screen is locked.

Whoever changes a paper holds its card first, as every save of marks does.
"""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.judging import actions as judging
from mentorhub.judging import queries as judging_queries
from mentorhub.judging.actions.history import about
from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.models import Scorecard, criterion
from mentorhub.judging.queries import Sheet
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _, _l, language
from mentorhub.transcripts import queries
from mentorhub.transcripts.actions.printing import print_today
from mentorhub.transcripts.domain import Typed
from mentorhub.transcripts.models import PaperSheet, SheetState


def find(contest: Contest, *, code: str) -> PaperSheet:
    found = queries.sheet_coded(contest, code)
    if found is None:
        raise Refused(
            _l("No sheet of this contest has this code. Compare it with the paper, sign by sign.")
        )
    return found


def held(paper: PaperSheet) -> Scorecard:
    """The card of a paper, then the paper itself, both held until the commit."""
    card = judging_queries.card_to_mark(paper.scorecard_id)
    lock(paper)
    assert card is not None
    return card


def rubric_to_type(paper: PaperSheet, card: Scorecard) -> Sheet:
    """The criteria on a held card, if marks from this paper may be written there; else refused."""
    sheet = judging_queries.rubric_with_marks(card)
    judging.must_take_marks(card, sheet)
    if card.in_conflict or (paper.is_in_hand and not card.is_on_paper):
        raise Refused(_l("This sheet no longer counts. Nothing was changed."))
    if paper.state is SheetState.REPLACED or paper.print != print_today(card.contest):
        raise Refused(
            _l("The criteria were changed since this paper was printed: have it printed anew.")
        )
    return sheet


def start(paper: PaperSheet, *, by: Person) -> None:
    """Take the sheet in hand. A second click finds it there."""
    card = held(paper)
    rubric_to_type(paper, card)
    if paper.is_in_hand and paper.typed_by_id == by.id:
        return
    if paper.state is not SheetState.PRINTED:
        raise Refused(_l("Somebody else types this sheet, or has."))
    if queries.begun_on_screen(card):
        raise Refused(_l("Its juror has begun this sheet on the screen, and finishes it there."))
    paper.state, paper.typed_by = SheetState.TYPING, by
    card.on_paper_since = now()


def type_in(paper: PaperSheet, *, typed: Typed, version: int, by: Person) -> None:
    """Hand the sheet on to the second person: whole, and as the juror could have submitted it."""
    card = held(paper)
    sheet = rubric_to_type(paper, card)
    if paper.state is not SheetState.TYPING or paper.typed_by_id != by.id:
        raise Refused(_l("This sheet is not in your hands. Nothing was changed."))
    if version != paper.version:
        raise Stale(
            _l("This sheet was changed elsewhere in the meantime. Nothing typed here is lost.")
        )
    refuse_unfinished(typed, sheet, card.contest)
    paper.content, paper.remark = typed.as_kept(), ""
    paper.state, paper.typed_at = SheetState.TYPED, now()
    record("judging.paper_typed", paper, by=by, code=card.entry.code, **about(card.contest))


def refuse_unfinished(typed: Typed, sheet: Sheet, contest: Contest) -> None:
    given = {line.id: typed.given.get(line.id, Given()) for line, _mark, _is_scoring in sheet}
    if any(one.points is None for one in given.values()):
        raise Refused(
            _l("Type every criterion. If one is empty, give the paper back to its juror.")
        )
    silent = [
        line.name.in_language(language())
        for line, _mark, _is_scoring in sheet
        if given[line.id].needs_words(criterion(line), contest.note_below)
    ]
    if silent:
        raise Refused(
            _(
                "So few points need a note. Type it, or ask the juror to write it: %(names)s.",
                names=", ".join(silent),
            )
        )


def take_back(paper: PaperSheet, *, by: Person) -> None:
    """Put right what one has typed, as long as nobody has confirmed it."""
    held(paper)
    if paper.typed_by_id != by.id or not paper.is_in_hand:
        raise Refused(_l("It was confirmed, or taken out of your hands. Nothing was changed."))
    paper.state = SheetState.TYPING


def let_go(paper: PaperSheet, *, by: Person) -> None:
    """What was typed is gone; the sheet is free, on paper and on the screen."""
    if set_free(paper):
        record("judging.paper_released", paper, by=by, **about(paper.contest))


def set_free(paper: PaperSheet) -> bool:
    card = held(paper)
    if not paper.is_in_hand:
        return False
    paper.state, paper.typed_by, paper.typed_at = SheetState.PRINTED, None, None
    paper.content, paper.remark, card.on_paper_since = {}, "", None
    db.session.flush()
    return True
