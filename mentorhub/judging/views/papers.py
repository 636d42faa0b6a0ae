"""Files of an entry, for the juror who reads it."""

from uuid import UUID

from flask import abort
from werkzeug import Response

from mentorhub.entries.models import Attachment
from mentorhub.entries.queries import judged_files
from mentorhub.judging import queries, rules
from mentorhub.judging.models import Scorecard
from mentorhub.judging.views.blueprint import bp
from mentorhub.papers.domain.names import split
from mentorhub.papers.views import handed_out, shown_small
from mentorhub.platform.access import access


@bp.app_template_global()
def files_to_judge(card: Scorecard) -> list[tuple[str, Attachment]]:
    """(name, file); without names of people the names of files tell nothing either."""
    entry = card.entry
    files = judged_files(entry)
    if not card.contest.is_blind:
        return [(one.file.name, one) for one in files]
    return [
        (f"{entry.code}-{number}.{split(one.file.name)[1]}", one)
        for number, one in enumerate(files, 1)
    ]


@bp.get("/judging/cards/<uuid:card_id>/files/<uuid:file_id>")
@access(rules.READ_FILES, card=queries.card_to_mark)
def file(card: Scorecard, file_id: UUID) -> Response:
    name, found = _meant(card, file_id)
    return handed_out(found, name)


@bp.get("/judging/cards/<uuid:card_id>/files/<uuid:file_id>/small")
@access(rules.READ_FILES, card=queries.card_to_mark)
def small_file(card: Scorecard, file_id: UUID) -> Response:
    return shown_small(_meant(card, file_id)[1])


def _meant(card: Scorecard, file_id: UUID) -> tuple[str, Attachment]:
    if card.is_out:
        abort(404)
    files = files_to_judge(card)
    return next((both for both in files if both[1].id == file_id), None) or abort(404)
