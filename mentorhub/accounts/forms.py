from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from mentorhub.accounts.domain import secrets
from mentorhub.accounts.domain.addresses import LONGEST, address_key, email_in, phone_in
from mentorhub.accounts.domain.ages import birth_years
from mentorhub.accounts.domain.names import trouble_with_person
from mentorhub.matching.domain.letters import Trouble
from mentorhub.platform.clock import today
from mentorhub.platform.fields import TextRequired, WholeNumberField, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l
from mentorhub.units.forms import BelowField, UnitField, tidied

LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English"), ("fr", "Français")]
NAME_TROUBLES = {
    Trouble.HIDDEN: _l("The name holds invisible signs. Type it again instead of pasting it."),
    Trouble.LETTERS: _l("Write the name in Latin letters, as on your school or work papers."),
    Trouble.OFFICIAL: _l("This name sounds like an office of the house. Write your own name."),
    Trouble.NO_WORD: _l("Write a name with letters."),
}


class NameField(StringField):
    """A person's full name in one field, family name first."""

    def __init__(self, label: Any, **given: Any) -> None:
        checks = [TextRequired(), Length(max=80), _is_a_name]
        filters = [*given.pop("filters", ()), tidied]
        super().__init__(label, checks, filters=filters, **given)


def _is_a_name(form: Any, field: Any) -> None:
    if trouble := trouble_with_person(field.data):
        raise ValidationError(NAME_TROUBLES[trouble])


def _is_an_address(form: Any, field: Any) -> None:
    if not address_key(field.data):
        raise ValidationError(
            _("Write a mobile number of ten figures or an e-mail address, such as 0912 345 678.")
        )


def _not_guessed_first(password: str, *known: str) -> None:
    if secrets.is_too_common(password) or secrets.tells_who(password, *known):
        raise ValidationError(
            _("This is among the first passwords anybody would guess. Put three words together.")
        )


def contact_field() -> Any:
    checks = [TextRequired(), Length(max=LONGEST), _is_an_address]
    return StringField(_l("Phone number or e-mail"), checks)


def new_password_field(label: Any) -> Any:
    checks = [InputRequired(), Length(min=secrets.SHORTEST, max=secrets.LONGEST)]
    return PasswordField(label, checks)


class SignInForm(Form):
    contact = contact_field()
    password = PasswordField(_l("Password"), [InputRequired(), Length(max=secrets.LONGEST)])
    shared_computer = BooleanField(_l("This is a shared computer"))
    credential = HiddenField()  # for a passkey: the button beside the fields fills it


class RegisterForm(Form):
    purpose = RadioField(
        _l("What brings you here?"),
        choices=options(
            [
                ("youth", _l("I have an idea, or want to join a team")),
                ("mentor", _l("I want to help teams as a mentor")),
            ]
        ),
        default="youth",
    )
    contact = contact_field()
    name = NameField(_l("Full name"))
    birth_year = WholeNumberField(_l("Year of birth"), [InputRequired()])
    unit = UnitField(_l("Commune, ward or special zone"))
    below = BelowField()
    password = new_password_field(_l("Password"))
    agreed = BooleanField(
        _l("I agree that my personal data are used as described here. I can withdraw at any time."),
        [InputRequired(_l("Without your agreement no account can be made."))],
    )
    shared_computer = BooleanField(_l("This is a shared computer"))

    @property
    def home(self) -> Any:
        """The Unit they belong to: the branch or school, if one was named."""
        return self.below.data or self.unit.data

    def validate_birth_year(self, field: Any) -> None:
        years = birth_years(today())
        if field.data is not None and field.data not in years:
            raise ValidationError(
                _("Write a year from %(first)s to %(last)s.", first=years[0], last=years[-1])
            )

    def validate_password(self, field: Any) -> None:
        _not_guessed_first(field.data, self.contact.data or "", self.name.data or "")


class RegisterWithProviderForm(RegisterForm):
    """The provider vouches for the person: no address and no password is asked for."""

    contact = password = shared_computer = None  # asked before leaving for the provider


class LinkForm(Form):
    password = PasswordField(_l("Present password"), [InputRequired(), Length(max=secrets.LONGEST)])


class ResetForm(Form):
    contact = contact_field()
    code = StringField(_l("Code from the officer"), [TextRequired(), Length(max=20)])
    password = new_password_field(_l("New password"))

    def validate_password(self, field: Any) -> None:
        _not_guessed_first(field.data, self.contact.data or "")


class ForgotForm(Form):
    contact = contact_field()


class NewPasswordForm(Form):
    password = new_password_field(_l("New password"))

    def validate_password(self, field: Any) -> None:
        _not_guessed_first(field.data)


class ProfileForm(Form):
    name = NameField(_l("Full name"))
    language = SelectField(_l("Language"), choices=options(LANGUAGES))
    unit = UnitField(_l("Commune, ward or special zone"))
    below = BelowField()

    @property
    def answers(self) -> dict[str, Any]:
        said = super().answers
        below = said.pop("below")
        return {**said, "unit": below or said["unit"]}


class PasswordForm(Form):
    current = PasswordField(_l("Present password"), [InputRequired(), Length(max=secrets.LONGEST)])
    new = new_password_field(_l("New password"))

    def __init__(self, *known: str, **given: Any) -> None:
        super().__init__(**given)
        self.known = known

    def validate_new(self, field: Any) -> None:
        _not_guessed_first(field.data, *self.known)


def present_password_field() -> Any:
    checks = [InputRequired(), Length(max=secrets.LONGEST)]
    return PasswordField(_l("Present password"), checks)


def code_field() -> Any:
    return StringField(_l("One-time code"), [TextRequired(), Length(max=40)])


class ProveForm(Form):
    current = present_password_field()


class CodeForm(Form):
    code = code_field()


class RemoveSecondStepForm(Form):
    current = present_password_field()
    code = code_field()


class NamePasskeyForm(Form):
    name = StringField(_l("A name for this device"), [TextRequired(), Length(max=60)])
    current = present_password_field()


class AddPasskeyForm(Form):
    name = HiddenField(validators=[InputRequired(), Length(max=60)])
    credential = HiddenField()


class PasskeySignInForm(Form):
    """Part of the page with the password: what stands in those fields comes along, unread.

    Without a credential it asks for the question the device has to answer.
    """

    credential = HiddenField()
    shared_computer = BooleanField()
    contact = StringField()
    password = PasswordField()


def _is_an_email(form: Any, field: Any) -> None:
    if not email_in(field.data):
        raise ValidationError(_("Write an e-mail address, such as ten@example.org."))


def is_a_phone(form: Any, field: Any) -> None:
    if not phone_in(field.data):
        raise ValidationError(_("Write a mobile number of ten figures, such as 0912 345 678."))


class EmailForm(Form):
    address = StringField(_l("E-mail"), [Optional(), Length(max=LONGEST), _is_an_email])
    current = PasswordField(_l("Present password"), [InputRequired(), Length(max=secrets.LONGEST)])


class PhoneForm(Form):
    address = StringField(_l("Phone number"), [Optional(), Length(max=40), is_a_phone])
    current = PasswordField(_l("Present password"), [InputRequired(), Length(max=secrets.LONGEST)])

    @property
    def phone(self) -> str:
        return phone_in(self.address.data or "") or ""


class CheckedPhoneForm(Form):
    """What an officer saw ring."""

    phone = StringField(_l("Phone number"), [TextRequired(), Length(max=40), is_a_phone])

    @property
    def number(self) -> str:
        return phone_in(self.phone.data or "") or ""
