"""What the owner of an account hears of it: whatever touches the password."""

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
    "address.changed": _l("Your phone number or e-mail address was changed."),
    "address.phone_checked": _l("An officer confirmed your phone number."),
    "address.lost": _l(
        "A number or address in your profile was proved by somebody else and taken out of it. "
        "If it is yours, ask an officer."
    ),
    "password.code_made": _l("An officer made a code for a new password of yours."),
}
AUDIENCES = dict.fromkeys(LINES, the_owner)
LINKS = dict.fromkeys(LINES, ("accounts.profile",))
