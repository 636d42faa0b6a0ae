"""What a provider says that is not true, or does not say, lets nobody in."""

import time

import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import func, select

from mentorhub.accounts.models import Login
from mentorhub.platform.db import db
from tests.accounts.provider_walk import linked, there_and_back


def test_the_same_way_back_leads_nowhere_a_second_time(browser, provider):
    linked(provider)
    away = browser.get("/sign-in/provider")
    back = provider.agree(away.location)
    cookie = browser.client.get_cookie("mentorhub").value
    known = dict(provider.codes)
    assert browser.get(back).status_code == 303
    browser.sign_out()
    browser.client.set_cookie("mentorhub", cookie)  # as kept by somebody at the same computer
    assert browser.get(back).status_code == 409  # the provider refuses the code
    browser.client.set_cookie("mentorhub", cookie)
    provider.codes.update(known)  # one that does not
    assert browser.get(back).status_code == 409
    assert db.session.scalar(select(func.count()).select_from(Login)) == 1


LIES = {
    "nonce": {"nonce": "of another day"},
    "audience": {"aud": "somebody-else"},
    "issuer": {"iss": "https://evil.example"},
    "expired": {"exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200},
    "no subject": {"sub": ""},
    "a list for a subject": {"sub": ["s-1"]},
}


@pytest.mark.parametrize("lie", LIES)
def test_an_untrue_token_lets_nobody_in(browser, provider, lie):
    linked(provider)
    provider.claims = LIES[lie]
    reply, _back = there_and_back(browser, provider)
    assert reply.status_code == 409, reply.status_code
    assert db.session.scalar(select(func.count()).select_from(Login)) == 0


def test_a_token_signed_by_another_key_lets_nobody_in(browser, provider):
    linked(provider)
    provider.key = RSAKey.generate_key(2048, {"kid": "one"})
    assert there_and_back(browser, provider)[0].status_code == 409


def test_an_answer_without_a_token_lets_nobody_in(browser, provider):
    linked(provider)
    provider.no_token = True
    assert there_and_back(browser, provider)[0].status_code == 409


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x&code=y", "?error=access_denied", "?state=x&error=%00x"]
)
def test_a_return_nobody_went_out_for_is_answered_with_a_page(browser, provider, query):
    reply = browser.get(f"/sign-in/provider/return{query}")
    assert reply.status_code in (400, 409)
    assert "<h1" in reply.text


def test_a_state_changed_on_the_way_is_refused(browser, provider):
    linked(provider)
    back = provider.agree(browser.get("/sign-in/provider").location)
    assert browser.get(back + "x").status_code == 409


def test_a_provider_that_fails_is_a_sentence_not_an_error_of_ours(browser, provider, app):
    provider.broken = True
    assert browser.get("/sign-in/provider").status_code == 503
    app.extensions.pop("provider", None)
    app.extensions.pop("authlib.integrations.flask_client", None)
    app.config["OIDC_ISSUER"] = "http://127.0.0.1:1"
    assert browser.get("/sign-in/provider").status_code == 503


def test_a_closed_account_is_not_opened(browser, provider):
    person = linked(provider)
    person.closed_at = person.created_at
    assert there_and_back(browser, provider)[0].status_code == 409
