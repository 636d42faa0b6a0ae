"""Bodies no page of ours sends."""

import io
import json

import pytest

PLACES = ["/sign-in", "/register", "/reset-password"]


@pytest.mark.parametrize("address", PLACES)
@pytest.mark.parametrize(
    "body", ['{"a":' * 20000, "[]", json.dumps({"contact": ["x"], "password": {"a": "\0"}})]
)
def test_json_is_no_form(browser, address, body):
    headers = {"X-CSRFToken": browser.token(), "Content-Type": "application/json"}
    assert browser.client.post(address, data=body, headers=headers).status_code == 415


@pytest.mark.parametrize("address", PLACES)
def test_a_file_is_no_text(browser, address):
    parts = {"csrf_token": browser.token(), "contact": (io.BytesIO(b"x"), "a.html")}
    reply = browser.client.post(address, data=parts, content_type="multipart/form-data")
    assert reply.status_code == 400
