"""Names of files as people give them, made safe to store, show and hand out."""

import re
import unicodedata

LONGEST = 120  # bytes of the part before the ending: most disks take 255 for the whole
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
UNWANTED = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # controls, writing turned round, no letters


def clean(name: str) -> str:
    """The last part of a path, composed, on one line, of a length every system takes."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    last = "".join(sign for sign in last if unicodedata.category(sign) not in UNWANTED)
    last = re.sub(r'[<>:"|?*]', "_", " ".join(last.split())).strip(". ")
    stem, ending = split(last)
    stem = stem.encode()[:LONGEST].decode(errors="ignore").strip(". ") or "file"
    stem = f"_{stem}" if DEVICES.fullmatch(stem.partition(".")[0]) else stem
    return f"{stem}.{ending}" if ending else stem


def split(name: str) -> tuple[str, str]:
    """(name, ending without its dot in small letters); the ending may be missing."""
    stem, dot, ending = name.rpartition(".")
    return (stem, ending.lower()) if dot else (ending, "")


def twin(name: str) -> str:
    """Two names with the same twin are one name to somebody's computer."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
