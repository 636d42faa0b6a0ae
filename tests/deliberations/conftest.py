"""A jury of three, two organisers and two entries with equal points, scoring closed."""

from types import SimpleNamespace

import pytest

from mentorhub.contests.models import Organiser
from mentorhub.deliberations import actions
from mentorhub.entries.models import Conflict
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.browser import CommittingBrowser
from tests.factories import make_contest, make_entry, make_juror, make_person, make_team
from tests.judging.two_stages import marked


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


@pytest.fixture
def cast(app):
    """Jurors 0 and 1 read both entries; juror 2 declared a conflict with the second one."""
    first, second = make_person("Phạm Tổ Chức", age=35), make_person("Lữ Thứ Hai", age=40)
    contest = make_contest(first, opened_days_ago=9, days_left=-1, criteria=(30, 10))
    contest.organisers.append(Organiser(person=second))
    teams = [make_team(make_person(name), name=f"Đội {name}") for name in ("Bình", "Chi")]
    entries = [
        make_entry(team, contest, title=f"Bài {team.members[0].person.display_name}")
        for team in teams
    ]
    jurors = [make_juror(contest, person=make_person(f"Giám Khảo {n}", age=50)) for n in range(3)]
    for juror in jurors[:2]:
        marked(juror, entries, [20, 8], [22, 6])
    marked(jurors[2], entries[:1], [20, 8])
    tie = Conflict(contest_id=contest.id, juror_id=jurors[2].id, entry_id=entries[1].id)
    tie.reason, tie.declared_by_id = "em ruột", jurors[2].person_id
    db.session.add(tie)
    contest.scoring_opened_at = contest.scoring_closed_at = now()
    db.session.flush()
    return SimpleNamespace(
        contest=contest, first=first, second=second, entries=entries, jurors=jurors, teams=teams
    )


@pytest.fixture
def talk(cast):
    """The room is open."""
    found = actions.propose(cast.contest, by=cast.first)
    actions.agree(found, seen=found.approval.mark, by=cast.second)
    db.session.flush()
    return found


@pytest.fixture
def about(talk, cast):
    """The discussion of each entry, in the order of the entries."""
    by_entry = {one.entry_id: one for one in talk.discussions}
    return [by_entry[entry.id] for entry in cast.entries]
