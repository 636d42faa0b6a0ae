"""Other documents to show are a change of the contest, said before and after, in every language."""

import pytest

from mentorhub.contests.models import ContestState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.contests.test_changes import changes, said


def typed(*documents):
    """The page of documents: names in Vietnamese and English, and for whom each is shown."""
    return {
        f"documents-{row}-{name}": value
        for row, (vi, en, whose) in enumerate(documents)
        for name, value in (("name_vi", vi), ("name_en", en), ("name_fr", ""), ("whose", whose))
    }


CARD = ("Căn cước", "Identity card", "minor")
LETTER = ("Giấy giới thiệu", "Letter of the school", "entry")


@pytest.fixture
def save(send):
    def saved(*documents, **more):
        return send("documents", {"reason": "Cần biết tuổi", **typed(*documents), **more})

    return saved


def last_said(side, tongue="en"):
    return said(changes()[-1], side, tongue)


def test_documents_that_come_change_and_go_are_versions_with_sentences(save):
    assert save(CARD).status_code == 302
    (first,) = changes()
    assert [part["rule"] for part in first.parts] == ["documents"]
    assert last_said("before") == []
    assert last_said("after")[0] == "Identity card: shown for everyone under 18 in the entry."
    assert "No copy is sent or kept." in last_said("after")[1]
    assert (
        last_said("after", "vi")[0] == "Căn cước: xuất trình cho từng người dưới 18 tuổi trong bài."
    )
    assert "Căn cước" in last_said("after", "fr")[0]  # without a translation the Vietnamese name
    save((*CARD[:2], "person"), LETTER)
    assert last_said("before") == ["Identity card: shown for everyone under 18 in the entry."]
    assert last_said("after") == [
        "Identity card: shown for everyone in the entry.",
        "Letter of the school: shown once for the entry.",
    ]
    save(LETTER)
    assert last_said("before") == ["Identity card: shown for everyone in the entry."]
    assert last_said("after") == []
    save()
    assert len(last_said("before")) == 2
    assert [one.number for one in changes()] == [1, 2, 3, 4]


def test_a_name_in_another_language_is_a_change_too(save):
    save(CARD)
    save(("Căn cước", "ID card", "minor"))
    assert last_said("after") == ["ID card: shown for everyone under 18 in the entry."]


def test_the_same_documents_again_are_no_change(save, contest):
    save(CARD, LETTER)
    assert save(CARD, LETTER).status_code == 302
    assert len(changes()) == 1
    assert len(contest.documents) == 2


def test_another_order_is_said_as_one(save):
    save(CARD, LETTER)
    save(LETTER, CARD)
    assert len(changes()) == 2
    assert last_said("before")[:2] == last_said("after")[1::-1]


def test_no_reason_no_change_and_none_once_entries_are_open(save, contest):
    assert save(CARD, reason=" ").status_code == 422
    contest.opens_at = now()
    db.session.commit()
    reply = save(CARD)
    assert reply.status_code == 409
    assert "Đã mở nhận bài" in reply.text
    assert (changes(), contest.documents) == ([], [])


def test_a_draft_asks_for_documents_without_a_version(save, contest):
    contest.state = ContestState.DRAFT
    assert save(CARD, reason="").status_code == 302
    assert (changes(), len(contest.documents)) == ([], 1)


def test_everybody_reads_which_documents_came(save, browser, contest):
    save(CARD)
    page = browser.sign_out().get(f"/contests/{contest.id}/changes").text
    assert "Căn cước: xuất trình cho từng người dưới 18 tuổi trong bài." in page
