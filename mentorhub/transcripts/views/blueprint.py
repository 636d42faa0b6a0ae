"""One blueprint for all of it."""

from flask import Blueprint

bp = Blueprint("transcripts", __name__)
