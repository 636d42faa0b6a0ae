"""The pages of an entry: begun, written, sent, and the paper that proves it."""

from mentorhub.entries.views import (
    before,
    beginning,
    checking,
    reading,
    sending,
    versions,
    writing,
)
from mentorhub.entries.views.blueprint import bp

__all__ = ["before", "beginning", "bp", "checking", "reading", "sending", "versions", "writing"]
