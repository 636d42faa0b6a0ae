import pytest

from mentorhub.platform.text import is_blank, normalised, sort_key


@pytest.mark.parametrize(
    "names",
    [
        ["An", "Ánh", "Ân", "Bảo", "Dung", "Đông", "Em"],
        ["Nguyễn Văn An", "Lê Thị Ánh", "Bùi Ân", "Trần Bảo"],
        ["Ma An", "Mai An"],  # a family name stands before the longer one it begins
        ["Hồ A", "Hồ An", "Hồ Anh"],
        ["Chau Sóc Kha", "Neáng Kha", "Chau Srây"],
        ["Ha", "Hà", "Hả", "Hã", "Há", "Hạ"],
        [f"Khóm {figure}" for figure in range(10)],
    ],
)
def test_people_stand_as_in_a_vietnamese_register(names):
    backwards = list(reversed(names))
    assert sorted(backwards, key=sort_key) == names


def test_the_key_is_figures_alone_so_that_every_collation_orders_it_alike():
    assert sort_key("Đặng Thị Ái-Vân’s 1").isdigit()


def test_decomposed_letters_are_ordered_as_composed_ones():
    assert sort_key("A\u0302n") == sort_key("\u00c2n")


@pytest.mark.parametrize(
    "blank",
    ["", " \t\r\n", "\u00a0\u2003\u3000", "\u200b\u200d\ufeff\u2060", "\u00ad", "\u3164\ufe0f"],
)
def test_what_nobody_sees_is_no_text(blank):
    assert is_blank(blank)
    assert normalised(blank) == ""


@pytest.mark.parametrize("text", ["a", "0", ".", "é", "👩\u200d🌾", "\u200bAn", "ア", "\U0001fae8"])
def test_what_somebody_sees_is_kept_as_it_is(text):
    assert not is_blank(text)
    assert normalised(f" {text}\u00a0") == text
