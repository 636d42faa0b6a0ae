"""Which answers make a purpose hold, at which age."""

import pytest

from mentorhub.accounts.domain.consent import (
    TEXT_VERSION,
    Age,
    Answer,
    Lacking,
    Purpose,
    Word,
    lacking,
)
from mentorhub.consents.domain import comes_of_age, wording

OWN, MOTHER, FATHER = None, "mother", "father"
GIVEN, DECLINED, WITHDRAWN, ENDED = Answer.GIVEN, Answer.DECLINED, Answer.WITHDRAWN, Answer.ENDED


def words(purpose, *said):
    """The account is agreed to by everybody; then what is said about the purpose."""
    account = [Word(Purpose.ACCOUNT, GIVEN, who) for who in (OWN, MOTHER)]
    return [*account, *(Word(purpose, answer, who) for who, answer in said)]


@pytest.mark.parametrize("purpose", [p for p in Purpose if p is not Purpose.ACCOUNT])
def test_under_16_both_have_to_agree(purpose):
    child, mother = (OWN, GIVEN), (MOTHER, GIVEN)
    assert lacking(purpose, words(purpose), Age.CHILD) == (Lacking.OWN, Lacking.GUARDIAN)
    assert lacking(purpose, words(purpose, child), Age.CHILD) == (Lacking.GUARDIAN,)
    assert lacking(purpose, words(purpose, mother), Age.CHILD) == (Lacking.OWN,)
    assert lacking(purpose, words(purpose, child, mother), Age.CHILD) == ()


@pytest.mark.parametrize("no", [DECLINED, WITHDRAWN])
def test_the_no_of_one_guardian_outweighs_the_yes_of_another(no):
    said = words(Purpose.CONTEST, (OWN, GIVEN), (MOTHER, GIVEN), (FATHER, no))
    assert lacking(Purpose.CONTEST, said, Age.CHILD) == (Lacking.GUARDIAN,)
    ended = [*said, Word(Purpose.CONTEST, ENDED, FATHER)]
    assert lacking(Purpose.CONTEST, ended, Age.CHILD) == ()


def test_a_guardian_who_no_longer_answers_gives_nothing():
    said = words(Purpose.CONTEST, (OWN, GIVEN), (MOTHER, GIVEN), (MOTHER, ENDED))
    assert lacking(Purpose.CONTEST, said, Age.CHILD) == (Lacking.GUARDIAN,)


def test_the_last_word_counts():
    taken_back = words(Purpose.MESSAGES, (OWN, GIVEN), (OWN, WITHDRAWN))
    assert lacking(Purpose.MESSAGES, taken_back, Age.YOUTH) == (Lacking.OWN,)
    again = [*taken_back, Word(Purpose.MESSAGES, GIVEN)]
    assert lacking(Purpose.MESSAGES, again, Age.YOUTH) == ()


def test_at_16_the_person_alone_decides_but_a_guardian_knows_of_the_mentor():
    contest = words(Purpose.CONTEST, (OWN, GIVEN), (MOTHER, DECLINED))
    assert lacking(Purpose.CONTEST, contest, Age.YOUTH) == ()
    mentor = words(Purpose.MENTOR_CONTACT, (OWN, GIVEN))
    assert lacking(Purpose.MENTOR_CONTACT, mentor, Age.YOUTH) == (Lacking.INFORMING,)
    told = [*mentor, Word(Purpose.MENTOR_CONTACT, Answer.INFORMED, MOTHER)]
    assert lacking(Purpose.MENTOR_CONTACT, told, Age.YOUTH) == ()
    gone = [*told, Word(Purpose.MENTOR_CONTACT, ENDED, MOTHER)]
    assert lacking(Purpose.MENTOR_CONTACT, gone, Age.YOUTH) == (Lacking.INFORMING,)


def test_of_age_acts_speak_for_themselves_but_a_name_is_published_only_when_asked():
    for purpose in Purpose:
        silent = lacking(purpose, [], Age.ADULT)
        assert silent == ((Lacking.OWN,) if purpose is Purpose.PUBLICATION else ())
        assert lacking(purpose, words(purpose, (OWN, WITHDRAWN)), Age.ADULT) == (Lacking.OWN,)


@pytest.mark.parametrize("age", list(Age))
def test_nothing_holds_without_the_account(age):
    said = [
        *words(Purpose.CONTEST, (OWN, GIVEN), (MOTHER, GIVEN)),
        Word(Purpose.ACCOUNT, WITHDRAWN),
    ]
    assert lacking(Purpose.CONTEST, said, age) == (Lacking.OWN,)


def test_every_wording_is_there_in_three_languages():
    for purpose in Purpose:
        texts = {wording(purpose, language) for language in ("vi", "en", "fr")}
        assert len(texts) == 3
        assert all(text.title and text.text for text in texts)


def test_a_wording_that_was_agreed_to_is_never_edited():
    """A change of one of these texts is a new version beside it, and a new line here."""
    import hashlib

    def digest(version):
        said = [
            f"{wording(purpose, language, version)}"
            for purpose in Purpose
            for language in ("vi", "en", "fr")
        ]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]

    known = {
        "2026-1": "81a34f59222ab9db",
        "2026-2": "3a54ea25ade9750e",
        "2026-3": "031f6c90d04312d3",
    }
    assert {version: digest(version) for version in known} == known
    assert max(known) == TEXT_VERSION


def test_of_age_for_certain_at_the_end_of_the_year():
    assert str(comes_of_age(2010)) == "2029-01-01"
