"""Many jurors at once, and an organiser who takes one off the jury: the log has no gap."""

import threading
from datetime import timedelta

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Juror
from mentorhub.judging import actions, queries
from mentorhub.judging.models import Scorecard
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person, make_team
from tests.judging.marks import save

JURORS, ENTRIES = 4, 3


def set_up(app):
    """(contest, {juror: cards}) as keys, everything handed out."""
    with app.app_context(), transaction():
        opened = now() - timedelta(hours=1)
        contest = make_contest(days_left=-1, criteria=(30, 10), scoring_opened_at=opened)
        entries = [make_entry(make_team(name=f"Đội {n}"), contest) for n in range(ENTRIES)]
        jurors = [make_juror(contest, make_person(f"Giám Khảo {n}")) for n in range(JURORS)]
        held = {juror.id: [make_card(juror, entry).id for entry in entries] for juror in jurors}
        return contest.id, contest.organisers[0].person_id, held


def at_once(app, acts):
    problems, gate = [], threading.Barrier(len(acts))

    def run(act):
        with app.app_context():
            gate.wait(30)
            try:
                act()
            except Exception as problem:
                problems.append(problem)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    return problems


def mark_all(cards):
    for key in cards:
        with transaction():
            save(db.session.get_one(Scorecard, key), ["12.5", "7"])


def test_the_log_has_no_gap_whoever_writes_at_the_same_moment(real_app):
    contest, organiser, held = set_up(real_app)
    gone = next(iter(held))

    def leave():
        with transaction():
            by = db.session.get_one(Person, organiser)
            actions.withdraw_juror(db.session.get_one(Juror, gone), by=by)

    busy = [lambda cards=cards: mark_all(cards) for juror, cards in held.items() if juror != gone]
    assert at_once(real_app, [*busy, leave]) == []
    with real_app.app_context():
        events = list(queries.events_of(contest))
        assert [one.position for one in events] == list(range(JURORS * ENTRIES))
        assert list(actions.breaks_in(contest)) == []


def test_a_juror_who_marks_while_being_taken_off_waits_for_nobody_in_turn(real_app):
    _contest, organiser, held = set_up(real_app)
    gone, cards = next(iter(held.items()))

    def leave():
        with transaction():
            by = db.session.get_one(Person, organiser)
            actions.withdraw_juror(db.session.get_one(Juror, gone), by=by)

    found = at_once(real_app, [leave, *[lambda key=key: mark_all([key]) for key in cards]])
    assert {type(one).__name__ for one in found} <= {"Refused", "StaleDataError"}
