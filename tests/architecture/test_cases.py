"""Every test the pages of cases name is there."""

import re

import pytest

from mentorhub.platform.settings import ROOT

NAMED = re.compile(r"`(tests/[^`]*)`")
TEST = re.compile(r"(tests/[\w/]+\.py)(?:::(test_\w+))?")
FOLDER = re.compile(r"tests/(?:\w+/)+")
CASE = re.compile(r"^\| ((?:[CTRG]\d+(?:, )?)+) \|", re.MULTILINE)
PAGES = ("cases.md", "cases-judging.md")


def page(name):
    return (ROOT / "docs" / "proof" / name).read_text(encoding="utf-8")


def is_there(named):
    """A test, a whole file, or a folder with `/` at its end; anything else is no name."""
    if FOLDER.fullmatch(named):
        return (ROOT / named).is_dir()
    if (parts := TEST.fullmatch(named)) is None:
        return False
    file, test = ROOT / parts[1], parts[2]
    return file.is_file() and (
        test is None
        or re.search(rf"^def {test}\(", file.read_text(encoding="utf-8"), re.MULTILINE) is not None
    )


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_cases_name_tests_that_exist(name):
    named = NAMED.findall(page(name))
    assert len(named) > 30
    assert len(named) == page(name).count("`tests/")
    assert [one for one in named if not is_there(one)] == []


@pytest.mark.parametrize(
    "named",
    [
        "tests/architecture/test_cases.py::test_that_is_gone",
        "tests/architecture/test_cases.py::test_the_pages_of_cases_name_tests_that_exis",
        "tests/architecture/test_cases.py::test_the_pages_of_cases_name_tests_that_exist[cases.md]",
        "tests/architecture/test_2nd_of_cases.py",
        "tests/architecture/test_cases.py and more",
        "tests/architecture/gone/",
        "tests/architecture",
    ],
)
def test_a_name_that_leads_nowhere_is_found(named):
    assert NAMED.findall(f"| T1 | what | `{named}` |") == [named]
    assert not is_there(named)


def test_every_case_of_scores_and_results_stands_on_one_of_them_once():
    rows = [one for name in PAGES for cell in CASE.findall(page(name)) for one in cell.split(", ")]
    wanted = {f"T{n}" for n in range(1, 51)} | {f"R{n}" for n in range(1, 21)}
    wanted |= {f"G{n}" for n in range(1, 10)}
    wanted |= {f"C{n}" for n in [*range(1, 12), *range(13, 17), *range(18, 22), 23]}
    assert sorted(rows) == sorted(wanted)
