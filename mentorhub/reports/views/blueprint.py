"""The blueprint the pages of reports hang on."""

from flask import Blueprint

bp = Blueprint("reports", __name__)
