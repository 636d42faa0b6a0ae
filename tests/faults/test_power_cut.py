"""The power goes while sheets are saved: what was acknowledged is on the disk (F2), on SQLite.

A real save through the program is watched with strace. At 300 moments the disk is rebuilt from
what was synced by then, with luck's choice of the rest, and opened as after a restart.
"""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mentorhub.platform.db import db, transaction
from tests.conftest import POSTGRES
from tests.faults.power import Disk, calls_in
from tests.faults.test_kill import PROOF, round_of
from tests.served import ROOT, device_of, environment_of

CUTS, SAVES = 300, 120
pytestmark = [
    pytest.mark.fault,
    pytest.mark.timeout(300),
    pytest.mark.skipif(POSTGRES, reason="the model knows the files of SQLite"),
]
NO_STRACE = "The power cuts need strace and found none. As root: apt-get install strace"


def test_no_acknowledged_save_is_lost_when_the_power_goes(real_app, tmp_path):
    assert shutil.which("strace"), NO_STRACE
    with real_app.app_context():
        facts = _prepared(real_app, tmp_path / "journal")
        database = Path(db.engine.url.database)
        db.session.remove()
        db.engine.dispose()  # the last to leave writes the log into the database
    before = {str(database): bytearray(database.read_bytes())}
    calls = _watched(real_app, facts, tmp_path)
    luck, found = random.Random(300), {"lost": 0, "corrupt": 0, "phantom": 0}
    cuts = sorted(luck.sample(range(len(calls)), min(CUTS, len(calls))))
    disk, acknowledged, at = Disk(before), -1, 0
    for cut in cuts:
        for call in calls[at:cut]:
            disk.take(call)
            if call.path == facts["journal"]:
                acknowledged += 1
        at = cut
        _examine(disk.after_a_cut(luck), str(database), tmp_path / "cut", acknowledged, found)
    _report(len(cuts), found, acknowledged)
    assert len(cuts) == CUTS
    assert acknowledged > SAVES // 2
    assert found == {"lost": 0, "corrupt": 0, "phantom": 0}


def _prepared(app, journal):
    """What the child needs to know: who saves which sheet, and where it writes down replies."""
    with transaction():
        card = round_of(1)[0]
        device = device_of(app, card.juror.person)
    return {
        "path": f"/judging/cards/{card.id}/marks",
        "lines": [line.id.hex for line in card.contest.rubric],
        "version": card.version,
        "cookie": device.cookie,
        "token": device.token,
        "journal": str(journal),
        "saves": SAVES,
    }


def _watched(app, facts, folder):
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    trace = folder / "trace"
    command = [
        *("strace", "-y", "-xx", "-s", "70000", "-o", str(trace), "--seccomp-bpf", "-f"),
        *("-e", "trace=pwrite64,write,fsync,fdatasync,ftruncate"),
        *(sys.executable, "-m", "tests.faults.saver", str(folder / "facts.json")),
    ]
    subprocess.run(command, cwd=ROOT, env=environment_of(app), check=True)
    kept = ("sqlite", "sqlite-wal", "journal")
    lines = (line.split(None, 1)[1] for line in trace.read_text("ascii").splitlines())
    return [call for call in calls_in("\n".join(lines)) if call.path.endswith(kept)]


def _examine(files, database, folder, acknowledged, found):
    """Open what was left, as a restart would, and look for the last acknowledged save."""
    folder.mkdir(exist_ok=True)
    for suffix in ("", "-wal", "-shm"):
        (folder / f"x.sqlite{suffix}").unlink(missing_ok=True)
        if database + suffix in files:
            (folder / f"x.sqlite{suffix}").write_bytes(files[database + suffix])
    with closing(sqlite3.connect(folder / "x.sqlite")) as opened:
        sound = opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (saves,) = opened.execute("SELECT count(*) FROM score_event").fetchone()
    found["corrupt"] += not sound
    found["lost"] += max(0, acknowledged + 1 - saves)
    found["phantom"] += saves > acknowledged + 2  # one may be committed and not yet told


def _report(cuts, found, acknowledged):
    figures = " | ".join(str(figure) for figure in found.values())
    (PROOF / "power-cut.md").write_text(
        "# Scoresheet saves under power cuts, SQLite\n\n"
        f"`python3 tasks.py prove`: {SAVES} saves through the program, watched with strace; at "
        "each cut the disk holds what was synced, and of the rest each piece whole, torn at a "
        "sector, or not at all.\n\n"
        "| cuts | acknowledged before the last | lost | corrupt | phantom |\n"
        "|---|---|---|---|---|\n"
        f"| {cuts} | {acknowledged + 1} | {figures} |\n",
        encoding="utf-8",
    )
