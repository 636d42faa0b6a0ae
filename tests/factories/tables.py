"""Tables of results, prepared by one organiser."""

from mentorhub.publishing.actions import prepare
from mentorhub.publishing.domain import Decisions, Imprint


def make_table(
    contest, *, by, decision_number="14/QĐ", note="", publish_at=None, reason="", **decisions
):
    imprint = Imprint(decision_number, note, publish_at, reason)
    return prepare(contest, Decisions(**decisions), imprint, by=by)
