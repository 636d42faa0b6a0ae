"""C14–C16, C19: whatever the way in, nobody beyond the places; whatever the way out, one leader."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from sqlalchemy import select

from mentorhub.accounts.models import Person
from mentorhub.platform.db import db, transaction
from mentorhub.platform.errors import Refused
from mentorhub.teams import actions
from mentorhub.teams.models import Invitation, Team
from mentorhub.teams.queries import owned_by
from mentorhub.units.models import Unit
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


def test_ten_people_with_five_invitations_fill_the_five_places_left(real_app):
    """C15: each invitation is good for two, and the team has room for half of them."""
    key, people = planted(real_app, 5, 10)
    for _ in range(5):
        invited(real_app, key, places=2)
    with real_app.app_context():
        links = db.session.scalars(select(Invitation.id)).all() * 2

    def by_own(link, one):
        return lambda: actions.join(db.session.get_one(Invitation, link), by=person(one))

    answers = at_once(real_app, [by_own(*pair) for pair in zip(links, people, strict=True)])
    assert sum(answers) == 5
    with real_app.app_context():
        members = {one.person_id for one in db.session.get_one(Team, key).members}
        came = {one for one, is_in in zip(people, answers, strict=True) if is_in}
        assert (len(members), came <= members) == (10, True)
        assert sum(db.session.scalars(select(Invitation.used))) == 5


def test_asking_accepting_leaving_and_taking_out_at_once_keep_exactly_one_leader(real_app):
    """C19."""
    for _ in range(3):
        key, _people = planted(real_app, 4, 0)
        with real_app.app_context(), transaction():
            team = db.session.get_one(Team, key)
            owner, *heirs = [m.person_id for m in team.members]
            actions.ask_to_lead(team, to=person(heirs[0]), by=team.owner)

        def act(deed, *, key=key, **people):
            team = db.session.get_one(Team, key)
            deed(team, **{role: person(one) for role, one in people.items()})

        acts = [partial(act, actions.ask_to_lead, to=one, by=owner) for one in heirs]
        acts += [partial(act, actions.accept_leading, by=one) for one in heirs]
        acts += [partial(act, actions.leave, by=one) for one in (owner, *heirs)]
        acts += [partial(taken_out, key, one, owner) for one in heirs]
        at_once(real_app, acts)
        with real_app.app_context():
            team = db.session.get_one(Team, key)
            leaders = [member.is_owner for member in team.members].count(True)
            assert leaders == (1 if team.is_open else 0)


def taken_out(key, one, owner):
    actions.take_out(db.session.get_one(Team, key), person(one), by=person(owner))


def test_two_who_were_asked_one_after_the_other_do_not_both_lead(real_app):
    """C19: the second question takes the first one back, whatever the answers cross."""
    for _ in range(5):
        key, _people = planted(real_app, 3, 0)
        with real_app.app_context(), transaction():
            team = db.session.get_one(Team, key)
            owner, first, second = [m.person_id for m in team.members]
            actions.ask_to_lead(team, to=person(first), by=team.owner)

        def accepts(one, key=key):
            actions.accept_leading(db.session.get_one(Team, key), by=person(one))

        def asks(key=key, owner=owner, second=second):
            team = db.session.get_one(Team, key)
            actions.ask_to_lead(team, to=person(second), by=person(owner))

        answers = at_once(real_app, [partial(accepts, first), asks, partial(accepts, second)])
        with real_app.app_context():
            team = db.session.get_one(Team, key)
            assert [member.is_owner for member in team.members].count(True) == 1
            assert answers[0] + answers[2] <= 1


def test_somebody_founding_teams_in_many_windows_leads_ten(real_app):
    with real_app.app_context(), transaction():
        founder = make_person()
        for _ in range(7):
            make_team(founder)
        key, unit = founder.id, founder.unit_id

    def founds():
        facts = {"unit": db.session.get_one(Unit, unit), "spoken": ["vi"], "about": ""}
        actions.found(name="Đội Mới", **facts, by=person(key))

    assert sum(at_once(real_app, [founds] * 8)) == 3
    with real_app.app_context():
        assert owned_by(person(key)) == actions.MOST_LED
