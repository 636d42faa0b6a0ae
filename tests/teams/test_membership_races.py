"""C14–C16, C19: whatever the way in, nobody beyond the places; whatever the way out, one leader."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from mentorhub.accounts.models import Person
from mentorhub.platform.db import db, transaction
from mentorhub.platform.errors import Refused
from mentorhub.teams import actions
from mentorhub.teams.models import Invitation, Team
from tests.factories import make_person, make_team, make_unit


def at_once(app, acts):
    """Each in a transaction and on a connection of its own; True where it was not refused."""
    together = Barrier(len(acts))

    def run(act):
        with app.app_context():
            together.wait(60)
            try:
                with transaction():
                    act()
            except Refused:
                return False
            return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def planted(app, members, people):
    with app.app_context(), transaction():
        unit = make_unit()
        team = make_team(*(make_person(unit=unit) for _ in range(members)))
        return team.id, [make_person(unit=unit).id for _ in range(people)]


def person(key):
    return db.session.get_one(Person, key)


def invited(app, key, *, places):
    with app.app_context(), transaction():
        team = db.session.get_one(Team, key)
        actions.invite(team, places=places, by=team.owner)


def by_link(one):
    return lambda: actions.join(db.session.scalars(select(Invitation)).one(), by=person(one))


def test_a_link_for_one_lets_one_of_twenty_in(real_app):
    """C14."""
    key, people = planted(real_app, 2, 20)
    invited(real_app, key, places=1)
    assert sorted(at_once(real_app, [by_link(one) for one in people])) == [False] * 19 + [True]
    with real_app.app_context():
        assert len(db.session.get_one(Team, key).members) == 3
        assert db.session.scalars(select(Invitation.used)).one() == 1


def test_two_ways_into_a_nearly_full_team_fill_it_exactly(real_app):
    """C15, C16: five by the link, five whom the team said yes to, and three places."""
    key, people = planted(real_app, 7, 10)
    invited(real_app, key, places=3)

    def by_yes(one):
        return lambda: actions.take_in(db.session.get_one(Team, key), person(one))

    ways = [by_link(one) for one in people[:5]] + [by_yes(one) for one in people[5:]]
    assert sum(at_once(real_app, ways)) == 3
    with real_app.app_context():
        assert len(db.session.get_one(Team, key).members) == 10


def test_handing_over_while_the_heirs_leave_keeps_exactly_one_leader(real_app):
    """C19."""
    for _ in range(3):
        key, _people = planted(real_app, 3, 0)
        with real_app.app_context():
            owner, *heirs = [m.person_id for m in db.session.get_one(Team, key).members]

        def hands(to, key=key, owner=owner):
            team = db.session.get_one(Team, key)
            actions.hand_over(team, to=person(to), by=person(owner))

        def leaves(one, key=key):
            actions.leave(db.session.get_one(Team, key), by=person(one))

        acts = [lambda one=one: hands(one) for one in heirs]
        acts += [lambda one=one: leaves(one) for one in (owner, *heirs)]
        at_once(real_app, acts)
        with real_app.app_context():
            team = db.session.get_one(Team, key)
            leaders = [member.is_owner for member in team.members].count(True)
            assert leaders == (1 if team.is_open else 0)
