"""The blueprint the pages of contests hang on."""

from flask import Blueprint

from mentorhub.platform.markdown import rendered

bp = Blueprint("contests", __name__)
bp.add_app_template_filter(rendered, "markdown")
