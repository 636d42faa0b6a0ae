"""The words of the program: .po files people edit, .mo files it reads, and what they lack."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import wtforms
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import TemplateSyntaxError

from mentorhub.platform.i18n import FOLDER
from mentorhub.platform.settings import ROOT

WRITTEN_IN = (ROOT / "mentorhub", ROOT / "templates")
LIBRARIES = (Path(wtforms.__file__).parent,)  # its sentences on forms are said by our catalogues
TRANSLATED = ("vi", "fr")
KEYWORDS = {"_": None, "_l": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract", ".txt": "jinja2.ext:babel_extract"}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")
LOOSE_MARK = re.compile(r"\w [:;!?](?:\s|$)")
INVISIBLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")

Msgid = str | tuple[str, ...]


def compile_catalogues(folder: Path = FOLDER) -> list[Path]:
    """Write each stale .mo beside its .po and return what was written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        partial = target.with_suffix(f".{os.getpid()}.partial")  # several may compile at once
        with partial.open("wb") as file:
            write_mo(file, _read(source))
        partial.replace(target)
        written.append(target)
    return written


@dataclass(frozen=True)
class Translation:
    """One message as one .po file has it; `texts` are its plural forms, or the one text."""

    language: str
    domain: str
    msgid: Msgid
    texts: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return all(text.strip() for text in self.texts)

    def __str__(self) -> str:
        return f"{self.language}/{self.domain}: {_first(self.msgid)!r}"


def problems(folder: Path = FOLDER, sources: tuple[Path, ...] = WRITTEN_IN) -> list[str]:
    """What keeps a reader of Vietnamese or French from reading every sentence, one line each."""
    used = messages_in(sources)
    borrowed = {_first(msgid) for msgid in messages_in(LIBRARIES)}
    found = list(translations(folder))
    return [
        *_untranslated(used, found),
        *_unused(used.keys(), borrowed, found),
        *_at_odds(found),
        *(problem for one in found for problem in _ill_made(one)),
    ]


@cache
def messages_in(folders: tuple[Path, ...]) -> Mapping[Msgid, str]:
    """msgid (or singular and plural) → where it is first used."""
    used: dict[Msgid, str] = {}
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in METHODS):
            for line, message in _extracted(path):
                used.setdefault(message, f"{folder.name}/{path.relative_to(folder)}:{line}")
    return used


def _extracted(path: Path) -> Iterator[tuple[int, Msgid]]:
    options = {"silent": "false"}  # a template that cannot be read is no template without words
    try:
        found = extract_from_file(METHODS[path.suffix], path, KEYWORDS, options=options)
    except TemplateSyntaxError as mistake:
        raise ValueError(f"{path}:{mistake.lineno}: {mistake.message}") from mistake
    for line, message, _comments, _context in found:
        if message:
            yield line, message


def translations(folder: Path) -> Iterator[Translation]:
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        for message in _read(source):
            if message.id:
                yield Translation(source.parts[-3], source.stem, _msgid(message), _texts(message))


def _read(source: Path) -> Catalog:
    with source.open("rb") as file:
        return read_po(file, locale=source.parts[-3])


def _msgid(message: Message) -> Msgid:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _texts(message: Message) -> tuple[str, ...]:
    if message.fuzzy:
        return ("",)  # a guess is not read by anybody
    found = message.string if isinstance(message.string, tuple) else (message.string,)
    return tuple(str(text or "") for text in found)


def _first(msgid: Msgid) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def _untranslated(used: Mapping[Msgid, str], found: Iterable[Translation]) -> Iterator[str]:
    done = {(one.language, one.msgid) for one in found if one.is_complete}
    for msgid, place in used.items():
        for language in TRANSLATED:
            if (language, msgid) not in done:
                yield f"{language}: no translation of {_first(msgid)!r} ({place})"


def _unused(
    used: Iterable[Msgid], borrowed: set[str], found: Iterable[Translation]
) -> Iterator[str]:
    known = set(used)
    for one in found:
        if one.msgid not in known and _first(one.msgid) not in borrowed:
            yield f"{one}: nothing says this any more"


def _at_odds(found: Iterable[Translation]) -> Iterator[str]:
    """Domains are merged when read: of two translations of one message a reader gets either."""
    versions: dict[tuple[str, Msgid], set[tuple[str, ...]]] = defaultdict(set)
    places: dict[tuple[str, Msgid], list[str]] = defaultdict(list)
    for one in found:
        versions[one.language, one.msgid].add(one.texts)
        places[one.language, one.msgid].append(one.domain)
    for (language, msgid), texts in versions.items():
        if len(texts) > 1:
            domains = " and ".join(places[language, msgid])
            yield f"{language}: {_first(msgid)!r} is said differently by {domains}"


def _ill_made(one: Translation) -> Iterator[str]:
    expected = set(PLACEHOLDER.findall(" ".join(_every(one.msgid))))
    for text in filter(None, one.texts):
        if not _same_places(set(PLACEHOLDER.findall(text)), expected, plural=len(one.texts) > 1):
            yield f"{one}: the places for values differ in {text!r}"
        if one.language == "fr" and LOOSE_MARK.search(text):
            yield f"{one}: a plain space before : ; ! ? in {text!r}"
        if INVISIBLE.search(text):
            yield f"{one}: a character nobody can read in {text!r}"


def _every(msgid: Msgid) -> tuple[str, ...]:
    return (msgid,) if isinstance(msgid, str) else msgid


def _same_places(has: set[str], expected: set[str], *, plural: bool) -> bool:
    """A singular may do without its number (“one idea”)."""
    return has <= expected and expected - has <= ({"%(num)d"} if plural else set())


if __name__ == "__main__":
    compile_catalogues()
