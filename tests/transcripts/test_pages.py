"""From the printed sheet to the locked card, page by page, and who finds nothing there."""

import re

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import Organiser, Secretary
from mentorhub.judging.models import CardState
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Notification
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.transcripts import actions, queries
from mentorhub.transcripts.models import PaperSheet, SheetState
from tests.factories import make_card, make_entry, make_juror, make_person, make_team
from tests.judging.sheets import answers
from tests.transcripts.conftest import as_, listed, make_secretary


def fields(hall, *points, notes=("", ""), version=None, **more):
    """What the form of a secretary sends."""
    version = hall.paper.version if version is None else version
    lines = hall.contest.rubric
    told = {f"note_{line.id.hex}": note for line, note in zip(lines, notes, strict=True)}
    return answers(hall.card, *points, version=version, **{**told, **more})


def at(hall, more=""):
    return f"/paper-sheets/{hall.paper.id}{more}"


def typed_on_pages(browser, hall, *points, **more):
    as_(browser, hall.first)
    assert browser.post(at(hall, "/beginning")).location == at(hall, "/typing")
    return browser.post(at(hall, "/typing"), **fields(hall, *points, **more))


def test_a_sheet_is_found_by_its_code_typed_twice_and_locked(browser, hall):
    as_(browser, hall.first)
    code = hall.paper.code.replace("-", "").lower()
    assert browser.post(listed(hall), code=code).location == at(hall)
    assert typed_on_pages(browser, hall, "25,5", "8").location == listed(hall)
    assert at(hall, "/confirmation") not in browser.get(at(hall)).text
    assert browser.get(at(hall, "/confirmation")).status_code == 404
    as_(browser, hall.second)
    page = browser.get(at(hall, "/confirmation")).text
    assert "25" not in re.sub(r"<[^>]*>", "", page.split("</header>")[-1].split("</form>")[0])
    reply = browser.post(at(hall, "/confirmation"), **fields(hall, "25.5", "8"))
    assert reply.location == listed(hall)
    assert hall.held().state is CardState.SUBMITTED
    as_(browser, hall.juror.person)
    page = browser.get(f"/judging/cards/{hall.card.id}").text
    assert "Đào Thư Ký" in page
    assert "Võ Thư Ký" in page
    assert "25.5" in page


def test_what_differs_is_shown_after_the_second_typed_and_not_before(browser, hall):
    typed_on_pages(browser, hall, "25.5", "8", notes=("Rõ, đủ ý", ""))
    as_(browser, hall.second)
    page = browser.get(at(hall, "/confirmation"))
    assert ("Rõ, đủ ý" in page.text, "The first person read" in page.text) == (True, False)
    reply = browser.post(at(hall, "/confirmation"), **fields(hall, "24.5", "8"))
    assert reply.status_code == 409
    first = hall.contest.rubric[0].id.hex
    assert reply.text.count("The first person read") == 2  # at the criterion, and above with a link
    assert f'href="#points_{first}"' in reply.text
    assert "The first person read 25.5." in reply.text
    assert 'value="24.5"' in reply.text
    assert hall.held().state is CardState.ASSIGNED
    reply = browser.post(at(hall, "/return"), remark="Tiêu chí 1: số 4 hay 5?")
    assert reply.location == listed(hall)
    as_(browser, hall.first)
    page = browser.get(at(hall, "/typing")).text
    assert ("số 4 hay 5" in page, 'value="25.5"' in page) == (True, True)


def test_organisers_print_from_the_list_and_the_page_prints_itself(browser, hall):
    printing = f"/jurors/{hall.juror.id}/paper-sheets"
    as_(browser, hall.organiser)
    assert printing in browser.get(listed(hall)).text
    assert 'data-behaviour="print"' in browser.get(printing).text
    assert printing not in as_(browser, hall.first).get(listed(hall)).text
    hall.contest.scoring_closed_at = now()
    db.session.commit()
    assert printing not in as_(browser, hall.organiser).get(listed(hall)).text


