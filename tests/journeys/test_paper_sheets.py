"""A sheet goes from the printer through two pairs of hands into the card, in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from mentorhub.accounts.actions import open_login
from mentorhub.judging.models import Scorecard
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person
from tests.transcripts.conftest import make_secretary

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]


@pytest.fixture
def hall(house):
    """Everybody's token, the juror and the card: criteria out of 10 in ones and 30 in halves."""
    with house.app.app_context(), transaction():
        contest = make_contest(
            days_left=-1, criteria=(10, 30), scoring_opened_at=now() - timedelta(hours=1)
        )
        juror = make_juror(contest, make_person("Mai Thế Hiển"))
        card = make_card(juror, make_entry(None, contest))
        people = {
            "organiser": contest.organisers[0].person,
            "juror": juror.person,
            "first": make_secretary(contest, make_person("Đào Thư Ký", age=30)),
            "second": make_secretary(contest, make_person("Võ Thư Ký", age=31)),
        }
        for person in people.values():
            person.language = "en"
        tokens = {
            who: open_login(person, device="journey", shared_computer=False)
            for who, person in people.items()
        }
        return {"contest": contest.id, "juror": juror.id, "card": card.id, "tokens": tokens}


@pytest.fixture
def as_(visit, house, hall):
    def arrive(who, path, **given):
        visitor = visit(language="en", **given)
        signed = house.app.session_interface.get_signing_serializer(house.app)
        content = {"_user_id": hall["tokens"][who], "_fresh": True, "_permanent": True}
        name = house.app.config["SESSION_COOKIE_NAME"]
        cookie = {"name": name, "value": signed.dumps(content), "url": house.address}
        visitor.context.add_cookies([cookie])
        visitor.go(path)
        return visitor

    return arrive


def types(page, *points):
    """By the keyboard alone: a figure, then on."""
    for number, figure in enumerate(points):
        page.locator("input[inputmode=decimal]").nth(number).focus()
        page.keyboard.type(figure)
    page.keyboard.press("Enter")


def test_a_sheet_on_paper_is_typed_twice_and_locks_the_card(house, hall, as_):
    listed = f"/contests/{hall['contest']}/paper-sheets"
    office = as_("organiser", f"/jurors/{hall['juror']}/paper-sheets").page
    office.get_by_role("button", name="Make the sheets").click()
    code = office.locator(".marks-paper .h3.tnum").inner_text().strip()
    expect(office.locator(".marks-paper svg.qr")).to_be_visible()

    first = as_("first", listed).page
    first.keyboard.type(code.lower().replace("-", " "))
    first.keyboard.press("Enter")
    first.get_by_role("button", name="Type this sheet").click()
    types(first, "8", "25,5")
    expect(first.get_by_text("Another secretary types it a second time")).to_be_visible()

    juror = as_("juror", f"/judging/cards/{hall['card']}").page
    expect(juror.get_by_text("Somebody types this sheet from your paper")).to_be_visible()
    expect(juror.locator("#sheet")).to_have_count(0)

    visitor = as_("second", listed)
    visitor.meant.add(409)
    second = visitor.page
    second.get_by_role("link", name="AG").first.click()
    second.get_by_role("link", name="Type it a second time").click()
    types(second, "8", "24.5")
    expect(second.get_by_role("link", name="The first person read 25.5.")).to_be_visible()
    second.locator("input[inputmode=decimal]").nth(1).fill("")
    types(second, "", "25.5")
    expect(second.get_by_text("Both typed the same")).to_be_visible()

    juror.reload()
    expect(juror.get_by_text("Typed from your paper.")).to_be_visible()
    expect(juror.get_by_text("Sheet submitted", exact=True)).to_be_visible()
    with house.app.app_context():
        card = db.session.get(Scorecard, hall["card"])
        assert card.is_submitted
        assert sorted(card.points.values()) == [8, 25.5]
