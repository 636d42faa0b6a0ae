import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mentorhub.commands.alone import runs_alone
from mentorhub.commands.evaluate import evaluate

ROOT = Path(__file__).parents[2]


@pytest.fixture
def files(tmp_path):
    kinds = {
        "people": [{"id": "a", "bio": "rice and water"}, {"id": "b", "bio": "law of contracts"}],
        "projects": [{"id": "p", "title": "Rice", "text": "rice fields"}, {"id": "q"}],
        "ratings": [
            {"person": "a", "project": "p", "rating": 5},
            {"person": "b", "project": "p", "rating": 1},
        ],
    }
    for kind, rows in kinds.items():
        (tmp_path / kind).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return [part for kind in kinds for part in (f"--{kind}", str(tmp_path / kind))]


def test_the_command_needs_no_settings_and_prints_a_line_for_each_direction(files):
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "evaluate", *files]
    path = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "project→people loss 0.000 [0.000, 0.000]"
    assert done.stdout.splitlines()[2].startswith("person→projects loss –")


def test_a_file_that_cannot_be_used_is_named(app, files, tmp_path):
    (tmp_path / "ratings").write_text("[]")
    told = app.test_cli_runner().invoke(evaluate, files)
    assert (told.exit_code, told.output) == (1, "Error: ratings, line 1: not a JSON object\n")
    (tmp_path / "ratings").write_bytes(b"\xff")
    assert "ratings is not UTF-8" in app.test_cli_runner().invoke(evaluate, files).output


def test_files_and_history_exclude_each_other(app, files):
    run = app.test_cli_runner().invoke
    assert "--history alone" in run(evaluate, [*files, "--history"]).output
    assert "--history alone" in run(evaluate, files[:2]).output


def test_only_the_command_itself_runs_without_settings():
    assert runs_alone(["/venv/bin/flask", "--app", "wsgi", "evaluate", "--people", "x"])
    assert not runs_alone(["/venv/bin/flask", "evaluate", "--history"])
    assert not runs_alone(["/venv/bin/gunicorn", "wsgi:app", "evaluate"])
