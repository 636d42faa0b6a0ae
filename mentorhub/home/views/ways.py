"""From the line of an idea to the pages of what it became, as far as the reader may see them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from flask_login import current_user

from mentorhub.contests.rules import READ as READ_CONTEST
from mentorhub.entries.models import Entry
from mentorhub.entries.rules import READ as READ_ENTRY
from mentorhub.home import queries, rules
from mentorhub.home.views.blueprint import bp
from mentorhub.ideas.models import Idea
from mentorhub.mentoring.rules import READ_PROFILE
from mentorhub.platform.permissions import can
from mentorhub.publishing.rules import READ as READ_RESULTS


@bp.app_template_global()
def mentors_beside(idea: Idea) -> list[tuple[Any, str]]:
    """Who helps its team today and the address of their profile, for whoever may know."""
    if idea.team is None or not can(current_user, rules.MENTORS, idea.team):
        return []
    found = queries.mentors_with_profile(idea.team)
    return [(person, _profile(profile)) for person, profile in found]


@bp.app_template_global()
def knows_its_team(idea: Idea) -> bool:
    """May the reader know who is in the team, as on the team's own page?"""
    return idea.team is not None and can(current_user, rules.NAMES, idea.team)


@bp.app_template_global()
def ways_along(idea: Idea, line: Sequence[Any], uses: Mapping[UUID, Any]) -> dict[UUID, str]:
    """Addresses by the subject of a milestone; none where the reader would find nothing.

    `uses` tells the slug of the unit of each report of use.
    """
    subjects: dict[str, list[UUID]] = defaultdict(list)
    for point in line:
        subjects[point.kind].append(point.subject_id)
    ways = {key: url_for("home.team", team_id=key) for key in subjects["team"]}
    ways |= dict.fromkeys(subjects["merged"], "#merged")
    if subjects["mentor"] and mentors_beside(idea):
        ways |= dict.fromkeys(subjects["mentor"], "#mentors")
    if idea.unit_id in subjects["approved"]:
        ways[idea.unit_id] = url_for("home.unit", unit_id=idea.unit.slug)
    ways |= {key: url_for("home.unit", unit_id=use.slug) for key, use in uses.items()}
    for entry in queries.entries_on_a_line(subjects["entry"] + subjects["award"]):
        ways[entry.id] = _entry(entry)
    return ways


def _entry(entry: Entry) -> str:
    """The entry for those who read it; for others the results, else the contest.

    A jury that judges without names is led to no entry.
    """
    if can(current_user, READ_ENTRY, entry):
        return url_for("entries.show", entry_id=entry.id)
    if can(current_user, READ_RESULTS, entry.contest):
        return url_for("publishing.results", contest_id=entry.contest_id)
    if can(current_user, READ_CONTEST, entry.contest):
        return url_for("contests.show", contest_id=entry.contest_id)
    return ""


def _profile(profile: Any) -> str:
    if profile is None or not can(current_user, READ_PROFILE, profile):
        return ""
    return url_for("mentoring.show", profile_id=profile.id)
