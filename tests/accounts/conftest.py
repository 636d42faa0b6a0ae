import pytest

from tests.accounts.authenticator import Device
from tests.accounts.passkeys import add
from tests.accounts.passwords import with_password
from tests.accounts.provider import running
from tests.browser import CommittingBrowser
from tests.factories import make_officer, make_person, make_second_step, make_unit


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


@pytest.fixture
def member(app):
    return with_password(make_person("Tô Kim Thoa"))


@pytest.fixture
def device(browser, member):
    """A device of the member's; nobody is signed in."""
    made = Device()
    assert add(browser.sign_in(member), made).location == "/me/passkeys"
    browser.sign_out()
    return made


NAMES = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME")


@pytest.fixture
def provider(app):
    with running() as provider:
        values = (provider.issuer, "mentorhub", "secret", "Nhà Khác")
        app.config.update({f"OIDC_{n}": v for n, v in zip(NAMES, values, strict=True)})
        yield provider
        app.config.update({f"OIDC_{name}": "" for name in NAMES})
        app.extensions.pop("provider", None)
        app.extensions.pop("authlib.integrations.flask_client", None)


@pytest.fixture
def officer(app):
    return with_password(make_officer(make_unit()))


@pytest.fixture
def equipped(officer):
    make_second_step(officer)
    return officer


@pytest.fixture
def unit(app):
    return make_unit(slug="an-bien")
