"""The blueprint the pages of mentoring hang on."""

from flask import Blueprint

from mentorhub.ideas.forms import label_of
from mentorhub.mentoring.forms import (
    FORMAT_NAMES,
    LANGUAGE_NAMES,
    LEVELS,
    REACHES,
    REFUSALS,
)
from mentorhub.platform.week import TIME_NAMES, in_words

bp = Blueprint("mentoring", __name__)
NAMES = {
    "concept_label": label_of,
    "language_names": LANGUAGE_NAMES,
    "format_names": FORMAT_NAMES,
    "time_names": TIME_NAMES,
    "times_in_words": in_words,
    "level_names": LEVELS,
    "reach_names": REACHES,
    "refusals": REFUSALS,
}
bp.record_once(lambda state: state.app.jinja_env.globals.update(NAMES))
