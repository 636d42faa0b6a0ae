"""What is sent is switched off on a page, or from a mail without a session."""

from mentorhub.notifications.models import Channel
from tests.notifications.preferences import switched_off


def test_everything_is_on_until_it_is_switched_off(reader, browser):
    browser.sign_in(reader)
    page = browser.get("/notifications/preferences").text
    assert page.count('type="checkbox"') == page.count(" checked") == 12
    everything = ["ideas", "teams", "mentoring", "contests", "judging", "results"]
    reply = browser.post(
        "/notifications/preferences", in_app=everything, email=["contests", "judging", "results"]
    )
    assert reply.status_code == 303
    off = {(family, Channel.EMAIL) for family in ("ideas", "teams", "mentoring")}
    assert switched_off(reader) == off
    assert browser.get("/notifications/preferences").text.count(" checked") == 9


def test_an_unknown_family_is_refused_and_nothing_is_changed(reader, browser):
    reply = browser.sign_in(reader).post("/notifications/preferences", email=["account"])
    assert reply.status_code == 422
    assert switched_off(reader) == set()


def test_looking_at_the_way_out_changes_nothing(browser, reader, way_out):
    page = browser.get(way_out)
    assert page.status_code == 200
    assert "Ngừng gửi các thư này" in page.text
    assert switched_off(reader) == set()


def test_a_mail_program_unsubscribes_without_a_session_or_a_token(browser, reader, way_out):
    reply = browser.client.post(way_out, data={"List-Unsubscribe": "One-Click"})
    assert reply.status_code == 200
    assert switched_off(reader) == {("ideas", Channel.EMAIL)}
    assert browser.client.post(way_out).status_code == 200
    assert switched_off(reader) == {("ideas", Channel.EMAIL)}


def test_a_forged_way_out_does_not_exist(browser, reader, way_out):
    assert browser.client.post(way_out[:-2] + "xx").status_code == 404
    assert switched_off(reader) == set()
