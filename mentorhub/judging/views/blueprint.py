"""The blueprint the pages of judging hang on."""

from flask import Blueprint

bp = Blueprint("judging", __name__)
