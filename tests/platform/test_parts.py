"""What is kept of a contest for everybody's page is made anew as soon as any of it changes."""

import re
from itertools import count

import pytest
from flask import g
from sqlalchemy import event, update

from mentorhub.contests.models import (
    Award,
    Contest,
    ContestState,
    Document,
    Panel,
    RubricLine,
    Stage,
)
from mentorhub.entries.models import Entry
from mentorhub.platform import stamps
from mentorhub.platform.db import Base, Translated, db, transaction
from mentorhub.platform.parts import MOST, Parts
from mentorhub.platform.settings import ROOT
from mentorhub.questions.models import PartNeeded
from tests.entries.cast import draft
from tests.factories import make_contest, make_person, make_team
from tests.served import device_of

TEMPLATES = ROOT / "templates"
KEPT = re.compile(r'kept_part\("([^"]+)"')
KEPT_LONG = re.compile(r'kept_part\("([^"]+)"(?!, seconds=)')
WITHIN = re.compile(r'{% (?:include|from) "([^"]+)"')
OF_A_READER = re.compile(r"\b(can\(|person\b|current_user|request\.|session|csrf_token)")
OF_A_MOMENT = re.compile(r"\b(now\(|left\b|contest\.(phase|takes_entries|has_begun|is_scoring))")
TABLE = re.compile(r"(?:FROM|JOIN)\s+\(?\"?([a-z_]+)", re.IGNORECASE)


def client_of(app, person):
    client = app.test_client()
    name, _is, value = device_of(app, person).cookie.partition("=")
    client.set_cookie(name, value)
    return client


@pytest.fixture
def member(cached_app):
    """Somebody of a team in a contest, signed in, and the address of that contest."""
    with cached_app.app_context(), transaction():
        person = make_person()
        contest = make_contest()
        entry = draft(make_team(person), contest=contest)
        client = client_of(cached_app, person)
        client.contest, client.entry = contest.id, entry.id
    return client


def page(member):
    reply = member.get(f"/contests/{member.contest}")
    assert reply.status_code == 200
    return reply.text.split("<main")[1].split("</main")[0]  # tokens are another each second


def test_the_second_page_asks_for_no_rules(member, asked):
    first = page(member)
    asked()
    assert page(member) == first
    assert not {"rubric_line", "award", "question"} & set(TABLE.findall(" ".join(asked())))


