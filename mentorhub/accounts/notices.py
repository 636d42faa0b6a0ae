"""What the owner of an account hears of it: whatever touches the way in."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def the_owner(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(Person, activity.subject_id)]


LINES = {
    "password.changed": _l("Your password was changed. If it was not you, ask your Youth Union."),
    "password.reset_by_link": _l("Your password was set anew by the link in a mail to you."),
    "password.reset": _l("Your password was set anew with an officer's code."),
    "password.provider_linked": _l("An account of another house now lets you in here as well."),
    "password.provider_unlinked": _l("The account of another house no longer lets you in here."),
    "address.changed": _l("Your phone number or e-mail address was changed."),
    "address.phone_checked": _l("An officer confirmed your phone number."),
    "address.lost": _l(
        "A number or address in your profile was proved by somebody else and taken out of it. "
        "If it is yours, ask an officer."
    ),
    "password.code_made": _l("An officer made a code for a new password of yours."),
    "second_step.set_up": _l("A second step was set up for your account."),
    "second_step.codes_renewed": _l("New recovery codes were made for your account."),
    "second_step.recovery_used": _l("A recovery code of yours was used."),
    "second_step.removed": _l("The second step was removed from your account."),
    "second_step.ended_by_officer": _l(
        "An officer ended your second step and your passkeys. Set them up anew."
    ),
    "passkey.added": _l("A passkey was added to your account."),
    "passkey.removed": _l("A passkey was removed from your account."),
}
AUDIENCES = dict.fromkeys(LINES, the_owner)
LINKS = dict.fromkeys(LINES, ("accounts.profile",))
