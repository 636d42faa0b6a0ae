"""A thousand acceptances at once: no mentor over capacity, no team with two, nothing left open."""

import os
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from mentorhub.mentoring.domain.lifecycle import expiry
from mentorhub.mentoring.models import (
    OPEN_STATES,
    MentorProfile,
    MentorRequest,
    Mentorship,
)
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from mentorhub.platform.errors import Refused
from tests.conftest import POSTGRES
from tests.factories import make_mentor, make_person, make_team
from tests.mentoring.test_races import NEED, acceptance
from tests.served import ROOT

pytestmark = [pytest.mark.fault, pytest.mark.timeout(1800)]
TEAMS, MENTORS, AT_ONCE = 340, 60, 12  # three requests a team: 1,020
PAGE = ROOT / "docs" / "proof" / "accepts.md"
HEAD = """# A thousand acceptances at once

`python3 tasks.py prove faults`: 340 teams each asked three of 60 mentors who take one to three
teams; all 1,020 requests are accepted by 12 threads, in an order drawn by lot. Who is told that the
database is busy (a page with 503 says so) tries again.

| database | requests | accepted | refused | places | over | teams with two | open | busy | s |
|---|---|---|---|---|---|---|---|---|---|
"""


@pytest.fixture
def requests(real_app):
    """Keys of requests, as if asked and not yet answered: asking is raced elsewhere."""
    lot, at = random.Random(2026), now()
    with real_app.app_context(), transaction():
        mentors = [
            make_mentor(make_person(f"Cố Vấn {n}", age=40), capacity=1 + n % 3)
            for n in range(MENTORS)
        ]
        made = []
        for number in range(TEAMS):
            team = make_team(make_person(f"Trưởng Nhóm {number}"), name=f"Đội {number}")
            facts = {"team": team, "need": NEED, "asked_by": team.members[0].person}
            made += [
                MentorRequest(profile=one, asked_at=at, expires_at=expiry(at), **facts)
                for one in lot.sample(mentors, 3)
            ]
        db.session.add_all(made)
        db.session.flush()
        keys = [one.id for one in made]
    lot.shuffle(keys)
    return keys


def test_a_thousand_acceptances_keep_every_promise(real_app, requests, tell):
    busy = []

    def accepted(key):
        with real_app.app_context():
            while True:
                try:
                    with transaction():
                        acceptance(key)()
                except Refused:
                    return False
                except OperationalError:
                    busy.append(key)
                else:
                    return True

    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = dict(zip(requests, pool.map(accepted, requests), strict=True))
    seconds = time.monotonic() - began
    with real_app.app_context():
        works = db.session.scalars(select(Mentorship)).all()
        profiles = db.session.scalars(select(MentorProfile)).all()
        left = select(func.count()).where(MentorRequest.state.in_(OPEN_STATES))
        still_open = db.session.scalar(left)
        told = {key for key, answer in answers.items() if answer}
        assert {work.request_id for work in works} == told
        of_mentor = Counter(work.profile_id for work in works)
        over = [one.id for one in profiles if of_mentor[one.id] > one.capacity]
        wrong = [one.id for one in profiles if of_mentor[one.id] != one.taken]
        twice = [team for team, many in Counter(work.team_id for work in works).items() if many > 1]
        places = sum(one.capacity for one in profiles)
    assert (over, wrong, twice, still_open) == ([], [], [], 0)
    assert len(works) == places  # so many asked that every place is taken
    kept = (len(answers), len(works), len(answers) - len(works), places)
    tell(report(*kept, len(over), len(twice), still_open, len(busy), f"{seconds:.0f}"))


def report(*figures):
    """The row of this database; written down where somebody keeps the proof."""
    kind = "postgresql" if POSTGRES else "sqlite"
    row = f"| {kind} | {' | '.join(map(str, figures))} |\n"
    if os.environ.get("MENTORHUB_PROOF"):
        lines = PAGE.read_text(encoding="utf-8").splitlines(True) if PAGE.exists() else []
        kept = [line for line in lines if line.startswith(("| sqlite", "| postgresql"))]
        rows = sorted([one for one in kept if not one.startswith(f"| {kind} ")] + [row])
        PAGE.write_text(HEAD + "".join(rows), encoding="utf-8")
    return row
