"""A passkey in a real browser, whose own (virtual) authenticator makes it and answers with it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.house import ADDRESS, PASSWORD
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey


@pytest.fixture
def phone(visit):
    """A phone whose owner unlocks it whenever it asks."""
    visitor = visit(size=PHONE)
    tools = visitor.context.new_cdp_session(visitor.page)
    tools.send("WebAuthn.enable")
    about = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    about |= {"hasUserVerification": True, "isUserVerified": True}
    options = {**about, "automaticPresenceSimulation": True}
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    visitor.keys = lambda: tools.send("WebAuthn.getCredentials", made)["credentials"]
    visitor.lose = lambda: tools.send("WebAuthn.clearCredentials", made)
    return visitor


def button(visitor, name):
    return visitor.page.get_by_role("button", name=name, exact=True)


def add(phone, name):
    phone.go("/me/passkeys").fill(name=name, current=PASSWORD).press("Tiếp tục")
    phone.press("Tạo khóa trên máy này")
    return phone.reads("Đã thêm khóa máy.", name)


def test_a_phone_makes_a_passkey_and_signs_in_with_it(phone):
    phone.sign_in(ADDRESS["young person, team owner"])
    add(phone, "Điện thoại của Lan")
    assert len(phone.keys()) == 1
    phone.context.clear_cookies()
    phone.go("/sign-in?next=/me/passkeys").press("Đăng nhập bằng khóa máy")
    assert phone.path == "/me/passkeys"
    phone.reads("dùng gần nhất")
    phone.press("Gỡ Điện thoại của Lan").reads("Đã gỡ khóa máy.")
    phone.context.clear_cookies()
    phone.meant.add(409)
    phone.go("/sign-in").press("Đăng nhập bằng khóa máy").reads("Khóa máy này không mở được")


def test_a_phone_without_a_key_says_so_and_stays(phone):
    phone.go("/sign-in")
    button(phone, "Đăng nhập bằng khóa máy").click()
    expect(phone.page.locator("[data-behaviour=passkey] [role=alert]")).to_contain_text(
        "Chưa dùng được"
    )
    assert phone.path == "/sign-in"


def test_a_shared_computer_is_ticked_for_the_passkey_too(phone):
    phone.sign_in(ADDRESS["mentor"])
    add(phone, "Máy thử")
    phone.context.clear_cookies()
    phone.go("/sign-in").page.get_by_text("Đây là máy dùng chung").click()
    phone.press("Đăng nhập bằng khóa máy")
    phone.go("/me").reads("máy dùng chung")


def test_without_script_there_is_no_button_that_does_nothing(visit):
    visitor = visit(script=False).go("/sign-in")
    expect(visitor.page.get_by_text("Đăng nhập bằng khóa máy")).to_be_hidden()
    expect(visitor.page.get_by_label("Mật khẩu")).to_be_visible()
