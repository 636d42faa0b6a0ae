"""What can be done with a team. Whoever changes its membership holds the team's row first."""

from mentorhub.teams.actions.founding import MOST_LED, edit, found, say_when_free
from mentorhub.teams.actions.inviting import end_invitations, end_link, invite, join
from mentorhub.teams.actions.leading import accept_leading, ask_to_lead, decline_leading, take_back
from mentorhub.teams.actions.membership import leave, take_in, take_out

__all__ = [
    "MOST_LED",
    "accept_leading",
    "ask_to_lead",
    "decline_leading",
    "edit",
    "end_invitations",
    "end_link",
    "found",
    "invite",
    "join",
    "leave",
    "say_when_free",
    "take_back",
    "take_in",
    "take_out",
]
