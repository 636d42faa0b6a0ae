"""The blueprint the pages of rosters hang on."""

from flask import Blueprint

bp = Blueprint("rosters", __name__)
