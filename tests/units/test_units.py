from sqlalchemy import func, select

from mentorhub.platform.db import db
from mentorhub.units.actions import load_units
from mentorhub.units.models import Unit, UnitKind
from mentorhub.units.queries import by_code, by_kind, by_slug, called, subtree, territory


def count():
    return db.session.scalar(select(func.count()).select_from(Unit))


def test_all_units_are_loaded_once(app):
    assert (load_units(), load_units()) == (103, 103)
    db.session.flush()
    assert count() == 103
    sizes = [(kind, len(units)) for kind, units in by_kind(territory())]
    assert sizes == [(UnitKind.COMMUNE, 85), (UnitKind.WARD, 14), (UnitKind.SPECIAL_ZONE, 3)]


def test_loading_again_puts_a_name_right_and_keeps_the_key(app):
    load_units()
    unit = by_slug("nui-cam")
    unit.name, key = "Xã Núi Cầm", unit.id
    load_units()
    assert (by_code("30538").id, by_code("30538").name) == (key, "Xã Núi Cấm")


def test_every_unit_hangs_below_the_province(app):
    load_units()
    province = by_code("91")
    assert len(db.session.scalars(subtree(province)).all()) == 103
    assert all(province.covers(unit) and unit.parent is province for unit in territory())
    assert list(db.session.scalars(subtree(by_slug("nui-cam")))) == [by_slug("nui-cam")]


def test_each_language_has_its_name(app):
    load_units()
    assert by_slug("an-bien").names == {
        "vi": "Xã An Biên", "en": "An Biên commune", "fr": "commune d’An Biên",
    }  # fmt: skip
    assert by_slug("phu-quoc").names["fr"] == "zone spéciale de Phú Quốc"


def test_the_order_is_vietnamese(app):
    load_units()
    names = [unit.short_name for unit in territory()]
    assert names[:4] == ["An Biên", "An Châu", "An Cư", "An Minh"]
    assert names.index("Châu Đốc") < names.index("Cù Lao Giêng") < names.index("Đông Hòa")
    assert names.index("Định Mỹ") < names.index("Đông Hòa")


def test_a_unit_is_found_without_marks_and_by_what_it_was_called(app):
    load_units()
    assert called("an bien")[0].name == "Xã An Biên"
    assert "Xã Đông Thái" in [unit.name for unit in called("huyện An Biên")]
    assert [unit.name for unit in called("Thứ Ba")] == ["Xã An Biên"]
    assert [unit.name for unit in called("xa an hao")] == ["Xã Núi Cấm"]
    assert called("Hà Nội") == called("  ") == []
    assert len(called("dac khu")) == 3


def test_the_command_says_what_it_did(real_app):
    answer = real_app.test_cli_runner().invoke(args=["units", "load"])
    assert (answer.exit_code, answer.output) == (0, "103 units are in place.\n")
    with real_app.app_context():
        assert count() == 103
