from decimal import Decimal

import pytest

from mentorhub.ideas.domain.changes import Change, changes_of, figure


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("12", "vi", "12"),
        ("8,5", "vi", "8.5"),
        ("8.5", "vi", "8.5"),
        ("1.234", "vi", "1234"),
        ("1,234", "en", "1234"),
        ("1.234,5", "vi", "1234.5"),
        ("1,234.5", "vi", "1234.5"),
        ("1 234,5", "fr", "1234.5"),
        ("1\u202f234", "fr", "1234"),
        ("350.000", "vi", "350000"),
        ("1.000.000", "en", "1000000"),
        ("0,25", "en", "0.25"),
    ],
)
def test_figures_are_read_as_people_write_them(text, language, value):
    assert figure(text, language) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", "x", "-3", "1e9", "NaN", "Infinity", "1,2,3", "1.234", "12.345,678", "9" * 12, "١٢"],
)
def test_what_is_no_figure_is_said(text):
    with pytest.raises(ValueError):
        figure(text, "en")


def test_bars_are_drawn_on_one_scale():
    assert Change("lúa", Decimal(12), Decimal(3)).shares == (100, 25)
    assert Change("hộ", Decimal(0), Decimal(0)).shares == (0, 0)
    assert Change("hộ", Decimal(1), Decimal(1000)).shares == (0, 100)


def test_what_is_stored_is_read_again():
    change = Change("lúa", Decimal("1200.50"), Decimal(0), "kg")
    assert changes_of([change.as_facts()]) == [change]
    assert change.as_facts()["before"] == "1200.5"
