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


OLD = [
    "Huyện An Phú", "Thị xã Tân Châu", "Huyện Phú Tân", "Huyện Châu Phú", "Thị xã Tịnh Biên",
    "Huyện Tri Tôn", "Huyện Châu Thành", "Huyện Chợ Mới", "Huyện Thoại Sơn", "Thành phố Rạch Giá",
    "Thành phố Hà Tiên", "Huyện Kiên Lương", "Huyện Hòn Đất", "Huyện Tân Hiệp", "Huyện Giồng Riềng",
    "Huyện Gò Quao", "Huyện An Biên", "Huyện An Minh", "Huyện Vĩnh Thuận", "Thành phố Phú Quốc",
    "Huyện Kiên Hải", "Huyện U Minh Thượng", "Huyện Giang Thành", "Thành phố Long Xuyên",
    "Thành phố Châu Đốc", "Thị trấn Thứ Ba", "Xã Ô Long Vĩ", "xa my hoa hung",
]  # fmt: skip


def test_every_old_district_finds_its_communes(app):
    load_units()
    assert [name for name in OLD if not called(name)] == []


def test_all_provinces_load_once_and_are_told_apart(app):
    assert load_units(everything=True) == 34 + 3321
    db.session.flush()
    assert count() == 34 + 3321
    keys = {unit.code: unit.id for unit in territory()}
    load_units(["79", "da-nang", "Hà Nội"])
    db.session.flush()
    assert count() == 34 + 3321
    assert {u.code: u.id for u in territory()} == keys
    found = called("Quận Ba Đình")
    assert "Phường Ba Đình" in [unit.name for unit in found]
    assert {unit.parent.name for unit in called("an binh") if unit.key == "an binh"} > {
        "Thành phố Cần Thơ"
    }
    assert by_slug("ba-dinh-ha-noi").place == "Phường Ba Đình, Thành phố Hà Nội"


def test_a_province_nobody_knows_is_told(real_app):
    run = real_app.test_cli_runner().invoke
    assert run(args=["units", "load", "--province", "Atlantis"]).exit_code == 1
    assert run(args=["units", "load", "--province", "hue"]).output == "41 units are in place.\n"


CHOICE = {"contact": "0912345678", "name": "Lê An", "birth_year": "2001", "agreed": "y",
          "purpose": "youth", "password": "ba con mèo nhỏ"}  # fmt: skip


def test_with_all_provinces_a_name_is_typed_and_the_page_stays_small(browser):
    load_units(everything=True)
    db.session.commit()
    page = browser.get("/register").text
    assert len(page) < 30_000
    assert "<select" not in page
    several = browser.submit("/register", unit="An Bình", **CHOICE)
    assert several.status_code == 422
    assert 'value="an-binh-can-tho"' in several.text
    none = browser.submit("/register", unit="Atlantis", **CHOICE)
    assert none.status_code == 422
    assert "Không có nơi nào" in none.text
    two = browser.client.get("/register").text
    assert "an-binh-can-tho" not in two
    token = browser.token()
    answers = {"csrf_token": token, "unit": ["An Bình", "an-binh-can-tho"], **CHOICE}
    assert browser.client.post("/register", data=answers).status_code == 302


def test_a_former_name_is_enough_and_so_is_the_whole_one(browser):
    load_units(everything=True)
    db.session.commit()
    for n, typed in enumerate(("Thứ Ba", "xa an bien", "Xã An Biên, Tỉnh An Giang")):
        answers = {**CHOICE, "contact": f"091234567{n}"}
        assert browser.submit("/register", unit=typed, **answers).status_code == 302, typed
        browser.sign_out()
