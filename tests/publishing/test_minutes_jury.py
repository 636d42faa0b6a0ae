"""What minutes tell of a jury, in three languages: who left, who did not judge what, and why."""

from unicodedata import normalize

import pytest

from mentorhub.entries.models import Clearance, Ground
from mentorhub.judging import actions as judging
from mentorhub.judging import queries as judged
from mentorhub.judging.domain.relations import IN_WORDS, relation_in, told
from mentorhub.platform.db import db
from mentorhub.teams.models import Tie, TieKind
from tests.factories import make_card, make_juror, make_person, make_table
from tests.pdf_text import pages

LANGUAGES = {
    "vi": (
        "Người thân",
        "Những ai rời ban giám khảo",
        "Phiếu không còn được tính",
        "Vì sao đóng chấm",
    ),
    "en": ("Family", "Who left the jury", "Sheets that count no more", "Why scoring was closed"),
    "fr": (
        "Famille",
        "Qui a quitté le jury",
        "Fiches qui ne comptent plus",
        "Pourquoi la notation",
    ),
}


def words(pdf):
    return normalize("NFC", " ".join(" ".join(pages(pdf)).split()))


@pytest.fixture
def held(logged, first):
    """One declared a conflict, one left, one became a mentor, one was suspected without reason."""
    logged.readers = 4
    cards = [card for card in judged.cards_in(logged) if card.entry.number == 1]
    sworn, tied, cleared, *_ = cards
    judging.declare_conflict(
        sworn.juror, sworn.entry, reason=told("family", "Em họ"), by=sworn.juror.person
    )
    db.session.add(Tie(team=tied.entry.team, person=tied.juror.person, kind=TieKind.MENTOR))
    facts = {"contest_id": logged.id, "juror_id": cleared.juror_id, "entry_id": cleared.entry_id}
    for ground in Ground:  # on two grounds, and told once
        looked = "Trùng số máy của cơ quan cũ"
        db.session.add(Clearance(**facts, ground=ground, reason=looked, by_id=first.id))
    gone = make_juror(logged, make_person("Người Rời Đi", age=40))
    make_card(gone, cards[0].entry)
    judging.withdraw_juror(gone, by=first)
    make_juror(logged, make_person("Người Chưa Nhận Bài", age=40))
    judging.close_scoring(logged, by=first, reason="Mưa bão, hội đồng không họp thêm được")
    judging.leave_with_few(logged, [sworn.entry_id], reason="Không kịp mời thêm người", by=first)
    publication = make_table(logged, by=first)
    db.session.commit()
    return publication, sworn


@pytest.mark.parametrize("tongue", list(LANGUAGES))
def test_minutes_tell_who_did_not_judge_and_why(browser, held, first, tongue):
    publication, sworn = held
    browser.sign_in(first).speak(tongue)
    first.language = tongue
    db.session.commit()
    text = words(browser.get(f"/results/tables/{publication.id}/minutes.pdf").data)
    family, left, since, why = LANGUAGES[tongue]
    code = sworn.entry.code
    for part in (f"{code}. {family} (Em họ)", left, since, why, "Mưa bão, hội đồng"):
        assert part in text, part
    assert text.count("Trùng số máy của cơ quan cũ") == 1
    assert "Người Rời Đi" in text
    for hidden in ("family", "Người Chưa Nhận Bài"):  # a key, and who had nothing to do with it
        assert hidden not in text


def test_only_what_holds_is_told(browser, held, first):
    """A suspicion somebody looked into, and then did not trust after all, is no word of peace."""
    publication, _sworn = held
    for one in judged.clearances_in(publication.contest):
        one.ended_at, one.ended_by_id = one.at, first.id
    db.session.commit()
    text = words(browser.sign_in(first).get(f"/results/tables/{publication.id}/minutes.pdf").data)
    assert "Trùng số máy" not in text


def test_a_relation_is_kept_by_its_key_and_told_in_words():
    assert relation_in(told("family", "Em họ")) == ("Family", "Em họ")
    assert relation_in(told("money", "")) == ("Money or shares", "")
    for own in ("Thầy cũ: dạy hai năm", "", "familyish: x"):
        assert relation_in(own) == (None, own)
    assert all(relation_in(key)[0] == words for key, words in IN_WORDS.items())
