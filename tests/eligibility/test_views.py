"""The pages of the check: for organisers, officers, teams, and nobody else."""

import re
from datetime import UTC, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineWorkbook

from mentorhub.contests.domain.documents import Whose
from mentorhub.contests.models import Document
from mentorhub.eligibility import queries
from mentorhub.eligibility.domain.standing import State
from mentorhub.entries.models import EntryState
from mentorhub.platform.clock import LOCAL, now, today
from mentorhub.platform.db import Translated, db
from mentorhub.teams.models import Tie, TieKind
from tests.eligibility.conftest import checked_contest, sent
from tests.factories import (
    make_admin,
    make_contest,
    make_idea,
    make_juror,
    make_officer,
    make_person,
    make_unit,
)


def status(browser, person, address):
    browser.sign_in(person)
    return browser.get(address).status_code


def token(browser, address):
    return re.search(r'name="seen"[^>]*value="([^"]*)"', browser.get(address).text)[1]


def test_only_organisers_and_officers_of_its_unit_see_the_check_of_an_entry(browser, contest):
    commune = make_unit()
    entry = sent(contest, make_person(unit=commune))
    address = f"/entries/{entry.id}/check"
    organiser = contest.organisers[0].person
    tied = make_officer(unit=commune)
    db.session.add(Tie(team=entry.team, person=tied, kind=TieKind.MENTOR))
    rival = sent(contest).team.owner
    for stranger in (
        *(entry.team.owner, rival, tied, make_admin(), make_officer(unit=make_unit())),
        *(make_juror(contest).person, make_contest().organisers[0].person),
    ):
        assert status(browser, stranger, address) == 404
    for allowed in (organiser, make_officer(unit=commune), make_officer(unit=commune.parent)):
        assert status(browser, allowed, address) == 200


def test_an_officer_notes_documents_and_decides_nothing(browser, contest):
    commune = make_unit()
    contest.documents.append(Document(position=0, name=Translated(vi="CCCD"), whose=Whose.PERSON))
    entry, officer = sent(contest, make_person(unit=commune)), make_officer(unit=commune)
    browser.sign_in(officer)
    sight = {"document": contest.documents[0].id, "person": entry.team.owner.id, "seen": "1"}
    for _twice in range(2):
        assert browser.post(f"/entries/{entry.id}/check/documents", **sight).status_code == 303
    assert len(queries.sights_of(entry)) == 1
    assert "Lê Cán Bộ đã kiểm tra ngày" in browser.get(f"/entries/{entry.id}/check").text
    refusal = {"verdict": "refused", "words": "x", "seen": ""}
    assert browser.post(f"/entries/{entry.id}/check/decision", **refusal).status_code == 404
    assert browser.get(f"/contests/{contest.id}/check/export/csv").status_code == 404
    admission = {"entries": entry.id}
    assert browser.post(f"/contests/{contest.id}/check/admissions", **admission).status_code == 404
    assert entry.state is EntryState.SUBMITTED
    assert ">Bỏ đánh dấu</button>" in browser.get(f"/entries/{entry.id}/check").text
    browser.post(f"/entries/{entry.id}/check/documents", **{**sight, "seen": ""})
    assert queries.sights_of(entry) == {}


def test_a_document_of_somebody_outside_the_entry_is_refused(browser, contest, organiser, entry):
    contest.documents.append(Document(position=0, name=Translated(vi="CCCD"), whose=Whose.PERSON))
    browser.sign_in(organiser)
    db.session.commit()
    sight = {"document": contest.documents[0].id, "person": organiser.id, "seen": "1"}
    assert browser.post(f"/entries/{entry.id}/check/documents", **sight).status_code == 409


def test_an_officer_lists_the_entries_of_her_units_only(browser, contest):
    commune = make_unit()
    mine, other = sent(contest, make_person(unit=commune)), sent(contest)
    address = f"/contests/{contest.id}/check?view=all"
    browser.sign_in(make_officer(unit=commune))
    page = browser.get(address).text
    assert mine.code in page
    assert other.code not in page
    assert status(browser, make_person(), address) == 404
    assert status(browser, mine.team.owner, address) == 404


