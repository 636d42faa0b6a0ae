"""Jurors who send sheets while two persons put other criteria in force."""

from decimal import Decimal

from sqlalchemy import select

from mentorhub.contests import actions as contests
from mentorhub.contests.models import Contest, Organiser
from mentorhub.judging.models import CardState, Scorecard
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.entries.test_races import all_at_once, signed_in
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person
from tests.judging.test_rubric_by_two import FIRST, READING, criterion

HALF = 4


def a_round():
    """Two organisers, and a juror for each save to come."""
    people = [make_person(age=35) for _ in range(2)]
    contest = make_contest(people[0], opened_days_ago=9, days_left=-1)
    contest.organisers.append(Organiser(person=people[1]))
    contest.scoring_opened_at = now()
    for line in contest.rubric:
        line.locked_at = now()
    entry = make_entry(contest=contest)
    jurors = [make_juror(contest, make_person(age=50)) for _ in range(2 * HALF)]
    return contest, people, [make_card(juror, entry) for juror in jurors]


def saving(app, card):
    """The whole sheet, as the script of its page sends it."""
    device = signed_in(app, card.juror.person)
    typed = {"version": card.version, "key": "k", "feedback": ""}
    for line, points in zip(card.contest.rubric, (20, 15), strict=True):
        typed |= {f"points_{line.id.hex}": str(points), f"note_{line.id.hex}": ""}
    return device, f"/judging/cards/{card.id}/marks", typed


def test_no_sheet_is_sent_in_by_criteria_that_are_none_any_more(real_app):
    with real_app.app_context():
        contest, people, cards = a_round()
        saves = [saving(real_app, card) for card in cards]
        sending = [(d, a.replace("/marks", "/submission"), {}) for d, a, _t in saves[:HALF]]
        db.session.commit()
    assert all_at_once(saves[:HALF]) == [200] * HALF
    with real_app.app_context():
        contest, by = db.session.scalars(select(Contest)).one(), db.session.merge(people[0])
        facts = {"version": contest.version, "reason": "?", "by": by}
        criteria = [FIRST, criterion("Khác", 40)]
        asked = contests.propose_criteria(contest, criteria=criteria, **facts, **READING)
        db.session.commit()
        device = signed_in(real_app, db.session.merge(people[1]))
        agree = device, f"/amendments/{asked.id}/criteria", {}
        db.session.commit()
    replies = all_at_once([*sending[:2], agree, *sending[2:], *saves[HALF:]])
    assert replies[2] == 303
    assert set(replies) <= {200, 302, 303, 409}
    with real_app.app_context():
        cards = db.session.scalars(select(Scorecard)).all()
        assert {card.state for card in cards} <= {CardState.STARTED, CardState.ASSIGNED}
        assert not any(card.is_whole for card in cards)
        assert {card.total for card in cards} <= {Decimal(20), Decimal(0)}
