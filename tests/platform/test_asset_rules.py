"""What templates, sheets and scripts may name, and how much of them one page may load."""

import posixpath
import re
from functools import cache

import brotli
import pytest

from mentorhub.platform.assets import SOURCE, build

TEMPLATES = SOURCE.parent / "templates"
PAGES = [path for path in TEMPLATES.rglob("*.html") if "email" not in path.as_posix()]
PAGES = [path for path in PAGES if path.name != "mail.html"]
SHEETS = {path: path.read_text("utf-8") for path in (SOURCE / "css").rglob("*.css")}
NAMED = re.compile(r"""data[-_]behaviour=["']([\w ]+)["']""")  # by a template or a field's call


# what the product's own pages and style sheets say


def test_every_icon_a_template_names_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (SOURCE / "icons.svg").read_text("utf-8")))
    called = re.compile(
        r"""\bicon\(\s*['"]([\w-]+)['"]|glyph=['"]([\w-]+)['"]|icons\.svg'\) }}#([\w-]+)"""
        r"""|\b(?:chip|note)\([^\n]*?, ['"](?:\w*)['"], ['"]([\w-]+)['"]"""
    )
    named = {
        name
        for page in PAGES
        for found in called.findall(page.read_text("utf-8"))
        for name in found
        if name
    }
    assert named - drawn == set()
    assert "search" in named


def test_every_icon_in_the_sprite_is_shown_somewhere():
    """Everybody's first visit carries it."""
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (SOURCE / "icons.svg").read_text("utf-8")))
    root = SOURCE.parent
    programs = [*(root / "mentorhub").rglob("*.py"), *(root / "static" / "js").rglob("*.js")]
    said = " ".join(file.read_text("utf-8") for file in (*programs, *PAGES))
    assert [name for name in sorted(drawn) if not re.search(rf"""['"#]{name}['"]""", said)] == []


def classes_in(text):
    """Whole class names in a template; ends that a variable completes are left out."""
    for value in re.findall(r'class="([^"]*)"', text):
        pieces = re.sub(r"{%.*?%}", " ", value)
        for inner in re.findall(r"{{(.*?)}}", pieces):
            for quoted in re.findall(r"'([^']*)'", inner):
                if "==" not in inner.split(f"'{quoted}'")[0][-4:]:
                    yield from (name for name in quoted.split() if not name.endswith(("-", "~")))
        yield from (name for name in re.sub(r"{{.*?}}", "\0", pieces).split() if "\0" not in name)


def test_every_class_of_a_component_is_in_the_style_sheets():
    styled = set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", "\n".join(SHEETS.values())))
    plain = {"no-print", "why__list", "rank__who", "foot__list"}  # names without looks of their own
    used = {
        name
        for page in [*(TEMPLATES / "ui").glob("*.html"), *(TEMPLATES / "layouts").glob("*.html")]
        if page in PAGES
        for name in classes_in(page.read_text("utf-8"))
    }
    assert {name for name in used if re.fullmatch(r"[\w-]+", name)} - styled - plain == set()
    assert "btn" in used


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_no_page_has_inline_style_or_script(page):
    text = page.read_text("utf-8")
    assert not re.search(r"""\sstyle=|<style|\son\w+=["']|javascript:""", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_every_behaviour_a_template_names_has_its_file():
    named = {
        name
        for page in PAGES
        for value in NAMED.findall(page.read_text("utf-8"))
        for name in value.split()
    }
    assert named <= {path.stem for path in (SOURCE / "js/behaviours").glob("*.js")}


OFFLINE = {
    TEMPLATES / name
    for name in ("judging/scoresheet.html", "judging/_offline.html", "ballots/own.html")
}


def reached_from(name, seen=frozenset()):
    """A script and all it imports, by relative addresses."""
    if name in seen:
        return seen
    path = SOURCE / "js" / name
    found = {*seen, name}
    for there in re.findall(r'from "(\.[^"]+)"', path.read_text("utf-8")):
        found = reached_from(
            posixpath.normpath(posixpath.join(posixpath.dirname(name), there)), found
        )
    return found


def scripts_of(page):
    """What a page loads: app.js, its behaviours, and what these import."""
    named = NAMED.findall(page.read_text("utf-8"))
    behaviours = (f"behaviours/{name}.js" for value in named for name in value.split())
    return set().union(reached_from("app.js"), *map(reached_from, behaviours))


def weight_of(page):
    return sum(len(served()[f"js/{name}"].content) for name in scripts_of(page))


@cache
def served():
    """As a phone loads them: without the lines that are comments."""
    return build(SOURCE)


def test_scripts_stay_small():
    """9.5 kilobytes on any page; 15.5 on a juror's three, which work offline."""
    assert max(len(scripts_of(page)) for page in PAGES) > 3  # pages that save themselves are there
    assert max(weight_of(page) for page in PAGES if page not in OFFLINE) <= 9_500
    assert 10_000 < max(map(weight_of, OFFLINE)) <= 15_500
    worker = sum(len(served()[f"js/{name}"].content) for name in ("forgetting.js", "worker.js"))
    assert worker <= 5_000
    files = [*(SOURCE / "js").rglob("*.js")]
    assert all(path.read_text("utf-8").count("\n") <= 80 for path in files)


def test_a_first_visit_stays_light():
    """Style, sprite, scripts, two preloaded fonts and the third: 80 kB with, 35 kB without fonts.

    The page itself and the pictures on it have the rest: 8 kB and 10 kB. Counted with the scripts
    of the page that has most, though those who write have been here before.
    """
    assets = served()
    sizes = {name: len(brotli.compress(assets[name].content)) for name in assets}

    def heaviest(pages):
        return max(sum(sizes[f"js/{name}"] for name in scripts_of(page)) for page in pages)

    shared = sizes["css/site.css"] + sizes["icons.svg"]
    fonts = sum(len(a.content) for name, a in assets.items() if name.endswith(".woff2"))
    assert shared + heaviest(set(PAGES) - OFFLINE) <= 17_000
    assert shared + heaviest(OFFLINE) <= 18_500
    assert fonts <= 46_000


def test_colours_live_in_the_tokens():
    """Components use tokens; what stays is white, and ink on white or gold."""
    exempt = {"tokens.css", "inverse.css"}
    allowed = {"#fff", "#13231D", "#ffffff26", "#13231d12"}
    found = {
        colour
        for path, text in SHEETS.items()
        if path.name not in exempt
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", text)
    }
    assert found <= allowed
