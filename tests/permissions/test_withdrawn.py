"""A guardian's yes taken back holds from the next request on (reliability, section 2, rule 4)."""

import pytest

from mentorhub.accounts.domain.consent import Purpose
from tests.permissions.canaries import CANARIES
from tests.permissions.runner import DONE
from tests.permissions.stage import Stage
from tests.permissions.surfaces.writing import _entry

pytestmark = pytest.mark.matrix
# purpose → what the minor, or who leads their team, does as long as it holds
DEEDS = (
    (Purpose.ACCOUNT, "TN", "POST", "/ideas/{draft}/sending", None),
    (Purpose.ACCOUNT, "TN", "POST", "/ideas/{idea}/comments", {"text": "Xã em cũng vậy ạ"}),
    (Purpose.CONTEST, "OW", "POST", "/entries/{entry}/edit", _entry),
    (Purpose.MENTOR_CONTACT, "TN", "POST", "/threads/{thread}", {"text": "Em chào cô ạ"}),
)
STAYS = (
    ("GET", "/ideas/{draft}", None),
    ("GET", "/entries/{entry}", None),
    ("GET", "/me/data", None),
    ("GET", "/me/erasure", None),
    ("POST", "/safety/new", {"text": "Có chuyện không ổn"}),
)


def withdraws(stage, who, purpose, answer="no"):
    """One tap of the guardian by the link, or of the young person."""
    address = "/guardian/{link}" if who == "GU" else "/me/consents"
    fields = {"purpose": purpose.value, "agrees": answer}
    reply = stage.ask(who, "POST", stage.fill(address), fields)
    assert reply.status_code == 303, reply.status_code


def does(stage, role, method, address, fields):
    given = fields(stage, role) if callable(fields) else fields
    before = stage.changed()
    reply = stage.ask(role, method, stage.fill(address), given)
    return reply.status_code in DONE and (method == "GET" or stage.changed() != before)


@pytest.mark.parametrize("who", ["GU", "TN"])
@pytest.mark.parametrize("row", DEEDS, ids=lambda row: row[3])
def test_what_was_agreed_to_ends_with_the_next_request(app, row, who):
    purpose, *deed = row
    stage = Stage(app, "open")
    with stage.undone():
        assert does(stage, *deed), "it was never allowed: nothing is proved"
    withdraws(stage, who, purpose)
    with stage.undone():
        assert not does(stage, *deed)
    for method, address, fields in STAYS:
        with stage.undone():
            assert does(stage, "TN", method, address, fields), address


@pytest.mark.parametrize("who", ["GU", "TN"])
def test_a_name_leaves_the_public_page_with_the_next_request(app, who):
    stage = Stage(app, "published")
    address = stage.fill("/results/{contest}")
    for voice in ("GU", "TN"):
        withdraws(stage, voice, Purpose.PUBLICATION, answer="yes")
    assert CANARIES["minor"] in stage.ask("AN", "GET", address).text
    withdraws(stage, who, Purpose.PUBLICATION)
    assert CANARIES["minor"] not in stage.ask("AN", "GET", address).text


def test_without_the_account_nothing_else_holds(app):
    stage = Stage(app, "open")
    withdraws(stage, "GU", Purpose.ACCOUNT)
    for _, *deed in DEEDS:
        with stage.undone():
            assert not does(stage, *deed)
