"""A large jury is worked out in the background; pages show it, and hand out what was shown."""

import re

import pytest
from sqlalchemy import select, update

from mentorhub.contests.models import Contest
from mentorhub.jobs.actions import enqueue, perform
from mentorhub.jobs.models import Job
from mentorhub.judging import actions, jobs, queries
from mentorhub.judging.actions import working_out
from mentorhub.judging.models import CardState, JurorAnswer, Solution
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from mentorhub.platform.errors import Stale
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_juror,
    make_person,
    make_team,
)
from tests.judging.test_handing_out import pairs_in, proposal_for
from tests.papers.test_nobody_waits import elsewhere

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def long_sums(monkeypatch):
    monkeypatch.setattr(working_out, "LONG", 0)


def test_a_long_sum_is_done_by_the_worker_and_then_handed_out(long_sums, contest, jury, entries):
    by = contest.organisers[0].person
    waiting = proposal_for(contest, 2)
    assert waiting.plan is None
    with pytest.raises(Stale):
        actions.hand_out(contest, readers=2, digest=waiting.digest, by=by)
    for _ in range(2):
        actions.ask_to_work_out(contest, readers=2)
    (job,) = db.session.scalars(select(Job).where(Job.kind == "judging.work_out"))
    actions.work_out(contest.id, readers=2, let_others_write=lambda: None)
    proposal = proposal_for(contest, 2)
    assert len(proposal.pairs) == 12
    assert actions.hand_out(contest, readers=2, digest=proposal.digest, by=by) == 12
    assert job.payload == {"contest": str(contest.id), "readers": 2}


def test_what_the_worker_finds_to_be_impossible_is_told(long_sums, contest, jury, entries):
    actions.ask_to_work_out(contest, readers=5)
    actions.work_out(contest.id, readers=5, let_others_write=lambda: None)
    with pytest.raises(actions.OutOfReach) as refusal:
        proposal_for(contest, 5)
    assert {way.rule: way.amount for way in refusal.value.ways} == {"readers": 4, "jurors": 1}
    assert set(refusal.value.missing.values()) == {1}


def test_while_it_is_worked_out_others_write(long_sums, real_app, monkeypatch):
    """T17: a sum of a minute holds neither the lock of SQLite nor a row of PostgreSQL."""
    written, solve = [], working_out.solve

    def and_others_write(task):
        elsewhere(update(Contest).values(summary=Contest.summary))
        elsewhere(update(Job).values(problem="seen"))
        written.append(task)
        return solve(task)

    monkeypatch.setattr(working_out, "solve", and_others_write)
    with real_app.app_context():
        with transaction():
            contest = make_contest(opened_days_ago=9, days_left=-1, readers=1)
            make_entry(contest=contest)
            make_juror(contest, make_person())
            enqueue("judging.work_out", {"contest": str(contest.id), "readers": 1})
        with transaction():
            job = db.session.scalars(select(Job)).one()
            perform(job.id, job.attempts, {"judging.work_out": jobs.work_out})
        assert len(written) == 1
        assert db.session.scalars(select(Solution)).one().found
        assert db.session.scalars(select(Job.done_at)).one() is not None


def test_a_job_whose_contest_is_over_does_nothing(long_sums, app, contest, jury, entries):
    contest.scoring_closed_at = now()
    jobs.work_out({"contest": str(contest.id), "readers": 2})
    assert db.session.scalars(select(Solution)).all() == []


