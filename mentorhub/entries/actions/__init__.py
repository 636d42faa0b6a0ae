"""What is done with an entry: by its team, and where it came late by an organiser."""

from mentorhub.entries.actions.asked import is_answering, open_parts
from mentorhub.entries.actions.content import content_of, not_yet_sent, sent_content_of
from mentorhub.entries.actions.deciding import decide_late
from mentorhub.entries.actions.entering import (
    save,
    start,
    submit,
    withdraw,
)
from mentorhub.entries.actions.holding import hold_open
from mentorhub.entries.actions.leaving import free_seats_in_drafts
from mentorhub.entries.actions.photos import take_photo_off
from mentorhub.entries.actions.unsent import (
    on_its_page,
    parts_left,
    sendable_until,
    to_read,
    waits_to_be_sent,
)

__all__ = [
    "content_of",
    "decide_late",
    "free_seats_in_drafts",
    "hold_open",
    "is_answering",
    "not_yet_sent",
    "on_its_page",
    "open_parts",
    "parts_left",
    "save",
    "sendable_until",
    "sent_content_of",
    "start",
    "submit",
    "take_photo_off",
    "to_read",
    "waits_to_be_sent",
    "withdraw",
]
