"""Officers recommend about entries of their units; an organiser decides so with one press."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.eligibility import queries
from mentorhub.eligibility.domain.standing import Verdict
from mentorhub.eligibility.models import Decision, Recommendation
from mentorhub.entries.models import EntryState
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Notification
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import db
from mentorhub.teams.models import Tie, TieKind
from tests.attacks.pages_with_forms import forms_on
from tests.eligibility.conftest import sent
from tests.factories import (
    make_admin,
    make_contest,
    make_juror,
    make_officer,
    make_person,
    make_unit,
)

REFUSE = {"advised": "refused", "why": "Trên 35 tuổi."}


@pytest.fixture
def commune(app):
    return make_unit()


@pytest.fixture
def entry(contest, commune):
    return sent(contest, make_person(unit=commune))


@pytest.fixture
def officer(commune):
    return make_officer(unit=commune)


def recommend(browser, person, entry, **said):
    browser.sign_in(person)
    return browser.post(f"/entries/{entry.id}/check/recommendation", **said).status_code


def given():
    return db.session.scalars(select(Recommendation).order_by(Recommendation.id)).all()


def taking_over(browser, organiser, entry):
    """The forms with which an organiser decides as was recommended."""
    address = f"/entries/{entry.id}/check"
    page = browser.sign_in(organiser).get(address).text
    found = [one for one in forms_on(page, address) if one.action.endswith("/decision")]
    return page, [dict(one.filled) for one in found[:-1]]  # the last is where one writes oneself


def test_officers_of_its_units_recommend_and_nobody_else(browser, contest, entry, officer, commune):
    tied, rival = make_officer(unit=commune), make_officer(unit=commune, name="Trần Đua")
    db.session.add(Tie(team=entry.team, person=tied, kind=TieKind.MENTOR))
    sent(contest, rival)
    judging = make_officer(unit=commune, name="Lý Chấm")
    make_juror(contest, judging)
    for stranger in (
        *(tied, rival, judging, entry.team.owner, contest.organisers[0].person, make_admin()),
        *(make_officer(unit=make_unit()), make_person(), make_contest().organisers[0].person),
    ):
        assert recommend(browser, stranger, entry, **REFUSE) == 404
    assert given() == []
    for allowed in (officer, make_officer(unit=commune.parent)):
        assert recommend(browser, allowed, entry, **REFUSE) == 303
    assert [one.by_id for one in given()][:1] == [officer.id]
    assert entry.state is EntryState.SUBMITTED
    assert queries.latest_of(entry) is None


@pytest.mark.parametrize("advised", ["more_needed", "refused"])
def test_a_doubt_needs_words_and_an_admission_none(browser, entry, officer, advised):
    assert recommend(browser, officer, entry, advised=advised, why="  ") == 422
    assert recommend(browser, officer, entry) == 422
    assert given() == []
    assert recommend(browser, officer, entry, advised="admitted", why="Tốt") == 303
    assert [(one.verdict, one.words) for one in given()] == [(Verdict.ADMITTED, "")]


def test_a_second_click_changes_nothing_and_another_word_takes_the_place(browser, entry, officer):
    for _twice in range(2):
        recommend(browser, officer, entry, **REFUSE)
    assert len(given()) == 1
    recommend(browser, officer, entry, advised="admitted")
    assert [one.verdict for one in queries.recommended(entry)] == [Verdict.ADMITTED]
    assert [one.replaced_at is None for one in given()] == [False, True]


def test_an_organiser_decides_so_with_one_press(browser, contest, organiser, entry, officer):
    recommend(browser, officer, entry, **REFUSE)
    page, [press] = taking_over(browser, organiser, entry)
    assert f"{officer.display_name}, ngày {today():%d/%m/%Y}" in page
    assert "Trên 35 tuổi." in page
    address = f"/entries/{entry.id}/check/decision"
    assert browser.post(address, **press).status_code == 303
    assert browser.post(address, **press).status_code == 409  # a second click
    decision = queries.latest_of(entry)
    assert (decision.verdict, decision.by_id) == (Verdict.REFUSED, organiser.id)
    assert (entry.state, entry.decision_reason) == (EntryState.INELIGIBLE, "Trên 35 tuổi.")
    verbs = select(Activity.verb, Activity.actor_id).where(Activity.verb.like("entry.%"))
    assert db.session.execute(verbs.order_by(Activity.id)).all()[-2:] == [
        ("entry.recommended", officer.id),
        ("entry.not_admitted", organiser.id),
    ]


def test_a_question_is_taken_over_with_its_parts_and_the_usual_days(
    browser, organiser, entry, officer
):
    asked = {"advised": "more_needed", "why": "Bao nhiêu hộ?", "parts": ["benefit"]}
    recommend(browser, officer, entry, **asked)
    _page, [press] = taking_over(browser, organiser, entry)
    assert browser.post(f"/entries/{entry.id}/check/decision", **press).status_code == 303
    assert entry.asked_parts == ["benefit"]
    assert entry.is_asked(now() + timedelta(days=2))


def test_the_team_neither_reads_nor_hears_of_it(app, browser, entry, officer):
    recommend(browser, officer, entry, **REFUSE)
    for news in db.session.scalars(select(Activity)).all():
        tell(news, app.extensions["notices"])
    owner = entry.team.owner
    told = select(Notification).where(Notification.recipient_id == owner.id)
    assert db.session.scalars(told).all() == []
    browser.sign_in(owner)
    for path in ("", "/check/answer", "/check"):
        assert "Trên 35 tuổi." not in browser.get(f"/entries/{entry.id}{path}").text


def test_what_an_officer_doubts_is_not_admitted_with_the_others(browser, contest, organiser, entry):
    fine = sent(contest)
    recommend(browser, make_officer(unit=entry.team.unit), entry, **REFUSE)
    board = f"/contests/{contest.id}/check"
    browser.sign_in(organiser)
    assert entry.code in browser.get(board).text  # it needs a look
    chosen = [fine.id, entry.id]
    assert browser.post(f"{board}/admissions", entries=chosen).status_code == 303
    decided = db.session.scalars(select(Decision.entry_id)).all()
    assert decided == [fine.id]


def test_an_organiser_with_a_conflict_reads_none_of_it(browser, contest, organiser, entry, officer):
    recommend(browser, officer, entry, **REFUSE)
    db.session.add(Tie(team=entry.team, person=organiser, kind=TieKind.MENTOR))
    browser.sign_in(organiser)
    assert browser.get(f"/entries/{entry.id}/check").status_code == 404
    assert "Trên 35 tuổi." not in browser.get(f"/contests/{contest.id}/check?view=all").text


@pytest.mark.parametrize("what", ["judged", "excluded", "taken back"])
def test_once_nothing_is_decided_nothing_is_recommended(browser, contest, officer, entry, what):
    if what == "judged":
        contest.scoring_opened_at = now()
    else:
        entry.state = {"excluded": EntryState.DISQUALIFIED}.get(what, EntryState.WITHDRAWN)
    assert recommend(browser, officer, entry, **REFUSE) in (404, 409)
    assert given() == []


def test_an_officer_reads_it_again_and_of_a_text_sent_since_it_says_so(browser, officer, entry):
    recommend(browser, officer, entry, **REFUSE)
    address = f"/entries/{entry.id}/check"
    assert "trước khi đội nộp lại" not in browser.get(address).text
    entry.submitted_at = now() + timedelta(seconds=1)
    page = browser.get(address).text
    assert "trước khi đội nộp lại" in page
    assert not re.search(r'name="verdict"', page)
