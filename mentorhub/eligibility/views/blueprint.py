"""The blueprint the pages of the check hang on."""

from flask import Blueprint

bp = Blueprint("eligibility", __name__)