def test_the_page_of_a_contest_leads_its_officers_to_the_check_and_nobody_else(browser, contest):
    address, check = f"/contests/{contest.id}", f"/contests/{contest.id}/check"
    assert check not in browser.get(address).text
    browser.sign_in(make_officer(unit=make_unit()))
    assert check in browser.get(address).text
    assert "/check" not in browser.get(f"/contests/{make_contest(days_left=-1).id}").text
    for stranger in (make_person(), sent(contest).team.owner, make_juror(contest).person):
        browser.sign_in(stranger)
        assert check not in browser.get(address).text


def test_a_contest_without_such_a_stage_has_no_check(browser):
    contest = make_contest(days_left=-1)
    entry = sent(contest)
    browser.sign_in(contest.organisers[0].person)
    assert browser.get(f"/contests/{contest.id}/check").status_code == 404
    assert browser.get(f"/entries/{entry.id}/check").status_code == 404
    assert "/check" not in browser.get(f"/contests/{contest.id}/prepare").text


def test_an_organiser_asks_and_the_team_answers_page_by_page(browser, contest, organiser, entry):
    check = f"/entries/{entry.id}/check"
    browser.sign_in(organiser)
    question = {"verdict": "more_needed", "words": "Bao nhiêu hộ?", "parts": "benefit"}
    seen = token(browser, check)
    assert browser.post(f"{check}/decision", **question, until="", seen=seen).status_code == 422
    question |= {"until": today().isoformat(), "seen": seen}
    assert browser.post(f"{check}/decision", **question).status_code == 303
    assert browser.post(f"{check}/decision", **question).status_code == 409  # a second click
    browser.sign_in(entry.team.owner)
    page = browser.get(f"/entries/{entry.id}").text
    assert "Bao nhiêu hộ?" in page
    assert "Lợi ích" in page or "Được sửa" in page or f"/entries/{entry.id}/edit" in page
    assert browser.post(f"{check}/answer", words="Ba trăm hộ.").status_code == 302
    assert browser.get(f"{check}/answer").status_code == 404  # nothing waits any more
    browser.sign_in(organiser)
    assert "Ba trăm hộ." in browser.get(check).text


def test_the_last_day_for_an_answer_is_read_as_the_day_that_was_chosen(
    browser, contest, organiser, entry
):
    check, last = f"/entries/{entry.id}/check", today() + timedelta(days=3)
    browser.sign_in(organiser)
    question = {"verdict": "more_needed", "words": "Bao nhiêu hộ?", "until": last.isoformat()}
    seen = token(browser, check)
    assert browser.post(f"{check}/decision", **question, seen=seen).status_code == 303
    assert entry.is_asked(datetime.combine(last, time(23, 58), LOCAL))
    assert not entry.is_asked(datetime.combine(last + timedelta(days=1), time(), LOCAL))
    pages = {organiser: check, entry.team.owner: f"/entries/{entry.id}"}
    for reader, address in pages.items():
        browser.sign_in(reader)
        page = browser.get(address).text
        assert re.search(rf"{last:%d/%m/%Y}\s23:59", page)
        assert not re.search(rf"{last + timedelta(days=1):%d/%m/%Y}\s00:00", page)


def test_a_refusal_needs_a_reason_the_team_reads(browser, contest, organiser, entry):
    check = f"/entries/{entry.id}/check"
    browser.sign_in(organiser)
    seen = token(browser, check)
    facts = {"verdict": "refused", "seen": seen}
    assert browser.post(f"{check}/decision", **facts, words=" ").status_code == 422
    assert browser.get(f"{check}/decision").location == check  # the page of the mistake, read again
    assert browser.post(f"{check}/decision", **facts, words="Trên 35 tuổi.").status_code == 303
    decision = queries.latest_of(entry)
    browser.sign_in(entry.team.owner)
    assert "Trên 35 tuổi." in browser.get(f"/entries/{entry.id}").text
    assert browser.post(f"{check}/undo", decision=decision.id).status_code == 404
    browser.sign_in(organiser)
    assert browser.post(f"{check}/undo", decision=decision.id).status_code == 303
    assert browser.post(f"{check}/undo", decision=decision.id).status_code == 409
    assert entry.state is EntryState.SUBMITTED


