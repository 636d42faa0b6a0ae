"""The pages of the idea bank: reading, writing, and the officer's answers."""

from flask import Blueprint

from mentorhub.ideas.forms import label_of

bp: Blueprint = Blueprint("ideas", __name__)  # the files below import it: a type of its own
bp.add_app_template_global(label_of, "concept_label")

from mentorhub.ideas.views import answering, reading, writing  # noqa: E402

__all__ = ["answering", "bp", "reading", "writing"]
