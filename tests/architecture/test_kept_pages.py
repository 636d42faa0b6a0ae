"""Every table a kept page reads belongs to a model that empties the page cache when it changes."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from mentorhub.contests.models import Organiser
from mentorhub.judging.models import CardState
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Translated, db
from mentorhub.platform.page_cache import key_of
from mentorhub.publishing import actions as publishing
from mentorhub.voting.models import PublicVote
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_idea,
    make_juror,
    make_mentor,
    make_person,
    make_table,
)

TABLE = re.compile(r"(?:FROM|JOIN)\s+\(?\"?([a-z_]+)", re.IGNORECASE)


@pytest.fixture
def things(app):
    """An idea, a mentor, and a contest with a jury whose results are out."""
    idea, mentor = make_idea(tags=["iot"]), make_mentor(skills=["iot"])
    contest = make_contest(opened_days_ago=20, days_left=-5)
    other = make_person("Kim Ngọc Bích", age=36)
    contest.organisers.append(Organiser(person=other))
    contest.scoring_opened_at = now()
    juror, entry = make_juror(contest), make_entry(idea.team, contest)
    make_card(juror, entry, [25, 15], state=CardState.SUBMITTED, submitted_at=now())
    contest.scoring_closed_at = now()
    db.session.flush()
    publication = make_table(contest, by=contest.organisers[0].person)
    publishing.agree(publication, by=other)
    _let_the_public_vote(contest, other)
    db.session.commit()
    return {"idea_id": idea.id, "profile_id": mentor.id, "contest_id": contest.id}


def _let_the_public_vote(contest, organiser):
    window = {"opens_at": now() - timedelta(days=1), "closes_at": now() + timedelta(days=1)}
    award = Translated(vi="Giải bình chọn")
    db.session.add(PublicVote(contest=contest, award=award, set_up_by_id=organiser.id, **window))


def addresses(app, things):
    """Every page that may be kept and can be opened with these things."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" not in rule.methods or not rule.arguments <= things.keys() | {"name"}:
                continue
            values = {name: things.get(name, "scoring") for name in rule.arguments}
            address = app.url_map.bind("localhost").build(rule.endpoint, values)
            environ = {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "http", "PATH_INFO": address}
            if key_of(environ):
                yield address


def test_what_a_kept_page_reads_empties_the_cache_when_it_changes(app, browser, things):
    marked = {m.class_.__tablename__ for m in Base.registry.mappers if m.class_.shown_to_everyone}
    statements, read, opened = [], {}, 0

    def noted(*args):
        statements.append(args[2])

    event.listen(db.engine, "before_cursor_execute", noted)
    for address in addresses(app, things):
        statements.clear()
        reply = browser.get(address)
        if reply.status_code == 200 and reply.headers["Cache-Control"].startswith("public"):
            opened += 1
            for table in TABLE.findall(" ".join(statements)):
                read.setdefault(table, set()).add(address)
    event.remove(db.engine, "before_cursor_execute", noted)
    assert opened >= 9
    known = {mapper.class_.__tablename__ for mapper in Base.registry.mappers}
    assert {t: sorted(a) for t, a in read.items() if t in known and t not in marked} == {}
