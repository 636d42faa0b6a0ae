from typing import Any

from mentorhub.accounts.models import Login, Passkey, ProviderIdentity
from mentorhub.platform.permissions import anyone, permit, rule, signed_in


@rule
def their_own_login(person: Any, login: Login) -> bool:
    return bool(login.person_id == person.id)


@rule
def their_own_provider_identity(person: Any, identity: ProviderIdentity) -> bool:
    return bool(identity.person_id == person.id)


@rule
def their_own_passkey(person: Any, passkey: Passkey) -> bool:
    return bool(passkey.person_id == person.id)


SIGN_IN = permit("account.sign_in", anyone)
REGISTER = permit("account.register", anyone)
RESET = permit("account.reset_password", anyone)
SIGN_OUT = permit("account.sign_out", signed_in)
OWN = permit("account.own", signed_in)
UNLINK = permit("account.unlink_provider", their_own_provider_identity)
END_LOGIN = permit("account.end_login", their_own_login)
REMOVE_PASSKEY = permit("account.remove_passkey", their_own_passkey)
