"""Write a comment, take it back; hide it, show it again."""

from uuid import UUID

from mentorhub.accounts.domain import consent
from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.comments import queries
from mentorhub.comments.domain import LITTLE_WHILE, MOST_IN_A_DAY, MOST_IN_A_WHILE
from mentorhub.comments.models import Comment
from mentorhub.consents.actions import require
from mentorhub.ideas.models import Idea
from mentorhub.platform.clock import now, today_began
from mentorhub.platform.db import add_once, lock
from mentorhub.platform.errors import TooOften
from mentorhub.platform.i18n import _l


def write(idea: Idea, text: str, *, key: UUID, language: str, by: Person) -> bool:
    """Once for each page, however often its button is pressed; was it written now?"""
    lock(idea)
    if queries.sent_from(key, by) is not None:
        return False
    require(by, consent.Purpose.ACCOUNT)
    _refuse_many(by)
    facts = {"idea_id": idea.id, "author_id": by.id, "key": key, "at": now()}
    written = add_once(Comment, **facts, text=text, language=language, reason="")
    if written:
        record("idea.commented", idea, by=by, title=idea.title)
    return written


def _refuse_many(by: Person) -> None:
    if queries.written_since(by, now() - LITTLE_WHILE) >= MOST_IN_A_WHILE:
        raise TooOften(
            _l("That is many comments in a short time. Wait ten minutes, then send this one.")
        )
    if queries.written_since(by, today_began()) >= MOST_IN_A_DAY:
        raise TooOften(_l("You have said a lot today. Keep these words and send them tomorrow."))


def take_back(comment: Comment) -> None:
    lock(comment)
    if not comment.is_taken_back:
        comment.taken_back_at, comment.text = now(), ""


def hide(comment: Comment, reason: str, *, by: Person) -> bool:
    """From everybody but its author and the officers; a second click changes nothing."""
    lock(comment)
    if comment.is_hidden or comment.is_taken_back:
        return False
    comment.hidden_at, comment.hidden_by_id, comment.reason = now(), by.id, reason
    idea = comment.idea
    record("comment.hidden", comment, by=by, title=idea.title, idea_id=str(idea.id))
    return True


def show_again(comment: Comment, *, by: Person) -> bool:
    lock(comment)
    if not comment.is_hidden:
        return False
    comment.hidden_at, comment.hidden_by_id, comment.reason = None, None, ""
    idea = comment.idea
    record("comment.shown_again", comment, by=by, title=idea.title, idea_id=str(idea.id))
    return True
