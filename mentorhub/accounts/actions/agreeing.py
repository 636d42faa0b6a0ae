"""What somebody of age agrees to by doing it is written down like every other agreement."""

from mentorhub.accounts.domain.consent import TEXT_VERSION, Age, Purpose, Way
from mentorhub.accounts.models import Consent, Person


def agree_to_the_account(person: Person) -> None:
    """The box at the foot of the form that makes an account."""
    _write_down(person, Purpose.ACCOUNT, Way.SELF)


def agree_by_acting(person: Person, purpose: Purpose) -> None:
    """The first time only: a later no, or a yes that was tapped, says more than an act.

    The wording stands on the page of the act (templates/consents/_asked.html).
    """
    if person.age_group is Age.ADULT and not person.has_answered(purpose):
        _write_down(person, purpose, Way.ACT)


def _write_down(person: Person, purpose: Purpose, way: Way) -> None:
    person.consents.append(
        Consent(purpose=purpose, text_version=TEXT_VERSION, way=way, entered_by_id=person.id)
    )