def test_wrong_figures_are_refused_with_what_was_typed(browser, hall):
    reply = typed_on_pages(browser, hall, "25.3", "tám", feedback="Làm tiếp")
    assert reply.status_code == 422
    assert all(words in reply.text for words in ('value="25.3"', 'value="tám"', "Làm tiếp"))
    assert browser.post(at(hall, "/typing"), **fields(hall, "25.5", "")).status_code == 409
    assert hall.paper.state is SheetState.TYPING
    assert browser.post(listed(hall), code="AAAA-BBBB-CC").status_code == 409
    assert browser.post(listed(hall), code="").status_code == 422


def test_two_windows_of_one_secretary_do_not_overwrite_each_other(browser, hall):
    old = hall.paper.version
    assert typed_on_pages(browser, hall, "25.5", "8").status_code == 302
    browser.post(at(hall, "/taking-back"))
    reply = browser.post(at(hall, "/typing"), **fields(hall, "1", "1", version=old))
    assert (reply.status_code, 'value="1"' in reply.text) == (409, True)
    assert hall.paper.typed.given == hall.given("25.5", "8")


def test_the_screen_answers_409_and_shows_the_sheet_locked(browser, hall):
    as_(browser, hall.first).post(at(hall, "/beginning"))
    as_(browser, hall.juror.person)
    card = f"/judging/cards/{hall.card.id}"
    assert 'id="sheet"' not in browser.get(card).text
    sent = answers(hall.card, "20", "5")
    assert browser.post(card, **sent).status_code == 409
    assert browser.post(f"{card}/marks", **sent).status_code == 409
    assert browser.post(f"{card}/submission").status_code == 409
    as_(browser, hall.first).post(at(hall, "/release"))
    sent = answers(hall.held(), "20", "5")
    assert as_(browser, hall.juror.person).post(f"{card}/marks", **sent).status_code == 200


def close_person(hall, how):
    person = make_person("Người Gần", age=30)
    if how == "team":
        make_entry(make_team(person), hall.contest)
    elif how == "juror":
        make_juror(hall.contest, person)
    elif how == "organiser":
        hall.contest.organisers.append(Organiser(person=person))
    db.session.flush()
    return person


@pytest.mark.parametrize("how", ["team", "juror", "organiser"])
def test_a_secretary_who_is_close_judges_or_runs_it_types_nothing(browser, hall, how):
    person = make_secretary(hall.contest, close_person(hall, how))
    hall.typed("25.5", "8")
    as_(browser, person)
    for more in ("/typing", "/confirmation"):
        assert browser.get(at(hall, more)).status_code == 404
    for more in ("/beginning", "/typing", "/confirmation", "/return", "/taking-back"):
        assert browser.post(at(hall, more), **fields(hall, "25.5", "8")).status_code == 404
    assert hall.paper.state is SheetState.TYPED


def test_strangers_the_juror_and_the_team_find_no_paper(browser, hall):
    hall.typed("25.5", "8")
    for person in (make_person(), hall.juror.person, hall.entry.team.owner):
        as_(browser, person)
        for path in (at(hall), listed(hall), f"/jurors/{hall.juror.id}/paper-sheets"):
            assert browser.get(path).status_code == 404
    ended = queries.secretary_in(hall.contest, hall.second.id)
    ended.ended_at = now()
    assert as_(browser, hall.second).get(at(hall, "/confirmation")).status_code == 404


def test_a_secretary_sees_no_other_marks_and_none_once_confirmed(browser, hall):
    other = make_juror(hall.contest, make_person("Giám Khảo Khác"))
    make_card(other, hall.entry, ["11.5", "7"], state=CardState.SUBMITTED)
    hall.typed("25.5", "8")
    as_(browser, hall.first)
    progress = browser.get(f"/contests/{hall.contest.id}/judging").text
    assert ("25.5" in progress, "11.5" in progress, "18.5" in progress) == (False,) * 3
    for more in ("", "/receipt.json", "/objection"):
        assert browser.get(f"/judging/cards/{hall.card.id}{more}").status_code == 404
    hall.confirmed("25.5", "8")
    db.session.commit()
    for person in (hall.first, hall.second):
        as_(browser, person)
        for path in (at(hall), listed(hall)):
            page = browser.get(path).text
            assert ("25.5" in page, "11.5" in page, "Mai Thế Hiển" in page) == (False,) * 3
        assert browser.get(at(hall, "/typing")).location == at(hall)


