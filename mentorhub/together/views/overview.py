"""The officers' page: who works together in their units, and where it has become quiet."""

from flask_login import current_user

from mentorhub.mentoring.queries import wanted_within
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import units_under
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.permissions import can
from mentorhub.together import queries, rules
from mentorhub.together.domain import Silence
from mentorhub.together.views.pages import bp


@bp.get("/mentorships")
@access(rules.OVERVIEW)
def overview() -> Page:
    """Never one's own mentoring: what concerns oneself another officer looks at."""
    units = units_under(current_user, Role.UNIT_OFFICER)
    found = queries.mentorships_within(units)
    sights = [one for one in found if can(current_user, rules.READ_CONFIDED, one.work)]
    quiet = [one for one in sights if one.silence is not Silence.NONE]
    wanted = [one for one in wanted_within(units) if not one.team.includes(current_user)]
    return page("together/overview.html", sights=sights, quiet=len(quiet), wanted=wanted)
