"""The blueprint the pages of results hang on."""

from flask import Blueprint

bp = Blueprint("publishing", __name__)
