"""With which team and which idea an entry begins."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.contests.queries import open_now, whole
from mentorhub.entries import actions, queries, rules
from mentorhub.entries.forms import StartForm
from mentorhub.entries.views.blueprint import bp
from mentorhub.ideas.models import Idea
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.teams.models import Team
from mentorhub.teams.queries import teams_of


@bp.app_template_global()
def own_entries(contest: Contest) -> Sequence[Any]:
    """The entries of the reader's teams, for the contest's page: `id`, `state`, `team` by name."""
    return queries.own_named(contest, current_user) if current_user.is_authenticated else []


@bp.route("/contests/<uuid:contest_id>/entries/new", methods=["GET", "POST"])
@access(rules.START, contest=whole)
def start(contest: Contest) -> Page | Response:
    teams = list(db.session.scalars(teams_of(current_user)))
    mine = queries.own_entries(contest, current_user)
    team = _team(teams, [entry.team_id for entry in mine])
    ideas = queries.ideas_of(team) if team else []
    form = StartForm(idea=_idea(ideas), people=_ids_of(team))
    form.offer_ideas(ideas)
    form.offer(team)
    facts = {"team": team, "idea": form.chosen(ideas), "people": form.people.data or ()}
    if form.sent() and team and form.attempt(actions.start, contest, by=current_user, **facts):
        return redirect(url_for("entries.edit", entry_id=form.outcome.id))
    return page("entries/start.html", form=form, contest=contest, team=team, teams=teams, mine=mine)


@bp.get("/ideas/<uuid:idea_id>/entries")
@access(rules.START_FROM_IDEA, idea=Idea)
def start_from_idea(idea: Idea) -> Page:
    contests = db.session.scalars(open_now().limit(20)).all()
    return page("entries/start_from_idea.html", idea=idea, contests=contests)


def _team(teams: list[Team], entered: list[UUID]) -> Team | None:
    """The team asked for in the address, else the only one that has not entered yet."""
    asked = request.args.get("team")
    free = [team for team in teams if team.id not in entered]
    if asked:
        return next((team for team in free if str(team.id) == asked), None)
    return free[0] if len(free) == 1 else None


def _idea(ideas: list[Idea]) -> str:
    """The idea asked for in the address, if the team has it; else its newest; else none."""
    asked = request.args.get("idea")
    return next((str(one.id) for one in ideas if str(one.id) == asked or not asked), "")


def _ids_of(team: Team | None) -> list[UUID]:
    return [member.person_id for member in team.members] if team else []
