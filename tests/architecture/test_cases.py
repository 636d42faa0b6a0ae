"""Every test the page of cases names is there."""

import re

from mentorhub.platform.settings import ROOT

NAMED = re.compile(r"`(tests/[a-z_/]+\.py)::(test_\w+)`")


def test_the_page_of_cases_names_tests_that_exist():
    page = (ROOT / "docs" / "proof" / "cases.md").read_text(encoding="utf-8")
    named = NAMED.findall(page)
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).exists()
        or f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert len(named) > 30
    assert missing == []