def test_the_organiser_prints_and_follows_and_reads_no_mark(browser, hall):
    hall.typed("25.5", "8")
    untouched = make_entry(make_team(make_person(), name="Đội Ẩn Danh"), hall.contest)
    make_card(hall.juror, untouched)
    as_(browser, hall.organiser)
    path = f"/jurors/{hall.juror.id}/paper-sheets"
    assert browser.post(path).location == path
    page = browser.get(path).text
    codes = db.session.scalars(select(PaperSheet.code)).all()
    assert len(codes) == 2
    assert all(code in page for code in codes)
    assert ("Criterion 1" in page, 'class="qr"' in page, "25.5" in page) == (True, True, False)
    assert page.split("<section")[1].count("Mai Thế Hiển") == 0
    hall.contest.is_blind = True
    db.session.commit()
    assert "Đội Ẩn Danh" not in browser.get(path).text
    progress = browser.get(f"/contests/{hall.contest.id}/judging").text
    assert "1 printed · 1 waits for the second person" in progress
    assert at(hall, "/confirmation") not in browser.get(at(hall)).text
    assert browser.get(at(hall, "/confirmation")).status_code == 404
    assert browser.post(at(hall, "/release")).status_code == 303
    assert hall.paper.state is SheetState.PRINTED


def test_a_secretary_is_asked_answers_and_leaves(browser, hall):
    person = make_person("Phan Thư Ký", email="phan@example.org")
    person.details.email_verified_at = now()
    as_(browser, hall.organiser)
    path = f"/contests/{hall.contest.id}/secretaries"
    known = browser.post(path, label="Anh Phan", address="phan@example.org")
    nobody = browser.post(path, label="Ai Đó", address="khong@example.org")
    assert (known.status_code, known.location) == (nobody.status_code, nobody.location)
    page = browser.get(path).text
    assert ("Anh Phan" in page, "Ai Đó" in page, "Phan Thư Ký" in page) == (True, True, False)
    row = queries.secretary_in(hall.contest, person.id)
    assert as_(browser, make_person()).get(f"/secretaries/{row.id}/answer").status_code == 404
    as_(browser, person)
    assert f"/secretaries/{row.id}/answer" in browser.get("/dashboard").text
    assert browser.get(listed(hall)).status_code == 404
    assert browser.post(f"/secretaries/{row.id}/answer").status_code == 422
    assert browser.post(f"/secretaries/{row.id}/answer", secrecy="y").location == listed(hall)
    assert listed(hall) in browser.get("/dashboard").text
    assert browser.post(f"/secretaries/{row.id}/ending").location == "/dashboard"
    assert browser.get(listed(hall)).status_code == 404
    assert db.session.get(Secretary, row.id).ended_at is not None


def test_each_hears_what_is_theirs_and_no_mark(app, hall):
    hall.typed("25.5", "8").confirmed("25.5", "8")
    actions.object_to(hall.held(), reason="Tiêu chí 1 tôi viết 15,5", by=hall.juror.person)
    heard = {}
    for news in db.session.scalars(select(Activity).where(Activity.verb.contains("paper_"))):
        assert "25" not in str(news.facts)
        tell(news, app.extensions["notices"])
        of_this = select(Notification.recipient_id).where(Notification.activity_id == news.id)
        heard[news.verb] = set(db.session.scalars(of_this))
    assert heard == {
        "judging.paper_printed": set(),
        "judging.paper_typed": {hall.second.id},
        "judging.paper_confirmed": {hall.juror.person_id},
        "judging.paper_objected": {hall.organiser.id},
    }
