import shutil

from mentorhub.matching.actions import build_index
from mentorhub.matching.domain.model import Document, Passage, Profile, best, fits
from mentorhub.matching.queries import index_of, version_in_use
from mentorhub.platform.folders import data_folder


def profile(id_, text):
    return Profile(id_, (Document((Passage(text, "vi"),)),))


def test_a_built_index_is_in_use_and_the_one_before_is_retired(app):
    first = build_index("trial", [profile("a", "lúa tôm"), profile("b", "nhãn hiệu")])
    second = build_index("trial", [profile("a", "lúa tôm"), profile("c", "nấm rơm")])
    assert version_in_use("trial") is second
    assert (second.number, second.documents) == (2, 2)
    assert first.retired_at is not None
    index = index_of(second)
    found = best(fits(index, profile("team", "rơm")), limit=5)
    assert [index.mentors[row] for row in found] == [b"c"]


def test_nothing_is_built_when_nothing_changed_or_nobody_is_there(app):
    people = [profile("a", "lúa tôm"), profile("b", "nhãn hiệu")]
    first = build_index("trial", people)
    assert build_index("trial", people) is first
    assert build_index("trial", []) is first


def test_an_index_that_is_gone_from_the_disk_is_no_index(app):
    version = build_index("trial", [profile("a", "lúa tôm"), profile("b", "nhãn hiệu")])
    shutil.rmtree(data_folder("index/trial"))
    assert index_of(version) is None


def test_an_index_of_another_version_of_the_program_waits_to_be_built_anew(app, monkeypatch):
    people = [profile("a", "lúa tôm"), profile("b", "nhãn hiệu")]
    old = build_index("trial", people)
    for module in ("domain.index", "actions.building"):
        monkeypatch.setattr(f"mentorhub.matching.{module}.FORMAT", 99)
    assert index_of(old) is None
    new = build_index("trial", people)
    assert new.number == 2
    assert index_of(new) is not None
