"""A young person on a phone votes, votes otherwise and takes it back, without a script too."""

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey
CONTEST = "Giải pháp số cho ấp, khóm (dữ liệu mẫu)"


@pytest.mark.parametrize("script", [True, False])
def test_somebody_votes_changes_and_takes_it_back(visit, signed_in, script):
    state = signed_in("young person, team owner")
    voter = visit(size=PHONE, script=script, state=state).go("/contests")
    page = voter.page
    page.get_by_role("link", name=CONTEST).first.click()
    page.get_by_role("link", name="Bình chọn", exact=True).click()
    choices = page.get_by_role("radio")
    for number in (1, 2):
        choices.nth(number).check()
        page.locator("form[action$='/ballot'] button").click()
        voter.reads("Bạn đã bình chọn cho")
        expect(choices.nth(number)).to_be_checked()
    page.get_by_role("button", name="Rút phiếu của tôi").click()
    voter.reads("Đã rút phiếu của bạn")
    expect(page.locator("main input:checked")).to_have_count(0)
