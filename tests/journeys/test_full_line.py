"""Many sign in at once: whoever is sent away waits, and their page goes on by itself."""

import http.client
import re
import threading
import time
from contextlib import closing, contextmanager
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.journeys.house import ADDRESS, PASSWORD
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey
OTHERS, LONGEST = 6, 30
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def _knock(port, number, ended):
    """Somebody who asks again and again for accounts that are nobody's."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as line:
        _ask(line, port, number, ended)


def _ask(line, port, number, ended):
    line.request("GET", "/sign-in", headers={"Host": f"localhost:{port}"})
    reply = line.getresponse()
    cookie, page = reply.headers["Set-Cookie"].partition(";")[0], reply.read().decode()
    sent = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    sent |= {"Host": f"localhost:{port}", "Prefer": "return=minimal"}
    for n in range(10_000):
        if ended.is_set():
            return
        typed = {"contact": f"khong.ai.{number}.{n}@mau.example", "password": "khong-phai-mat-khau"}
        typed["csrf_token"] = TOKEN.search(page)[1]
        sent["X-Forwarded-For"] = f"10.9.{number}.{n % 250 + 1}"
        line.request("POST", "/sign-in", urlencode(typed), sent)
        line.getresponse().read()


@contextmanager
def crowd(house):
    """Others at every place."""
    ended = threading.Event()
    others = [threading.Thread(target=_knock, args=(house.port, n, ended)) for n in range(OTHERS)]
    for other in others:
        other.start()
    time.sleep(0.5)
    try:
        yield
    finally:
        ended.set()
        for other in others:
            other.join(60)


def test_the_page_waits_and_goes_on_by_itself(visit, house):
    phone = visit(size=PHONE)
    phone.meant |= {503}
    with crowd(house):
        phone.go("/sign-in")
        phone.fill(contact=ADDRESS["young person, team owner"], password=PASSWORD)
        button = phone.page.locator("main form:has([name=password]) .btn").last
        button.click()
        phone.reads("Vài giây nữa hãy thử lại")
        phone.fill(password=PASSWORD)  # the number or address is still there, a password never
        button.click()
        left = phone.page.locator("[data-left]")
        expect(left).to_have_text(re.compile(r"^\d+ s$"))
        first = int(left.inner_text().split()[0])
        expect(left).not_to_have_text(f"{first} s")
        assert first <= LONGEST
    phone.page.wait_for_url("**/dashboard", timeout=60_000)
