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
from mentorhub.accounts.actions.changing import Asking, change_email, change_phone
from mentorhub.accounts.actions.proving import (
    PHONE,
    address_to_prove,
    ask_for_proof,
    check_phone,
    prove,
    take,
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
    "PHONE",
    "Asking",
    "address_to_prove",
    "ask_for_link",
    "ask_for_proof",
    "change_email",
    "change_language",
    "change_password",
    "change_phone",
    "check_phone",
    "digest_of",
    "edit_profile",
    "end_login",
    "end_other_logins",
    "make_reset_code",
    "open_login",
    "person_with_link",
    "person_with_password",
    "prove",
    "register",
    "reset_by_link",
    "reset_password",
    "send_link",
    "sign_in",
    "sign_out",
    "take",
]
