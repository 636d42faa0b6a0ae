"""Rules that count entries, while many send at the same moment."""

import pytest
from sqlalchemy import select

from mentorhub.entries.models import Entry, EntryState, Participant
from mentorhub.platform.db import db
from tests.entries.cast import draft
from tests.entries.test_races import all_at_once, signed_in
from tests.factories import make_contest, make_person, make_team, make_unit

CROWD = 8


def drafts(app, contest, people, **fields):
    """A draft for each, and the request with which its author sends it."""
    requests = []
    for number, person in enumerate(people):
        entry = draft(make_team(person, name=f"Đội {number}", **fields), contest=contest)
        requests.append((signed_in(app, person), f"/entries/{entry.id}/submission", {}))
    return requests


def test_a_person_entering_with_many_teams_at_once_gets_the_seats_there_are(real_app):
    with real_app.app_context():
        person, contest = make_person(), make_contest(most_entries=3)
        device = signed_in(real_app, person)
        answers = {"idea": "", "people": [str(person.id)]}
        teams = [make_team(person, name=f"Đội {n}").id for n in range(CROWD)]
        address = f"/contests/{contest.id}/entries/new"
        db.session.commit()
    replies = all_at_once([(device, f"{address}?team={team}", answers) for team in teams])
    assert sorted(replies) == [302] * 3 + [409] * 5
    with real_app.app_context():
        seats = db.session.scalars(select(Participant.seat)).all()
        assert sorted(seats) == [1, 2, 3]


def test_a_unit_s_last_places_are_given_once(real_app):
    with real_app.app_context():
        contest = make_contest(unit_max=3)
        commune = make_unit(parent=contest.unit)
        people = [make_person() for _ in range(CROWD)]
        requests = drafts(real_app, contest, people, unit=commune)
    assert sorted(all_at_once(requests)) == [302] * 3 + [409] * 5
    with real_app.app_context():
        sent = select(Entry.number).where(Entry.state == EntryState.SUBMITTED)
        assert sorted(db.session.scalars(sent)) == [1, 2, 3]


@pytest.mark.parametrize("leads_one", [True, False])
def test_a_leader_sending_for_many_teams_at_once_sends_for_one(real_app, leads_one):
    with real_app.app_context():
        leader = make_person()
        contest = make_contest(most_entries=CROWD, leads_one=leads_one)
        requests = []
        for number in range(CROWD):
            team = make_team(leader, make_person(), name=f"Đội {number}")
            entry = draft_without_seats(team, contest)
            db.session.add(
                Participant(
                    contest_id=contest.id, person_id=team.members[1].person_id, entry_id=entry.id
                )
            )
            requests.append((signed_in(real_app, leader), f"/entries/{entry.id}/submission", {}))
        db.session.commit()
    sent = 1 if leads_one else CROWD
    assert sorted(all_at_once(requests)) == [302] * sent + [409] * (CROWD - sent)


def draft_without_seats(team, contest):
    """A leader need not take part: the entry is a teammate's."""
    entry = draft(make_team(make_person()), contest=contest)
    for seat in db.session.scalars(select(Participant).where(Participant.entry_id == entry.id)):
        db.session.delete(seat)
    entry.team = team
    db.session.flush()
    return entry
