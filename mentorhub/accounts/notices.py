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
    "password.provider_linked": _l("An account of another house now lets you in here as well."),
    "password.provider_unlinked": _l("The account of another house no longer lets you in here."),
    "password.code_made": _l("An officer made a code for a new password of yours."),
}
AUDIENCES = dict.fromkeys(LINES, the_owner)
LINKS = dict.fromkeys(LINES, ("accounts.profile",))
