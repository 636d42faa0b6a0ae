"""What no number and no day is, into every field of a page that asks for one: never a failure."""

import pytest

from tests.attacks.pages_with_forms import path_of
from tests.attacks.test_naughty_everywhere import _filled, _seen
from tests.attacks.test_naughty_strings import POSSIBLE
from tests.permissions.stage import Stage, apart

ASKED = ("number", "date", "datetime-local", "numeric", "decimal")
NUMBERS = ("1" + "0" * 400, "١٢", "nan", "-inf", "-0", "1e5", "99999999999999999999", "  ", "1\0")
DAYS = ("0001-01-01", "9999-12-31", "0000-00-00", "2026-02-30", "12026-01-01")
MOMENTS = tuple(f"{day}T00:00" for day in DAYS)
TYPED = {"date": (*DAYS, *NUMBERS), "datetime-local": (*MOMENTS, *NUMBERS)}


def _asks_for_a_number(sheet, name):
    return sheet.kinds[name] in ASKED or "version" in name


def _answers(stage, role, sheet, name):
    """{what was typed: how the house answered}."""
    codes = {}
    for text in TYPED.get(sheet.kinds[name], NUMBERS):
        with stage.undone():
            answers = _filled(sheet, name, text)
            codes[text] = stage.ask(role, "POST", path_of(sheet.action), answers).status_code
    return codes


@pytest.mark.fault
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("moment", ["open", "scoring"])
def test_no_number_and_no_day_breaks_a_page(app, moment):
    wrong, asked = {}, set()
    with apart():
        stage = Stage(app, moment)
        for key, (role, _page, sheet, name) in sorted(_seen(app, stage).items()):
            if _asks_for_a_number(sheet, name):
                asked.add(key)
                for text, code in _answers(stage, role, sheet, name).items():
                    if code not in POSSIBLE:
                        wrong[*key, text] = code
    assert wrong == {}
    assert len(asked) > 20
