"""What an entry says, when it is complete, and the fingerprint a receipt carries.

The content of an entry is a plain mapping: the texts of `TEXTS`, the language they are in, and
the ids of the people who take part.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from mentorhub.questions.domain.answers import is_web_address as is_web_address

TEXTS = ("title", "sector", "summary", "problem", "solution", "benefit", "link")
ALWAYS = ("title", "sector", "problem", "solution")  # whatever the contest; others as it says
NEEDED = ("title", "sector", "summary", "problem", "solution", "benefit")  # where it says nothing
LONGEST = {"title": 120, "summary": 600, "link": 500}
LONGEST_TEXT = 6000
SECTIONS = {
    "about": ("title", "sector", "summary"),
    "work": ("problem", "solution"),
    "benefit": ("benefit",),
}
FILES, PEOPLE, ANSWERS = "files", "people", "answers"  # parts of an entry beside its texts
PHOTO = "photo"  # the place of the idea's photo among the files of an entry
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is misread on paper


def missing(content: Mapping[str, Any], also: Collection[str] = NEEDED) -> list[str]:
    """The needed texts that are still empty, in the order they are asked for."""
    needed = [name for name in TEXTS if name in ALWAYS or name in also]
    return [name for name in needed if not str(content.get(name) or "").strip()]


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """The parts that say something else; an empty part and none are the same."""
    parts = (*TEXTS, PEOPLE, FILES, ANSWERS)
    return {name for name in parts if _part(before, name) != _part(after, name)}


def _part(content: Mapping[str, Any], name: str) -> Any:
    value = content.get(name) or ""
    return sorted(map(str, value)) if name == PEOPLE else value


def answers_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """The keys of the questions whose answers say something else."""
    old, new = before.get(ANSWERS) or {}, after.get(ANSWERS) or {}
    return {key for key in {*old, *new} if old.get(key) != new.get(key)}


class Piece(NamedTuple):
    """Some words of a text beside an older one: “same”, “removed” or “added”."""

    kind: str
    words: str


def compared(before: str, after: str) -> list[Piece]:
    """Both texts in one, word by word; what was taken out stands before what came instead."""
    old, new = (re.findall(r"\S+\s*", f"{text.strip()} ") for text in (before, after))
    said, says = ([word.strip() for word in words] for words in (old, new))
    told = []
    for kind, i, j, k, m in SequenceMatcher(None, said, says, autojunk=False).get_opcodes():
        if kind == "equal":
            told.append(Piece("same", "".join(new[k:m])))
            continue
        told += [Piece("removed", "".join(old[i:j]))] if j > i else []
        told += [Piece("added", "".join(new[k:m]))] if m > k else []
    return told


def sections_done(content: Mapping[str, Any], also: Collection[str] = NEEDED) -> dict[str, bool]:
    """Which parts of the form have all they need."""
    lacking = set(missing(content, also))
    return {section: lacking.isdisjoint(names) for section, names in SECTIONS.items()}


def as_parts(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as the parts two people may change at once: each answer by itself."""
    answers = {f"q_{key}": value for key, value in content.get("answers", {}).items()}
    return {**{name: content[name] for name in (*TEXTS, "people") if name in content}, **answers}


def answers_in(parts: Mapping[str, Any]) -> dict[str, Any]:
    return {name[2:]: value for name, value in parts.items() if name.startswith("q_")}


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 over the content as canonical JSON: the same words give the same digest anywhere."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def with_files(content: Mapping[str, Any], files: Sequence[Any]) -> dict[str, Any]:
    """The content with these files (rows of attachments or what a revision says of them)."""
    words = {name: value for name, value in content.items() if name != "files"}
    return {**words, "files": [_facts(one) for one in files]} if files else words


def _facts(given: Any) -> dict[str, Any]:
    if isinstance(given, Mapping):
        return dict(given)
    file = given.file
    named = {"name": file.name, "size": file.size, "sha256": file.sha256}
    return {"id": str(given.id), "slot": given.slot, **named}


def new_code() -> str:
    """A receipt's code, to read aloud: “7KQM-2F9X-3B” (50 bits of luck)."""
    luck = "".join(secrets.choice(ALPHABET) for _ in range(10))
    return as_printed(luck)


def as_printed(typed: str) -> str:
    """A code as it stands on paper, typed with or without its hyphens, in small letters or not."""
    plain = "".join(typed.split()).replace("-", "").upper()
    return f"{plain[:4]}-{plain[4:8]}-{plain[8:]}"
