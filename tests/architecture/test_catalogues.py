"""Every sentence is there in Vietnamese and in French, once, with the same places for values."""

import re

import pytest
from babel.messages.pofile import read_po

from mentorhub.platform import catalogues
from mentorhub.platform.i18n import FOLDER

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


SECOND_VOWEL = re.compile(r"(?<!q)(?:o[áàảãạéèẻẽẹ]|u[ýỳỷỹỵ])(?!\w)", re.IGNORECASE)
"""The other spelling of hòa, khỏe, hủy; after a q the u belongs to it: quý."""
IN_A_SENTENCE = re.compile(r"[^.!?:…“]\s+Ban [tT]ổ chức|Ban Tổ chức")


def test_every_sentence_is_translated():
    assert catalogues.problems() == []


def test_vietnamese_is_spelled_one_way():
    """As the glossary does: hòa, khóa, xóa; the organisers are the ban tổ chức of a sentence."""
    found = []
    for path in sorted(FOLDER.glob("vi/LC_MESSAGES/*.po")):
        with path.open(encoding="utf-8") as file:
            said = [message.string for message in read_po(file, locale="vi") if message.id]
        texts = [one for text in said for one in ((text,) if isinstance(text, str) else text)]
        odd = [one for one in texts if SECOND_VOWEL.search(one) or IN_A_SENTENCE.search(one)]
        found += [f"{path.name}: {one}" for one in odd]
    assert found == []


@pytest.fixture
def written(tmp_path):
    """Write a page and its catalogues, and hear what is wrong with them."""
    code, words = tmp_path / "code", tmp_path / "words"
    code.mkdir()

    def check(page, **domains):
        (code / "page.html").write_text(page, encoding="utf-8")
        for name, entries in domains.items():
            language, domain = name.split("_")
            folder = words / language / "LC_MESSAGES"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{domain}.po").write_text(HEADER + entries, encoding="utf-8")
        return catalogues.problems(words, (code,))

    return check


def entry(msgid, text):
    return f'msgid "{msgid}"\nmsgstr "{text}"\n\n'


def test_a_complete_page_has_no_problem(written):
    page = '{{ _("Hello %(name)s", name=name) }} {{ ngettext("%(num)d idea", "%(num)d ideas", n) }}'
    plural = 'msgid "%(num)d idea"\nmsgid_plural "%(num)d ideas"\n'
    assert (
        written(
            page,
            vi_home=entry("Hello %(name)s", "Chào %(name)s")
            + plural
            + 'msgstr[0] "%(num)d ý tưởng"\n',
            fr_home=entry("Hello %(name)s", "Bonjour %(name)s")
            + plural
            + 'msgstr[0] "une idée"\nmsgstr[1] "%(num)d idées"\n',
        )
        == []
    )


def test_a_missing_and_an_empty_translation_are_told(written):
    assert written('{{ _("Hello") }}', fr_home=entry("Hello", "")) == [
        "vi: no translation of 'Hello' (code/page.html:1)",
        "fr: no translation of 'Hello' (code/page.html:1)",
    ]


def test_a_translation_nobody_uses_is_told(written):
    assert written("", vi_home=entry("Gone", "Đã bỏ")) == [
        "vi/home: 'Gone': nothing says this any more"
    ]


def test_sentences_of_the_form_library_count_as_used(written):
    assert written("", vi_platform=entry("This field is required.", "Cần điền ô này.")) == []


def test_two_domains_may_not_differ(written):
    same = {"fr_home": entry("Send", "Envoyer"), "fr_ideas": entry("Send", "Envoyer")}
    assert written(
        '{{ _("Send") }}', vi_home=entry("Send", "Gửi"), vi_ideas=entry("Send", "Nộp"), **same
    ) == ["vi: 'Send' is said differently by home and ideas"]


def test_places_for_values_must_be_the_same(written):
    told = written(
        '{{ _("For %(name)s") }}',
        vi_home=entry("For %(name)s", "Cho %(nam)s"),
        fr_home=entry("For %(name)s", "Pour"),
    )
    assert told == [
        "fr/home: 'For %(name)s': the places for values differ in 'Pour'",
        "vi/home: 'For %(name)s': the places for values differ in 'Cho %(nam)s'",
    ]


def test_french_marks_stand_after_a_space_that_does_not_break(written):
    assert written(
        '{{ _("Why?") }}', vi_home=entry("Why?", "Vì sao?"), fr_home=entry("Why?", "Pourquoi ?")
    ) == ["fr/home: 'Why?': a plain space before : ; ! ? in 'Pourquoi ?'"]


def test_a_mark_lost_on_its_way_is_told(written):
    lost = "Pour mémoire\u00a0\x01 trois idées"
    assert written(
        '{{ _("Note: three") }}',
        vi_home=entry("Note: three", "Ghi nhớ: ba"),
        fr_home=entry("Note: three", lost),
    ) == [f"fr/home: 'Note: three': a character nobody can read in {lost!r}"]
