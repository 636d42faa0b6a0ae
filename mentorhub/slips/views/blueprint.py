"""The blueprint the pages of slips hang on."""

from flask import Blueprint

from mentorhub.slips.forms import AGREED
from mentorhub.slips.queries import slip_of

bp = Blueprint("slips", __name__)
bp.add_app_template_global(slip_of)
bp.add_app_template_filter(AGREED.__getitem__, "how_agreed")
