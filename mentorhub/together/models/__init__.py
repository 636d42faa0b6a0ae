from mentorhub.together.models.commitment import Commitment
from mentorhub.together.models.meetings import Meeting, NextStep

__all__ = ["Commitment", "Meeting", "NextStep"]
