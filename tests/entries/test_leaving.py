"""Who leaves the team: out of its drafts at once, in what was sent for good."""

import pytest
from sqlalchemy import select

from mentorhub.entries import actions
from mentorhub.entries.models import Entry, Participant
from mentorhub.entries.queries import participants_of
from mentorhub.platform.arrival import arrived_at
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from mentorhub.platform.errors import Refused
from mentorhub.platform.holdings import erase
from mentorhub.teams import actions as teams
from mentorhub.teams.models import Team
from tests.entries.cast import WORDS, draft, typed
from tests.factories import make_contest, make_entry, make_person, make_team
from tests.teams.test_membership_races import at_once, person

OUT = {
    "leaves": lambda team, who: teams.leave(team, by=who),
    "is taken out": lambda team, who: teams.take_out(team, who, by=team.owner),
    "is erased": lambda team, who: erase(who.id),
}


def ids(*people):
    return {one.id for one in people}


@pytest.mark.parametrize("out", OUT)
def test_of_a_draft_the_words_stay_and_the_seat_is_free(app, out):
    owner, mate = make_person(), make_person()
    team, contest = make_team(owner, mate), make_contest()
    entry = draft(team, contest=contest)
    OUT[out](team, mate)
    assert participants_of(entry) == [owner]
    assert {name: getattr(entry, name) for name in WORDS} == WORDS


def test_whoever_left_enters_with_another_team(app):
    """T44: one team of a contest at a time, and the first lets go."""
    owner, mate = make_person(), make_person()
    team, other, contest = make_team(owner, mate), make_team(name="Đội Kia"), make_contest()
    draft(team, contest=contest)
    teams.take_in(other, mate)

    def enters():
        people = [other.owner.id, mate.id]
        return actions.start(contest, team=other, idea=None, people=people, by=mate)

    with pytest.raises(Refused) as refusal:
        enters()
    assert mate.full_name not in str(refusal.value.message)
    assert team.name not in str(refusal.value.message)
    teams.leave(team, by=mate)
    assert set(participants_of(enters())) == {other.owner, mate}


@pytest.mark.parametrize("out", ["leaves", "is taken out"])
def test_what_was_sent_keeps_its_people_also_when_it_is_sent_again(app, out):
    owner, mate = make_person(), make_person()
    team, contest = make_team(owner, mate), make_contest()
    entry = draft(team, contest=contest)
    actions.submit(entry, by=owner, at=arrived_at())
    OUT[out](team, mate)
    assert ids(*participants_of(entry)) == ids(owner, mate)
    facts = {**WORDS, "title": "Tên mới", "version": entry.version, "by": owner}
    actions.save(entry, people=ids(owner, mate), at=now(), **facts)
    actions.submit(entry, by=owner, at=arrived_at())
    assert (entry.title, ids(*participants_of(entry))) == ("Tên mới", ids(owner, mate))
    other = make_team(mate, name="Đội Kia")
    with pytest.raises(Refused):
        actions.start(contest, team=other, idea=None, people=[mate.id], by=mate)


def test_a_stranger_does_not_come_in_by_the_door_of_those_who_left(app):
    owner = make_person()
    entry = make_entry(make_team(owner), **WORDS)
    for stranger in (make_person(), make_team(name="Đội Kia").owner):
        facts = {**WORDS, "version": entry.version, "by": owner, "at": now()}
        with pytest.raises(Refused):
            actions.save(entry, people=ids(owner, stranger), **facts)


def test_the_page_keeps_who_left_ticked_unless_the_team_takes_them_off(browser):
    owner, mate = make_person(), make_person("Thạch Sô Phia")
    entry = make_entry(make_team(owner, mate), **WORDS)
    teams.leave(entry.team, by=mate)
    page = browser.sign_in(owner).get(f"/entries/{entry.id}/edit")
    box = page.text.split(f'value="{mate.id}"')[1].split("</label>")[0]
    assert ("checked" in box, "Thạch Sô Phia" in box) == (True, True)
    answers = {**typed(entry), "people": [str(owner.id), str(mate.id)]}
    assert browser.post(f"/entries/{entry.id}/edit", **answers).status_code == 302


def test_saving_and_leaving_at_once_seat_nobody_who_is_gone(real_app):
    for _ in range(5):
        with real_app.app_context(), transaction():
            owner, mate = make_person(), make_person()
            entry = draft(make_team(owner, mate))
            facts = {**WORDS, "version": entry.version, "people": ids(owner, mate)}
            key, team, who, by = entry.id, entry.team_id, mate.id, owner.id

        def saves(key=key, by=by, facts=facts):
            entry = db.session.get_one(Entry, key)
            actions.save(entry, by=person(by), at=arrived_at(), **facts)

        def leaves(team=team, who=who):
            teams.leave(db.session.get_one(Team, team), by=person(who))

        assert at_once(real_app, [saves, leaves])[1]
        with real_app.app_context():
            seats = select(Participant.person_id).where(Participant.entry_id == key)
            assert set(db.session.scalars(seats)) == {by}