def test_the_pages_show_wish_work_out_and_replace(office, contest, jury, entries):
    url = f"/contests/{contest.id}/assignment"
    assert office.submit(f"{url}/wishes", most="2", linkage="none").status_code == 302
    page = office.get(f"{url}?readers=3").text
    assert "What would be enough" in page
    bad = office.submit(f"{url}/wishes", most="không", linkage="none")
    assert (bad.status_code, "không" in bad.text) == (422, True)
    half = office.submit(f"{url}/wishes", linkage="none", pin_juror=str(jury[0].id))
    assert half.status_code == 422
    pair = {"pin_juror": str(jury[0].id), "pin_entry": str(entries[0].id)}
    assert office.submit(f"{url}/wishes", linkage="none", most="", **pair).status_code == 302
    assert queries.wishes_of(contest).pinned == [f"{jury[0].id} {entries[0].id}"]
    page = office.get(f"{url}?readers=2").text
    digest = re.search(r'name="digest" value="(\w{64})"', page)[1]
    assert office.post(url, readers="2", digest=digest).status_code == 302
    replaced = f"/jurors/{jury[0].id}/replacement"
    assert replaced in office.get(f"/jurors/{jury[0].id}").text
    digest = re.search(r'name="digest" value="(\w{64})"', office.get(replaced).text)[1]
    assert office.post(replaced, digest="0" * 64).status_code == 409
    assert office.post(replaced, digest=digest).status_code == 302
    assert jury[0].id not in {card.juror_id for card in open_cards(contest)}


def test_in_a_large_jury_a_silent_jurors_places_go_to_others_on_the_page(
    monkeypatch, office, contest
):
    """All pairs are too many for a page; those of the places that come free are not."""
    monkeypatch.setattr(working_out, "LONG", 700)
    jurors = [make_juror(contest, make_person(f"Giám Khảo {n}")) for n in range(20)]
    made = [make_entry(make_team(name=f"Đội {n}"), contest) for n in range(40)]
    for n, entry in enumerate(made):
        for shift in range(2):
            make_card(jurors[(2 * n + shift) % 20], entry)
    silent = jurors[0]
    assert len(jurors) * len(made) > working_out.LONG
    begun = next(card for card in open_cards(contest) if card.juror_id == silent.id)
    begun.state, begun.saved_at = CardState.STARTED, now()
    contest.readers = 2
    before = pairs_in(contest)
    url = f"/jurors/{silent.id}/replacement"
    digest = re.search(r'name="digest" value="(\w{64})"', office.get(url).text)[1]
    assert office.post(url, digest=digest).status_code == 302
    after = pairs_in(contest)
    gone = {pair for pair in before if pair[0] == silent.id} - {(silent.id, begun.entry_id)}
    assert before - after == gone
    assert {entry for _juror, entry in after - before} == {entry for _juror, entry in gone}
    assert begun.state is CardState.STARTED


def test_beside_many_free_places_those_of_a_silent_juror_wait(long_sums, office, contest, jury):
    for n in range(3):
        make_entry(make_team(name=f"Đội {n}"), contest)
    make_card(jury[0], queries.entries_in(contest)[0])
    page = office.get(f"/jurors/{jury[0].id}/replacement").text
    assert "Hand those out first" in page
    assert f"/contests/{contest.id}/assignment?readers=1" in page


def open_cards(contest):
    return [card for card in queries.cards_in(contest) if not card.is_void]


def test_a_large_jury_is_offered_the_worker(long_sums, office, contest, jury, entries):
    url = f"/contests/{contest.id}/assignment"
    assert f"{url}/solution" in office.get(url).text
    assert office.post(f"{url}/solution", readers="2").status_code == 302
    page = office.get(f"{url}?readers=2").text
    assert f"{url}/solution" not in page
    assert "<progress" in page


def test_an_invitation_keeps_what_was_agreed_to_and_said(browser, contest):
    by, guest = contest.organisers[0].person, make_person("Tống Văn Lâm")
    link = f"/jury/{actions.invite(contest, label='Lâm', address='', by=by)}"
    browser.sign_in(guest)
    said = {"knows": "trồng lúa, nước", "fields": ["nong-lam-ngu-nghiep"], "languages": ["vi"]}
    missing = browser.submit(link, rules="y", **said)
    assert (missing.status_code, "trồng lúa, nước" in missing.text) == (422, True)
    assert browser.submit(link, rules="y", secrecy="y", **said).status_code == 302
    answer = db.session.scalars(select(JurorAnswer)).one()
    assert (answer.rules_version, answer.fields, answer.languages) == (
        0,
        ["nong-lam-ngu-nghiep"],
        ["vi"],
    )
    assert answer.agreed_at <= now()
    page = browser.sign_in(by).get(f"/jurors/{answer.juror_id}").text
    assert "trồng lúa, nước" in page
