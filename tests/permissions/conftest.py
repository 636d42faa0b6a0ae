"""The runner's sum: each test leaves its part in a folder, `tasks.py matrix` adds them up."""

import json
import os
import time
from pathlib import Path
from uuid import uuid4

import pytest

from tests.permissions.runner import Tally


@pytest.fixture
def tally():
    tally = Tally()
    yield tally
    if folder := os.environ.get("MENTORHUB_MATRIX"):
        part = json.dumps(tally.as_json() | {"at": time.time()})
        (Path(folder) / f"{uuid4().hex}.json").write_text(part, encoding="utf-8")
