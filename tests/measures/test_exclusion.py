"""An entry excluded by two leaves juries, ranking and lists, keeps all it had, may come back."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.entries import actions as entries
from mentorhub.entries import queries as entries_queries
from mentorhub.entries.models import EntryState, Receipt, Revision
from mentorhub.judging import actions as judging
from mentorhub.judging import queries as judging_queries
from mentorhub.judging.models import CardState, Mark, Scorecard
from mentorhub.measures import actions
from mentorhub.measures.models import Kind, Measure
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Notification
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.publishing import actions as publishing
from tests.entries.test_views import draft, typed
from tests.factories import make_card, make_juror, make_minor, make_person, make_table, make_team


@pytest.fixture
def sent(cast):
    entries.submit(cast.entry, by=cast.writer, at=now())
    db.session.flush()
    return cast


@pytest.fixture
def judged(sent):
    """Scoring is closed; this entry and another were marked."""
    contest = sent.contest
    contest.closes_at = now() - timedelta(hours=2)
    contest.scoring_opened_at = now()
    other = draft(make_team(make_person()), contest=contest)
    other.state, other.number, other.submitted_at = EntryState.SUBMITTED, 2, now()
    juror = make_juror(contest)
    done = {"state": CardState.SUBMITTED, "submitted_at": now()}
    sent.card = make_card(juror, sent.entry, [28, 18], **done)
    make_card(juror, other, [20, 10], **done)
    sent.other, sent.juror = other, juror.person
    return sent


def decide(cast, kind, by=None, agreed_by=None):
    asked = actions.propose(cast.entry, kind, reason="Bài sao chép", by=by or cast.first)
    db.session.flush()
    if agreed_by is not None:
        assert actions.agree(asked, by=agreed_by)
        db.session.flush()
    return asked


def exclude(cast):
    return decide(cast, Kind.DISQUALIFICATION, agreed_by=cast.second)


def test_one_organiser_alone_excludes_nobody(english, sent):
    asked = decide(sent, Kind.DISQUALIFICATION)
    with pytest.raises(Refused, match="whoever asked cannot"):
        actions.agree(asked, by=sent.first)
    assert sent.entry.state is EntryState.SUBMITTED
    actions.decline(asked, by=sent.second)
    with pytest.raises(Refused, match="declined"):
        actions.agree(asked, by=sent.second)
    assert sent.entry.state is EntryState.SUBMITTED


def test_it_leaves_the_ranking_and_comes_back_with_every_mark(judged):
    contest = judged.contest
    contest.scoring_closed_at = now()
    assert publishing.draft(contest).lines[0].entry == judged.entry.id
    exclude(judged)
    assert [line.entry for line in publishing.draft(contest).lines] == [judged.other.id]
    assert db.session.scalars(entries_queries.submitted_to(contest)).all() == [judged.other]
    kept = (len(db.session.scalars(select(model)).all()) for model in (Scorecard, Mark, Receipt))
    assert list(kept) == [2, 4, 1]
    decide(judged, Kind.REINSTATEMENT, by=judged.second, agreed_by=judged.first)
    first = publishing.draft(contest).lines[0]
    assert (first.entry, first.total) == (judged.entry.id, 46)


def test_a_table_prepared_before_is_not_published_with_it(english, judged):
    judged.contest.scoring_closed_at = now()
    table = make_table(judged.contest, by=judged.first)
    exclude(judged)
    with pytest.raises(Refused, match="have changed since"):
        publishing.agree(table, by=judged.second)


def test_jurors_are_told_and_mark_it_no_more(app, english, judged):
    judged.card.state, judged.card.submitted_at = CardState.STARTED, None
    exclude(judged)
    for verb, heard in (
        ("entry.disqualified", {judged.writer.id, judged.first.id}),
        ("judging.entry_left", {judged.juror.id}),
    ):
        db.session.query(Notification).delete()
        (news,) = db.session.scalars(select(Activity).where(Activity.verb == verb)).all()
        tell(news, app.extensions["notices"])
        assert set(db.session.scalars(select(Notification.recipient_id))) == heard
    held = judging_queries.hand_of(judged.juror)
    assert [one.code for one in held] == ["AG-02"]
    with pytest.raises(Refused, match="was excluded from the contest"):
        judging.submit(judged.card, by=judged.juror)


def test_the_team_reads_why_and_changes_nothing(browser, sent):
    sent.entry.unsent = {**entries.content_of(sent.entry), "title": "Sửa sau"}
    exclude(sent)
    browser.sign_in(sent.writer)
    db.session.commit()
    address = f"/entries/{sent.entry.id}"
    page = browser.get(address).text
    assert "Bài sao chép" in page
    assert f"{address}/edit" not in page
    for path, answers in (
        ("edit", typed(sent.entry)),
        ("submission", {}),
        ("photo/off", {}),
        ("withdrawal", {}),
        ("uploads", {"name": "a.pdf", "size": "9", "slot": "", "mark": "m"}),
    ):
        assert browser.post(f"{address}/{path}", **answers).status_code == 409, path
        db.session.rollback()
    assert sent.entry.state is EntryState.DISQUALIFIED
    assert sent.entry.unsent["title"] == "Sửa sau"


def test_the_receipt_and_the_words_that_were_sent_stay(browser, sent):
    before = entries.sent_content_of(sent.entry)
    exclude(sent)
    assert entries.sent_content_of(sent.entry) == before
    assert db.session.scalar(select(func.count(Revision.id))) == 1
    browser.sign_in(sent.writer)
    db.session.commit()
    assert browser.get(f"/entries/{sent.entry.id}/receipt").status_code == 200


def test_its_people_and_its_place_are_not_free_for_another_entry(english, sent):
    exclude(sent)
    other = make_team(sent.writer, name="Đội khác")
    with pytest.raises(Refused, match="One person, one entry"):
        entries.start(sent.contest, team=other, idea=None, people=[sent.writer.id], by=sent.writer)


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (EntryState.DRAFT, Kind.DISQUALIFICATION),
        (EntryState.WITHDRAWN, Kind.DISQUALIFICATION),
        (EntryState.DISQUALIFIED, Kind.DISQUALIFICATION),
        (EntryState.SUBMITTED, Kind.REINSTATEMENT),
    ],
)
def test_what_makes_no_sense_is_not_asked_for(english, sent, state, kind):
    sent.entry.state = state
    db.session.flush()
    with pytest.raises(Refused, match="excluded"):
        decide(sent, kind)
    assert db.session.scalars(select(Measure)).all() == []


def test_after_the_results_nobody_is_excluded_or_taken_in_again(english, sent):
    asked = decide(sent, Kind.DISQUALIFICATION)
    sent.contest.published_at = now()
    db.session.flush()
    with pytest.raises(Refused, match="results are out"):
        actions.agree(asked, by=sent.second)
    with pytest.raises(Refused, match="results are out"):
        decide(sent, Kind.DISQUALIFICATION)
    assert sent.entry.state is EntryState.SUBMITTED


def test_a_request_rests_on_how_the_entry_stood_and_lasts_seven_days(english, sent):
    asked = decide(sent, Kind.DISQUALIFICATION)
    too_late = time_machine.travel(now() + timedelta(days=7, seconds=1))
    with too_late, pytest.raises(Refused, match="within seven days"):
        actions.agree(asked, by=sent.second)
    entries.withdraw(sent.entry, by=sent.writer)
    db.session.flush()
    with pytest.raises(Refused, match="stands otherwise"):
        actions.agree(asked, by=sent.second)
    with pytest.raises(Refused, match="Write why"):
        actions.propose(sent.entry, Kind.EXTENSION, reason=" ", by=sent.first)


def test_strangers_rivals_jurors_and_organisers_in_conflict_find_no_measure(browser, sent):
    asked = decide(sent, Kind.DISQUALIFICATION)
    mate = make_minor()
    rival = draft(make_team(make_person(), mate), contest=sent.contest).team.owner
    juror = make_juror(sent.contest).person
    sent.second_team = draft(make_team(sent.second), contest=sent.contest)
    addresses = [f"/entries/{sent.entry.id}/{one}" for one in ("extension", "exclusion", "return")]
    measure = f"/measures/{asked.id}"
    for who in (sent.writer, rival, mate, juror, make_person(), sent.second):
        browser.sign_out().sign_in(who)
        db.session.commit()
        assert browser.get(measure).status_code == 404
        for address in addresses:
            assert browser.get(address).status_code == 404
            assert browser.post(address, reason="x").status_code == 404
        for answer in ("agreement", "declining"):
            assert browser.post(f"{measure}/{answer}").status_code == 404
    assert sent.entry.state is EntryState.SUBMITTED


def test_it_is_asked_for_and_agreed_to_on_its_pages(browser, sent):
    browser.sign_in(sent.first)
    db.session.commit()
    address = f"/entries/{sent.entry.id}"
    assert f"{address}/exclusion" in browser.get(address).text
    assert browser.post(f"{address}/exclusion", reason="").status_code == 422
    reply = browser.post(f"{address}/exclusion", reason="Bài sao chép")
    assert reply.status_code == 302
    assert f"{reply.location}/agreement" not in browser.get(reply.location).text
    assert browser.post(f"{reply.location}/agreement").status_code == 404
    browser.sign_out().sign_in(sent.second)
    db.session.commit()
    assert "Bài sao chép" in browser.get(reply.location).text
    assert browser.post(f"{reply.location}/agreement").status_code == 303
    assert sent.entry.state is EntryState.DISQUALIFIED
    page = browser.get(address).text
    assert f"{address}/return" in page
    assert f"{address}/exclusion" not in page
