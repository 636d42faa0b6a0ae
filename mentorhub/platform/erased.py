"""Who was erased and when, outside the database: a restored backup has to be told again.

One line for each: the moment and the pseudonym. Lines are only added, and on the disk before the
erasure is committed.
"""

import os
from collections.abc import Iterator
from uuid import UUID

from mentorhub.platform.clock import now
from mentorhub.platform.folders import data_folder

NAME = "erased.list"


def append(person_id: UUID) -> None:
    path = data_folder(NAME)
    path.parent.mkdir(parents=True, exist_ok=True)
    line = f"{now().isoformat(timespec='seconds')} {person_id}\n".encode()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, line)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def listed() -> Iterator[UUID]:
    """Each pseudonym once, in the order of the list; a line cut short by a power cut is left."""
    path = data_folder(NAME)
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    for key in dict.fromkeys(line.partition(" ")[2] for line in lines):
        if len(key) == 36:
            yield UUID(key)
