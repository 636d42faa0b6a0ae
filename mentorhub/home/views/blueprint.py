"""The blueprint of the pages that gather several features."""

from flask import Blueprint

bp = Blueprint("home", __name__)
