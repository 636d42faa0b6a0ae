"""Tables of accounts."""

from mentorhub.accounts.models.agreeing import Consent
from mentorhub.accounts.models.approving import WAITS_FOR_A_SECOND, Approval
from mentorhub.accounts.models.entering import (
    Login,
    Password,
    PendingAddress,
    ResetCode,
    SignInAttempt,
)
from mentorhub.accounts.models.person import Hat, Person, PersonalDetails
from mentorhub.accounts.models.provider import ProviderIdentity, ProviderReturn
from mentorhub.accounts.models.proving import (
    OneTimeSecret,
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
)

__all__ = [
    "WAITS_FOR_A_SECOND",
    "Approval",
    "Consent",
    "Hat",
    "Login",
    "OneTimeSecret",
    "Passkey",
    "PasskeyChallenge",
    "Password",
    "PendingAddress",
    "Person",
    "PersonalDetails",
    "ProviderIdentity",
    "ProviderReturn",
    "RecoveryCode",
    "ResetCode",
    "SignInAttempt",
]
