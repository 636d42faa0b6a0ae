"""A jury that deliberates: the room is open for the stage's contest, and proposed for another."""

from datetime import timedelta

from mentorhub.deliberations import actions
from mentorhub.deliberations.models import Deliberation, Matter
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_contest, make_person


def deliberate(world):
    """As the rows stand once two organisers have agreed; what waits for a second one is apart."""
    things, people = world.things, world.people
    talk = actions.propose(things["contest"], by=people["CO"])
    actions.agree(talk, seen=talk.approval.mark, by=make_person("Phó Ban", age=44))
    db.session.flush()
    of_entry = (one for one in talk.discussions if one.entry_id == things["entry"].id)
    words = {"matter": Matter.OTHER, "text": "Biểu dương bài trẻ nhất", "places": {}}
    other = make_contest(people["CO"], opened_days_ago=9, days_left=-1)
    other.scoring_opened_at = other.scoring_closed_at = now() - timedelta(hours=1)
    things["deliberation"] = talk
    things["discussion"] = next(of_entry)
    things["motion"] = actions.move(talk, **words, by=people["CO"])
    things["proposed_talk"] = actions.propose(other, by=people["CO"])
    db.session.flush()


def has_opened(stage):
    return db.session.get(Deliberation, stage.ids["proposed_talk"]).was_opened
