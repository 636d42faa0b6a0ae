"""Two hands on one draft, part by part."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from mentorhub.platform.merging import OpenPage, fingerprint, fingerprints, merge

SHOWN = {"title": "Bút đo mặn", "problem": "Mặn đến sớm"}
SEEN = fingerprints(SHOWN)
words = st.text(max_size=4)
parts = st.fixed_dictionaries({"title": words, "problem": words})


def test_what_only_one_of_them_changed_is_kept_whoever_it_was():
    stored = {**SHOWN, "title": "Bút đo độ mặn"}
    typed = {**SHOWN, "problem": "Mặn đến trước bản tin"}
    found = merge(stored, typed, SEEN)
    assert found.merged == {"title": "Bút đo độ mặn", "problem": "Mặn đến trước bản tin"}
    assert (found.taken, found.clashing) == (("title",), ())


def test_what_both_changed_clashes_unless_they_wrote_the_same():
    stored = {**SHOWN, "title": "Của Lâm"}
    assert merge(stored, {**SHOWN, "title": "Của Thoa"}, SEEN).clashing == ("title",)
    assert merge(stored, {**SHOWN, "title": "Của Lâm"}, SEEN).clashing == ()


def test_what_the_page_saved_itself_is_nobody_elses_change():
    stored = {**SHOWN, "title": "Lần một"}
    typed = {**SHOWN, "title": "Lần hai"}
    assert merge(stored, typed, SEEN, fingerprints(stored)).merged == typed


def test_a_page_that_says_nothing_of_what_it_saw_replaces_nothing():
    found = merge(SHOWN, {"title": "Khác"}, {})
    assert (found.merged, found.clashing) == ({}, ("title",))


def test_a_list_of_words_is_a_part_like_any_other():
    assert fingerprint(["iot", "ban-do"]) != fingerprint(["ban-do", "iot"])
    assert fingerprint([]) == fingerprint("") == fingerprint(None)


@given(shown=parts, stored=parts, typed=parts)
def test_no_word_of_either_is_lost(shown, stored, typed):
    """Each part ends as the change of whoever changed it, or is said to clash; never as neither."""
    found = merge(stored, typed, OpenPage(uuid4(), fingerprints(shown)).seen)
    for name in typed:
        changes = {one[name] for one in (stored, typed) if one[name] != shown[name]}
        if name in found.clashing:
            assert len(changes) == 2
        else:
            assert found.merged[name] == (changes.pop() if changes else shown[name])
            assert not changes