CHANGES = {
    "a criterion": lambda c: setattr(c.rubric[0], "name", Translated(vi="Đã đổi")),
    "a new prize": lambda c: c.awards.append(
        Award(position=9, name=Translated(vi="Đã đổi"), count=1)
    ),
    "a panel": lambda c: c.panels.append(
        Panel(position=1, name=Translated(vi="Đã đổi"), readers=2)
    ),
    "a document": lambda c: c.documents.append(Document(position=1, name=Translated(vi="Đã đổi"))),
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_next_page_tells_what_changed(cached_app, member, what):
    assert "Đã đổi" not in page(member)
    with cached_app.app_context(), transaction():
        CHANGES[what](db.session.get(Contest, member.contest))
    assert "Đã đổi" in page(member)


def test_a_statement_that_passes_by_no_row_is_noticed_too(cached_app, member):
    page(member)
    with cached_app.app_context(), transaction():
        db.session.execute(update(RubricLine).values(name=Translated(vi="Đã đổi")))
    assert "Đã đổi" in page(member)


def test_so_is_a_rule_of_the_contest_itself(cached_app, member):
    before = page(member)
    with cached_app.app_context(), transaction():
        db.session.get(Contest, member.contest).team_max = 9
    assert page(member) != before


def test_a_part_that_is_needed_from_now_on_is_told(cached_app, member):
    before = page(member)
    with cached_app.app_context(), transaction():
        db.session.add(PartNeeded(contest_id=member.contest, name="benefit", is_needed=False))
    assert page(member) != before


def test_saving_an_entry_keeps_what_is_kept(cached_app, member, asked):
    """In the last hour forty are saved a second."""
    page(member)
    with cached_app.app_context(), transaction():
        db.session.get(Entry, member.entry).title = "Khác"
    asked()
    page(member)
    assert not any("rubric_line" in one for one in asked())


def test_each_language_is_kept_by_itself(member):
    vietnamese = page(member)
    member.set_cookie("language", "en")
    assert "How entries are judged" in page(member)
    member.set_cookie("language", "vi")
    assert page(member) == vietnamese


def test_what_is_kept_opens_no_page(cached_app):
    """A draft is for its organisers, from one request to the next."""
    with cached_app.app_context(), transaction():
        organiser, other = make_person(age=35), make_person()
        contest = make_contest(organiser, state=ContestState.DRAFT)
        url, key = f"/contests/{contest.id}", contest.id
        readers = [client_of(cached_app, one) for one in (organiser, other)]
    assert [one.get(url).status_code for one in readers] == [200, 404]
    with cached_app.app_context(), transaction():
        contest = db.session.get(Contest, key)
        contest.organisers.clear()
    assert [one.get(url).status_code for one in readers] == [404, 404]


class Thing:
    def __init__(self, key):
        self.id = key


def kept():
    """Parts that say how many were made before them."""
    numbers = count(1)
    return Parts(lambda _name, **_about: str(next(numbers)), seconds=60)


def test_what_an_earlier_transaction_saw_is_not_taken_for_new(app):
    """The stamp counts as it was when the page began, not when its part was made."""
    parts = kept()
    with app.test_request_context():
        g.contest_stamp = 1  # somebody commits, and moves the stamp to 2, while this page is made
        assert parts("a", it=Thing(1)) == "1"
        g.contest_stamp = 2
        assert parts("a", it=Thing(1)) == "2"
        assert parts("a", it=Thing(1)) == "2"


def test_a_request_that_writes_keeps_nothing(app):
    parts = kept()
    with app.test_request_context(method="POST"):
        parts("a", it=Thing(1))
    assert not parts.kept


def test_only_so_many_are_kept(app):
    parts = kept()
    with app.test_request_context():
        g.contest_stamp = 1
        for number in range(MOST + 5):
            parts("a", it=Thing(number))
    assert len(parts.kept) == MOST
    assert ("a", "", "vi", (("it", 0),)) not in parts.kept


def test_a_part_that_tells_of_the_hour_lasts_for_seconds(app, monkeypatch):
    parts, at = kept(), 100.0
    monkeypatch.setattr("mentorhub.platform.parts.time.monotonic", lambda: at)
    with app.test_request_context():
        g.contest_stamp = 1
        assert parts("a", seconds=5, phase="open") == "1"
        at = 104
        assert parts("a", seconds=5, phase="open") == "1"
        assert parts("a", seconds=5, phase=None) == "2"
        at = 106
        assert parts("a", seconds=5, phase="open") == "3"


def parts_named(how):
    """Every template such parts are made of, those it includes too."""
    found = {n for it in TEMPLATES.rglob("*.html") for n in how.findall(it.read_text())}
    while more := {n for it in found for n in WITHIN.findall((TEMPLATES / it).read_text())} - found:
        found |= more
    return sorted(found)


def asked_in(name):
    text = (TEMPLATES / name).read_text()
    return "" if name.startswith("ui/") else " ".join(re.findall(r"{[{%].*?[%}]}", text))


@pytest.mark.parametrize("name", parts_named(KEPT))
def test_a_kept_part_depends_on_no_reader(name):
    assert not OF_A_READER.search(asked_in(name))


@pytest.mark.parametrize("name", parts_named(KEPT_LONG))
def test_one_kept_for_long_depends_on_no_moment(name):
    assert not OF_A_MOMENT.search(asked_in(name))


def test_what_a_kept_part_reads_moves_its_stamp_when_it_changes(app):
    marked = {m.class_.__tablename__ for m in Base.registry.mappers if m.class_.explains_contests}
    contest, read = make_contest(), []
    contest.panels.append(Panel(position=1, name=Translated(vi="Một"), readers=2))
    db.session.commit()

    def noted(*args):
        read.extend(TABLE.findall(args[2]))

    event.listen(db.engine, "before_cursor_execute", noted)
    with app.test_request_context():
        for name in {n for it in TEMPLATES.rglob("*.html") for n in KEPT.findall(it.read_text())}:
            db.session.expire_all()
            app.jinja_env.get_template(name).render(contest=contest, phase=None, locale="vi")
    event.remove(db.engine, "before_cursor_execute", noted)
    assert {"rubric_line", "award", "question", "contest_change"} <= set(read)
    assert set(read) <= marked
    assert Stage.explains_contests


def test_each_mark_of_a_model_has_its_stamp(app):
    assert {stamps.of(app, mark) for mark in stamps.FILES} == {
        str(app.config["DATA_FOLDER"] / file) for file in ("page-stamp", "contest-stamp")
    }
