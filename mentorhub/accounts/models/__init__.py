"""Tables of accounts."""

from mentorhub.accounts.models.agreeing import Consent
from mentorhub.accounts.models.approving import Approval
from mentorhub.accounts.models.entering import (
    Login,
    Password,
    PendingAddress,
    ResetCode,
    SignInAttempt,
)
from mentorhub.accounts.models.person import Hat, Person, PersonalDetails

__all__ = [
    "Approval",
    "Consent",
    "Hat",
    "Login",
    "Password",
    "PendingAddress",
    "Person",
    "PersonalDetails",
    "ResetCode",
    "SignInAttempt",
]
