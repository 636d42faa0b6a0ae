"""Names, numbers, ages, passwords and devices, as plain values."""

from datetime import date

import pytest

from mentorhub.accounts.domain.addresses import address_key, email_in, phone_in
from mentorhub.accounts.domain.ages import birth_years, may_be_under
from mentorhub.accounts.domain.devices import device_in
from mentorhub.accounts.domain.names import trouble_with_person, trouble_with_team
from mentorhub.accounts.domain.secrets import is_too_common, tells_who
from mentorhub.matching.domain.letters import Trouble, tidy


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Ánh", "Chau Sóc", "Neang Chanh Đa Ty", "Đỗ Ân", "Lê Tình Đoan", "D'Arc Jeanne",
        "Lê-Văn Œuvre", "Hệ Thông", "Nguyễn Thống", "Trần Quân Trí", "Lê Tinh Đoán", "Mai Ban Chức",
        "Tô Chức", "Đỗ Administratia",
    ],
)  # fmt: skip
def test_names_people_have(name):
    assert trouble_with_person(name) is None


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("Nguyễn\u200bVăn An", Trouble.HIDDEN),
        ("Nguyễn\u202eVăn An", Trouble.HIDDEN),
        ("Nguyễn\u00a0Văn An", Trouble.HIDDEN),
        ("An\u3164", Trouble.HIDDEN),
        ("Аn Nguyen", Trouble.LETTERS),  # the first letter is Cyrillic
        ("ﬀ An", Trouble.LETTERS),
        ("Ａn Nguyễn", Trouble.LETTERS),
        ("mıke", Trouble.LETTERS),
        ("ᴮᴵᴳᴮᴵᴿᴰ", Trouble.LETTERS),
        ("An 2", Trouble.LETTERS),
        ("A" + "\u0301" * 8, Trouble.LETTERS),
        ("<b>An</b>", Trouble.LETTERS),
        ("- ' .", Trouble.NO_WORD),
        ("Ban Tổ Chức", Trouble.OFFICIAL),
        ("ban to chuc", Trouble.OFFICIAL),
        ("Quản Trị An Giang", Trouble.OFFICIAL),
        ("MentorHub", Trouble.OFFICIAL),
        ("Youth Union", Trouble.OFFICIAL),
        ("Ban-Tổ-Chức", Trouble.OFFICIAL),
        ("Ban Tổ Chức.", Trouble.OFFICIAL),
        ("BanTổChức", Trouble.OFFICIAL),
        ("Tinh Đoàn An Giang", Trouble.OFFICIAL),
        ("Tinh Đoan An Giang", Trouble.OFFICIAL),
        ("Tỉnh'Đoàn", Trouble.OFFICIAL),
        ("Mentor Hub", Trouble.OFFICIAL),
        ("Mentor-Hub An Giang", Trouble.OFFICIAL),
        ("Admin-An", Trouble.OFFICIAL),
    ],
)
def test_names_that_deceive(name, trouble):
    assert trouble_with_person(tidy(name) if "\u00a0" not in name else name) is trouble


def test_teams_may_hold_figures_and_signs():
    assert trouble_with_team("Đội 3 (Giữ Ngọt) & bạn!") is None
    assert trouble_with_team("🌾 Lúa") is Trouble.LETTERS
    assert trouble_with_team("Đội Tỉnh Đoàn") is Trouble.OFFICIAL
    assert trouble_with_team("Admin1 (MentorHub)") is Trouble.OFFICIAL
    assert trouble_with_team("Tổ chức ban ngày") is None
    assert trouble_with_team("2026") is Trouble.NO_WORD


def test_tidying_twice_is_tidying_once():
    once = tidy("  Hoa\u0300   Bi\u0300nh ")
    assert once == tidy(once) == "Hoà Bình"
    assert tidy("\u212aelvin") == "Kelvin"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0912345678", "0912345678"),
        ("+84 912.345-678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("84912345678", "0912345678"),
        ("(091) 2345678", "0912345678"),
        ("0112345678", None),
        ("912345678", None),
        ("09123456789", None),
        ("+1 912345678", None),
        ("０９１２３４５６７８", None),
        ("", None),
    ],
)
def test_numbers(typed, number):
    assert phone_in(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "mıke@example.org", "a@b", "a b@example.org", "a@exa_mple.org", "a@@example.org",
        "a@x..org", "a,b@example.org", "a@example.org,b@example.org", "<a@example.org>",
        "a@example.org\n", "ﬀ@example.org", "x" * 250 + "@example.org",
    ],
)  # fmt: skip
def test_what_is_no_address(typed):
    assert (email_in(typed), address_key(typed)) == (None, "")


def test_two_spellings_of_one_address_share_a_key():
    assert address_key("Kim.Thoa@Example.ORG") == address_key("kim.thoa@example.org")
    assert address_key(address_key("+84912345678")) == address_key("0912 345 678")


@pytest.mark.parametrize(
    ("year", "child", "minor"), [(2009, False, True), (2010, True, True), (2007, False, False)]
)
def test_a_birth_year_is_read_in_the_childs_favour(year, child, minor):
    day = date(2026, 1, 1)
    assert (may_be_under(16, year, day), may_be_under(18, year, day)) == (child, minor)


def test_who_signs_up_is_between_six_and_a_hundred_and_ten():
    years = birth_years(date(2026, 11, 23))
    assert (years[0], years[-1]) == (1916, 2020)


@pytest.mark.parametrize(
    "password",
    [
        "matkhau123", "MatKhau123", "mật khẩu 123", "12345678", "87654321", "aaaaaaaa", "abababab",
        "abcabcabc", "qwertyuiop", "anhyeuem", "p.a.s.s.w.o.r.d", "2222 1111",
    ],
)  # fmt: skip
def test_first_guesses(password):
    assert is_too_common(password)


@pytest.mark.parametrize(
    "password", ["muối đường tôm", "vàm cống 1954", "k7!qZp2x", "mùa nước nổi"]
)
def test_passwords_that_will_do(password):
    assert not is_too_common(password)


def test_a_password_is_not_the_persons_own_number_or_name():
    assert tells_who("0912-345-678", "0912345678")
    assert tells_who("to kim thoa", "Tô Kim Thoa")
    assert not tells_who("tô kim thoa 1999", "Tô Kim Thoa", "")


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 14) … Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) … Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 13) … Chrome/120 Zalo android/1", "Zalo, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) … Chrome/140 Safari/537 Edg/140", "Edge, Windows"),
        ("curl/8", ""),
    ],
)
def test_devices(agent, name):
    assert device_in(agent) == name
