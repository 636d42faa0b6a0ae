"""Somebody goes out to the provider and comes back."""

from mentorhub.accounts.models import ProviderIdentity
from mentorhub.platform.db import db
from tests.factories import make_person


def linked(provider, subject="s-1", **fields):
    person = make_person(**fields)
    db.session.add(ProviderIdentity(issuer=provider.issuer, subject=subject, person=person))
    db.session.flush()
    return person


def there_and_back(browser, provider, start="/sign-in/provider", **who):
    away = browser.get(start)
    assert away.status_code == 302, away.text
    back = provider.agree(away.location, **who)
    return browser.get(back), back
