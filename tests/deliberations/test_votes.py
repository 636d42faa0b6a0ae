"""What is said and voted: each juror for themselves, counted once, settled with a reason."""

import re
from uuid import uuid4

import pytest

from mentorhub.contests.models import Award
from mentorhub.deliberations import actions, queries
from mentorhub.deliberations.models import Answer, Matter
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused

YES, NO = Answer.YES, Answer.NO


@pytest.fixture
def motion(talk, cast):
    places = {cast.entries[0].id: 2, cast.entries[1].id: 1}
    found = actions.move(
        talk, matter=Matter.ORDER, text="HS-02 đứng trên", places=places, by=cast.first
    )
    db.session.flush()
    return found


def test_only_who_read_every_entry_votes(cast, motion, in_english):
    assert {one.id for one in queries.voters_of(motion)} == {one.id for one in cast.jurors[:2]}
    with pytest.raises(Refused, match="did not read"):
        actions.vote(motion, answer=YES, by=cast.jurors[2].person)
    with pytest.raises(Refused, match="did not read"):
        actions.vote(motion, answer=YES, by=cast.first)


def test_the_last_answer_counts_once(cast, motion):
    one, other = (juror.person for juror in cast.jurors[:2])
    actions.vote(motion, answer=NO, by=one)
    actions.vote(motion, answer=YES, by=one)
    actions.vote(motion, answer=YES, by=other)
    actions.settle(motion, reason="Tác động rộng hơn", by=cast.first)
    assert (motion.count.yes, motion.count.no) == (2, 0)
    assert motion.carried
    assert queries.decided_order(cast.contest) == {
        cast.entries[1].id.hex: 1,
        cast.entries[0].id.hex: 2,
    }


def test_a_draw_decides_nothing(cast, motion):
    actions.vote(motion, answer=NO, by=cast.jurors[0].person)
    actions.vote(motion, answer=YES, by=cast.jurors[1].person)
    actions.settle(motion, reason="Ngang phiếu", by=cast.first)
    assert motion.carried is False
    assert queries.decided_order(cast.contest) == {}


def test_after_it_is_settled_nobody_votes(cast, motion, in_english):
    with pytest.raises(Refused, match="Nobody has voted"):
        actions.settle(motion, reason="Không ai", by=cast.first)
    actions.vote(motion, answer=YES, by=cast.jurors[0].person)
    actions.settle(motion, reason="Một phiếu", by=cast.first)
    with pytest.raises(Refused, match="over"):
        actions.vote(motion, answer=NO, by=cast.jurors[0].person)
    actions.settle(motion, reason="Lý do khác", by=cast.second)
    assert motion.reason == "Một phiếu"


def test_the_count_is_not_shown_while_the_vote_is_open(browser, cast, motion):
    actions.vote(motion, answer=YES, by=cast.jurors[1].person)
    where = f"/motions/{motion.id}"
    page = browser.sign_in(cast.jurors[0].person).speak("en").get(where)
    assert "1 of 2 have voted" in page.text
    assert "<dd>1</dd>" not in page.text
    assert browser.post(f"{where}/vote", answer="no").status_code == 303
    assert browser.post(f"{where}/settlement", reason="tự quyết").status_code == 404
    browser.sign_in(cast.jurors[2].person)
    assert browser.get(where).status_code == 404
    browser.sign_in(cast.first).speak("en")
    assert browser.post(f"{where}/settlement", reason="").status_code == 422
    assert browser.post(f"{where}/settlement", reason="Ngang phiếu").status_code == 303
    assert "Not carried" in browser.get(where).text


def test_a_motion_is_written_on_its_page(browser, cast, talk):
    where = f"/deliberations/{talk.id}/motions"
    browser.sign_in(cast.first).speak("en").get(where)
    one, other = (f"place_{entry.id.hex}" for entry in cast.entries)
    kept = browser.post(where, matter="order", text="Xếp lại", **{one: "2", other: "2"})
    assert kept.status_code == 409
    assert "as after a race" in kept.text
    assert "Xếp lại" in kept.text
    sent = browser.post(where, matter="order", text="Xếp lại", **{one: "1", other: "2"})
    assert sent.status_code == 303
    assert queries.motions_of(talk)[0].places == {
        cast.entries[0].id.hex: 1,
        cast.entries[1].id.hex: 2,
    }


def test_a_remark_sent_twice_is_said_once(cast, about):
    key = uuid4()
    for _ in range(2):
        actions.speak(about[0], text="Bản đồ rất rõ.", key=key, by=cast.jurors[0].person)
    db.session.flush()
    db.session.refresh(about[0], ["remarks"])
    assert [one.text for one in about[0].remarks] == ["Bản đồ rất rõ."]


def test_an_open_vote_keeps_the_room_open(cast, talk, motion, about, in_english):
    actions.begin(about[0], by=cast.first)
    actions.begin(about[1], by=cast.first)
    assert about[0].ended_at is not None
    with pytest.raises(Refused, match="still open"):
        actions.close(talk, by=cast.first)
    actions.vote(motion, answer=YES, by=cast.jurors[0].person)
    actions.settle(motion, reason="Đã bàn", by=cast.first)
    actions.close(talk, by=cast.first)
    assert not about[1].is_on_the_floor
    with pytest.raises(Refused, match="not open"):
        actions.speak(about[0], text="Muộn", key=uuid4(), by=cast.jurors[0].person)


def test_the_agenda_can_be_called_off_before_it_is_opened(cast, in_english):
    talk = actions.propose(cast.contest, by=cast.first)
    with pytest.raises(Refused, match="already waits"):
        actions.propose(cast.contest, by=cast.second)
    actions.call_off(talk, by=cast.second)
    with pytest.raises(Refused, match="Nothing waits"):
        actions.agree(talk, seen=talk.approval.mark, by=cast.second)
    again = actions.propose(cast.contest, by=cast.second)
    assert again is talk
    actions.agree(again, seen=again.approval.mark, by=cast.first)
    assert talk.is_open


def test_what_the_jury_carried_begins_the_form_of_the_results(cast, motion, browser):
    cast.contest.awards = [Award(position=0, name=Translated(vi="Giải Nhất"), count=1)]
    actions.vote(motion, answer=YES, by=cast.jurors[0].person)
    actions.settle(motion, reason="Tác động rộng hơn hẳn", by=cast.first)
    db.session.commit()
    page = browser.sign_in(cast.first).get(f"/contests/{cast.contest.id}/results/draft").text
    places = dict(re.findall(r'name="order_([0-9a-f]{32})"[^>]*value="(\d)"', page))
    assert places == {cast.entries[1].id.hex: "1", cast.entries[0].id.hex: "2"}
    assert "Tác động rộng hơn hẳn" in page
