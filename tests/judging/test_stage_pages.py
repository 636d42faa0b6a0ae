"""The page of who goes on, asked by everybody; panels by form; two organisers at once."""

import re
from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.contests.models import Contest, Organiser, Panel
from mentorhub.judging import actions, queries
from mentorhub.judging.models import StageResult
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.teams.models import Tie, TieKind
from tests.entries.test_races import all_at_once, signed_in
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person, make_team
from tests.judging.two_stages import go_on, marked, stage


@pytest.fixture
def page(closed):
    return f"/contests/{closed.id}/judging/stages"


def digest_on(reply):
    return re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', reply.text)[1]


def mark_on(reply):
    return re.search(r'name="seen" value="([0-9a-f]{32})"', reply.text)[1]


def test_two_organisers_let_the_best_go_on(browser, closed, four, organisers, page):
    browser.sign_in(organisers[0])
    shown = browser.speak("en").get(page)
    assert "2 of 4 go on" in shown.text
    assert browser.post(page, digest=digest_on(shown)).status_code == 302
    assert "Another organiser must agree" in browser.get(page).text
    assert browser.post(f"{page}/agreement").status_code == 409
    browser.sign_in(organisers[1])
    seen = mark_on(browser.speak("en").get(page))
    assert browser.post(f"{page}/agreement", seen=seen).status_code == 302
    assert db.session.get(Contest, closed.id).judged_stage == 2
    browser.get(f"/contests/{closed.id}/assignment")
    assert "Stage 2 of 2" in browser.get(f"/contests/{closed.id}/judging").text
    again = browser.post(f"{page}/agreement", seen=seen)  # the second click
    assert again.location == browser.get(page).location == f"{page}/earlier"
    assert db.session.get(Contest, closed.id).judged_stage == 2


def test_an_old_page_agrees_to_nothing_that_was_proposed_since(
    browser, closed, four, organisers, page
):
    """The same organiser calls the list off and proposes another while the second one reads."""
    browser.sign_in(organisers[0])
    browser.post(page, digest=digest_on(browser.get(page)))
    browser.sign_in(organisers[1])
    old = mark_on(browser.speak("en").get(page))
    browser.sign_in(organisers[0])
    assert browser.post(f"{page}/calling-off").status_code == 302
    four[3].state = four[3].state.WITHDRAWN
    browser.post(page, digest=digest_on(browser.get(page)))
    browser.sign_in(organisers[1])
    for seen in (old, "", "0" * 32):
        reply = browser.post(f"{page}/agreement", seen=seen)
        assert reply.status_code == 409
        assert "được gửi lại sau khi bạn mở trang" in reply.text
        assert "Bài 0" in reply.text  # the list as it is now, below the words
        assert db.session.get(Contest, closed.id).judged_stage == 1
    assert browser.post(f"{page}/agreement", seen=mark_on(reply)).status_code == 302
    assert [entry.reached_stage for entry in four] == [2, 2, 1, 1]


def test_nobody_else_learns_who_goes_on(browser, closed, four, organisers, only_juror, page):
    mentor = make_person("Cô Cố Vấn", age=40)
    db.session.add(Tie(team=four[0].team, person=mentor, kind=TieKind.MENTOR))
    closed.organisers.append(Organiser(person=mentor))
    db.session.flush()
    member = four[0].team.members[0].person
    for person in (None, member, only_juror.person, mentor, make_person("Người Lạ")):
        browser.sign_out() if person is None else browser.sign_in(person)
        assert browser.get(page).status_code in ((302, 404) if person is None else (404,))
        for step in ("", "/agreement", "/calling-off"):
            assert browser.post(f"{page}{step}").status_code >= 400
    assert closed.judged_stage == 1


def test_who_went_on_can_still_be_read_while_the_next_stage_is_marked(
    browser, closed, four, organisers, only_juror, page
):
    go_on(closed, *organisers)
    browser.sign_in(organisers[0])
    jury = browser.get(f"/contests/{closed.id}/judging").text
    assert f"{page}/earlier" in jury
    shown = browser.get(f"{page}/earlier").text
    assert [shown.count(words) for words in ("Đã đi tiếp", "Dừng ở vòng này")] == [2, 2]
    totals = db.session.scalars(select(StageResult.total)).all()
    assert not any(str(total).replace(".", ",") in shown for total in totals)
    for person in (four[0].team.members[0].person, only_juror.person, make_person("Người Lạ")):
        browser.sign_in(person)
        assert browser.get(f"{page}/earlier").status_code == 404


def test_missing_sheets_can_only_be_left_out_and_the_page_leads_there(
    browser, closed, four, organisers, page
):
    browser.sign_in(organisers[0]).speak("en")
    leads = f'href="/contests/{closed.id}/judging"'
    assert "missing" not in browser.get(page).text
    make_card(make_juror(closed), four[0])
    shown = browser.get(page).text
    note = shown[shown.index('class="note note--gold"') :].partition("</div></div>")[0]
    assert "1 scoresheet is missing: leave it out" in note
    assert leads in note


