"""A jury of three at a show of three entries, scoring open; one juror is close to one entry."""

from types import SimpleNamespace

import pytest

from mentorhub.ballots import actions, queries
from mentorhub.ballots.domain.ordering import Move
from mentorhub.contests.models import Organiser
from mentorhub.entries.models import Conflict
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.browser import CommittingBrowser
from tests.factories import make_contest, make_entry, make_juror, make_person, make_team


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


@pytest.fixture
def cast(app):
    """Juror 2 declared a conflict with the second entry."""
    first, second = make_person("Phạm Tổ Chức", age=35), make_person("Lữ Thứ Hai", age=40)
    contest = make_contest(first, opened_days_ago=9, days_left=-1, criteria=(30, 10))
    contest.organisers.append(Organiser(person=second))
    teams = [make_team(make_person(name), name=f"Đội {name}") for name in ("Bình", "Chi", "Dung")]
    entries = [make_entry(team, contest, title=f"Gian hàng của {team.name}") for team in teams]
    jurors = [make_juror(contest, person=make_person(f"Giám Khảo {n}", age=50)) for n in range(3)]
    tie = Conflict(contest_id=contest.id, juror_id=jurors[2].id, entry_id=entries[1].id)
    tie.reason, tie.declared_by_id = "em ruột", jurors[2].person_id
    db.session.add(tie)
    contest.scoring_opened_at = now()
    db.session.flush()
    return SimpleNamespace(
        contest=contest, first=first, second=second, entries=entries, jurors=jurors, teams=teams
    )


@pytest.fixture
def ranking(cast):
    found = actions.choose(cast.contest, by=cast.first)
    db.session.flush()
    return found


@pytest.fixture
def fill(ranking):
    """fill(juror, entries…, locked=True): as the juror would with one button after another."""

    def filled(juror, *entries, locked=True):
        for entry in entries:
            kept = queries.ballot_of(juror, ranking)
            version = kept.reached if kept else 0
            actions.move(ranking, Move.SEEN, entry.id, version=version, by=juror.person)
        ballot = queries.ballot_of(juror, ranking)
        if locked:
            actions.lock_ballot(ranking, version=ballot.reached, by=juror.person)
        db.session.flush()
        return ballot

    return filled


@pytest.fixture
def closed(cast):
    """Scoring is over from now on."""

    def close():
        cast.contest.scoring_closed_at = now()
        db.session.flush()

    return close
