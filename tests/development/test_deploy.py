"""The production files speak of this program: its settings, its limits, its commands."""

import configparser
import re

import pytest

from development.environment import ROOT
from mentorhub.platform.settings import DEFAULTS, from_environment

DEPLOY = ROOT / "deploy"
SETTING = re.compile(r"\bMENTORHUB_[A-Z_]+\b")
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
OF_THE_SERVER = {"MENTORHUB_BIND"}
OF_THE_DEMO = {"MENTORHUB_DEMO"}


def example():
    lines = (DEPLOY / "environment.example").read_text().splitlines()
    return dict(re.findall(r"^#?(MENTORHUB_[A-Z_]+)='(.*)'$", "\n".join(lines), re.MULTILINE))


def read_by_the_program():
    source = (ROOT / "mentorhub" / "platform" / "settings.py").read_text()
    return set(re.findall(r'"(MENTORHUB_[A-Z_]+)"', source)) - OF_THE_DEMO


def test_the_example_names_every_setting_and_no_other():
    assert set(example()) == read_by_the_program() | OF_THE_SERVER


def test_the_example_starts_once_the_key_is_filled_in(tmp_path):
    filled = example() | {"MENTORHUB_SECRET_KEY": "k" * 64, "MENTORHUB_DATA": str(tmp_path)}
    settings = from_environment(filled)
    assert settings["SQLALCHEMY_DATABASE_URI"].startswith("postgresql+psycopg://")
    assert settings["SESSION_COOKIE_SECURE"] is True
    assert settings["PROXIES"] == 1
    assert settings["DEMO"] is False


def test_the_guide_explains_every_setting():
    guide = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    assert read_by_the_program() | OF_THE_SERVER <= set(SETTING.findall(guide))


def test_nginx_takes_what_the_program_takes():
    site = (DEPLOY / "nginx" / "mentorhub.conf").read_text()
    megabytes = int(re.search(r"client_max_body_size\s+(\d+)m;", site)[1])
    assert megabytes * 1024 * 1024 == DEFAULTS["MAX_CONTENT_LENGTH"]


def test_nginx_limits_the_addresses_people_sign_in_at(app):
    site = (DEPLOY / "nginx" / "mentorhub.conf").read_text()
    posted = {
        rule.rule for rule in app.url_map.iter_rules() if rule.methods and "POST" in rule.methods
    }
    assert set(re.findall(r'"POST (/\S+)"', site)) <= posted


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_runs_as_nobody_in_particular_and_reads_the_settings(unit):
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(unit)
    service = parser["Service"]
    assert service["User"] == "mentorhub"
    assert service["EnvironmentFile"] == "/etc/mentorhub/environment"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ExecStart"].startswith("/opt/mentorhub/.venv/bin/python -m ")


def test_systemd_listens_where_nginx_asks():
    site = (DEPLOY / "nginx" / "mentorhub.conf").read_text()
    socket = (DEPLOY / "systemd" / "mentorhub-web.socket").read_text()
    service = (DEPLOY / "systemd" / "mentorhub-web.service").read_text()
    assert re.findall(r"^ListenStream=(.+)$", socket, re.MULTILINE) == re.findall(
        r"^    server (\S+) fail_timeout", site, re.MULTILINE
    )
    assert "Requires=mentorhub-web.socket" in service
    assert "ExecReload" not in service  # new code comes with a restart only


def test_the_worker_unit_runs_a_command_that_exists(app):
    unit = (DEPLOY / "systemd" / "mentorhub-worker.service").read_text()
    group, command = re.search(r"--app wsgi (\w+) (\w+)$", unit, re.MULTILINE).groups()
    assert command in app.cli.commands[group].commands
