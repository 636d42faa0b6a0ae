"""Longer texts by organisers: Markdown in, a short list of harmless tags out."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_reader = MarkdownIt("commonmark", {"html": False, "linkify": True, "typographer": False})
_reader.enable(["table", "linkify", "strikethrough"])
_TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "h3", "h4", "h5", "h6", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_PAGE_S_OWN = 2  # the texts stand below a second heading


@lru_cache(maxsize=256)
def rendered(text: str) -> Markup:
    """HTML that may stand below a second heading; no pictures, no scripts, no raw HTML."""
    tokens = _reader.parse(text)
    _set_levels([token for token in tokens if token.type.startswith("heading_")])
    html = _reader.renderer.render(tokens, _reader.options, {})
    return Markup(
        nh3.clean(
            html,
            tags=_TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="nofollow ugc noopener",
        )
    )


def _set_levels(headings: list[Token]) -> None:
    """Below the page's own, in the writer's order of depth, and never a level left out."""
    depths = sorted({token.tag for token in headings})
    level = _PAGE_S_OWN
    for token in headings:
        if token.type == "heading_open":
            level = min(_PAGE_S_OWN + 1 + depths.index(token.tag), level + 1, 6)
        token.tag = f"h{level}"