def test_closing_a_stage_opens_the_list_and_closing_the_last_the_draft(browser, closed, organisers):
    closed.scoring_closed_at = None
    address = f"/contests/{closed.id}/judging/closing"
    browser.sign_in(organisers[0]).speak("en")
    assert "The list of who goes on then opens" in browser.get(address).text
    closed.judged_stage = 2
    last = browser.get(address).text
    assert ("who goes on" in last, "draft results then open" in last) == (False, True)


def test_while_scoring_is_open_there_is_no_such_page(browser, closed, organisers, page):
    closed.scoring_closed_at = None
    browser.sign_in(organisers[0])
    assert browser.get(page).status_code == 404


def test_what_changed_meanwhile_is_shown_anew(browser, closed, four, organisers, page):
    browser.sign_in(organisers[0])
    digest = digest_on(browser.get(page))
    four[1].state = four[1].state.WITHDRAWN
    assert browser.post(page, digest=digest).status_code == 409
    assert queries.asked_to_go_on(closed) is None


def test_a_team_that_did_not_go_on_reads_its_points_after_the_results(
    browser, closed, four, organisers, only_juror
):
    go_on(closed, *organisers)
    member = four[0].team.members[0].person
    browser.sign_in(member)
    assert browser.get(f"/entries/{four[0].id}/result").status_code == 404
    closed.published_at = now()
    shown = browser.get(f"/entries/{four[0].id}/result").text
    assert "30,00 điểm, hạng 3" in shown
    assert "Không đi tiếp" in shown


def test_jurors_are_seated_in_panels_by_form(browser, closed, organisers, only_juror):
    assert (
        browser.sign_in(organisers[0]).get(f"/contests/{closed.id}/jurors/panels").status_code
        == 404
    )
    closed.panels.append(Panel(position=0, name=Translated(vi="Hội đồng A"), readers=1))
    db.session.flush()
    address = f"/contests/{closed.id}/jurors/panels"
    assert "Hội đồng A" in browser.get(address).text
    panel = closed.panels[0].id
    browser.post(address, **{f"panel_{only_juror.id.hex}": str(panel)})
    assert only_juror.panel_id == panel
    assert "Hội đồng A" in browser.get(f"/contests/{closed.id}/jurors").text
    browser.sign_in(only_juror.person)
    assert browser.get(address).status_code == 404


def test_without_a_juror_there_is_nobody_to_seat_and_nothing_to_save(browser, twice, organisers):
    twice.panels.append(Panel(position=0, name=Translated(vi="Hội đồng A"), readers=1))
    db.session.flush()
    address = f"/contests/{twice.id}/jurors"
    browser.sign_in(organisers[0]).speak("en")
    shown = browser.get(f"{address}/panels").text.partition("<main")[2].partition("</main>")[0]
    assert "Nobody has accepted a seat" in shown
    assert f'href="{address}"' in shown
    assert "<form" not in shown
    make_juror(twice)
    db.session.flush()
    seated = browser.get(f"{address}/panels").text.partition("<main")[2].partition("</main>")[0]
    assert ("Nobody has accepted" in seated, "<form" in seated) == (False, True)


def test_each_panel_hears_its_own_entries(twice, four):
    for position, name in enumerate("AB"):
        twice.panels.append(Panel(position=position, name=Translated(vi=name), readers=2))
    db.session.flush()
    seats = [make_juror(twice) for _ in range(4)]
    for n, seat in enumerate(seats):
        seat.panel_id = twice.panels[n % 2].id
    db.session.flush()
    proposal = actions.propose(twice, readers=3)
    panel_of = {seat.id: seat.panel_id for seat in seats}
    for entry in four:
        heard = [panel_of[juror] for juror, read in proposal.pairs if read == entry.id]
        assert (len(heard), len(set(heard))) == (2, 1)


def test_organisers_agreeing_at_once_open_one_stage(real_app):
    with real_app.app_context():
        people = [make_person(f"Tổ Chức {n}", age=35) for n in range(3)]
        contest = make_contest(people[0], opened_days_ago=9, days_left=-1)
        contest.organisers += [Organiser(person=one) for one in people[1:]]
        contest.stages += [stage("Sơ khảo", 1), stage("Chung khảo", 2)]
        entries = [make_entry(make_team(name=f"Đội {n}"), contest) for n in range(3)]
        marked(make_juror(contest), entries, [1, 1], [2, 2], [3, 3])
        contest.scoring_opened_at = contest.scoring_closed_at = now()
        db.session.flush()
        digest = actions.crossing(contest).digest
        asked = actions.propose_to_go_on(contest, digest=digest, by=people[0])
        db.session.flush()
        seen = asked.mark
        devices = [signed_in(real_app, people[1 + n % 2]) for n in range(6)]
        address = f"/contests/{contest.id}/judging/stages/agreement"
        key = contest.id
        db.session.commit()
    replies = all_at_once([(device, address, {"seen": seen}) for device in devices])
    assert min(replies) == 302
    with real_app.app_context():
        assert db.session.get(Contest, key).judged_stage == 2
        kept = db.session.scalars(select(StageResult.total)).all()
        assert sorted(kept) == [Decimal(2), Decimal(4), Decimal(6)]
