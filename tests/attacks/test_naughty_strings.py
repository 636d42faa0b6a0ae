"""Every string of the Big List of Naughty Strings into the text fields of the people area."""

import html
import importlib
import json
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select
from wtforms import HiddenField, IntegerField, PasswordField, StringField
from wtforms.fields.core import UnboundField

from mentorhub.accounts.models import PersonalDetails
from mentorhub.platform.db import db
from mentorhub.platform.forms import Form
from mentorhub.rights import actions as rights
from mentorhub.units.forms import BelowField
from mentorhub.units.models import Unit
from tests.factories import (
    make_admin,
    make_minor,
    make_officer,
    make_person,
    make_second_step,
    make_unit,
)

STRINGS = json.loads((Path(__file__).parents[1] / "data" / "blns.json").read_text("utf-8"))
POSSIBLE = {200, 302, 303, 400, 404, 409, 413, 422, 429}
PACKAGES = ("accounts", "units", "rosters", "organisations", "consents", "conversations",
            "notifications", "rights", "members")  # fmt: skip
TEXT = (StringField, IntegerField, PasswordField, BelowField)
ALL = {"account", "contest", "publication", "mentor_contact", "messages"}


def _unit():
    unit = make_unit("Xã Thử Thách")
    return unit, make_officer(unit)


def _registering():
    facts = {"purpose": "youth", "agreed": "y", "unit": make_unit().slug, "birth_year": "2000"}
    return None, "/register", {**facts, "contact": "0912345678", "name": "An", "password": "x" * 9}


def _paper():
    child = make_minor()
    facts = {"name": "Nguyễn Mẹ", "relation": "parent", "contact": "1", "seen": "y"}
    return make_officer(child.unit), f"/members/{child.id}/guardian", facts


def _own(path, facts):
    return lambda: (make_person(), path, facts() if callable(facts) else facts)


def _of_unit(path, facts):
    def arranged():
        unit, officer = _unit()
        return officer, f"/units/{unit.slug}/{path}", facts

    return arranged


def _renaming():
    branch = make_unit("Chi đoàn", kind="branch", parent=make_unit())
    return make_admin(), f"/units/{branch.slug}/edit", {"name": "Chi đoàn"}


def _equipped(path, facts):
    def arranged():
        person = make_person()
        make_second_step(person)
        return person, path, facts

    return arranged


def _reason():
    officer = make_officer(make_unit())
    member = make_person(unit=officer.unit)
    return officer, f"/members/{member.id}/contact", {"reason": "Cần gọi để hỏi thăm"}


def _phone():
    officer = make_officer(make_unit())
    return officer, f"/members/{make_person(unit=officer.unit).id}/phone", {"phone": "0912345678"}


def _reply():
    officer = make_officer(make_unit())
    asked = rights.ask(make_person(unit=officer.unit), kind="correct", words="Sai năm sinh")
    db.session.flush()
    return officer, f"/privacy-requests/{asked.id}", {"answer": "x", "state": "done"}


