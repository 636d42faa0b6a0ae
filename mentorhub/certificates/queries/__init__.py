"""Whose certificates are due, which were given, and the files made of them."""

from mentorhub.certificates.queries.due import credited_with, due_in, proposable
from mentorhub.certificates.queries.given import (
    batches_of,
    bundle_in,
    bundles_before,
    bundles_of,
    certificate,
    contests_of,
    counts_in,
    given_in,
    listed_in,
    next_papers,
    of_person,
    open_batch,
    papers_in,
    people,
    with_code,
)

__all__ = [
    "batches_of",
    "bundle_in",
    "bundles_before",
    "bundles_of",
    "certificate",
    "contests_of",
    "counts_in",
    "credited_with",
    "due_in",
    "given_in",
    "listed_in",
    "next_papers",
    "of_person",
    "open_batch",
    "papers_in",
    "people",
    "proposable",
    "with_code",
]
