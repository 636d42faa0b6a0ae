"""A file on its way into an entry, in parts, as the page of an entry sends it."""

import json
import os
import time

from mentorhub.papers.domain.kinds import MOST_AT_ONCE, PART
from tests.papers.samples import pdf

QUICK = 1.0  # seconds: what upload.js takes for a fast network
SIZE = int(float(os.environ.get("UPLOAD_BYTES", "5e6")))


def file_of(client):
    """Different for each entry, so that a part in a wrong file would show."""
    line = f"% {client.entry}\n".encode()
    return pdf(b"\n" + line * ((SIZE - len(pdf()) - 1) // len(line)))


def send_file(client, port, _what=""):
    """One attempt; goes on where an earlier one stopped. Whether an answer came that counts."""
    content, path = file_of(client), f"/entries/{client.entry}/uploads"
    told = {"name": "ho-so.pdf", "size": len(content), "slot": "", "mark": "1"}
    client.uploads += 1
    status, begun = _ask(client, port, path, told)
    done, most = begun.get("received", 0), PART
    while status == 200 and done < len(content):
        part, began = content[done : done + most], time.monotonic()
        status, answer = _ask(client, port, begun["receive"], {"offset": done}, part)
        done = answer.get("received", done)
        most = min(MOST_AT_ONCE, 2 * most) if time.monotonic() - began < QUICK else PART
    if status == 200:
        status, answer = _ask(client, port, begun["finish"], {})
        if status == 200 and answer["refused"]:
            raise AssertionError(answer["refused"])
    client.uploaded = {200: "received", 409: "closed"}.get(status, "")
    if client.uploaded:
        client.write_down(f"file {client.uploaded}", content.decode())
    return bool(client.uploaded)


def _ask(client, port, path, answers, part=None):
    kind = "application/json"
    status, _where, body = client.device.ask(port, "POST", path, answers, part=part, accept=kind)
    return status, json.loads(body) if status == 200 else {}
