"""Of ideas, entries and juries: what is too old goes, what others build on and results stay."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.activity.actions import record
from mentorhub.entries.models import Attachment, Entry
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.judging.models import CardState, Conflict, Mark, Scorecard, ScoreEvent, Waiver
from mentorhub.platform import retention
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.files import StoredFile
from mentorhub.publishing import actions as publishing
from mentorhub.publishing.models import Place
from mentorhub.rosters.models import RosterLine
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_idea,
    make_juror,
    make_person,
    make_table,
    make_unit,
)


def days_of(name):
    return timedelta(days=next(one.days for one in retention.RETENTION if one.name == name))


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize("state", [IdeaState.NOT_TAKEN_UP, IdeaState.DUPLICATE])
def test_an_idea_that_came_to_nothing_goes_a_year_after_the_last_thing(app, state):
    long_ago = now() - days_of("ideas not taken up") - timedelta(days=1)
    facts = {"state": state, "created_at": long_ago}
    with as_of(long_ago):
        make_idea(tags=["iot"], **facts)
    answered_lately, entered = make_idea(**facts), make_idea(**facts)
    record("idea.not_taken_up", answered_lately, by=None, title="")
    make_entry(entered.team).idea = entered
    kept = {
        answered_lately.id,
        entered.id,
        make_idea(state=IdeaState.APPROVED, created_at=long_ago).id,
        make_idea(state=state).id,
    }
    db.session.flush()
    retention.sweep()
    assert set(db.session.scalars(select(Idea.id))) == kept


def test_a_draft_something_was_made_of_stays_however_old(app):
    idea = make_idea(state=IdeaState.DRAFT, created_at=now() - timedelta(days=900))
    make_entry(idea.team).idea = idea
    db.session.flush()
    retention.sweep()
    assert db.session.get(Idea, idea.id) is not None


def with_a_file(contest):
    entry = make_entry(contest=contest)
    file = StoredFile(
        owner_id=entry.team.members[0].person_id,
        name="bai.pdf", media_type="application/pdf", size=1, sha256="a" * 64,
        store_key=str(entry.id),
    )  # fmt: skip
    db.session.add(file)
    db.session.flush()
    db.session.add(Attachment(entry_id=entry.id, file_id=file.id))
    db.session.flush()
    return entry


def test_files_of_entries_go_two_years_after_the_results(app):
    days = days_of("files of entries")
    old = make_contest(opened_days_ago=900, days_left=-800)
    old.published_at = now() - days - timedelta(hours=1)
    never_published = make_contest(opened_days_ago=900, days_left=-days.days - 1)
    late = make_contest(opened_days_ago=900, days_left=-800)
    late.published_at = now() - days + timedelta(hours=1)
    entries = [with_a_file(one) for one in (old, never_published, late)]
    kept = entries[2].id
    retention.sweep()
    db.session.expire_all()
    assert list(db.session.scalars(select(Attachment.entry_id))) == [kept]
    assert count(StoredFile) == 1
    assert count(Entry) == 3


@pytest.fixture
def judged(app):
    """A contest with sheets and published results."""
    contest = make_contest(opened_days_ago=30, days_left=-10)
    contest.scoring_opened_at = now()
    juror, entry = make_juror(contest), make_entry(contest=contest)
    card = make_card(juror, entry, [25, 15], state=CardState.SUBMITTED, submitted_at=now())
    card.feedback = "Làm tốt lắm."
    facts = {"contest_id": contest.id, "juror_id": juror.id, "entry_id": entry.id}
    db.session.add_all([
        ScoreEvent(
            contest_id=contest.id, scorecard_id=card.id, kind="saved", version=1,
            by_id=juror.person_id, content={}, position=0, nonce="x", leaf="0" * 64,
        ),
        Waiver(reason="đủ", by_id=juror.person_id, **facts),
        Conflict(reason="họ hàng", declared_by_id=juror.person_id, **facts),
    ])  # fmt: skip
    contest.scoring_closed_at = now()
    db.session.flush()
    return contest, entry, juror


SHEETS = (Scorecard, Mark, ScoreEvent, Waiver, Conflict)


def test_scoresheets_go_after_five_years_and_the_table_stays(browser, judged):
    contest, entry, juror = judged
    db.session.query(Conflict).delete()
    db.session.query(Waiver).delete()
    first = contest.organisers[0].person
    found = make_table(contest, by=first)
    db.session.flush()
    publishing.agree(found, by=make_person("Kim Ngọc Bích", age=36))
    places = count(Place)
    assert places
    contest.published_at = now() - days_of("scoresheets") + timedelta(hours=1)
    db.session.commit()
    retention.sweep()
    assert count(Scorecard) == 1
    contest.published_at = now() - days_of("scoresheets") - timedelta(hours=1)
    db.session.commit()
    retention.sweep()
    db.session.commit()
    assert [count(model) for model in SHEETS] == [0] * len(SHEETS)
    assert count(Place) == places
    assert browser.get(f"/results/{contest.id}").status_code == 200
    browser.sign_in(entry.team.members[0].person)
    mine = browser.get(f"/entries/{entry.id}/result")
    assert mine.status_code == 200
    assert "Làm tốt lắm." not in mine.text
    for reader, pages in ((first, ("judging", "results/draft", "entries")), (juror.person, ())):
        browser.sign_out().sign_in(reader)
        for page in (*(f"/contests/{contest.id}/{one}" for one in pages), "/judging"):
            assert browser.get(page).status_code in (200, 303, 302, 404), page


def test_nothing_of_a_running_contest_goes(judged):
    retention.sweep()
    assert [count(model) for model in SHEETS] == [1, 2, 1, 1, 1]


def test_the_list_of_a_unit_goes_a_year_after_it_was_closed(app):
    days, hour = days_of("lists of closed units"), timedelta(hours=1)
    kept = []
    for closed_at in (None, now() - days + hour, now() - days - hour):
        line = RosterLine(
            unit_id=make_unit(closed_at=closed_at).id,
            name="Lê An", name_key="le an", name_order="an le", position="",
        )  # fmt: skip
        db.session.add(line)
        db.session.flush()
        kept.append(line.id)
    retention.sweep()
    assert set(db.session.scalars(select(RosterLine.id))) == set(kept[:2])
