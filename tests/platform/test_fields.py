"""Numbers and days as people, scripts and attackers write them."""

import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from werkzeug.exceptions import BadRequest
from wtforms.validators import InputRequired, NumberRange, Optional

from mentorhub.platform.clock import LOCAL
from mentorhub.platform.fields import (
    DayField,
    LocalMomentField,
    PointsField,
    WholeNumberField,
)
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import in_language

NO_NUMBER = ["1" * 400, "١٢", "nan", "-nan", "inf", "1e5", "1_000", "0x1f", "½", "1 2", "-", "12\0"]
NO_DAY = ["0001-01-01", "9999-12-31", "0000-00-00", "2026-02-30", "2026-13-01", "12026-01-01", "x"]


class Asked(Form):
    count = WholeNumberField("Count", [InputRequired(), NumberRange(1, 9)])
    year = WholeNumberField("Year", [Optional()])
    day = DayField("Day", [InputRequired()])
    moment = LocalMomentField("Moment", [Optional()])
    points = PointsField("Points", [Optional(), NumberRange(max=10)])

    def validate_count(self, field):
        assert field.data + 1, "asked about nothing"


@pytest.fixture
def sent(app):
    def filled(**answers):
        answers = {"count": "3", "day": "2026-05-19", **answers}
        with app.test_request_context(method="POST", data=answers), in_language("en"):
            form = Asked(meta={"csrf": False})
            form.sent()
            return form, {name: list(map(str, said)) for name, said in form.errors.items()}

    return filled


@pytest.mark.parametrize("typed", NO_NUMBER)
@pytest.mark.parametrize("name", ["count", "year"])
def test_what_is_no_number_is_said_once_and_kept(sent, name, typed):
    form, errors = sent(**{name: typed})
    assert errors == {name: ["Not a valid integer value."]}
    assert form[name].data is None
    assert form[name]._value() == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("3", 3), (" 3 ", 3), ("+3", 3), ("03", 3), ("-0", 0), ("0", 0), ("-1", -1)],
)
def test_a_number_is_read_as_people_write_it(sent, typed, meant):
    form, _errors = sent(year=typed)
    assert form.year.data == meant


@pytest.mark.parametrize("typed", [*NO_DAY, "1899-12-31", "3000-01-01", "2026-05-19T10:00"])
def test_what_is_no_day_of_our_time_is_refused(sent, typed):
    form, errors = sent(day=typed)
    assert errors == {"day": ["Not a valid date value."]}
    assert (form.day.data, form.day._value()) == (None, typed)


def test_a_day_is_read_as_browsers_send_it_and_as_it_is_written(sent):
    assert sent(day="2026-05-19")[0].day.data == date(2026, 5, 19)
    assert sent(day="19/05/2026")[0].day.data == date(2026, 5, 19)


@pytest.mark.parametrize("typed", [f"{day}T00:00" for day in NO_DAY] + ["2026-05-19", "nan"])
def test_what_is_no_moment_of_our_time_is_refused(sent, typed):
    form, errors = sent(moment=typed)
    assert errors == {"moment": ["Not a valid datetime value."]}
    assert (form.moment.data, form.moment._value()) == (None, typed)


def test_a_moment_is_one_of_the_clock_on_the_wall(sent):
    meant = datetime(2026, 5, 19, 23, 59, tzinfo=LOCAL)
    for typed in ("2026-05-19T23:59", "23:59, 19/05/2026"):
        assert sent(moment=typed)[0].moment.data == meant


@pytest.mark.parametrize("typed", [*NO_NUMBER, "-1", "99999", "1.234"])
def test_what_are_no_points_is_said_once(sent, typed):
    assert sent(points=typed)[1] == {"points": ["Write a number such as 10 or 0.5."]}
    assert sent(points="8,5")[0].points.data == Decimal("8.5")


@pytest.mark.parametrize("blank", ["", "  ", "\u00a0"])
def test_blanks_are_nothing(sent, blank):
    _form, errors = sent(count=blank, day=blank, year=blank, moment=blank, points=blank)
    required = ["This field is required."]
    assert errors == {"count": required, "day": required}


def test_a_file_is_no_number(sent):
    with pytest.raises(BadRequest):
        sent(year=(io.BytesIO(b"2"), "2"))
