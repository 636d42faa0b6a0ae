import gzip
import re
from pathlib import Path

import brotli
import pytest

from mentorhub.platform.assets import build, fingerprint, prepare


@pytest.fixture
def source(tmp_path):
    """A small site: a bundle of two parts, a font, a picture, and three modules."""
    for name, text in {
        "css/site.css": '@import "ui/cards.css";\n/* words */\nb { color: red; }\n',
        "css/work.css": "i { color: blue; }\n",
        "css/ui/cards.css": ".card { background: url(../../img/leaf.svg); }\n",
        "img/leaf.svg": "<svg/>" * 40,
        "js/app.js": 'const all = import.meta.glob("behaviours/*.js");\n',
        "js/behaviours/menu.js": 'import { wait } from "../time.js";\n',
        "js/time.js": "export const wait = 1;\n",
    }.items():
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "static"


def address(source, name):
    return build(source)[name].address


def test_a_name_holds_the_hash_of_the_content_and_stays_while_the_content_does(source):
    first = address(source, "css/site.css")
    assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", first)
    assert address(source, "css/site.css") == first


def test_what_lies_beneath_changes_the_name_of_what_refers_to_it(source):
    style, script, other = (
        address(source, name) for name in ("css/site.css", "js/app.js", "css/work.css")
    )
    (source / "img/leaf.svg").write_text("<svg><path/></svg>", encoding="utf-8")
    (source / "js/time.js").write_text("export const wait = 2;\n", encoding="utf-8")
    assert address(source, "css/site.css") != style
    assert address(source, "js/app.js") != script
    assert address(source, "css/work.css") == other


def test_a_bundle_holds_its_parts_with_addresses_as_seen_from_itself(source):
    leaf = address(source, "img/leaf.svg")
    joined = build(source)["css/site.css"].content.decode()
    assert joined == f".card{{background:url(../{leaf})}}b{{color:red}}\n"
    assert "css/ui/cards.css" not in build(source)


def test_lines_that_are_comments_stay_at_home(source):
    lines = ["// why", "const a = 1; // what", "  // how", 'const b = "https://a.example";', ""]
    (source / "js/time.js").write_text("\n".join(lines), encoding="utf-8")
    sent = build(source)["js/time.js"].content.decode()
    assert sent.splitlines() == [lines[1], lines[3]]


def test_modules_import_each_other_by_their_hashed_names(source):
    assets = build(source)
    time, menu = (assets[n].address for n in ("js/time.js", "js/behaviours/menu.js"))
    assert assets["js/behaviours/menu.js"].content.decode() == (
        f'import {{ wait }} from "../{Path(time).name}";\n'
    )
    assert assets["js/app.js"].content.decode() == (
        f'const all = {{"menu":()=>import("./behaviours/{Path(menu).name}")}};\n'
    )


def test_files_that_refer_to_each_other_in_a_circle_are_refused(source):
    (source / "js/time.js").write_text('import "./behaviours/menu.js";\n', encoding="utf-8")
    with pytest.raises(ValueError, match="refers to itself"):
        build(source)


def test_a_reference_to_nothing_is_refused(source):
    (source / "css/work.css").write_text("i{background:url(gone.svg)}", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        build(source)


def test_every_file_is_written_whole_with_its_compressed_copies(source, tmp_path):
    names = prepare(source, tmp_path / "out")
    leaf = tmp_path / "out/public" / names["img/leaf.svg"]
    content = (source / "img/leaf.svg").read_bytes()
    assert leaf.read_bytes() == content
    assert gzip.decompress(Path(f"{leaf}.gz").read_bytes()) == content
    assert brotli.decompress(Path(f"{leaf}.br").read_bytes()) == content
    assert list((tmp_path / "out/partial").iterdir()) == []


def test_a_second_start_writes_nothing_and_a_missing_file_is_written_again(source, tmp_path):
    out = tmp_path / "out"
    names = prepare(source, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    assert prepare(source, out) == names
    assert {path: path.stat().st_mtime_ns for path in before} == before
    (out / "public" / names["js/app.js"]).unlink()
    assert prepare(source, out) == names
    assert (out / "public" / names["js/app.js"]).exists()


def test_a_listing_cut_off_by_a_crash_is_made_anew(source, tmp_path):
    names = prepare(source, tmp_path / "out")
    (tmp_path / "out/names.json").write_text('{"finger', encoding="utf-8")
    assert prepare(source, tmp_path / "out") == names


def test_the_fingerprint_sees_content_and_names(source):
    before = fingerprint(source)
    (source / "js/time.js").rename(source / "js/hour.js")
    assert fingerprint(source) != before


def test_assets_are_served_for_a_year_and_compressed(app):
    client = app.test_client()
    link = app.jinja_env.globals["asset"]("css/site.css")
    with client.get(link, headers={"Accept-Encoding": "br"}) as reply:
        assert reply.status_code == 200
        assert reply.headers["Content-Encoding"] == "br"
        assert "immutable" in reply.headers["Cache-Control"]
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in reply.headers
    assert client.get("/static/css/site.css").status_code == 404


def test_an_asset_nobody_made_is_not_named(app):
    with pytest.raises(KeyError):
        app.jinja_env.globals["asset"]("img/none.svg")
