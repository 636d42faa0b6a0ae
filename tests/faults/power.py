"""What a disk holds after a power cut: what was synced, and of the rest what luck left of it."""

import re
from dataclasses import dataclass, field

CALL = re.compile(
    r"^(?P<name>pwrite64|write|fsync|fdatasync|ftruncate)\(\d+<(?P<path>[^>]+)>"
    r'(?:, (?:"(?P<data>[^"]*)", )?(?P<rest>[^)]*))?\)\s+= \d+'
)
SECTOR = 512


@dataclass(frozen=True)
class Call:
    """One system call on one file: bytes at an offset, a new length, or a sync."""

    name: str
    path: str
    data: bytes
    numbers: tuple[int, ...]


def calls_in(trace):
    """The calls of a strace file made with -y -xx, in order."""
    found = (CALL.match(line) for line in trace.splitlines())
    return [_call(one) for one in found if one]


def _call(found):
    data = _bytes(found["data"])
    numbers = tuple(map(int, re.findall(r"\d+", found["rest"] or "")))
    return Call(found["name"], _bytes(found["path"]).decode(), data, numbers)


def _bytes(written):
    return bytes.fromhex((written or "").replace("\\x", ""))


@dataclass
class Disk:
    """Files by path, as bytes that are safe, and the calls since the last sync of each."""

    files: dict[str, bytearray]
    waiting: dict[str, list[Call]] = field(default_factory=dict)

    def take(self, call):
        if call.name in {"fsync", "fdatasync"}:
            for one in self.waiting.pop(call.path, ()):
                _apply(self.files.setdefault(call.path, bytearray()), one, one.data)
        else:
            self.waiting.setdefault(call.path, []).append(call)

    def after_a_cut(self, luck):
        """Of what was not synced each piece arrived whole, torn at a sector, or not at all."""
        left = {path: bytearray(content) for path, content in self.files.items()}
        share = luck.choice((0.0, 0.5, 0.9))
        for path, calls in self.waiting.items():
            for call in calls:
                if luck.random() < share:
                    torn = luck.random() < 0.3
                    end = SECTOR * luck.randint(0, len(call.data) // SECTOR) if torn else None
                    _apply(left.setdefault(path, bytearray()), call, call.data[:end])
        return left


def _apply(content, call, data):
    if call.name == "ftruncate":
        del content[call.numbers[0] :]
        return
    start = call.numbers[1] if call.name == "pwrite64" else len(content)
    content.extend(bytes(max(0, start + len(data) - len(content))))
    content[start : start + len(data)] = data
