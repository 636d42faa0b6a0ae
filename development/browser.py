"""Where a Chromium is, or how to get one; and the library its driver needs."""

import ctypes
import os
import shutil
import subprocess

from development.console import Failed, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "libatomic1")  # playwright's own node asks for the second
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "The browser journeys need Chromium and libatomic, and not both are here. "
    f"As root:  apt-get install {' '.join(PACKAGES)}\n"
    "Or name a Chromium you have:  CHROMIUM=/path/to/chromium python3 tasks.py test"
)


def chromium() -> str:
    """The path of a Chromium; installed from Debian when we may, else Failed with a sentence."""
    found = _found()
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        with step("Installing Chromium from Debian"):
            _apt("update")
            _apt("install", "--yes", "--no-install-recommends", *PACKAGES)
        found = _found()
    if not found:
        raise Failed(MISSING)
    return found


def _found() -> str | None:
    if not _has_libatomic():
        return None
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)


def _has_libatomic() -> bool:
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


def _apt(*arguments: str) -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *arguments]
    try:
        subprocess.run(command, check=True, env=quiet, capture_output=True, text=True)
    except subprocess.CalledProcessError as refused:
        raise Failed(f"{refused.stderr.strip()}\n{MISSING}") from refused
