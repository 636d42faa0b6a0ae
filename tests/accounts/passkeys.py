"""What a browser does with a passkey: asks for a question, answers it, sends it."""

import html
import re

from sqlalchemy import select

from mentorhub.accounts.models import Passkey
from mentorhub.platform.db import db
from tests.accounts.passwords import WORD


def question_to_add(browser):
    page = browser.post("/me/passkeys", current=WORD, name="Điện thoại")
    assert page.status_code == 200
    return html.unescape(re.search(r'data-question="([^"]+)"', page.text)[1])


def add(browser, device, question=None, name="Điện thoại"):
    made = device.make(question or question_to_add(browser))
    return browser.post("/me/passkeys/new", credential=made, name=name)


def question_to_sign_in(browser):
    reply = browser.post("/sign-in/passkey", contact="", password="")
    assert (reply.status_code, reply.mimetype) == (200, "application/json")
    return reply.text


def send(browser, answer, **more):
    return browser.post("/sign-in/passkey", credential=answer, **more)


def sign_in(browser, device, **more):
    return send(browser, device.answer(question_to_sign_in(browser)), **more)


def stored():
    return db.session.scalars(select(Passkey)).all()
