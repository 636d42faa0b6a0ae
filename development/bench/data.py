"""Rows to measure with: 10,000 ideas, 1,000 mentors, a contest of 200 entries × 20 jurors."""

from typing import Any

from development.bench.contest import contest_of, judged, published
from development.bench.rows import ENTRIES, IDEAS, MENTORS, Rows
from mentorhub.accounts.actions import open_login
from mentorhub.accounts.models import Hat
from mentorhub.ideas import actions as ideas
from mentorhub.platform.db import db


def fill(ideas_wanted: int = IDEAS) -> dict[str, Any]:
    """Fill an empty, migrated database; return the ids and tokens the pages are opened with."""
    rows = Rows(ideas_wanted)
    teams = [rows.team() for _ in range(max(ENTRIES, ideas_wanted // 10))]
    db.session.add_all(teams)
    db.session.flush()
    newest = None
    for position in range(ideas_wanted):
        newest = rows.idea(teams[position % len(teams)], position)
        db.session.add(newest)
        db.session.flush()
        ideas.index(newest)
        if position % 500 == 499:
            db.session.commit()
    db.session.add_all(rows.mentor() for _ in range(MENTORS))
    db.session.commit()
    organiser, second = rows.person(hat=Hat.ORGANISER), rows.person(hat=Hat.ORGANISER)
    scoring = contest_of(rows, [organiser, second])
    cards = judged(rows, scoring, teams, done=0.6)
    finished = published(rows, organiser, second, teams)
    db.session.commit()
    juror_person = cards[0].juror.person
    assert juror_person is not None
    return {
        "idea": newest.id if newest else None,
        "team": teams[0].id,
        "contest": scoring.id,
        "published": finished.id,
        "card": cards[0].id,
        "lines": [str(line.id) for line in scoring.rubric],
        "member": open_login(teams[0].members[0].person, device="bench", shared_computer=False),
        "juror": open_login(juror_person, device="bench", shared_computer=False),
        "organiser": open_login(organiser, device="bench", shared_computer=False),
    }
