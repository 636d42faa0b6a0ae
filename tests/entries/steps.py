"""The steps of a team to its receipt, as actions."""

from mentorhub.entries import actions, queries
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_contest, make_person, make_team

WORDS = {
    "title": "Bản đồ độ mặn",
    "sector": "moi-truong",
    "summary": "Nước mặn đến đâu, bà con biết đến đó.",
    "problem": "Không biết lúc nào nên đóng cống.",
    "solution": "Mỗi ấp một bút đo.",
    "benefit": "Hai trăm hộ biết trước hai ngày.",
    "link": "https://example.org/video",
}


def ids(*people):
    return [person.id for person in people]


def begin(contest=None, team=None, people=None, idea=None):
    team = team or make_team(make_person())
    contest = contest or make_contest()
    by = team.members[0].person
    chosen = ids(*people) if people is not None else [m.person_id for m in team.members]
    return actions.start(contest, team=team, idea=idea, people=chosen, by=by), by


def write(entry, by, people=None, version=None, at=None, **words):
    actions.save(
        entry,
        version=version or entry.version,
        people=people or [p.id for p in queries.participants_of(entry)],
        by=by,
        at=at or now(),
        **{**WORDS, **words},
    )
    db.session.flush()


def send(entry, by, at=None):
    return actions.submit(entry, by=by, at=at or now())


def written(**more):
    entry, by = begin(**more)
    write(entry, by)
    return entry, by
