"""What can be done with an account."""

from mentorhub.accounts.actions.account import (
    change_language,
    change_password,
    digest_of,
    edit_profile,
    end_login,
    end_other_logins,
    open_login,
    person_with_password,
    register,
    sign_in,
    sign_out,
)
from mentorhub.accounts.actions.provider import (
    link_provider,
    prove_password,
    register_with_provider,
    return_once,
    sign_in_with_provider,
    unlink_provider,
)
from mentorhub.accounts.actions.resetting import (
    ask_for_link,
    make_reset_code,
    person_with_link,
    reset_by_link,
    reset_password,
    send_link,
)

__all__ = [
    "ask_for_link",
    "change_language",
    "change_password",
    "digest_of",
    "edit_profile",
    "end_login",
    "end_other_logins",
    "link_provider",
    "make_reset_code",
    "open_login",
    "person_with_link",
    "person_with_password",
    "prove_password",
    "register",
    "register_with_provider",
    "reset_by_link",
    "reset_password",
    "return_once",
    "send_link",
    "sign_in",
    "sign_in_with_provider",
    "sign_out",
    "unlink_provider",
]
