"""How often one may try: counted for each account and each network address, stored as neither."""

from datetime import timedelta

from mentorhub.accounts.models import SignInAttempt
from mentorhub.accounts.queries import attempts
from mentorhub.platform.audit import keep
from mentorhub.platform.clock import now
from mentorhub.platform.errors import TooOften
from mentorhub.platform.i18n import _l
from mentorhub.platform.pseudonyms import pseudonym

WINDOW = timedelta(minutes=15)
FAILURES_OF_AN_ACCOUNT = 10
FAILURES_OF_AN_ADDRESS = 60  # a school or a commune shares one address
NEW_ACCOUNTS_WINDOW = timedelta(hours=1)
NEW_ACCOUNTS_OF_AN_ADDRESS = 60
NEW_ACCOUNT = "a new account"
CHALLENGE, CHALLENGES_OF_AN_ADDRESS = "a challenge", 300
CLAIMS_WINDOW = timedelta(days=7)
CLAIMS_OF_AN_ADDRESS = 5  # each costs whoever proved the address one more hashing at sign-in
CLAIMS_FROM_ONE_PLACE = 3  # so that nobody alone keeps an owner out


def count(account: str, origin: str, *, succeeded: bool) -> None:
    keep(
        SignInAttempt(account_digest=account, address_digest=pseudonym(origin), succeeded=succeeded)
    )


def refuse_many_failures(account: str, origin: str) -> None:
    since = now() - WINDOW
    of_account = attempts(since=since, succeeded=False, account_digest=account)
    of_address = attempts(since=since, succeeded=False, address_digest=pseudonym(origin))
    if of_account >= FAILURES_OF_AN_ACCOUNT or of_address >= FAILURES_OF_AN_ADDRESS:
        raise TooOften(_l("Too many tries. Wait a quarter of an hour, then try again."))


def refuse_many_new_accounts(origin: str) -> None:
    made = attempts(
        since=now() - NEW_ACCOUNTS_WINDOW,
        succeeded=True,
        account_digest=pseudonym(NEW_ACCOUNT),
        address_digest=pseudonym(origin),
    )
    if made >= NEW_ACCOUNTS_OF_AN_ADDRESS:
        raise TooOften(_l("Many accounts were made from here just now. Try again in an hour."))


def refuse_many_challenges(origin: str) -> None:
    """Every press of the passkey button leaves a row for five minutes; counted here as well."""
    made = attempts(
        since=now() - WINDOW,
        succeeded=True,
        account_digest=pseudonym(CHALLENGE),
        address_digest=pseudonym(origin),
    )
    if made >= CHALLENGES_OF_AN_ADDRESS:
        raise TooOften(_l("Too many tries. Wait a quarter of an hour, then try again."))
    count(pseudonym(CHALLENGE), origin, succeeded=True)


def count_claim(key: str, origin: str) -> None:
    """Somebody names this number or address as theirs."""
    count(pseudonym("claim of", key), origin, succeeded=True)


def refuse_many_claims(key: str, origin: str) -> None:
    """Whether anybody holds the number or address plays no part."""
    since, claim = now() - CLAIMS_WINDOW, {"account_digest": pseudonym("claim of", key)}
    of_all = attempts(since=since, succeeded=True, **claim)
    from_here = attempts(since=since, succeeded=True, address_digest=pseudonym(origin), **claim)
    if from_here >= CLAIMS_FROM_ONE_PLACE or of_all >= CLAIMS_OF_AN_ADDRESS:
        raise TooOften(
            _l("This number or address was given too often lately. Ask an officer for a slip.")
        )
