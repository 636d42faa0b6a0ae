"""What a juror holds beside a sheet: the files of the entry, and the receipt of what was sent."""

from uuid import UUID

from flask import abort
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.entries.queries import judged_files
from mentorhub.judging import actions, queries, rules
from mentorhub.judging.domain.ledger import Checkpoint
from mentorhub.judging.models import Scorecard, ScoreEvent
from mentorhub.judging.views.blueprint import bp
from mentorhub.papers.queries import Judged, as_judged
from mentorhub.papers.views import handed_out, shown_small
from mentorhub.platform.access import access
from mentorhub.questions.queries import file_questions


@bp.app_template_global()
def closed_with(contest: Contest) -> Checkpoint | None:
    return actions.closed_with(contest)


@bp.app_template_global()
def files_to_judge(card: Scorecard) -> list[Judged]:
    """Without what only a later stage asked: a sheet of this one was marked without it."""
    asked = file_questions(card.contest)
    files = as_judged(card.entry, judged_files(card.entry))
    return [
        one
        for one in files
        if (found := asked.get(one.file.slot)) is None or found.stage <= card.stage
    ]


@bp.app_template_global()
def receipt_of_sheet(card: Scorecard) -> ScoreEvent | None:
    return queries.receipt_of(card)


@bp.get("/judging/cards/<uuid:card_id>/files/<uuid:file_id>")
@access(rules.READ_FILES, card=queries.card_to_mark)
def file(card: Scorecard, file_id: UUID) -> Response:
    meant = _meant(card, file_id)
    return handed_out(meant.file, meant.name)


@bp.get("/judging/cards/<uuid:card_id>/files/<uuid:file_id>/small")
@access(rules.READ_FILES, card=queries.card_to_mark)
def small_file(card: Scorecard, file_id: UUID) -> Response:
    return shown_small(_meant(card, file_id).file)


def _meant(card: Scorecard, file_id: UUID) -> Judged:
    if card.is_out:
        abort(404)
    files = files_to_judge(card)
    return next((one for one in files if one.file.id == file_id), None) or abort(404)
