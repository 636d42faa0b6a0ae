"""The photo of an entry, for the juror who judges it."""

from werkzeug import Response

from mentorhub.judging import queries, rules
from mentorhub.judging.models import Scorecard
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import access
from mentorhub.platform.serving import picture


@bp.get("/judging/cards/<uuid:card_id>/photo")
@access(rules.PHOTO, card=queries.card_to_read)
def photo(card: Scorecard) -> Response:
    return picture(card.entry.photo)
