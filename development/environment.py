"""The environment in .venv: made once, installed again only when a requirements file changes."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from development.console import Failed, quietly, step

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
LOG = ROOT / "var" / "install.log"
PATIENCE_FOR_UV = 90
INCLUDED = {"requirements-dev.txt": ("requirements-dev.txt", "requirements.txt")}
NEITHER_VENV_NOR_PIP = (
    "This Python can make no environment: it has neither venv nor pip.\n"
    "On Debian or Ubuntu, as root:  apt-get install python3-venv"
)


def ready(requirements: str = "requirements.txt") -> None:
    """Make .venv hold exactly what `requirements` pins; at once when it already does."""
    if _stamp(requirements).exists() and _answers(PYTHON, "-c", ""):
        return
    LOG.parent.mkdir(exist_ok=True)
    LOG.unlink(missing_ok=True)
    if not _answers(PYTHON, "-c", "") or not _pip():
        with step("Making an environment in .venv"):
            _create()
    with step(f"Installing {_count(requirements)} packages (once; about half a minute)"):
        _install(requirements)
    for file in INCLUDED.get(requirements, (requirements,)):
        _stamp(file).touch()


def run(*command: str, **surroundings: str) -> int:
    """Run the environment's Python in the foreground and return how it ended."""
    both = os.environ | surroundings
    return subprocess.run([PYTHON, *command], check=False, cwd=ROOT, env=both).returncode


def tool(name: str) -> list[str | Path]:
    """How to call a program of the environment, also where its folder has been moved."""
    program = FOLDER / "bin" / name
    with program.open("rb") as file:
        return [PYTHON, program] if file.read(2) == b"#!" else [program]


def pin() -> int:
    """Compile the .in files; tests and the extra get exactly the versions that run."""
    of_the_program = ("requirements.txt",)
    for name, constraints in (
        ("requirements", ()),
        ("requirements-dev", of_the_program),
        ("requirements-embedding", of_the_program),
    ):
        code = run(
            *("-m", "uv", "pip", "compile", f"{name}.in", "--output-file", f"{name}.txt"),
            *("--quiet", "--generate-hashes", "--python-version", "3.11", "--no-header"),
            *("--no-emit-index-url", "--no-emit-find-links"),
            *(part for file in constraints for part in ("--constraint", file)),
        )
        if code:
            return code
    return 0


def _stamp(requirements: str) -> Path:
    content = (ROOT / requirements).read_bytes() + sys.version.encode()
    return FOLDER / f".{requirements}.{hashlib.sha256(content).hexdigest()[:16]}"


def _count(requirements: str) -> int:
    lines = (ROOT / requirements).read_text(encoding="utf-8").splitlines()
    return sum("==" in line and not line.startswith((" ", "#")) for line in lines)


def _create() -> None:
    if _answers(sys.executable, "-m", "venv", "--clear", str(FOLDER)):
        return
    bare = _answers(sys.executable, "-m", "venv", "--clear", "--without-pip", str(FOLDER))
    if not bare or not _pip():
        shutil.rmtree(FOLDER, ignore_errors=True)
        raise Failed(NEITHER_VENV_NOR_PIP)


def _pip() -> list[str]:
    """The environment's own pip, or the one outside working on it (Debian splits them)."""
    if _answers(PYTHON, "-m", "pip", "--version"):
        return [str(PYTHON), "-m", "pip"]
    if _answers(sys.executable, "-m", "pip", "--python", str(PYTHON), "--version"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    return []


def _install(requirements: str) -> None:
    try:
        _logged(_uv(), "pip", "install", "--python", str(PYTHON), *_exactly(requirements))
    except (Failed, OSError, subprocess.SubprocessError) as reason:
        with LOG.open("a", encoding="utf-8") as log:
            log.write(f"uv could not do it ({reason}); pip is slower and gets on with it.\n")
        _logged(*_pip(), "install", "--no-input", *_exactly(requirements))


def _exactly(requirements: str) -> tuple[str, ...]:
    return ("--require-hashes", "--only-binary", ":all:", "-r", requirements)


def _uv() -> str:
    """uv installs in seconds what takes pip half a minute; pip fetches it, checked by its hash."""
    inside = FOLDER / "bin" / "uv"
    if not inside.exists():
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write(_lines_about("uv"))
            file.flush()
            subprocess.run(
                [
                    *_pip(),
                    "install",
                    "--no-input",
                    "--require-hashes",
                    "--no-deps",
                    "-r",
                    file.name,
                ],
                check=True,
                timeout=PATIENCE_FOR_UV,
                capture_output=True,
                env=_surroundings(),
            )
    return str(inside)


def _lines_about(package: str) -> str:
    lines = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.startswith(f"{package}=="))
    rest = next((n for n in range(first + 1, len(lines)) if lines[n][0] != " "), len(lines))
    return "".join(lines[first:rest])


def _logged(*command: str) -> None:
    quietly(command, log=LOG, surroundings=_surroundings(), within=ROOT)


def _surroundings() -> dict[str, str]:
    """The caller's, less what would send pip elsewhere; uv trusts the machine's certificates."""
    calm = {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return os.environ | calm | {"UV_SYSTEM_CERTS": "1", "UV_HTTP_TIMEOUT": "20"}


def _answers(program: str | Path, *arguments: str) -> bool:
    try:
        command = [program, *arguments]
        subprocess.run(command, check=True, capture_output=True, env=_surroundings())
    except (OSError, subprocess.CalledProcessError):
        return False
    return True
