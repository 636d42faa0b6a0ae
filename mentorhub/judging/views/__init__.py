"""The pages of judging: a juror's desk, and the organiser's office."""

from mentorhub.judging.views import (
    beside,
    desk,
    office,
    papers,
    photo,
    preview,
    rubric,
    stages,
    watching,
)
from mentorhub.judging.views.blueprint import bp

__all__ = [
    "beside",
    "bp",
    "desk",
    "office",
    "papers",
    "photo",
    "preview",
    "rubric",
    "stages",
    "watching",
]
