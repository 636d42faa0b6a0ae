from mentorhub.together.models.alerts import SilenceAlert
from mentorhub.together.models.commitment import Commitment
from mentorhub.together.models.meetings import Meeting, NextStep
from mentorhub.together.models.reviews import Review

__all__ = ["Commitment", "Meeting", "NextStep", "Review", "SilenceAlert"]
