"""The team hears of a comment, its author of what the officer did about it."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.comments.models import Comment
from mentorhub.ideas.notices import its_people
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def who_wrote_it(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(Comment, activity.subject_id).author]


AUDIENCES = {
    "idea.commented": its_people,
    "comment.hidden": who_wrote_it,
    "comment.shown_again": who_wrote_it,
}
LINES = {
    "idea.commented": _l("Somebody commented on your idea: %(title)s"),
    "comment.hidden": _l("A comment of yours is hidden, and you can read why: %(title)s"),
    "comment.shown_again": _l("A comment of yours can be read again: %(title)s"),
}
LINKS = dict.fromkeys(AUDIENCES, ("comments.show", "idea_id"))
