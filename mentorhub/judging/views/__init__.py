"""The pages of judging: a juror's desk, and the organiser's office."""

from mentorhub.judging.views import (
    beside,
    day,
    desk,
    few_readers,
    finished,
    handing,
    invitation,
    office,
    offline,
    papers,
    photo,
    preview,
    rubric,
    ruling,
    stages,
    submitting,
    watching,
)
from mentorhub.judging.views.blueprint import bp

__all__ = [
    "beside",
    "bp",
    "day",
    "desk",
    "few_readers",
    "finished",
    "handing",
    "invitation",
    "office",
    "offline",
    "papers",
    "photo",
    "preview",
    "rubric",
    "ruling",
    "stages",
    "submitting",
    "watching",
]