def test_all_without_a_finding_are_admitted_and_taken_back(browser, contest, organiser):
    idea = make_idea()
    fine, twins = sent(contest), [sent(contest, idea=idea), sent(contest, idea=idea)]
    board = f"/contests/{contest.id}/check"
    browser.sign_in(organiser)
    assert fine.code not in browser.get(board).text  # the first view is what needs a look
    assert str(fine.id) in browser.get(f"{board}?view=clear").text
    chosen = [one.id for one in (fine, *twins)]
    reply = browser.post(f"{board}/admissions", entries=chosen)
    assert reply.status_code == 303
    now_at = [queries.state_of(one, queries.latest_of(one), now()) for one in (fine, *twins)]
    assert now_at == [State.ADMITTED, State.WAITING, State.WAITING]
    batch = queries.latest_of(fine).batch_id
    assert f"{batch}/undo" in browser.get(reply.location).text
    assert browser.post(f"{board}/admissions/{batch}/undo").status_code == 303
    assert queries.latest_of(fine) is None


def test_an_empty_view_leads_to_the_first_that_is_not(browser, contest, organiser):
    board = f"/contests/{contest.id}/check"
    browser.sign_in(organiser)
    way = f'class="btn" href="{board}'
    assert way not in browser.get(board).text  # nothing was sent in at all
    sent(contest)
    assert f'{way}?view=clear">' in browser.get(board).text
    assert way not in browser.get(f"{board}?view=clear").text


def test_the_file_holds_what_the_organiser_sees(browser, contest, organiser):
    entry, other = sent(contest), sent(contest)
    entry.team.name = "=cmd()"
    browser.sign_in(organiser)
    told = browser.get(f"/contests/{contest.id}/check/export/csv").data.decode("utf-8-sig")
    assert f"{entry.code};'=cmd()" in told
    book = browser.get(f"/contests/{contest.id}/check/export/xlsx").data
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    codes = {entry.code, other.code}
    assert [row[0] for row in rows if row[0] in codes] == [entry.code, other.code]
    db.session.add(Tie(team=other.team, person=organiser, kind=TieKind.MENTOR))
    db.session.commit()
    for ending in ("", "/export/csv", "/export/xlsx"):  # a mentor among the organisers
        assert browser.get(f"/contests/{contest.id}/check{ending}").status_code == 404


def test_the_file_tells_when_each_was_sent_by_the_clock_in_vietnam(browser, contest, organiser):
    sent(contest, submitted_at=datetime(2026, 5, 31, 16, 59, tzinfo=UTC))
    browser.sign_in(organiser).speak("en")
    told = browser.get(f"/contests/{contest.id}/check/export/csv").data.decode("utf-8-sig")
    heading, line = told.splitlines()[:2]
    assert heading.endswith("Sent")
    assert line.endswith("31/05/2026 23:59")


def test_documents_are_part_of_the_rules_teams_read(browser):
    contest = checked_contest(opened_days_ago=-1, days_left=9)
    browser.sign_in(contest.organisers[0].person)
    row = {"name_vi": "Căn cước", "name_en": "", "name_fr": "", "whose": "minor"}
    typed = {f"documents-0-{name}": value for name, value in row.items()}
    address = f"/contests/{contest.id}/documents"
    facts = {"version": contest.version, **typed, "row": "", "reason": "Cần biết tuổi"}
    assert browser.post(address, **facts).status_code == 302
    page = browser.get(f"/contests/{contest.id}").text
    assert "Căn cước: xuất trình cho từng người dưới 18 tuổi trong bài." in page
    contest.opens_at = now()
    db.session.commit()
    facts["version"] = contest.version
    assert browser.post(address, **facts).status_code == 409
