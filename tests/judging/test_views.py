import re
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import event, select

from mentorhub.contests.models import Juror, JurorState
from mentorhub.judging import actions, queries
from mentorhub.judging.models import CardState, Conflict, Mark, Scorecard, ScoreEvent
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Tie, TieKind
from tests.factories import (
    make_admin,
    make_card,
    make_contest,
    make_entry,
    make_juror,
    make_person,
    make_team,
)


def answers(card, *points, version=None, **more):
    """A whole sheet as its form sends it."""
    lines = card.contest.rubric
    return {
        "version": str(card.version if version is None else version),
        "key": more.pop("key", uuid4().hex),
        "feedback": more.pop("feedback", ""),
        **{f"points_{line.id.hex}": value for line, value in zip(lines, points, strict=True)},
        **{f"note_{line.id.hex}": "" for line in lines},
        **more,
    }


def field(card, position, kind="points"):
    return f"{kind}_{card.contest.rubric[position].id.hex}"


def address(card, more=""):
    return f"/judging/cards/{card.id}{more}"


def save_quietly(browser, card, **sheet):
    return browser.post_quietly(address(card, "/marks"), **sheet)


def points_of(card):
    rows = db.session.scalars(select(Mark).where(Mark.scorecard_id == card.id))
    by_line = {mark.line_id: mark.points for mark in rows}
    return [by_line.get(line.id) for line in card.contest.rubric]


@pytest.fixture
def desk(browser, juror):
    return browser.sign_in(juror.person)


@pytest.fixture
def office(browser, contest):
    return browser.sign_in(contest.organisers[0].person)


# ---- the juror's desk


def test_the_list_tells_what_is_left_in_the_order_drawn(desk, scoring, juror):
    for position, points, state in (
        (2, ["20.5", 9], CardState.SUBMITTED),
        (1, [5, None], CardState.STARTED),
        (3, [5, 5], CardState.STARTED),
        (4, None, CardState.ASSIGNED),
    ):
        entry = make_entry(contest=scoring, title=f"Bài số {position}")
        make_card(juror, entry, points, state=state, position=position)
    page = desk.get("/judging").text
    assert re.findall(r"Bài số \d", page) == ["Bài số 1", "Bài số 2", "Bài số 3", "Bài số 4"]
    assert "1/4 bài đã chấm" in page
    assert "1 bài chấm dở · 1 bài chờ nộp · 0 bài có xung đột lợi ích" in page
    assert "Chấm tiếp bài 1" in page
    assert "29,5" in page


def test_a_person_without_a_seat_sees_an_empty_list(browser):
    page = browser.sign_in(make_person()).get("/judging")
    assert page.status_code == 200
    assert "Chưa có bài để chấm" in page.text


def test_a_blind_contest_hides_the_team_from_its_jurors(desk, card):
    card.entry.team.name = "Đội Rất Bí Mật"
    card.entry.team.unit.name = "Xã Không Ai Biết"
    pages = [desk.get(url).text for url in ("/judging", address(card), address(card, "/conflict"))]
    assert not any("Bí Mật" in page or "Không Ai Biết" in page for page in pages)
    card.contest.is_blind = False
    assert "Đội Rất Bí Mật" in desk.get(address(card)).text


def test_a_sheet_has_radios_for_few_steps_and_a_field_for_many(desk, card):
    page = desk.get(address(card)).text
    assert page.count(f'type="radio" name="{field(card, 1)}"') == 12
    assert f'inputmode="decimal" autocomplete="off" name="{field(card, 0)}"' in page


@pytest.mark.parametrize("typed", ["8,5", "8.5", " 8,50 "])
def test_points_are_read_with_a_comma_or_a_point(desk, card, typed):
    reply = desk.post(address(card), **answers(card, typed, ""))
    assert (reply.status_code, points_of(card)) == (302, [Decimal("8.50"), None])
    assert 'value="8,5"' in desk.get(address(card)).text


@pytest.mark.parametrize("typed", ["8,25", "31", "-1", "tám", "NaN", "1e400"])
def test_points_off_the_scale_keep_what_was_typed(desk, card, typed):
    reply = desk.post(address(card), **answers(card, typed, "5", feedback="Giữ lại"))
    assert reply.status_code == 422
    assert f'value="{typed}"' in reply.text
    assert "Giữ lại" in reply.text
    assert points_of(card) == [None, None]


def test_a_whole_sheet_leads_to_submitting_and_an_unfinished_one_onwards(desk, card, juror):
    following = make_card(juror, make_entry(contest=card.contest), position=9)
    reply = desk.post(address(card), **answers(card, "8", ""))
    assert reply.location == address(following)
    reply = desk.post(address(card), **answers(card, "8", "5"))
    assert reply.location == address(card, "/submission")
    assert "Nộp và khoá phiếu" in desk.get(reply.location).text
    assert desk.post(address(card, "/submission")).status_code == 302
    assert card.is_submitted


