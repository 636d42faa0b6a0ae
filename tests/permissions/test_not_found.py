"""What is out of reach and what does not exist are one page, byte for byte, on every rule.

For each rule with an id, each method and each role: the address of a thing out of reach, that of
no thing, and one that is no id at all. With two ids, each is missing alone as well.
"""

from itertools import product
from urllib.parse import quote
from uuid import uuid4

import pytest

from tests.permissions.places import places
from tests.permissions.rest import plant_the_rest
from tests.permissions.runner import plain
from tests.permissions.stage import Stage

pytestmark = [pytest.mark.matrix, pytest.mark.timeout(600)]
ODD = "khong-phai-ma"
# strangers, and those who come near without reaching: the others stand in the cells themselves
NEAR = ("AN", "TN", "RV", "MU", "JC", "OC", "UX", "SG", "OW", "PA")


def with_ids(app):
    return [place for place in places(app) if place.named]


def addresses(stage, place):
    """The thing's own address, then those where one id or all of them lead to nothing."""
    other = {name: ODD if name in ("unit", "link") else str(uuid4()) for name in place.named}
    choices = [(stage.ids[name], other[name]) for name in place.named]
    for chosen in product(*choices):
        yield place.address.format(**dict(zip(place.named, chosen, strict=True)))
    if "<uuid:" in place.rule:
        yield place.address.format(**dict.fromkeys(place.named, ODD))


def is_shut(reply):
    return reply.status_code in (401, 404) or (
        reply.status_code == 302 and reply.location.startswith("/sign-in")
    )


def seen(stage, role, method, address):
    with stage.undone():
        reply = stage.ask(role, method, address)
    body, headers = plain(reply, address)
    asked = quote(address, safe="/")  # the way to sign in leads back to what was asked for
    told = [(name, value.replace(quote(asked, safe=""), "")) for name, value in headers]
    told = [(name, value.replace(asked, "")) for name, value in told]
    body = body.replace(quote(asked, safe="").encode(), b"").replace(asked.encode(), b"")
    return reply, (reply.status_code, body, told)


def differences(stage, place, role):
    for method in sorted(place.methods & {"GET", "POST"}):
        own, *others = addresses(stage, place)
        (reply, real), *missing = [seen(stage, role, method, one) for one in (own, *others)]
        for other, (answer, _what) in zip(others, missing, strict=True):
            if not is_shut(answer):
                yield f"{method} {other} is there: {answer.status_code}"
        told = [what for _answer, what in missing[: 2 ** len(place.named) - 1]]
        if is_shut(reply):
            told.append(real)
        if any(one != told[0] for one in told):
            yield f"{method} {place.rule} differs"


def wrongs(app, askers):
    """Who sees a difference where; `askers` says for the number of a rule which roles ask."""
    stage = Stage(app, "closed")
    plant_the_rest(stage)
    return [
        (role, difference)
        for number, place in enumerate(with_ids(app))
        for role in askers(number)
        for difference in differences(stage, place, role)
    ]


@pytest.mark.parametrize("share", range(3))
def test_out_of_reach_and_not_there_are_the_same(app, share):
    """Every rule, each asked by three of those who come near, in turn; all of them in `prove`."""
    assert wrongs(app, lambda number: [NEAR[(number + 3 * share) % len(NEAR)]]) == []


@pytest.mark.fault
@pytest.mark.parametrize("quarter", range(4))
def test_they_are_the_same_for_all_who_come_near(app, quarter):
    assert wrongs(app, lambda number: NEAR[quarter::4]) == []


def test_every_rule_with_an_id_is_asked(app):
    """Only what a token opens is left out: whoever holds the token is let in, in any role."""
    asked = {place.rule for place in with_ids(app)}
    every = {rule.rule for rule in app.url_map.iter_rules() if rule.arguments}
    assert {rule for rule in every - asked if "token" not in rule} <= {
        "/join/<invitation_id>",
        "/static/<path:filename>",
        "/about/<any(scoring, privacy, accessibility):name>",
        "/audit/export/<any(csv, xlsx):ending>",
        "/contests/new/<template>",  # the name of a template, the same for whoever may see them
        "/certificates/<code>",
        "/certificates/<code>/statement.json",
        "/receipts/<code>",  # the code stands on a paper; the page shows no more than it does
    }
    assert len(asked) > 90


def test_a_word_more_on_one_of_them_is_seen(app, monkeypatch):
    """The proof that the comparison can fail."""
    told = app.view_functions["ideas.show"]
    stage = Stage(app, "open")
    plant_the_rest(stage)
    [place] = [place for place in with_ids(app) if place.endpoint == "ideas.show"]
    assert list(differences(stage, place, "MB")) == []
    real = stage.ids["idea"]

    def speaks(**args):
        return ("Nothing for you", 404) if args["idea_id"] == real else told(**args)

    monkeypatch.setitem(app.view_functions, "ideas.show", speaks)
    assert list(differences(stage, place, "MB")) == [f"GET {place.rule} differs"]
