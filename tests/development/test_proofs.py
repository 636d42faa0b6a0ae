"""No long test is forgotten, and a part that runs anew leaves the other lines as they were."""

from pathlib import Path

from development.checks import Outcome
from development.proofs import BROWSER, ON_BOTH, ONCE, every, keep

TESTS = Path(__file__).parents[1]


def test_every_folder_with_long_tests_is_in_a_part():
    marked = {
        f"tests/{path.relative_to(TESTS).parts[0]}"
        for path in TESTS.rglob("test_*.py")
        if "mark.fault" in path.read_text(encoding="utf-8") and path != Path(__file__)
    }
    named = {one for folders in (*ON_BOTH.values(), *ONCE.values(), BROWSER) for one in folders}
    assert marked == named


def test_a_line_is_written_for_what_ran_and_the_others_stay(tmp_path):
    report = tmp_path / "prove.md"
    first, second = [check.name for check in every()][:2]
    keep(report, Outcome(second, True, 61.4, "123 passed"), "aaaa")
    keep(report, Outcome(first, True, 10, "4 passed"), "bbbb")
    keep(report, Outcome(second, False, 9, "1 failed, 122 passed"), "cccc+")
    lines = [line for line in report.read_text().splitlines() if "passed" in line]
    assert [line.split(" | ")[0] for line in lines] == [f"| {first}", f"| {second}"]
    assert "bbbb" in lines[0]
    assert "**failed** | 9 | 1 failed, 122 passed" in lines[1]
    assert "aaaa" not in report.read_text()
