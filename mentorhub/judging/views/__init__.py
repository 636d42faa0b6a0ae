"""The pages of judging: a juror's desk, and the organiser's office."""

from flask import Blueprint

bp = Blueprint("judging", __name__)

from mentorhub.judging.views import desk, office  # noqa: E402, F401
