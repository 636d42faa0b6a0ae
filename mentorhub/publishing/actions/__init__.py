"""From the scoresheets to a public table: drafting, preparing by one, agreeing by another."""

from mentorhub.publishing.actions.drafting import Draft, draft, draft_of
from mentorhub.publishing.actions.preparing import agree, announce, discard, prepare
from mentorhub.publishing.actions.publishing import publish_due
from mentorhub.publishing.actions.remarks import hold, release

__all__ = [
    "Draft",
    "agree",
    "announce",
    "discard",
    "draft",
    "draft_of",
    "hold",
    "prepare",
    "publish_due",
    "release",
]
