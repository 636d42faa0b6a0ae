"""The organiser's office: the jury is invited, entries handed out, scoring followed and closed."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.contests.models import Juror, JurorState
from mentorhub.judging import actions, queries
from mentorhub.judging.models import CardState, Scorecard
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_card, make_entry, make_juror, make_person, make_team
from tests.judging.sheets import address, asked_by


def test_lists_ask_the_same_however_long_they_are(browser, scoring):
    juror = make_juror(scoring, make_person())
    organiser = scoring.organisers[0].person
    pages = [
        (juror.person, "/judging"),
        (organiser, f"/contests/{scoring.id}/judging"),
        (organiser, f"/contests/{scoring.id}/jurors"),
        (organiser, f"/contests/{scoring.id}/assignment?readers=1"),
        (organiser, f"/jurors/{juror.id}"),
    ]

    def grow(times):
        for _ in range(times):
            entry = make_entry(make_team(make_person()), scoring)
            make_card(juror, entry, [8, 3])
            make_card(make_juror(scoring, make_person()), entry)

    for person, url in pages:
        asked_by(browser.sign_in(person), url)  # the log notes the first look of an hour
    grow(2)
    few = [asked_by(browser.sign_in(person), url) for person, url in pages]
    grow(6)
    assert [asked_by(browser.sign_in(person), url) for person, url in pages] == few


def test_an_invitation_is_shown_once_and_taken_by_its_link(office, contest):
    page = office.submit(f"/contests/{contest.id}/jurors", label="Thầy Lâm", address="")
    link = re.search(r'value="http://localhost(/jury/[\w-]+)"', page.text)[1]
    assert link not in office.get(f"/contests/{contest.id}/jurors").text
    guest = office.sign_in(make_person("Tống Văn Lâm"))
    assert "Lời mời vào ban giám khảo" in guest.get(link).text
    assert guest.post(link, rules="y").status_code == 422
    assert guest.post(link, rules="y", secrecy="y").location == "/judging"
    assert guest.get(link).status_code == 404


def test_an_invitation_by_name_is_answered_from_the_list(browser, contest):
    guest = make_person("Tống Văn Lâm", email="lam@example.org")
    guest.details.email_verified_at = now()
    by = contest.organisers[0].person
    actions.invite(contest, label="Lâm", address="lam@example.org", by=by)
    seat = db.session.scalars(select(Juror).where(Juror.person == guest)).one()
    url = f"/jurors/{seat.id}/answer"
    assert browser.sign_in(make_person()).get(url).status_code == 404
    assert url in browser.sign_in(guest).get("/judging").text
    assert browser.post(url, do="decline").status_code == 302
    assert seat.state is JurorState.DECLINED


def test_a_link_that_leads_nowhere_is_not_found(browser):
    assert browser.sign_in(make_person()).get("/jury/nothing").status_code == 404
    assert {browser.get(empty).status_code for empty in ("/jury/", "/jury/%20")} == {404}


def test_a_new_link_is_shown_and_a_seat_withdrawn(office, contest):
    seat = make_juror(contest, make_person(), state=JurorState.INVITED)
    assert "/jury/" in office.post(f"/jurors/{seat.id}/link").text
    assert office.get(f"/jurors/{seat.id}/withdrawal").status_code == 200
    assert office.post(f"/jurors/{seat.id}/withdrawal").status_code == 302
    assert seat.state is JurorState.WITHDRAWN


def test_handing_out_shows_first_and_then_does_exactly_that(office, contest):
    for _ in range(3):
        make_juror(contest, make_person())
    make_entry(contest=contest)
    url = f"/contests/{contest.id}/assignment"
    page = office.get(f"{url}?readers=2").text
    digest = re.search(r'name="digest" value="(\w{64})"', page)[1]
    assert office.post(url, readers="2", digest="0" * 64).status_code == 409
    assert db.session.scalars(select(Scorecard)).all() == []
    assert office.post(url, readers="2", digest=digest).status_code == 302
    assert len(db.session.scalars(select(Scorecard)).all()) == 2
    assert office.post(url, readers="2", digest=digest).status_code == 409
    assert len(db.session.scalars(select(Scorecard)).all()) == 2


def test_fewer_readers_than_the_rules_promise_are_refused_in_a_sentence(office, contest):
    make_juror(contest, make_person())
    make_entry(contest=contest)
    contest.readers = 2
    url = f"/contests/{contest.id}/assignment"
    said = "thể lệ bảo đảm mỗi bài có 2 giám khảo"
    assert said in office.get(f"{url}?readers=1").text
    refused = office.post(url, readers="1", digest="0" * 64)
    assert (refused.status_code, said in refused.text) == (409, True)
    assert db.session.scalars(select(Scorecard)).all() == []


def test_what_cannot_be_handed_out_is_explained(office, contest, entry):
    url = f"/contests/{contest.id}/assignment"
    assert "Chưa có giám khảo nào nhận lời" in office.get(url).text
    make_juror(contest, make_person())
    page = office.get(f"{url}?readers=3").text
    assert f"Còn thiếu: {entry.code} (2)." in page
    for words in ("Chỉ cần một", "thêm 2 giám khảo không có liên hệ", "mỗi bài 1 người đọc"):
        assert words in page


def test_progress_counts_and_reminds(office, scoring, juror):
    make_card(juror, make_entry(contest=scoring), [8, 3], state=CardState.SUBMITTED)
    silent = make_juror(scoring, make_person("Người Im Lặng"))
    make_card(silent, make_entry(contest=scoring), assigned_at=now() - timedelta(days=5))
    page = office.get(f"/contests/{scoring.id}/judging").text
    assert "1/2</b> phiếu đã nộp" in page
    assert page.count("Ba ngày chưa chấm") == 1
    url = f"/contests/{scoring.id}/judging/reminders"
    assert [office.post(url).status_code for _ in range(2)] == [302, 409]


def test_what_lags_stands_on_top_and_counts_alone_are_told(office, scoring):
    jurors = [make_juror(scoring, make_person()) for _ in range(3)]
    whole, half, begun, bare = [make_entry(contest=scoring, title=f"Bài {n}") for n in range(4)]
    for juror in jurors[:2]:
        make_card(juror, whole, [8, 3], state=CardState.SUBMITTED)
    make_card(jurors[0], half, [8, 3], state=CardState.SUBMITTED)
    make_card(jurors[1], half)
    make_card(jurors[2], half, state=CardState.VOID)  # given back: neither handed out nor awaited
    make_card(jurors[1], begun, [1, None], state=CardState.STARTED)
    make_card(jurors[2], begun)
    found = {one.code: one for one in queries.readings_in(scoring, without=())}
    told = [(found[e.code].handed_out, found[e.code].submitted) for e in (whole, half, begun, bare)]
    assert told == [(2, 2), (2, 1), (2, 0), (0, 0)]
    page = office.get(f"/contests/{scoring.id}/judging").text
    listed = page[page.index('id="re"') :]
    places = [listed.index(one.code) for one in (begun, bare, half, whole)]
    assert places == sorted(places)
    assert "Thiếu 1 giám khảo" in listed
    assert "1/4</b> bài đã đủ phiếu" in listed


def test_an_organiser_close_to_an_entry_reads_neither_its_state_nor_a_rivals(
    office, scoring, juror
):
    other = make_entry(contest=scoring)
    make_card(juror, other)
    url = f"/contests/{scoring.id}/judging"
    assert other.code in office.get(url).text
    own = make_entry(make_team(scoring.organisers[0].person), scoring)
    make_card(juror, own)
    page = office.get(url).text
    assert (own.code in page, other.code in page) == (False, False)


def test_hundreds_of_entries_are_folded(office, scoring, juror):
    for entry in (make_entry(make_team(name=f"Đội {n}"), scoring) for n in range(23)):
        make_card(juror, entry)
    page = office.get(f"/contests/{scoring.id}/judging").text
    on_top, folded = page[page.index('id="re"') :].split("<details", 1)
    assert (on_top.count("<tr>"), folded.count("<tr>")) == (21, 4)  # with the heads


def test_who_gave_the_last_entry_back_is_still_on_the_list(office, scoring, juror):
    entry = make_entry(contest=scoring)
    make_card(juror, entry)
    make_card(make_juror(scoring, make_person("Người Đọc Thay")), entry)
    actions.declare_conflict(juror, entry, by=juror.person, reason="")
    page = office.get(f"/contests/{scoring.id}/judging").text
    assert juror.person.display_name in page
    assert page.count("Không còn bài nào") == 1


def test_a_sheet_is_left_out_or_opened_again_with_a_reason(office, scoring, juror):
    left = make_card(juror, make_entry(contest=scoring))
    done = make_card(juror, make_entry(contest=scoring), [8, 3], state=CardState.SUBMITTED)
    assert office.post(address(left, "/waiver"), reason="ốm").status_code == 422
    assert office.post(address(left, "/waiver"), reason="Giám khảo ốm nặng").status_code == 302
    assert office.post(address(done, "/reopening"), reason="Chấm nhầm bài khác").status_code == 302
    assert (left.state, done.state) == (CardState.VOID, CardState.STARTED)
    page = office.get(f"/jurors/{juror.id}").text
    assert "Không tính" in page
    assert "Đang chấm" in page or "Chưa chấm" in page


def test_an_organiser_notes_a_conflict(office, contest, juror, entry):
    url = f"/contests/{contest.id}/conflicts/new"
    reply = office.submit(
        url, juror=str(juror.id), entry=str(entry.id), relation="colleague", details=""
    )
    assert reply.status_code == 302
    assert queries.conflicts_in(contest) == {(juror.id, entry.id)}


def test_closing_is_asked_once_more_and_happens_once(office, scoring, card):
    url = f"/contests/{scoring.id}/judging/closing"
    assert "1 phiếu chưa nộp" in office.get(url).text
    assert office.post(url, reason="").status_code == 422  # a sheet is missing: why?
    assert scoring.scoring_closed_at is None
    why = {"reason": "Một giám khảo ốm, không chờ được nữa"}
    assert office.post(url, **why).status_code == 302
    closed = scoring.scoring_closed_at
    assert office.post(url, **why).status_code == 302
    assert scoring.scoring_closed_at == closed
    page = office.get(f"/contests/{scoring.id}/judging").text
    assert "Đóng chấm khi còn thiếu 1 phiếu" in page
    assert why["reason"] in page
    assert "niêm phong" not in page


def test_closing_with_every_sheet_in_asks_no_reason(office, scoring, card):
    card.state, card.submitted_at = CardState.SUBMITTED, now()
    assert office.post(f"/contests/{scoring.id}/judging/closing").status_code == 302
    jury = office.get(f"/contests/{scoring.id}/jurors").text
    assert "không mời thêm giám khảo" in jury
    assert "Tạo lời mời" not in jury
    reply = office.post(f"/contests/{scoring.id}/jurors", label="Người muộn", address="")
    assert "không mời thêm giám khảo" in reply.text


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_every_page_reads_in_every_language(browser, scoring, card, juror, language):
    organiser = scoring.organisers[0].person
    desk_pages = [
        "/judging",
        address(card),
        address(card, "/submission"),
        address(card, "/conflict"),
    ]
    browser.sign_in(juror.person).speak(language)
    assert [browser.get(url).status_code for url in desk_pages] == [200] * 4
    browser.sign_in(organiser)
    office_pages = [
        f"/contests/{scoring.id}/judging",
        f"/contests/{scoring.id}/jurors",
        f"/contests/{scoring.id}/assignment",
        f"/contests/{scoring.id}/judging/closing",
        f"/contests/{scoring.id}/conflicts/new",
        f"/jurors/{juror.id}",
        f"/jurors/{juror.id}/withdrawal",
        address(card, "/waiver"),
        address(card, "/reopening"),
    ]
    assert [browser.get(url).status_code for url in office_pages] == [200] * 9
