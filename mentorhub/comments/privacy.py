"""What a person wrote under ideas goes with the person: nobody else's work hangs on it."""

from mentorhub.comments.models import Comment
from mentorhub.platform.holdings import Holding, Matter

HOLDINGS = (
    Holding(
        Comment,
        Matter.IDEAS,
        own="author_id",
        others=("hidden_by_id",),
        shown=("idea_id", "at", "text", "language", "hidden_at", "reason"),
    ),
)
