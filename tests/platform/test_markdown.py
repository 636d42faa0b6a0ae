import re

import pytest

from mentorhub.platform.markdown import rendered


def test_headings_move_below_the_page_s_own():
    assert rendered("# Đối tượng\n\n- 16–35 tuổi") == (
        "<h3>Đối tượng</h3>\n<ul>\n<li>16–35 tuổi</li>\n</ul>\n"
    )


@pytest.mark.parametrize(
    ("text", "levels"),
    [("## a\n### b\n## c", "h3 h4 h3"), ("# a\n### b", "h3 h4"), ("### a\n# b\n## c", "h3 h3 h4")],
)
def test_no_level_is_left_out(text, levels):
    assert " ".join(re.findall(r"<(h\d)>", rendered(text))) == levels


def test_addresses_become_links_that_promise_nothing():
    assert rendered("https://example.org") == (
        '<p><a href="https://example.org" rel="nofollow ugc noopener">https://example.org</a></p>\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "<img src=x onerror=alert(1)>",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
    ],
)
def test_nothing_that_runs_or_is_fetched_comes_out(text):
    html = rendered(text)
    assert not any(f"<{tag}" in html for tag in ("script", "img", "svg", "style"))
    assert 'href="javascript' not in html
    assert 'href="data' not in html
