"""The second of two who type a sheet: only what both read enters the card, which is then locked."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.judging import actions as judging
from mentorhub.judging import queries as judging_queries
from mentorhub.judging.actions.history import about
from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.models import Scorecard
from mentorhub.judging.rules import is_its_secretary
from mentorhub.platform.clock import now
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l
from mentorhub.transcripts import queries
from mentorhub.transcripts.actions.typing import held, rubric_to_type
from mentorhub.transcripts.domain import differing
from mentorhub.transcripts.models import PaperSheet, SheetState


def confirm(paper: PaperSheet, *, given: Mapping[UUID, Given], by: Person) -> None:
    """The same points typed again: the marks enter the card, and the sheet is submitted.

    Words are not typed twice: whoever confirms has compared them with the paper. From then on
    nobody but the juror sees either. Where the points are others it raises Stale, with `lines`: the
    criteria in which.
    """
    card = held(paper)
    if paper.state is SheetState.CONFIRMED and paper.confirmed_by_id == by.id:
        return
    _must_be_another_and_waiting(paper, by)
    sheet = rubric_to_type(paper, card)
    typed, first = paper.typed, paper.typed_by
    if first is None or not is_its_secretary(first, card.contest):
        raise Refused(
            _l("Whoever typed it first can type no sheets here any more: an organiser frees it.")
        )
    if any(given.get(line.id, Given()).points is None for line, _mark, _is_scoring in sheet):
        raise Refused(_l("Type the points of every criterion."))
    if lines := differing(typed, given):
        raise Stale(
            _l("You typed other points than the first person. Look at the paper."), lines=lines
        )
    hands = {"typed_by": first.id.hex, "confirmed_by": by.id.hex}
    card.on_paper_since = None
    facts: dict[str, Any] = {"given": typed.given, "feedback": typed.feedback}
    judging.save_marks(card, sheet=sheet, version=card.version, **facts, by=by, hands=hands)
    judging.submit(card, by=by, **hands)
    paper.state, paper.confirmed_by, paper.confirmed_at = SheetState.CONFIRMED, by, now()
    paper.content, paper.remark = {}, ""
    record("judging.paper_confirmed", card, by=by, code=card.entry.code, **about(card.contest))


def send_back(paper: PaperSheet, *, remark: str, by: Person) -> None:
    """The first person looks at the paper again."""
    card = held(paper)
    _must_be_another_and_waiting(paper, by)
    paper.state, paper.remark, paper.language = SheetState.TYPING, remark.strip(), by.language
    record("judging.paper_returned", paper, by=by, code=card.entry.code, **about(card.contest))


def _must_be_another_and_waiting(paper: PaperSheet, by: Person) -> None:
    if paper.typed_by_id == by.id:
        raise Refused(_l("Somebody else must type it a second time: you were the first."))
    if paper.state is not SheetState.TYPED:
        raise Refused(_l("This sheet waits for nobody: it is not typed yet, or confirmed already."))


def object_to(card: Scorecard, *, reason: str, by: Person) -> None:
    """The juror says that the marks are not those on the paper: the sheet is open again."""
    held_card = judging_queries.card_to_mark(card.id)
    if held_card is None or queries.hands_of(held_card) is None:
        raise Refused(_l("This sheet was not typed from paper, or is open already."))
    judging.reopen(held_card, reason=reason, by=by)
    contest = held_card.contest
    record("judging.paper_objected", contest, by=by, code=held_card.entry.code, **about(contest))
