"""The blueprint the pages of ideas hang on."""

from flask import Blueprint

from mentorhub.ideas.forms import label_of

bp = Blueprint("ideas", __name__)
bp.add_app_template_global(label_of, "concept_label")
