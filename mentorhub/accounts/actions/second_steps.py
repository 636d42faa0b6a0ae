"""The second step: one-time codes from an app, and recovery codes on paper for who lost it."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, update

from mentorhub.accounts.actions.account import digest_of, prove_password
from mentorhub.accounts.actions.limits import count, refuse_many_failures
from mentorhub.accounts.domain.proving import (
    EASY_LETTERS,
    RECOVERY_CODES,
    RECOVERY_LENGTH,
    bare,
)
from mentorhub.accounts.models import (
    Login,
    OneTimeSecret,
    Passkey,
    PasskeyChallenge,
    Person,
    RecoveryCode,
)
from mentorhub.accounts.queries import (
    begun_secret_of,
    login_of,
    recovery_code,
    secret_of,
)
from mentorhub.activity.actions import record
from mentorhub.platform import one_time_codes as codes
from mentorhub.platform import vault
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.platform.pseudonyms import pseudonym

TO_FINISH = timedelta(hours=1)
NOT_RIGHT = _l("This code is not right, or was used already. Wait for the next one.")
BEGIN_AGAIN = _l("This took more than an hour, or was finished elsewhere. Begin again.")


def begin_second_step(person: Person, *, current: str, origin: str) -> None:
    """A new secret for the person's app. It counts for nothing until a code proves it arrived."""
    prove_password(person, current, origin=origin)
    lock(person)
    if secret_of(person) is not None:
        raise Refused(_l("The second step is set up already."))
    _start_over(person, codes.new_secret())


def _start_over(person: Person, secret: str) -> OneTimeSecret:
    db.session.execute(delete(OneTimeSecret).where(OneTimeSecret.person_id == person.id))
    made = OneTimeSecret(person_id=person.id, locked=vault.lock_away(secret))
    db.session.add(made)
    db.session.flush()
    return made


def finish_second_step(person: Person, code: str, *, token: str, origin: str) -> list[str]:
    """The first right code: from now on it is asked for. Tells the recovery codes, this once."""
    account = _counted(person, origin)
    lock(person)
    begun = begun_secret_of(person, since=now() - TO_FINISH)
    if begun is None:
        raise Refused(BEGIN_AGAIN)
    right = _is_right(begun, bare(code))
    count(account, origin, succeeded=right)
    if not right:
        raise Refused(NOT_RIGHT)
    begun.confirmed_at = now()
    _confirmed_here(token)
    record("second_step.set_up", person, by=person)
    return _new_codes(person)


def begun_secret(person: Person) -> str | None:
    """What the app is shown while the set-up lasts."""
    begun = begun_secret_of(person, since=now() - TO_FINISH)
    return vault.take_out(begun.locked) if begun else None


def was_confirmed(token: str, *, within: timedelta) -> bool:
    """Was the second step confirmed on this login lately?"""
    login = login_of(digest_of(token))
    return bool(login and login.second_step_at and login.second_step_at > now() - within)


def know_second_step(person: Person, secret: str) -> None:
    """A secret both sides know already: for sample people, whose code the demo's pages show."""
    _start_over(person, secret).confirmed_at = now()


def confirm_second_step(person: Person, code: str, *, token: str, origin: str) -> None:
    """A code of the app, or a recovery code, for the login that holds this token."""
    _prove_code(person, code, origin=origin)
    _confirmed_here(token)


def renew_recovery_codes(person: Person, code: str, *, token: str, origin: str) -> list[str]:
    """Ten new ones, told this once; the old ones end."""
    confirm_second_step(person, code, token=token, origin=origin)
    record("second_step.codes_renewed", person, by=person)
    return _new_codes(person)


def remove_second_step(person: Person, *, current: str, code: str, origin: str) -> None:
    prove_password(person, current, origin=origin)
    _prove_code(person, code, origin=origin)
    _forget_codes(person)
    record("second_step.removed", person, by=person)


def forget_second_steps(person: Person) -> None:
    """One-time codes, recovery codes and passkeys are gone; a password is all that is left."""
    _forget_codes(person)
    db.session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.person_id == person.id))
    db.session.execute(delete(Passkey).where(Passkey.person_id == person.id))


def end_second_step_of(member: Person, *, by: Person) -> None:
    """For who lost phone and paper: somebody who knows them lets them set it up anew."""
    forget_second_steps(member)
    record("second_step.ended_by_officer", member, by=by)


def sample_code(person: Person) -> str:
    """The code a sample person's app would show, not yet used; nothing where there is none."""
    kept = secret_of(person) if person.is_sample else None
    secret = vault.take_out(kept.locked) if kept else None
    if kept is None or secret is None:
        return ""
    here = codes.step_at(now())
    step = max(here, kept.last_step + 1)
    return codes.code_at(secret, step) if step <= here + codes.WINDOW else ""


def _counted(person: Person, origin: str) -> str:
    account = pseudonym("second step of", str(person.id))
    refuse_many_failures(account, origin)
    return account


def _prove_code(person: Person, typed: str, *, origin: str) -> None:
    account, code = _counted(person, origin), bare(typed)
    lock(person)  # of two who come with the same code, one waits and finds it used
    kept = secret_of(person)
    right = kept is not None and (_is_right(kept, code) or _is_recovery(person, code))
    count(account, origin, succeeded=right)
    if not right:
        raise Refused(NOT_RIGHT)


def _is_right(kept: OneTimeSecret, code: str) -> bool:
    """A code of this moment that nobody used yet; it is used now."""
    db.session.refresh(kept)
    secret = vault.take_out(kept.locked)
    if secret is None or len(code) != codes.FIGURES or not code.isascii():
        return False
    step = codes.step_of(code, secret, moment=now(), after=kept.last_step)
    kept.last_step = step or kept.last_step
    return step is not None


def _is_recovery(person: Person, code: str) -> bool:
    found = recovery_code(_digest(person, code)) if len(code) == RECOVERY_LENGTH else None
    if found is None or found.used_at is not None:
        return False
    found.used_at = now()
    record("second_step.recovery_used", person, by=person)
    return True


def _new_codes(person: Person) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    made = ["".join(_letters()) for _number in range(RECOVERY_CODES)]
    db.session.add_all(
        RecoveryCode(person_id=person.id, code_digest=_digest(person, code)) for code in made
    )
    return made


def _letters() -> list[str]:
    return [secrets.choice(EASY_LETTERS) for _place in range(RECOVERY_LENGTH)]


def _digest(person: Person, code: str) -> str:
    """80 bits of luck need no slow hash, and outlive a change of the secret key."""
    return digest_of(f"recovery {person.id} {code}")


def _confirmed_here(token: str) -> None:
    if login := login_of(digest_of(token)):
        login.second_step_at = now()


def _forget_codes(person: Person) -> None:
    """Whatever was confirmed with them no longer is, on any device."""
    lock(person)
    db.session.execute(delete(OneTimeSecret).where(OneTimeSecret.person_id == person.id))
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    ended = update(Login).where(Login.person_id == person.id).values(second_step_at=None)
    db.session.execute(ended)
