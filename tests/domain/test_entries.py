import pytest

from mentorhub.entries.domain import (
    NEEDED,
    digest,
    is_web_address,
    missing,
    new_code,
    sections_done,
)

WHOLE = dict.fromkeys((*NEEDED, "link"), "chữ")


def test_what_is_missing_is_named_in_the_order_of_the_form():
    assert missing(WHOLE) == []
    assert missing({**WHOLE, "link": ""}) == []
    assert missing({**WHOLE, "benefit": " ", "title": None}) == ["title", "benefit"]
    assert missing({}) == list(NEEDED)


def test_a_section_is_done_when_its_needed_texts_are_there():
    done = {"about": True, "work": False, "benefit": True}
    assert sections_done({**WHOLE, "solution": ""}) == done


def test_the_same_content_has_the_same_fingerprint_in_any_order():
    assert digest({"a": "hoà", "b": ["1"]}) == digest({"b": ["1"], "a": "hoà"})
    assert digest({"a": "hoà"}) != digest({"a": "hòa"})
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_codes_can_be_read_aloud_and_differ():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 12 and not set(code) & set("01IO") for code in codes)


@pytest.mark.parametrize(
    ("link", "fine"),
    [
        ("https://example.org/video?v=1", True),
        ("http://127.0.0.1/", True),
        ("https://vi.wikipedia.org/wiki/An_Giang", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("//example.org", False),
        ("example.org", False),
        ("https://", False),
        ("https:// example.org", False),
        ("https://user:word@example.org", False),
        ("https://[::1", False),
        ("java\tscript:alert(1)", False),
    ],
)
def test_only_whole_web_addresses_are_links(link, fine):
    assert is_web_address(link) is fine
