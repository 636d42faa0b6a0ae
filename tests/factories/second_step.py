"""One-time codes, set up and confirmed."""

from mentorhub.accounts import actions
from mentorhub.accounts.queries import login_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_second_step(person, secret=SECRET):
    """An app that shows codes is set up for the person."""
    actions.know_second_step(person, secret)
    db.session.flush()
    return secret


def confirm_login(token, at=None):
    """As if a one-time code had been typed on the login that holds this token."""
    login = login_of(actions.digest_of(token))
    login.second_step_at = at or now()
    db.session.flush()
