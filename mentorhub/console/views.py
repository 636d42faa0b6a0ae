from flask import Blueprint
from flask_login import current_user

from mentorhub.console import queries, rules
from mentorhub.platform.access import Page, access, page

bp = Blueprint("console", __name__)


@bp.get("/console")
@access(rules.SEE_OWN)
def overview() -> Page:
    return page("console/overview.html", charges=queries.charges_of(current_user))
