"""When too many come at once: a moment of their own for each, first come, first served."""

import fcntl
import os
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

NUMBERS = struct.Struct("<dd")
SOONEST, FARTHEST = 2.0, 120.0  # who knocks without end makes the line no longer for others
FIRST_GUESS = 0.1  # seconds of a turn
WEIGHT = 0.1  # of the latest turn in what turns take lately
TRIES, A_MOMENT = 100, 0.001


@dataclass
class _State:
    """The first moment nobody was given yet, in seconds since 1970; what a turn takes lately."""

    free: float = 0.0
    turn: float = FIRST_GUESS


@dataclass(frozen=True)
class WaitingLine:
    """The moments that were given out, one for all processes of a machine.

    They lie as far apart as turns end when all desks are busy, so that whoever comes at theirs
    mostly finds a place and need not ask again and again. `path` None: of this process alone;
    `desks`: how many processes there are.
    """

    desks: int = 1
    path: Path | None = None
    here: threading.Lock = field(default_factory=threading.Lock)
    alone: _State = field(default_factory=_State)

    def joined(self) -> float:
        """The moment of one more who was sent away, in seconds since 1970."""
        with self._state() as state:
            moment = min(max(time.time() + SOONEST, state.free), time.time() + FARTHEST)
            state.free = moment + state.turn / self.desks
            return moment

    def turned_away(self) -> None:
        """Somebody came at their moment and found no place: all later ones are a turn too early."""
        with self._state() as state:
            state.free = max(time.time(), state.free) + state.turn / self.desks

    def turn_ended(self, seconds: float, *, leaves_nobody: bool) -> None:
        """`leaves_nobody`: a place is free and nobody there to take it, so more may come sooner."""
        with self._state() as state:
            state.turn += WEIGHT * (seconds - state.turn)
            if leaves_nobody and state.free > time.time():
                state.free -= state.turn / self.desks

    def is_empty(self) -> bool:
        """Is nobody expected who was sent away?"""
        with self._state() as state:
            return state.free <= time.time()

    @contextmanager
    def _state(self) -> Iterator[_State]:
        """Read and written by one at a time; a killed process leaves the whole of it or nothing."""
        with self.here:
            file = self._opened()
            if file is None:
                yield self.alone
                return
            try:
                kept = os.pread(file, NUMBERS.size, 0)
                state = _State(*NUMBERS.unpack(kept)) if len(kept) == NUMBERS.size else _State()
                yield state
                os.pwrite(file, NUMBERS.pack(state.free, state.turn), 0)
            finally:
                os.close(file)

    def _opened(self) -> int | None:
        """None where there is no folder for data, or another process stands still with the file."""
        if self.path is None:
            return None
        try:
            file = os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError:
            return None
        for _ in range(TRIES):
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return file
            time.sleep(A_MOMENT)
        os.close(file)
        return None
