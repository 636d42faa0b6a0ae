"""What a page of somebody signed in asks the database, in the last hour of a contest."""

import pytest

from mentorhub.platform.db import transaction
from tests.entries.cast import draft
from tests.factories import make_contest, make_person, make_team
from tests.served import device_of


@pytest.mark.parametrize(
    ("address", "most"),
    [("/entries/{entry}", 10), ("/contests/{contest}", 8), ("/contests", 3)],
)
def test_a_page_of_a_team_asks_little(cached_app, asked, address, most):
    with cached_app.app_context(), transaction():
        person, mate, contest = make_person(), make_person(), make_contest()
        entry = draft(make_team(person, mate), contest=contest)
        url = address.format(entry=entry.id, contest=contest.id)
        name, _is, value = device_of(cached_app, person).cookie.partition("=")
    client = cached_app.test_client()
    client.set_cookie(name, value)
    client.get(url)  # notes that the device was seen, and leaves behind what is kept
    asked()
    assert client.get(url).status_code == 200
    assert len(asked()) <= most  # the one that begins the transaction is among them