def test_an_unfinished_sheet_is_not_submitted(desk, card):
    desk.post(address(card), **answers(card, "8", ""))
    reply = desk.post(address(card, "/submission"))
    assert (reply.status_code, card.is_submitted) == (409, False)
    assert "Hãy chấm đủ các tiêu chí" in reply.text


def test_a_second_click_saves_and_submits_once(desk, card):
    sheet = answers(card, "8", "5")
    first, second = (desk.post(address(card), **sheet) for _ in range(2))
    assert (first.location, second.location) == (address(card, "/submission"),) * 2
    first, second = (desk.post(address(card, "/submission")) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    kinds = db.session.scalars(select(ScoreEvent.kind).order_by(ScoreEvent.id)).all()
    assert kinds == ["saved", "submitted"]


def test_a_stale_tab_is_shown_both_texts_and_may_then_decide(desk, card):
    stale = answers(card, "9", "", feedback="Từ thẻ cũ")
    desk.post(address(card), **answers(card, "8,5", "", feedback="Từ thẻ mới"))
    reply = desk.post(address(card), **stale)
    assert reply.status_code == 409
    assert points_of(card) == [Decimal("8.50"), None]
    for text in ('value="9"', "<b>9</b>", "<b>8,5</b>", "Từ thẻ cũ", "Từ thẻ mới"):
        assert text in reply.text
    version = re.search(r'name="version"[^>]*value="(\d+)"', reply.text)[1]
    reply = desk.post(address(card), **{**stale, "version": version, "key": "again"})
    assert (reply.status_code, points_of(card)) == (302, [Decimal("9.00"), None])


def test_a_submitted_sheet_is_read_but_not_changed(desk, card):
    desk.post(address(card), **answers(card, "8", "5"))
    desk.post(address(card, "/submission"))
    page = desk.get(address(card)).text
    assert "Đã khoá từ" in page
    assert 'name="points_' not in page
    reply = desk.post(address(card), **answers(card, "9", "5"))
    assert (reply.status_code, points_of(card)) == (409, [Decimal(8), Decimal(5)])


def test_a_sheet_after_the_closing_is_read_but_not_changed(desk, card):
    card.contest.scoring_closed_at = now()
    assert "Đã khoá chấm" in desk.get(address(card)).text
    assert desk.post(address(card), **answers(card, "9", "5")).status_code == 409
    assert points_of(card) == [None, None]


def test_declaring_a_conflict_gives_the_entry_away(desk, card, juror):
    reply = desk.post(address(card, "/conflict"), relation="family", details="Em họ")
    assert (reply.status_code, card.state) == (302, CardState.VOID)
    assert "Xung đột lợi ích" in desk.get("/judging").text
    assert "không còn được tính" in desk.get(address(card)).text
    assert desk.post(address(card), **answers(card, "9", "5")).status_code == 404


def test_a_conflict_needs_its_kind(desk, card):
    reply = desk.post(address(card, "/conflict"), relation="", details="")
    assert (reply.status_code, card.state) == (422, CardState.ASSIGNED)


def test_a_conflict_is_declared_by_code(desk, juror, entry):
    url = f"/jurors/{juror.id}/conflicts/new"
    assert desk.post(url, code="AG-77", relation="money").status_code == 409
    assert desk.post(url, code=entry.code, relation="money").status_code == 302
    assert queries.conflicts_in(juror.contest) == {(juror.id, entry.id)}


# ---- saving without a page


def test_the_quiet_save_answers_with_version_and_time(desk, card):
    reply = save_quietly(desk, card, **answers(card, "8,5", ""))
    assert reply.status_code == 200
    assert reply.json["version"] == 2
    assert re.fullmatch(r"\d\d:\d\d", reply.json["saved"])
    assert points_of(card) == [Decimal("8.50"), None]


def test_the_quiet_save_of_a_stale_version_answers_with_both_texts(desk, card):
    save_quietly(desk, card, **answers(card, "8,5", "3", feedback="Một"))
    reply = save_quietly(desk, card, **answers(card, "9", "3", version=1, feedback="Hai"))
    assert (reply.status_code, reply.json["version"]) == (409, 2)
    fields = reply.json["fields"]
    assert all(both.pop("label") for both in fields.values())
    assert fields == {
        "feedback": {"yours": "Hai", "stored": "Một"},
        field(card, 0): {"yours": "9", "stored": "8,5"},
    }
    assert points_of(card) == [Decimal("8.50"), Decimal("3.00")]


def test_the_quiet_save_repeats_its_first_answer(desk, card):
    sheet = answers(card, "8,5", "", key="k1")
    first = save_quietly(desk, card, **sheet)
    save_quietly(desk, card, **answers(card, "9", ""))
    again = save_quietly(desk, card, **sheet)
    assert (again.status_code, again.json["version"]) == (200, first.json["version"])
    assert points_of(card) == [Decimal("9.00"), None]


def test_the_quiet_save_names_the_field_that_is_wrong(desk, card):
    reply = save_quietly(desk, card, **answers(card, "99", ""))
    assert (reply.status_code, list(reply.json["errors"])) == (422, [field(card, 0)])


def test_a_quiet_save_after_the_lock_says_why(desk, card):
    card.state = CardState.SUBMITTED
    reply = save_quietly(desk, card, **answers(card, "9", ""))
    assert (reply.status_code, reply.json["detail"]) == (
        409,
        "Phiếu này đã nộp và đã khoá. Không có gì thay đổi.",
    )


def test_unknown_parts_of_a_sheet_are_refused(desk, card):
    reply = save_quietly(desk, card, **answers(card, "9", ""), state="submitted")
    assert (reply.status_code, card.state) == (400, CardState.ASSIGNED)


def test_a_save_asks_the_database_little(desk, card):
    """Who asks; the card, held; its criteria and marks; three rows written."""
    save_quietly(desk, card, **answers(card, "8", ""))
    sheet, asked = answers(card, "8", "4"), []
    connection = db.session.connection()

    def listen(conn, cursor, statement, *_):
        if statement.split()[0] not in ("SAVEPOINT", "RELEASE"):
            asked.append(statement)

    event.listen(connection, "before_cursor_execute", listen)
    reply = save_quietly(desk, card, **sheet)
    event.remove(connection, "before_cursor_execute", listen)
    assert reply.status_code == 200
    assert sorted(one.split()[0] for one in asked) == [
        "INSERT",
        "INSERT",
        "SELECT",
        "SELECT",
        "SELECT",
        "UPDATE",
    ]


def asked_by(browser, url):
    """How many statements a page takes."""
    db.session.commit()
    asked, connection = [], db.session.connection()

    def listen(conn, cursor, statement, *_):
        asked.append(statement)

    event.listen(connection, "before_cursor_execute", listen)
    assert browser.get(url).status_code == 200
    event.remove(connection, "before_cursor_execute", listen)
    return len([one for one in asked if "SAVEPOINT" not in one])


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


# ---- who may not


def outsiders(card):
    """Everybody who might try to read or write somebody else's sheet."""
    contest = card.contest
    conflicted = make_juror(contest, make_person("Vướng"))
    actions.declare_conflict(conflicted, card.entry, reason="family", by=conflicted.person)
    return {
        "stranger": None,
        "member": make_person(),
        "team member": card.entry.team.members[0].person,
        "rival team": make_entry(contest=contest).team.members[0].person,
        "other juror": make_juror(contest, make_person()).person,
        "conflicted juror": conflicted.person,
        "organiser": contest.organisers[0].person,
        "other organiser": make_contest().organisers[0].person,
        "admin": make_admin(),
    }


def nameless(reply):
    """The page without its own address, which the reader typed, and without its token."""
    text = re.sub(r'name="csrf_token"[^>]*>', "", reply.text)
    return re.sub(r"/judging/cards/[0-9a-f-]{36}", "/judging/cards/X", text)


def test_nobody_else_reads_or_writes_a_sheet_and_nothing_tells_it_exists(browser, card):
    save = answers(card, "8", "5")
    missing = f"/judging/cards/{uuid4()}"
    for who, person in outsiders(card).items():
        browser.sign_out() if person is None else browser.sign_in(person)
        for more in ("", "/marks", "/submission", "/conflict"):
            got, absent = browser.get(address(card, more)), browser.get(missing + more)
            assert got.status_code == absent.status_code, (who, more)
            assert person is None or got.status_code in (404, 405), (who, more)
            if got.status_code == 404:
                assert nameless(got) == nameless(absent)
            posted = browser.post(address(card, more), **save)
            none = browser.post(missing + more, **save)
            assert posted.status_code == none.status_code, (who, more)
            assert posted.status_code in (401, 404), (who, more)
            assert nameless(posted) == nameless(none)
    assert points_of(card) == [None, None]
    assert card.state is CardState.ASSIGNED


def test_a_tie_that_came_later_closes_the_sheet(desk, card, juror):
    db.session.add(Tie(team=card.entry.team, person=juror.person, kind=TieKind.MENTOR))
    db.session.flush()
    assert desk.post(address(card), **answers(card, "8", "5")).status_code == 404
    assert "không còn được tính" in desk.get(address(card)).text
    assert points_of(card) == [None, None]


def test_a_withdrawn_juror_stops_at_the_next_request(desk, card, juror):
    actions.withdraw_juror(juror, by=card.contest.organisers[0].person)
    assert desk.get(address(card)).status_code == 404
    assert desk.post(address(card), **answers(card, "8", "5")).status_code == 404
    assert address(card) not in desk.get("/judging").text


def test_no_organisers_page_changes_with_a_score_while_scoring_is_open(office, scoring, juror):
    entry = make_entry(contest=scoring)
    card = make_card(juror, entry, [8, 3], state=CardState.SUBMITTED, saved_at=now())
    urls = [
        f"/contests/{scoring.id}/judging",
        f"/contests/{scoring.id}/jurors",
        f"/contests/{scoring.id}/assignment",
        f"/contests/{scoring.id}/judging/closing",
        f"/jurors/{juror.id}",
        address(card, "/reopening"),
    ]

    def everything():
        # a form's token differs from page to page, nothing else may
        token = r'name="csrf_token"[^>]*>'
        return [re.sub(token, "", office.get(url).text) for url in urls]

    before = everything()
    card.marks[0].points, card.marks[1].points = Decimal("29.5"), Decimal(10)
    card.feedback = "Một lời nhắn dài hơn hẳn"
    db.session.flush()
    assert everything() == before
    assert not any("29,5" in page or "39,5" in page for page in before)


def test_an_organiser_close_to_an_entry_sees_nothing_of_its_judging(office, scoring, juror):
    organiser = scoring.organisers[0].person
    other = make_juror(scoring, make_person("Trần Thị Tư"))
    own = make_entry(make_team(make_person()), scoring)
    db.session.add(Tie(team=own.team, person=organiser, kind=TieKind.MENTOR))
    card = make_card(other, own)
    make_card(juror, make_entry(contest=scoring))
    page = office.get(f"/contests/{scoring.id}/judging").text
    assert "Trần Thị Tư" not in page
    assert "0/1" in page
    assert own.code not in office.get(f"/jurors/{other.id}").text
    for more in ("/reopening", "/waiver"):
        assert office.get(address(card, more)).status_code == 404


# ---- the organiser's office


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


def test_what_cannot_be_handed_out_is_explained(office, contest, entry):
    page = office.get(f"/contests/{contest.id}/assignment")
    assert "Chưa có giám khảo nào nhận lời" in page.text


def test_progress_counts_and_reminds(office, scoring, juror):
    make_card(juror, make_entry(contest=scoring), [8, 3], state=CardState.SUBMITTED)
    silent = make_juror(scoring, make_person("Người Im Lặng"))
    make_card(silent, make_entry(contest=scoring), assigned_at=now() - timedelta(days=5))
    page = office.get(f"/contests/{scoring.id}/judging").text
    assert "1/2</b> phiếu đã nộp" in page
    assert page.count("Ba ngày chưa chấm") == 1
    url = f"/contests/{scoring.id}/judging/reminders"
    assert [office.post(url).status_code for _ in range(2)] == [302, 409]


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
    assert office.post(url).status_code == 302
    closed = scoring.scoring_closed_at
    assert office.post(url).status_code == 302
    assert scoring.scoring_closed_at == closed


@pytest.mark.parametrize("who", ["stranger", "juror", "team member", "other organiser"])
def test_the_office_is_closed_to_others(browser, contest, juror, entry, who):
    person = {
        "stranger": None,
        "juror": juror.person,
        "team member": entry.team.members[0].person,
        "other organiser": make_contest().organisers[0].person,
    }[who]
    if person:
        browser.sign_in(person)
    expected = 404 if person else 302
    for more in ("jurors", "assignment", "judging", "judging/closing", "conflicts/new"):
        assert browser.get(f"/contests/{contest.id}/{more}").status_code == expected
    for more in ("", "/withdrawal"):
        assert browser.get(f"/jurors/{juror.id}{more}").status_code == expected


def test_an_admin_follows_progress_but_arranges_nothing(browser, scoring, card):
    admin = browser.sign_in(make_admin())
    page = admin.get(f"/contests/{scoring.id}/judging")
    assert (page.status_code, "judging/closing" in page.text) == (200, False)
    assert admin.get(f"/contests/{scoring.id}/assignment").status_code == 404


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


def test_of_an_entry_in_conflict_the_list_says_only_the_code(browser, card, juror, entry):
    db.session.add(
        Conflict(
            contest_id=entry.contest_id,
            juror_id=juror.id,
            entry_id=entry.id,
            declared_by_id=juror.person_id,
        )
    )
    db.session.flush()
    browser.sign_in(juror.person)
    page = browser.get("/judging").text
    assert entry.code in page
    assert entry.title not in page
