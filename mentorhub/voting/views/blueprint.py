"""One blueprint for every page of the public vote."""

from flask import Blueprint

bp = Blueprint("voting", __name__)
