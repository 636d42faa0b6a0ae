"""The tables of the idea bank."""

from mentorhub.ideas.domain.workflow import BEING_WRITTEN, PUBLIC_STATES, IdeaState
from mentorhub.ideas.models.around import (
    Adoption,
    Backing,
    Follow,
    Likeness,
    Milestone,
    Posting,
    Update,
)
from mentorhub.ideas.models.idea import (
    Idea,
    IdeaTag,
    Maturity,
    PageSaving,
    Purpose,
    Visibility,
)
from mentorhub.ideas.models.joining import JoinRequest, JoinState
from mentorhub.ideas.models.merging import Merge, SupportQuestion

__all__ = [
    "BEING_WRITTEN",
    "PUBLIC_STATES",
    "Adoption",
    "Backing",
    "Follow",
    "Idea",
    "IdeaState",
    "IdeaTag",
    "JoinRequest",
    "JoinState",
    "Likeness",
    "Maturity",
    "Merge",
    "Milestone",
    "PageSaving",
    "Posting",
    "Purpose",
    "SupportQuestion",
    "Update",
    "Visibility",
]
