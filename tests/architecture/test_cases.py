"""Every test the pages of cases name is there."""

import re

import pytest

from mentorhub.platform.settings import ROOT

NAMED = re.compile(r"`(tests/[a-z_/]+\.py)(?:::(test_\w+))?`")
CASE = re.compile(r"^\| ((?:[CTRG]\d+(?:, )?)+) \|", re.MULTILINE)
PAGES = ("cases.md", "cases-judging.md")


def page(name):
    return (ROOT / "docs" / "proof" / name).read_text(encoding="utf-8")


def _there(file, test):
    return file.exists() and (not test or f"def {test}(" in file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_cases_name_tests_that_exist(name):
    named = NAMED.findall(page(name))
    missing = [f"{file}::{test}" for file, test in named if not _there(ROOT / file, test)]
    assert len(named) > 30
    assert missing == []


def test_every_case_of_scores_and_results_stands_on_one_of_them_once():
    rows = [one for name in PAGES for cell in CASE.findall(page(name)) for one in cell.split(", ")]
    wanted = {f"T{n}" for n in range(1, 51)} | {f"R{n}" for n in range(1, 21)}
    wanted |= {f"G{n}" for n in range(1, 10)}
    wanted |= {f"C{n}" for n in [*range(1, 12), *range(13, 17), *range(18, 22), 23]}
    assert sorted(rows) == sorted(wanted)
