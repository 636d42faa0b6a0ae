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

CROWD = 8


def test_no_sheet_is_sent_in_by_criteria_that_are_none_any_more(real_app):
    with real_app.app_context():
        people = [make_person(age=35) for _ in range(2)]
        contest = make_contest(people[0], opened_days_ago=9, days_left=-1)
        contest.organisers.append(Organiser(person=people[1]))
        contest.scoring_opened_at = now()
        for line in contest.rubric:
            line.locked_at = now()
        entry = make_entry(contest=contest)
        cards = [make_card(make_juror(contest, make_person(age=50)), entry) for _ in range(CROWD)]
        requests = []
        for number, card in enumerate(cards):
            device = signed_in(real_app, card.juror.person)
            typed = {"version": card.version, "key": str(number), "feedback": ""}
            for line, points in zip(contest.rubric, (20, 15), strict=True):
                typed |= {f"points_{line.id.hex}": str(points), f"note_{line.id.hex}": ""}
            requests.append((device, f"/judging/cards/{card.id}/marks", typed))
        assert all_at_once(requests[: CROWD // 2]) == [200] * (CROWD // 2)
        facts = {"version": contest.version, "reason": "?", "by": people[0]}
        other = criterion("Khác", 40)
        asked = contests.propose_criteria(contest, criteria=[FIRST, other], **facts, **READING)
        db.session.commit()
        sending = [
            (device, address.replace("/marks", "/submission"), {})
            for device, address, _typed in requests[: CROWD // 2]
        ]
        agree = signed_in(real_app, people[1]), f"/amendments/{asked.id}/criteria", {}
    replies = all_at_once([*sending[:2], agree, *sending[2:], *requests[CROWD // 2 :]])
    assert replies[2] == 303
    assert set(replies) <= {200, 302, 303, 409}
    with real_app.app_context():
        contest = db.session.scalars(select(Contest)).one()
        for card in db.session.scalars(select(Scorecard)).all():
            assert card.state is not CardState.SUBMITTED
            assert not card.is_whole
            assert card.total in (Decimal(20), Decimal(0))
        assert [line.max_points for line in contest.rubric] == [30, 40]
