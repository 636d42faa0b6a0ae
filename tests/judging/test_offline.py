"""What the server gives a browser for judging without network: a worker, and whose pages."""

import re

import pytest

from mentorhub.judging.views.offline import NEEDED
from mentorhub.platform.assets import served
from tests.factories import make_person


def whose(reply):
    return reply.headers.get("Hand-Of")


def test_the_worker_knows_the_present_address_of_all_a_sheet_needs(browser):
    reply = browser.get("/worker.js")
    assert reply.mimetype == "text/javascript"
    needed = re.findall(r'"(/static/[^"]+)"', reply.text.splitlines()[0])
    assert needed == [served(name)[0] for name in NEEDED]
    assert all(served(name)[1].is_file() for name in NEEDED)


@pytest.fixture
def own(browser):
    """The same browser, on a device of one's own or on a shared one."""

    def signed_in(person, *, shared=False):
        browser.sign_in(person)
        with browser.client.session_transaction() as session:
            session.permanent = not shared
        return browser

    return signed_in


def test_every_page_says_whose_it_is_and_the_same_on_every_day(own, card):
    juror = card.juror.person
    first = whose(own(juror).get(f"/judging/cards/{card.id}"))
    assert first
    page = own(juror).get("/judging")
    assert whose(page) == first
    assert f'data-hand="{first}"' in page.text
    assert whose(own(juror).get("/judging/cards/00000000-0000-0000-0000-000000000000")) == first
    assert juror.id.hex not in first
    assert whose(own(make_person()).get("/judging")) not in {first, None}


def test_on_a_shared_computer_and_to_a_stranger_it_names_nobody(own, browser, card):
    assert whose(own(card.juror.person, shared=True).get("/judging")) is None
    assert whose(browser.sign_out().get("/contests")) is None
