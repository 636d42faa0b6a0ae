"""Signing in with an account of another house, against a provider that answers over HTTP."""

import subprocess
import sys

import pytest
from sqlalchemy import func, select

from mentorhub.accounts.models import Login, Password, Person, ProviderIdentity
from mentorhub.activity.models import Activity
from mentorhub.platform.db import db
from mentorhub.platform.settings import Misconfigured, from_environment
from tests.accounts.passwords import WORD, with_password
from tests.accounts.provider_walk import linked, there_and_back
from tests.factories import make_person, make_unit


def people():
    return db.session.scalar(select(func.count()).select_from(Person))


def test_off_no_page_answers_and_no_button_shows(browser):
    for path in ("/sign-in/provider", "/sign-in/provider/return", "/register/provider",
                 "/me/provider", "/me/provider/go"):  # fmt: skip
        assert browser.get(path).status_code == 404, path
    assert "/sign-in/provider" not in browser.get("/sign-in").text


def test_a_linked_person_is_let_in_by_code_pkce_and_nonce(browser, provider):
    linked(provider)
    assert "Nhà Khác" in browser.get("/sign-in").text
    reply, _back = there_and_back(browser, provider)
    assert reply.status_code == 303
    asked = provider.asked[0]
    assert asked["code_challenge_method"] == "S256"
    assert asked["nonce"]
    assert asked["state"]
    assert asked["redirect_uri"] == "http://localhost/sign-in/provider/return"
    assert browser.get("/me").status_code == 200


@pytest.mark.parametrize(("start", "shared"), [("", False), ("?shared=1", True)])
def test_a_shared_computer_is_signed_in_for_two_hours(browser, provider, start, shared):
    linked(provider)
    there_and_back(browser, provider, f"/sign-in/provider{start}")
    login = db.session.scalars(select(Login)).one()
    assert login.is_shared_computer is shared
    assert (login.expires_at - login.created_at).total_seconds() < (7300 if shared else 1e9)


def test_an_unknown_one_registers_without_a_password(browser, provider):
    unit = make_unit()
    reply, _back = there_and_back(browser, provider)
    assert reply.location == "/register/provider"
    page = browser.get(reply.location).text
    assert 'value="Nguyễn Văn An"' in page
    assert "checked" not in page.split('name="agreed"')[1][:80]
    facts = {"name": "Nguyễn Văn An", "birth_year": "2000", "unit": unit.slug, "purpose": "youth"}
    assert browser.post("/register/provider", **facts).status_code == 422  # not agreed
    assert browser.post("/register/provider", **facts, agreed="y").status_code == 303
    person = db.session.scalars(select(ProviderIdentity)).one().person
    assert person.full_name == "Nguyễn Văn An"
    assert person.details.email is None
    assert db.session.scalars(select(Password)).all() == []
    assert browser.get("/me").status_code == 200


def test_a_minor_registers_and_hears_of_the_guardian(browser, provider):
    unit = make_unit()
    there_and_back(browser, provider)
    facts = {"name": "Trần Bé", "birth_year": "2013", "unit": unit.slug, "purpose": "youth"}
    browser.post("/register/provider", **facts, agreed="y")
    person = db.session.scalars(select(ProviderIdentity)).one().person
    assert person.needs_guardian
    assert person.lacks("account")


def test_a_name_of_look_alike_letters_is_not_taken_over(browser, provider):
    unit = make_unit()
    there_and_back(browser, provider, name="Nguy\u0435n V\u0430n An")  # Cyrillic е and а
    assert "\u0435" not in browser.get("/register/provider").text
    facts = {"birth_year": "2000", "unit": unit.slug, "purpose": "youth", "agreed": "y"}
    reply = browser.post("/register/provider", name="Nguy\u0435n", **facts)
    assert reply.status_code == 422
    assert people() == 0


def test_a_verified_e_mail_opens_no_account(browser, provider):
    make_person(email="nguoi@example.org")
    reply, _back = there_and_back(browser, provider)
    assert reply.location == "/register/provider"
    assert browser.get("/me").status_code == 302
    assert "link" in browser.speak("en").get("/register/provider").text


def test_who_is_signed_in_links_with_the_password_and_unlinks(browser, provider):
    person = with_password(make_person())
    browser.sign_in(person)
    assert browser.get("/me/provider/go").location == "/me/provider"
    assert browser.post("/me/provider", password="sai rồi nhé").status_code == 409
    assert browser.get("/me/provider/go").location == "/me/provider"
    assert browser.post("/me/provider", password=WORD).status_code == 200
    reply, _back = there_and_back(browser, provider, "/me/provider/go")
    assert reply.status_code == 303
    identity = db.session.scalars(select(ProviderIdentity)).one()
    assert identity.person_id == person.id
    assert browser.get("/me").status_code == 200
    assert browser.post(f"/me/provider/{identity.id}/end").status_code == 303
    assert db.session.scalars(select(ProviderIdentity)).all() == []
    verbs = set(db.session.scalars(select(Activity.verb)))
    assert {"password.provider_linked", "password.provider_unlinked"} <= verbs


def test_what_is_linked_with_somebody_is_not_linked_with_another(browser, provider):
    owner = linked(provider)
    browser.sign_in(with_password(make_person()))
    browser.post("/me/provider", password=WORD)
    reply, _back = there_and_back(browser, provider, "/me/provider/go")
    assert reply.status_code == 409
    assert db.session.scalars(select(ProviderIdentity)).one().person_id == owner.id


def test_a_stranger_s_link_is_not_found_and_the_only_way_in_stays(browser, provider):
    owner = linked(provider)
    identity = db.session.scalars(select(ProviderIdentity)).one().id
    browser.sign_in(make_person())
    assert browser.post(f"/me/provider/{identity}/end").status_code == 404
    browser.sign_in(owner)
    assert browser.post(f"/me/provider/{identity}/end").status_code == 409
    assert db.session.scalars(select(ProviderIdentity)).one().id == identity


def test_half_a_provider_is_refused_in_sentences(tmp_path):
    with pytest.raises(Misconfigured) as wrong:
        from_environment({"MENTORHUB_DATA": str(tmp_path), "MENTORHUB_OIDC_ISSUER": "http://x"})
    for name in ("CLIENT_ID", "CLIENT_SECRET", "NAME"):
        assert f"MENTORHUB_OIDC_{name} must be set" in str(wrong.value)
    assert "MENTORHUB_OIDC_ISSUER must begin with https://" in str(wrong.value)


def test_a_worker_starts_without_the_libraries_of_the_provider():
    code = "import sys, mentorhub.app; print({'authlib', 'requests', 'joserfc'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
