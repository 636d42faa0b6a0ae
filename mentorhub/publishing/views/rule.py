"""The rule by which sheets became points, and the prizes nobody got, in words."""

from typing import Any

from mentorhub.platform.i18n import _
from mentorhub.publishing.domain import basis_in_words
from mentorhub.publishing.models import Publication


def basis_of(publication: Publication) -> list[str]:
    """Whole sentences, in the reader's language."""
    return [
        _(words, reason=_(why)) if why else _(words)
        for words, why in basis_in_words(publication.basis)
    ]


def withheld_of(publication: Publication) -> list[tuple[Any, str]]:
    """(the names of the prize, why it was not given), in the order of the prizes."""
    reasons = {one["award"]: one["reason"] for one in publication.withheld}
    awards = publication.contest.awards
    return [(one.name, reasons[str(one.id)]) for one in awards if str(one.id) in reasons]
