"""The autosave of a scoresheet as the browser sends it: every save from the last version."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from development.bench.server import Server


class Sheet:
    """An open scoresheet: its token and version are read from the page, then kept up to date."""

    def __init__(self, made: Mapping[str, Any], server: Server) -> None:
        self.server = server
        self.path = f"/judging/cards/{made['card']}"
        self.lines = [UUID(line).hex for line in made["lines"]]
        self.headers = {
            "Host": "127.0.0.1",
            "Cookie": made["cookies"]["juror"],
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
        }
        _, page = server.ask("GET", self.path, headers=self.headers)
        found = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
        version = re.search(rb'name="version"[^>]*value="(\d+)"', page)
        assert found, "the scoresheet shows no token"
        assert version, "the scoresheet shows no version"
        self.token, self.version = found[1].decode(), int(version[1])

    def save(self, number: int) -> tuple[int, int]:
        """One changed mark, a fresh key; the status and the length of the reply."""
        body = urlencode(
            {
                "csrf_token": self.token,
                "version": self.version,
                "key": uuid4().hex,
                "feedback": "",
                **{f"points_{line}": (number + n) % 11 for n, line in enumerate(self.lines)},
                **{f"note_{line}": "" for line in self.lines},
            }
        ).encode()
        path = f"{self.path}/marks"
        status, reply = self.server.ask("POST", path, headers=self.headers, body=body)
        if status == 200:
            self.version = json.loads(reply)["version"]
        return status, len(reply)
