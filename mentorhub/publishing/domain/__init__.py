"""Results as plain values."""

from mentorhub.publishing.domain.decisions import Decisions, Imprint
from mentorhub.publishing.domain.table import (
    Axis,
    Line,
    Prize,
    awarded,
    axis_of,
    basis_in_words,
    digest_of,
    open_ties,
)

__all__ = [
    "Axis",
    "Decisions",
    "Imprint",
    "Line",
    "Prize",
    "awarded",
    "axis_of",
    "basis_in_words",
    "digest_of",
    "open_ties",
]
