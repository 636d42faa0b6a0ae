"""Ask a virus scanner, where one is set (MENTORHUB_CLAMD): ClamAV's INSTREAM over TCP."""

import socket
import struct

from flask import current_app

from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _

BLOCK = 64 * 1024
PATIENCE = 30  # seconds


def found_in(content: bytes) -> bool:
    """Without a scanner nothing is found; one that does not answer takes no file."""
    address = current_app.config["CLAMD"]
    if not address:
        return False
    try:
        answer = _ask(address, content)
    except OSError:
        answer = b""
    if answer.endswith(b" OK"):
        return False
    if answer.endswith(b" FOUND"):
        return True
    raise Refused(_("Files cannot be checked for viruses just now. Try again in a few minutes."))


def _ask(address: str, content: bytes) -> bytes:
    host, _colon, port = address.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as scanner:
        scanner.sendall(b"zINSTREAM\0")
        for at in range(0, len(content), BLOCK):
            block = content[at : at + BLOCK]
            scanner.sendall(struct.pack(">L", len(block)) + block)
        scanner.sendall(struct.pack(">L", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := scanner.recv(4096)):
            answer += more
    return answer.rstrip(b"\0\n")
