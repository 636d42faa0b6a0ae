"""The blueprint the pages of teams hang on."""

from flask import Blueprint, redirect, url_for
from werkzeug import Response

from mentorhub.teams.models import Team

bp = Blueprint("teams", __name__)


def to_its_page(team: Team) -> Response:
    return redirect(url_for("home.team", team_id=team.id), 303)
