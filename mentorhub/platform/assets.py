"""Style sheets, scripts, fonts and pictures: joined, named by content, compressed, kept for a year.

At start the files of `static/` are written under names that hold a hash of their content, beside
gzip and brotli copies, into a folder of their own. A second start finds them there and only
compares fingerprints. Pages ask `asset("css/site.css")` for the present name.
"""

import gzip
import hashlib
import json
import os
import posixpath
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
from flask import Flask, current_app
from whitenoise import WhiteNoise

SOURCE = Path(__file__).parents[2] / "static"
BUNDLES = ("css/site.css", "css/work.css", "css/paper.css")
TEXTS = {".css", ".js", ".svg", ".txt"}
HASHED = r"^.+\.[0-9a-f]{12}\.\w+$"

_IMPORT = re.compile(r'@import "([^"]+)";')
_URL = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
_MODULE = re.compile(r"""(\b(?:from|import)\s*\(?\s*["'])(\.[^"']+)(["'])""")
_GLOB = re.compile(r"""import\.meta\.glob\("([^"]+)"\)""")
_NOTE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)  # a line that is a comment and nothing else


@dataclass(frozen=True)
class Asset:
    """One file as it is served: `address` is relative to /static/."""

    address: str
    content: bytes


def init_app(app: Flask, source: Path = SOURCE) -> None:
    folder = Path(app.config["ASSETS_FOLDER"])
    names = prepare(source, folder)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["assets"] = names
    app.jinja_env.globals["asset"] = lambda name: f"/static/{names[name]}"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=folder / "public",
        prefix="static/",
        allow_all_origins=False,
        immutable_file_test=HASHED,
        add_headers_function=_guard,
    )


def served(name: str) -> tuple[str, Path]:
    """The present address of a file of `static/`, and the file as it is served."""
    address = current_app.extensions["assets"][name]
    return f"/static/{address}", Path(current_app.config["ASSETS_FOLDER"], "public", address)


def _guard(headers: dict[str, str], path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def prepare(source: Path, folder: Path) -> dict[str, str]:
    """Name → address of every asset, written to `folder` unless it holds just these already.

    Several workers may do this at once: each file arrives whole, under a name only its own
    content can have, and the list of names comes last.
    """
    seen = fingerprint(source)
    listing = folder / "names.json"
    names = _listed(listing, seen)
    if names and all((folder / "public" / address).exists() for address in names.values()):
        return names
    assets = build(source)
    for asset in assets.values():
        for suffix, content in _encodings(asset):
            _place(folder / "public" / (asset.address + suffix), content, folder)
    names = {name: asset.address for name, asset in assets.items()}
    _place(listing, json.dumps({"fingerprint": seen, "names": names}).encode(), folder)
    return names


def fingerprint(source: Path) -> str:
    """Changes when any source file does, or the way they are built."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name in _files(source):
        content = (source / name).read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def build(source: Path) -> dict[str, Asset]:
    """Every asset by its name in `source`; parts of a bundle are found only inside it."""
    workshop = _Workshop(source)
    for name in _files(source):
        if not name.startswith("css/") or name in BUNDLES:
            workshop.address(name)
    return workshop.finished


class _Workshop:
    """Finishes what a file refers to before the file, so that a hash covers all beneath it."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.finished: dict[str, Asset] = {}
        self.underway: set[str] = set()

    def address(self, name: str) -> str:
        if name not in self.finished:
            if name in self.underway:
                raise ValueError(f"{name} refers to itself")
            self.underway.add(name)
            content = self._rewritten(name)
            stem, suffix = posixpath.splitext(name)
            digest = hashlib.sha256(content).hexdigest()[:12]
            self.finished[name] = Asset(f"{stem}.{digest}{suffix}", content)
        return self.finished[name].address

    def _rewritten(self, name: str) -> bytes:
        if name.endswith(".css"):
            return _squeezed(self._joined(name, posixpath.dirname(name))).encode()
        if name.endswith(".js"):
            return _NOTE.sub("", self._linked(name)).encode()
        return (self.source / name).read_bytes()

    def _joined(self, name: str, home: str) -> str:
        """A style sheet with its @imports in place and its addresses as seen from `home`."""
        folder = posixpath.dirname(name)
        text = _URL.sub(
            lambda found: f"url({self._from(home, _within(folder, found[1]))})",
            (self.source / name).read_text("utf-8"),
        )
        return _IMPORT.sub(lambda found: self._joined(_within(folder, found[1]), home), text)

    def _linked(self, name: str) -> str:
        """A module whose relative imports name the hashed files; a glob becomes a table of them."""
        folder = posixpath.dirname(name)
        text = _MODULE.sub(
            lambda found: found[1] + self._from(folder, _within(folder, found[2])) + found[3],
            (self.source / name).read_text("utf-8"),
        )
        return _GLOB.sub(lambda found: self._table(folder, found[1]), text)

    def _table(self, folder: str, pattern: str) -> str:
        rows = []
        for path in sorted((self.source / folder).glob(pattern)):
            address = self._from(folder, path.relative_to(self.source).as_posix())
            rows.append(f'"{path.stem}":()=>import("{address}")')
        return "{" + ",".join(rows) + "}"

    def _from(self, home: str, name: str) -> str:
        path = posixpath.relpath(self.address(name), home or ".")
        return path if path.startswith(".") else f"./{path}"


def _within(folder: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(folder, reference))


def _squeezed(css: str) -> str:
    """Without comments and needless space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*([{},;])\s*", r"\1", re.sub(r"\s+", " ", css))
    return css.replace(": ", ":").replace(";}", "}").strip() + "\n"


def _files(source: Path) -> list[str]:
    return sorted(p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file())


def _listed(listing: Path, seen: str) -> dict[str, str]:
    try:
        stored = json.loads(listing.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return stored["names"] if stored.get("fingerprint") == seen else {}


def _encodings(asset: Asset) -> Iterator[tuple[str, bytes]]:
    """The file itself last: who sees it may rely on its compressed copies."""
    if posixpath.splitext(asset.address)[1] in TEXTS:
        ways: dict[str, Callable[[bytes], bytes]] = {
            ".gz": lambda content: gzip.compress(content, 9, mtime=0),
            ".br": brotli.compress,
        }
        for suffix, compress in ways.items():
            if len(small := compress(asset.content)) < len(asset.content):
                yield suffix, small
    yield "", asset.content


def _place(target: Path, content: bytes, folder: Path) -> None:
    """Write beside and move: readers find the whole file or none."""
    partial = folder / "partial"
    for parent in (partial, target.parent):
        parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=partial, delete=False) as file:
        file.write(content)
    os.chmod(file.name, 0o644)
    os.replace(file.name, target)
