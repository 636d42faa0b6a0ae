"""A conflict, declared or found, takes the sheet away from its juror."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.judging import actions, queries
from mentorhub.judging.models import Conflict
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.teams.models import Tie, TieKind
from tests.factories import make_entry, make_juror, make_person, make_team, make_unit
from tests.judging.marks import history, save

pytestmark = pytest.mark.usefixtures("in_english")


def test_a_declared_conflict_makes_the_sheet_void(card, juror, entry):
    save(card, ["8", "0"])
    actions.submit(queries.card_to_mark(card.id), by=juror.person)
    for _ in range(2):
        actions.declare_conflict(juror, entry, reason="family", by=juror.person)
    assert card.is_void
    assert queries.card_to_read(card.id).in_conflict is True
    assert [event.kind for event in history(card)] == ["saved", "submitted", "voided"]
    assert [c.reason for c in db.session.scalars(select(Conflict))] == ["family"]


def test_a_conflict_is_declared_by_code_for_an_entry_one_was_not_given(juror, entry):
    actions.declare_by_code(juror, code=f" ag-{entry.number:02d}", reason="money", by=juror.person)
    assert queries.conflicts_in(juror.contest) == {(juror.id, entry.id)}
    with pytest.raises(Refused, match="No entry"):
        actions.declare_by_code(juror, code="AG-99", reason="money", by=juror.person)


def test_who_mentored_the_team_stays_away_for_24_months(contest, juror):
    entry = make_entry(make_team(make_person()), contest)
    tie = Tie(team=entry.team, person=juror.person, kind=TieKind.MENTOR)
    db.session.add(tie)
    for days, meets in ((None, False), (0, False), (730, False), (732, True)):
        tie.until = None if days is None else now() - timedelta(days=days)
        db.session.flush()
        assert (queries.conflicts_in(contest) == set()) is meets, days


def test_conflicts_follow_from_team_tie_unit_and_taking_part(contest):
    unit = make_unit("Xã Vĩnh Gia")
    juror = make_juror(contest)
    member = make_entry(make_team(make_person(), make_person()), contest)
    mentored = make_entry(make_team(make_person()), contest)
    free = make_entry(make_team(make_person()), contest)
    db.session.add(Tie(team=mentored.team, person=juror.person, kind=TieKind.MENTOR, until=now()))
    neighbour = make_juror(contest, make_person("Hàng Xóm", unit=unit))
    same_unit = make_entry(make_team(make_person(unit=unit)), contest)
    rival = make_juror(contest, member.team.members[1].person)
    db.session.flush()
    everything = {entry.id for entry in (member, mentored, free, same_unit)}
    assert queries.conflicts_in(contest) == {
        (juror.id, mentored.id),
        (neighbour.id, same_unit.id),
        *((rival.id, entry) for entry in everything),
    }
    contest.same_unit_is_conflict = False
    db.session.flush()
    assert (neighbour.id, same_unit.id) not in queries.conflicts_in(contest)
