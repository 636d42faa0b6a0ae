"""A mentor goes, or an officer takes the check back: teams are told, and nobody waits in vain."""

from mentorhub.accounts.models import Hat, Person
from mentorhub.activity.actions import record
from mentorhub.mentoring import queries
from mentorhub.mentoring.actions.profiles import note_change
from mentorhub.mentoring.actions.requests import close_requests, end
from mentorhub.mentoring.models import MentorProfile, MentorState
from mentorhub.platform.clock import now
from mentorhub.platform.db import lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


def leave(profile: MentorProfile, *, reason: str, by: Person) -> None:
    """The work that goes on ends, requests are closed kindly, and the profile is shown no more.

    The mentor may apply again; then somebody checks them anew, also for work with minors.
    """
    for work in queries.present_teams_of(profile):
        end(work, reason=reason, by=by)
    lock(profile)
    if profile.state is MentorState.LEFT:
        raise Refused(_l("You have left already."))
    if queries.present_teams_of(profile):
        raise Refused(_l("You accepted a team in another window. Look at your teams once more."))
    _hide(profile, MentorState.LEFT)
    profile.left_at = now()
    profile.cleared_for_minors_at = profile.cleared_by_id = None
    if profile.person.hat is Hat.MENTOR:
        profile.person.hat = Hat.YOUTH
    record("mentor.left", profile, by=by)


def take_check_back(profile: MentorProfile, *, by: Person) -> None:
    """Teams find this mentor no longer until somebody checks them again; present work goes on."""
    lock(profile)
    if profile.state not in (MentorState.ACTIVE, MentorState.PAUSED):
        raise Refused(_l("This mentor is not checked."))
    _hide(profile, MentorState.APPLIED)
    record("mentor.check_withdrawn", profile, by=by)


def _hide(profile: MentorProfile, state: MentorState) -> None:
    profile.state = state
    profile.checked_at = profile.checked_by_id = None
    close_requests(profile)
    note_change(profile)
