"""From the scoresheets to a public table: drafting, preparing by one, agreeing by another."""

from mentorhub.publishing.actions.drafting import Draft, draft
from mentorhub.publishing.actions.preparing import agree, announce, discard, prepare
from mentorhub.publishing.actions.publishing import publish_due
from mentorhub.publishing.actions.remarks import hold, release

__all__ = [
    "Draft",
    "agree",
    "announce",
    "discard",
    "draft",
    "hold",
    "prepare",
    "publish_due",
    "release",
]
