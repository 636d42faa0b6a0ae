"""Decisions: what they lead to, who may make them, and how they are taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.domain.deadline import Standing
from mentorhub.eligibility import actions, queries
from mentorhub.eligibility.domain.standing import State, Verdict
from mentorhub.entries import actions as entries
from mentorhub.entries.domain import TEXTS
from mentorhub.entries.models import EntryState
from mentorhub.entries.queries import receipts_of, submitted_to
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import in_language
from tests.eligibility.conftest import sent
from tests.factories import make_idea

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def english(app, clean):
    with in_language("en"):
        yield


def decide(entry, verdict, by, **facts):
    seen = actions.mark(entry, queries.latest_of(entry))
    decision = actions.decide(entry, verdict=verdict, seen=seen, by=by, **facts)
    db.session.flush()
    return decision


def ask(entry, by, *parts, days=2):
    facts = {"parts": parts, "until": now() + days * DAY}
    return decide(entry, Verdict.MORE_NEEDED, by, words="Bao nhiêu hộ?", **facts)


def change(entry, by, at=None, **words):
    people = [one.person_id for one in entry.team.members]
    now_said = {**entries.content_of(entry), **words}
    typed = {name: now_said[name] for name in TEXTS}
    facts = {"version": entry.version, "people": people, "by": by, "at": at or now()}
    entries.save(entry, **facts, **typed)
    db.session.flush()


def judged(contest):
    return db.session.scalars(submitted_to(contest)).all()


def where(entry):
    return queries.state_of(entry, queries.latest_of(entry), now())


def test_who_is_not_admitted_is_not_judged_until_it_is_taken_back(contest, organiser, entry):
    decision = decide(entry, Verdict.REFUSED, organiser, words="Trên 35 tuổi.")
    assert (judged(contest), entry.decision_reason) == ([], "Trên 35 tuổi.")
    assert where(entry) is State.REFUSED
    actions.undo(entry, decision_id=decision.id, by=organiser)
    assert (judged(contest), entry.decision_reason) == ([entry], "")
    assert where(entry) is State.WAITING


def test_a_late_entry_counts_once_it_is_admitted_and_is_late_again_when_that_is_undone(
    contest, organiser
):
    entry = sent(contest, state=EntryState.LATE, number=7)
    assert judged(contest) == []
    decision = decide(entry, Verdict.ADMITTED, organiser)
    assert judged(contest) == [entry]
    actions.undo(entry, decision_id=decision.id, by=organiser)
    assert entry.state is EntryState.LATE


def test_two_organisers_do_not_decide_past_each_other(contest, organiser, entry):
    seen = actions.mark(entry, queries.latest_of(entry))
    decide(entry, Verdict.ADMITTED, organiser)
    with pytest.raises(Stale, match="changed here"):
        actions.decide(entry, verdict=Verdict.REFUSED, words="x", seen=seen, by=organiser)
    first = queries.latest_of(entry)
    actions.undo(entry, decision_id=first.id, by=organiser)
    db.session.flush()
    with pytest.raises(Stale):  # a second click
        actions.undo(entry, decision_id=first.id, by=organiser)


def test_after_the_deadline_a_team_changes_only_what_was_asked(contest, organiser, entry):
    writer = entry.team.owner
    with pytest.raises(Refused, match="Entries closed"):
        change(entry, writer, benefit="Ba trăm hộ.")
    ask(entry, organiser, "benefit")
    with pytest.raises(Refused, match="Only what the check asked"):
        change(entry, writer, title="Tên khác")
    change(entry, writer, benefit="Ba trăm hộ.")
    assert entry.benefit != "Ba trăm hộ."  # not sent yet
    receipt = entries.submit(entry, by=writer, at=now())
    assert receipt.standing is Standing.ASKED
    assert (entry.benefit, entry.state) == ("Ba trăm hộ.", EntryState.SUBMITTED)
    assert where(entry) is State.ASKED


def test_edits_that_were_never_sent_do_not_slip_in_with_an_answer(contest, organiser, entry):
    entry.unsent = {**entries.content_of(entry), "title": "Sửa dở trước hạn"}
    title = entry.title
    ask(entry, organiser, "benefit")
    change(entry, entry.team.owner, benefit="Ba trăm hộ.")
    entries.submit(entry, by=entry.team.owner, at=now())
    assert (entry.title, entry.benefit) == (title, "Ba trăm hộ.")
    assert entries.content_of(entry)["title"] == "Sửa dở trước hạn"  # nor are they lost
    assert entries.submit(entry, by=entry.team.owner, at=now()) == receipts_of(entry)[0]
    assert len(receipts_of(entry)) == 1


def test_nothing_may_be_changed_after_the_day_or_the_answer(contest, organiser, entry):
    writer = entry.team.owner
    ask(entry, organiser, "benefit")
    with pytest.raises(Refused, match="Entries closed"):
        change(entry, writer, at=now() + 2 * DAY, benefit="Muộn")
    change(entry, writer, benefit="Ba trăm hộ.")
    with pytest.raises(Refused, match="Send your changes first"):
        actions.answer(entry, words="Đã sửa.", by=writer)
    entries.submit(entry, by=writer, at=now())
    actions.answer(entry, words="Đã sửa.", by=writer)
    db.session.flush()
    assert where(entry) is State.ANSWERED
    with pytest.raises(Refused, match="Entries closed"):
        change(entry, writer, benefit="Bốn trăm hộ.")
    with pytest.raises(Refused, match="Nothing waits"):
        actions.answer(entry, words="Lần nữa.", by=writer)


def test_an_entry_that_was_taken_back_is_not_revived_by_a_question(contest, organiser, entry):
    """T6."""
    ask(entry, organiser, "benefit")
    entries.withdraw(entry, by=entry.team.owner)
    with pytest.raises(Refused, match="Entries closed"):
        change(entry, entry.team.owner, benefit="x")
    with pytest.raises(Refused, match="taken back"):
        decide(entry, Verdict.ADMITTED, organiser)


def test_many_are_admitted_with_one_click_but_not_those_with_a_finding(contest, organiser):
    idea = make_idea()
    fine, twin = sent(contest), sent(contest, idea=idea)
    sent(contest, idea=idea)
    left_out = sent(contest)
    facts = {"entries": {fine.id, twin.id}, "by": organiser}
    batch, number = actions.admit_many(contest, **facts)
    db.session.flush()
    assert (number, where(fine), where(twin)) == (1, State.ADMITTED, State.WAITING)
    assert where(left_out) is State.WAITING
    assert actions.admit_many(contest, **facts)[1] == 0  # a second click
    assert actions.undo_many(contest, batch_id=batch, by=organiser) == 1
    db.session.flush()
    assert where(fine) is State.WAITING
    assert actions.undo_many(contest, batch_id=batch, by=organiser) == 0


def test_what_was_decided_since_is_not_undone_with_the_many(contest, organiser, entry):
    batch, _number = actions.admit_many(contest, entries={entry.id}, by=organiser)
    db.session.flush()
    decide(entry, Verdict.REFUSED, organiser, words="Trùng bài.")
    assert actions.undo_many(contest, batch_id=batch, by=organiser) == 0
    assert entry.state is EntryState.INELIGIBLE


def test_once_the_jury_has_begun_nothing_is_refused_but_a_refusal_is_taken_back(
    contest, organiser, entry
):
    other = sent(contest)
    refused = decide(entry, Verdict.REFUSED, organiser, words="x")
    contest.scoring_opened_at = now()
    with pytest.raises(Refused, match="The jury has begun"):
        decide(other, Verdict.REFUSED, organiser, words="x")
    with pytest.raises(Refused, match="The jury has begun"):
        actions.admit_many(contest, entries={other.id}, by=organiser)
    contest.scoring_closed_at = now()
    with pytest.raises(Refused, match="The jury has finished"):
        actions.undo(entry, decision_id=refused.id, by=organiser)
    contest.scoring_closed_at = None
    actions.undo(entry, decision_id=refused.id, by=organiser)
    assert entry.state is EntryState.SUBMITTED


def test_an_entry_sent_again_in_time_is_to_be_looked_at_again(contest, organiser, entry):
    contest.closes_at = now() + DAY
    decide(entry, Verdict.REFUSED, organiser, words="Thiếu phần lợi ích.")
    change(entry, entry.team.owner, benefit="Ba trăm hộ.")
    entries.submit(entry, by=entry.team.owner, at=now())
    db.session.flush()
    assert (entry.state, where(entry)) == (EntryState.SUBMITTED, State.CHANGED)


def test_the_team_and_only_unconflicted_organisers_hear_of_it(contest, organiser, entry):
    from mentorhub.contests.models import Organiser
    from mentorhub.eligibility.notices import AUDIENCES
    from mentorhub.teams.models import Tie, TieKind
    from tests.factories import make_person

    tied = make_person("Người Gần", age=40)
    contest.organisers.append(Organiser(person=tied))
    db.session.add(Tie(team=entry.team, person=tied, kind=TieKind.MENTOR))
    ask(entry, organiser, "benefit")
    actions.answer(entry, words="Ba trăm.", by=entry.team.owner)
    db.session.flush()
    told = {one.verb: one for one in db.session.scalars(select(Activity))}
    hears = {verb: list(AUDIENCES[verb](told[verb])) for verb in ("entry.asked", "entry.answered")}
    assert hears == {"entry.asked": [entry.team.owner], "entry.answered": [organiser]}
    assert "words" not in told["entry.asked"].facts