# how each form is reached: who is signed in, where, and answers that are in order
WAYS = {
    "SignInForm": lambda: (None, "/sign-in", {"contact": "0912345678", "password": "x"}),
    "RegisterForm": _registering,
    "ResetForm": lambda: (
        None, "/reset-password", {"contact": "0912345678", "code": "1", "password": "x" * 9}),
    "ForgotForm": lambda: (None, "/forgot-password", {"contact": "0912345678"}),
    "NewPasswordForm": lambda: (None, "/reset-password/x", {"password": "x" * 9}),
    "ProfileForm": _own("/me", lambda: {"name": "An", "language": "en", "unit": make_unit().slug}),
    "PasswordForm": _own("/me/password", {"current": "a", "new": "b" * 9}),
    "ProveForm": _own("/me/second-step", {"current": "x"}),
    "CodeForm": _equipped("/me/second-step/confirmation", {"code": "1"}),
    "RemoveSecondStepForm": _equipped("/me/second-step/removal", {"current": "x", "code": "1"}),
    "AskForm": _own("/me/requests/new", {"kind": "correct", "words": "x"}),
    "ReplyForm": _reply,
    "ReasonForm": _reason,
    "EmailForm": _own("/me/email", {"address": "an@example.org", "current": "x"}),
    "PhoneForm": _own("/me/phone", {"address": "0912345678", "current": "x"}),
    "CheckedPhoneForm": _phone,
    "NameForm": _renaming,
    "NewUnitForm": _of_unit("new", {"name": "Chi đoàn", "kind": "branch"}),
    "ExportForm": _of_unit("roster/export", {"kind": "csv", "contacts": "y", "reason": "r"}),
    "JoinForm": _of_unit("roster/accounts", {"line": "x", "person": "y"}),
    "ClaimForm": lambda: (
        None, "/claim", {"code": "1", "contact": "0912345678", "password": "x" * 9, "agreed": "y"}),
    "OneForm": _own("/me/consents", {"purpose": "account", "agrees": "yes"}),
    "GuardianForm": lambda: (
        make_minor(), "/me/guardians/new", {"name": "Mẹ", "relation": "parent", "contact": "1"}),
    "PaperForm": _paper,
    "ReportForm": _own("/safety/new", {"text": "x", "about": "y", "page": "", "thread": ""}),
}  # fmt: skip
ELSEWHERE = {
    "RegisterWithProviderForm": "the fields of RegisterForm; driven in tests/accounts",
    "LinkForm": "one password, never shown again; driven in tests/accounts",
    "UploadForm": "takes a file; driven in tests/rosters",
    "ApplyForm": "a digest that is compared; driven in tests/rosters",
    "AddPasskeyForm": "needs an answer of a device; driven in tests/accounts",
    "PasskeySignInForm": "an answer of a device; driven in tests/accounts",
    "NamePasskeyForm": "needs a device that answers; driven in tests/accounts",
    "ProofForm": "one password, never shown again; driven in tests/rights",
    "CopyForm": "one password, never shown again; driven in tests/rights",
    "MessageForm": "needs a mentorship; driven in tests/conversations",
    "DecisionForm": "needs a report; driven in tests/conversations",
}


def _forms():
    for package in PACKAGES:
        try:
            module = importlib.import_module(f"mentorhub.{package}.forms")
        except ModuleNotFoundError:
            continue
        for kind in vars(module).values():
            if (
                isinstance(kind, type)
                and issubclass(kind, Form)
                and kind.__module__ == module.__name__
            ):
                yield kind


def _text_fields(kind):
    for name in dir(kind):
        field = getattr(kind, name)
        if isinstance(field, UnboundField) and issubclass(field.field_class, (*TEXT, HiddenField)):
            yield name


FIELDS = {kind.__name__: list(_text_fields(kind)) for kind in _forms()}
CASES = [(form, name) for form in WAYS for name in FIELDS[form]]


def test_no_form_with_a_text_field_is_forgotten():
    asked = {form for form, fields in FIELDS.items() if fields}
    assert asked - set(WAYS) - set(ELSEWHERE) == set()


def _drive(browser, form, name, strings):
    """How often each status was the answer."""
    codes = Counter()
    who, path, facts = WAYS[form]()
    if who is not None:
        browser.sign_in(who)
    db.session.commit()
    assert browser.get(path).status_code == 200, f"{form} is not where this test looks for it"
    for text in strings:
        reply = browser.post(path, **{**facts, name: text})
        codes[reply.status_code] += 1
        assert reply.status_code in POSSIBLE, (form, name, text, reply.status_code)
        _no_live_markup(reply.text, text)
    if who is not None:
        for page in ("/me", "/units", path):
            shown = browser.get(page).text
            for text in strings:
                _no_live_markup(shown, text)
    _invariants()
    return codes


def _no_live_markup(page, text):
    """What was typed never stands in a page as it was typed when it holds a tag."""
    tag, attribute = "<" in text, '"' in text and "=" in text
    if (tag or attribute) and html.escape(text) != text and any(c.isalpha() for c in text):
        assert text not in page, text


def _invariants():
    for name in db.session.scalars(select(PersonalDetails.name)):
        assert 0 < len(name) <= 80
        assert name == name.strip()
    for name in db.session.scalars(select(Unit.name)):
        assert name.strip()


@pytest.mark.parametrize(("form", "name"), CASES)
def test_no_text_field_breaks_on_a_sample_or_shows_markup(browser, form, name):
    """Every case takes its own part of the list, so that together they send all of it."""
    part = CASES.index((form, name))
    sample = STRINGS[part :: len(CASES)]
    assert _drive(browser, form, name, sample).total() == len(sample)


@pytest.mark.fault
@pytest.mark.parametrize(("form", "name"), CASES)
def test_no_text_field_breaks_on_the_whole_list(browser, form, name):
    assert _drive(browser, form, name, STRINGS).total() == len(STRINGS)
