"""A receipt proves itself: here by its code or file, elsewhere by openssl."""

import base64
import io
import json
import re
import shutil
import subprocess

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from sqlalchemy import update

from mentorhub.entries import actions
from mentorhub.entries.actions import receipts
from mentorhub.entries.models import Receipt
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.signing import canonical, public_keys
from tests.entries.cast import draft
from tests.factories import make_person, make_team


def sent():
    by = make_person("Nguyễn Thị Kín")
    entry = draft(make_team(by, name="Đội Kín"))
    receipt = actions.submit(entry, by=by, at=now())
    db.session.commit()
    return receipt, entry, by


def verdict(browser, **form):
    return browser.client.post("/receipts", data={"csrf_token": browser.token(), **form}).text


def test_the_code_shows_no_more_than_the_paper(browser):
    receipt, entry, by = sent()
    reply = browser.get(f"/receipts/{receipt.code.lower().replace('-', '')}")
    assert reply.status_code == 200
    assert "Hợp lệ." in reply.text
    assert receipt.code in reply.text
    for secret in (entry.title, entry.team.name, by.full_name, str(entry.id)):
        assert secret not in reply.text


def test_a_code_nobody_got_is_unknown(browser):
    assert "Không có." in browser.get("/receipts/2222-2222-22").text


def test_a_row_changed_behind_our_back_is_altered(browser):
    receipt, _entry, _by = sent()
    db.session.execute(update(Receipt).values(digest="0" * 64))
    db.session.commit()
    db.session.expire_all()
    assert "Đã bị sửa." in browser.get(f"/receipts/{receipt.code}").text


def test_a_receipt_from_before_signatures_says_so(browser):
    receipt, _entry, _by = sent()
    receipt.signature = ""
    db.session.commit()
    assert "Có trong sổ." in browser.get(f"/receipts/{receipt.code}").text


def test_the_file_is_valid_and_every_change_to_it_is_seen(app):
    receipt, entry, _by = sent()
    file = receipts.file_of(receipt, entry)
    assert receipts.verdict_on_file(file)["verdict"] == "valid"
    told = json.loads(file)
    for name, value in told["statement"].items():
        other = value + 1 if isinstance(value, int) else f"{value}x"
        changed = {**told, "statement": {**told["statement"], name: other}}
        found = receipts.verdict_on_file(json.dumps(changed))["verdict"]
        assert found == ("unknown" if name == "code" else "altered"), name
    other = base64.b64encode(bytes(64)).decode()
    assert receipts.verdict_on_file(json.dumps({**told, "signature": other}))["verdict"] != "valid"


@pytest.mark.parametrize(
    "file", ["", "[]", "{}", "null", '{"statement":[],"signature":1}', "[" * 9]
)
def test_what_is_no_receipt_is_unknown(app, file):
    assert receipts.verdict_on_file(file)["verdict"] == "unknown"


def test_the_file_is_given_to_the_team_and_read_by_the_page(browser):
    receipt, entry, by = sent()
    browser.sign_in(by)
    reply = browser.get(f"/entries/{entry.id}/receipt.json")
    assert receipt.code in reply.headers["Content-Disposition"]
    file = (io.BytesIO(reply.data), "receipt.json")
    assert "Hợp lệ." in verdict(browser, code="", file=file)
    assert browser.get(f"/entries/{entry.id}/receipt").text.count(receipt.code) > 1


def what_is_checked_elsewhere():
    """(statement, signature, key) as the guide has somebody take them out of the file."""
    receipt, entry, _by = sent()
    told = json.loads(receipts.file_of(receipt, entry))
    return canonical(told["statement"]), base64.b64decode(told["signature"]), public_keys()[0]


def test_anybody_with_the_public_key_checks_it_without_us(app):
    statement, signature, key = what_is_checked_elsewhere()
    checker = load_pem_public_key(key.encode())
    checker.verify(signature, statement)
    with pytest.raises(InvalidSignature):
        checker.verify(signature, statement.replace(b"1", b"2", 1))
    with pytest.raises(InvalidSignature):
        Ed25519PrivateKey.generate().public_key().verify(signature, statement)


def openssl(folder):
    command = (
        "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in statement -sigfile signature"
    )
    return subprocess.run(command.split(), cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.fault
def test_the_command_of_the_guide_checks_it_without_us(app, tmp_path):
    assert shutil.which("openssl"), "The guide checks receipts with openssl, and there is none."
    statement, signature, key = what_is_checked_elsewhere()
    (tmp_path / "statement").write_bytes(statement)
    (tmp_path / "signature").write_bytes(signature)
    (tmp_path / "key.pem").write_text(key)
    assert "Verified Successfully" in openssl(tmp_path).stdout
    (tmp_path / "statement").write_bytes(statement + b" ")
    assert openssl(tmp_path).returncode != 0


def test_a_receipt_stays_valid_when_the_secret_key_is_changed(app, monkeypatch):
    receipt, entry, _by = sent()
    old = app.config["SECRET_KEY"]
    monkeypatch.setitem(app.config, "SECRET_KEY", "another key, and long enough for anyone")
    assert not receipts.is_intact(receipt, entry)
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [old])
    assert receipts.is_intact(receipt, entry)


def test_every_receipt_of_an_entry_can_be_read_and_downloaded(browser):
    first, entry, by = sent()
    title, entry.unsent = entry.title, {**actions.content_of(entry), "title": "Tên mới"}
    second = actions.submit(entry, by=by, at=now())
    db.session.commit()
    browser.sign_in(by)
    page = browser.get(f"/entries/{entry.id}").text
    older = f"/entries/{entry.id}/receipt?code={first.code}"
    assert f'href="{older}"' in page
    assert f'href="/entries/{entry.id}/receipt"' in page
    paper = browser.get(older).text
    assert "có biên nhận mới hơn" in paper
    assert (title in paper, second.code in paper) == (True, False)
    file = browser.get(f"/entries/{entry.id}/receipt.json?code={first.code}")
    assert first.code in file.headers["Content-Disposition"]
    assert browser.get(f"/entries/{entry.id}/receipt?code=2222-2222-22").status_code == 404


def test_the_paper_is_printed_with_a_button_and_leads_to_where_it_is_checked(browser):
    receipt, entry, by = sent()
    page = browser.sign_in(by).get(f"/entries/{entry.id}/receipt").text
    off_paper, _, paper = page.partition('class="lead"')
    assert 'data-behaviour="print"' in off_paper.partition('class="no-print')[2]
    assert re.search(r"js/app\.\w+\.js", off_paper)
    address = re.search(rf'href="([^"]*/receipts/{receipt.code})"', paper)[1]
    assert f">{address}</a>" in paper
    assert browser.sign_out().get(f"/receipts/{receipt.code}").status_code == 200


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Kiểm tra giấy biên nhận"), ("en", "Check a receipt"), ("fr", "Vérifier un reçu")],
)
def test_every_page_leads_to_where_receipts_are_checked(browser, language, words):
    foot = browser.speak(language).get("/").text.partition("<footer")[2]
    assert f'href="/receipts">{words}</a>' in foot
