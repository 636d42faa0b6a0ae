"""A juror who comes close to an entry: the sheet is void at once, the organisers hear of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest, JurorState, Organiser
from mentorhub.entries import actions as entries
from mentorhub.judging import actions
from mentorhub.judging.models import CardState, Scorecard, ScoreEvent
from mentorhub.platform.arrival import arrived_at
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from mentorhub.platform.errors import Refused
from mentorhub.teams import actions as teams
from mentorhub.teams.models import Team, Tie, TieKind
from tests.entries.cast import draft
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_juror,
    make_person,
    make_team,
    make_unit,
)
from tests.judging.test_notices import told

NOTICED = "judging.conflict_noticed"


def noticed():
    rows = select(Activity).where(Activity.verb == NOTICED).order_by(Activity.id)
    return [row.facts for row in db.session.scalars(rows)]


@pytest.mark.parametrize("state", [CardState.ASSIGNED, CardState.STARTED, CardState.SUBMITTED])
def test_a_juror_who_joins_the_team_judges_its_entry_no_longer(card, state):
    card.state = state
    teams.take_in(card.entry.team, card.juror.person)
    assert card.is_void
    event = db.session.scalars(select(ScoreEvent)).one()
    assert (event.kind, event.content) == ("voided", {"reason": "conflict"})
    people, line = told(NOTICED)
    assert people == [card.contest.organisers[0].person]
    assert card.entry.code in line


def test_the_news_name_neither_juror_nor_team(card):
    teams.take_in(card.entry.team, card.juror.person)
    activity = db.session.scalars(select(Activity).where(Activity.verb == NOTICED)).one()
    assert activity.actor_id is None
    assert activity.facts.keys() == {"code", "jurors", "title"}
    people, line = told(NOTICED)
    juror, team = card.juror.person, card.entry.team
    assert not {juror, *(member.person for member in team.members)} & set(people)
    assert not any(name in line for name in (juror.full_name, team.name, team.owner.full_name))


def test_an_organiser_beside_the_team_hears_nothing(card):
    organiser = card.contest.organisers[0].person
    db.session.add(Tie(team=card.entry.team, person=organiser, kind=TieKind.MENTOR))
    teams.take_in(card.entry.team, card.juror.person)
    assert told(NOTICED)[0] == []


def test_other_sheets_of_the_juror_stay(scoring, juror, card):
    other = make_card(juror, make_entry(make_team(name="Đội Kia"), scoring))
    teams.take_in(card.entry.team, juror.person)
    assert (card.is_void, other.state) == (True, CardState.ASSIGNED)


def test_an_invited_juror_who_joins_is_told_to_the_organisers(contest, entry):
    seat = make_juror(contest, state=JurorState.INVITED)
    teams.take_in(entry.team, seat.person)
    assert noticed() == [{"code": entry.code, "jurors": 1, "title": dict(contest.title)}]


@pytest.mark.parametrize("state", [JurorState.DECLINED, JurorState.WITHDRAWN])
def test_whoever_is_not_on_the_jury_joins_unnoticed(contest, entry, state):
    teams.take_in(entry.team, make_juror(contest, state=state).person)
    teams.take_in(entry.team, make_person())
    assert noticed() == []


def test_a_second_click_tells_nothing_twice(card):
    for _ in range(2):
        teams.take_in(card.entry.team, card.juror.person)
    assert len(noticed()) == 1


def test_after_the_results_nothing_changes(card):
    card.state, card.contest.published_at = CardState.SUBMITTED, now()
    teams.take_in(card.entry.team, card.juror.person)
    assert (card.state, noticed()) == (CardState.SUBMITTED, [])


def entering(contest, **team):
    entry = draft(make_team(make_person(), **team), contest=contest)
    return entry, lambda: entries.submit(entry, by=entry.team.owner, at=arrived_at())


def test_an_entry_the_jury_is_close_to_is_told_once_when_it_comes_in(app):
    contest, unit = make_contest(), make_unit("Xã Vĩnh Hậu")
    entry, submit = entering(contest, unit=unit)
    make_juror(contest, make_person(unit=unit))
    mentor = make_juror(contest, state=JurorState.INVITED)
    db.session.add(Tie(team=entry.team, person=mentor.person, kind=TieKind.MENTOR))
    make_juror(contest, make_person())
    assert noticed() == []
    submit()
    entry.unsent = {**entries.content_of(entry), "title": "Tên mới"}
    submit()
    assert noticed() == [{"code": entry.code, "jurors": 2, "title": dict(contest.title)}]


def test_whoever_takes_a_seat_beside_entries_that_are_in_is_told_by_their_number(app):
    """Neither who nor which: the seat that was taken is known, a code would tell the rest."""
    contest, unit = make_contest(), make_unit("Xã Vĩnh Hậu")
    for _ in range(2):
        entering(contest, unit=unit)[1]()
    entering(contest)[1]()
    entering(contest, unit=unit)  # a draft
    near, far = make_person(unit=unit), make_person()
    for person in (far, near):
        actions.accept(make_juror(contest, person, state=JurorState.INVITED), by=person)
    rows = select(Activity).where(Activity.verb == "judging.close_seat_noticed")
    [news] = db.session.scalars(rows)
    assert (news.facts, news.actor_id) == ({"entries": 2, "title": dict(contest.title)}, None)
    tied = make_person()
    contest.organisers.append(Organiser(person=tied))
    entry, submit = entering(contest)
    submit()
    db.session.add(Tie(team=entry.team, person=tied, kind=TieKind.MENTOR))
    db.session.flush()
    assert told("judging.close_seat_noticed")[0] == [contest.organisers[0].person]


def test_an_entry_nobody_is_close_to_is_told_of_nobody(app):
    contest = make_contest()
    make_juror(contest, make_person())
    entering(contest)[1]()
    assert noticed() == []


def test_where_units_may_judge_their_own_no_unit_is_noticed(app):
    contest, unit = make_contest(same_unit_is_conflict=False), make_unit("Xã Vĩnh Hậu")
    make_juror(contest, make_person(unit=unit))
    entering(contest, unit=unit)[1]()
    assert noticed() == []


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


def test_handing_out_and_joining_at_once_leave_no_sheet_to_a_team_mate(real_app):
    for _ in range(4):
        with real_app.app_context(), transaction():
            contest = make_contest(opened_days_ago=9, days_left=-1, readers=2)
            entry = make_entry(make_team(make_person()), contest)
            jurors = [make_juror(contest, make_person()) for _ in range(2)]
            digest = actions.propose(contest, readers=2).digest
            by, key, team = contest.organisers[0].person_id, contest.id, entry.team_id
            close, seat = jurors[0].person_id, jurors[0].id

        def hands_out(key=key, by=by, digest=digest):
            organiser = db.session.get_one(Person, by)
            contest = db.session.get_one(Contest, key)
            actions.hand_out(contest, readers=2, digest=digest, by=organiser)

        def joins(team=team, close=close):
            teams.take_in(db.session.get_one(Team, team), db.session.get_one(Person, close))

        assert at_once(real_app, [hands_out, joins])[1]
        with real_app.app_context():
            states = select(Scorecard.state).where(Scorecard.juror_id == seat)
            assert set(db.session.scalars(states)) <= {CardState.VOID}
            assert len(noticed()) >= 1


def test_closing_and_joining_at_once_wait_for_each_other(real_app):
    for _ in range(4):
        with real_app.app_context(), transaction():
            hour = timedelta(hours=1)
            contest = make_contest(days_left=-1, scoring_opened_at=now() - hour)
            entry = make_entry(make_team(make_person()), contest)
            jurors = [make_juror(contest, make_person()) for _ in range(3)]
            cards = [make_card(one, entry, [20, 10], CardState.SUBMITTED) for one in jurors]
            by, key, team = contest.organisers[0].person_id, contest.id, entry.team_id
            close, card = jurors[0].person_id, cards[0].id

        def closes(key=key, by=by):
            organiser = db.session.get_one(Person, by)
            actions.close_scoring(db.session.get_one(Contest, key), by=organiser, reason="Bão")

        def joins(team=team, close=close):
            teams.take_in(db.session.get_one(Team, team), db.session.get_one(Person, close))

        assert at_once(real_app, [closes, joins]) == [True, True]
        with real_app.app_context():
            assert db.session.get_one(Scorecard, card).is_void
