"""An idea somebody described, and the activities about it."""

from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.ideas import actions
from mentorhub.ideas.models import Maturity, Visibility
from mentorhub.platform.db import db


def verbs_about(idea):
    about = select(Activity.verb).where(Activity.subject_id == idea.id).order_by(Activity.id)
    return list(db.session.scalars(about))


def describe(idea, **changes):
    facts = {
        "maturity": Maturity.PILOT,
        "visibility": Visibility.PUBLIC,
        "topics": [],
        "needs": [],
        "team": idea.team,
        "by": idea.author,
    }
    actions.describe(idea, **{**facts, **changes})
    db.session.flush()
