"""The blueprint the pages of entries hang on."""

from flask import Blueprint

bp = Blueprint("entries", __name__)
