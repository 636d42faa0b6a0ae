"""The copy as people read it: no name of a column, no code and no key, in any language."""

import re

import pytest
from sqlalchemy import Enum

from mentorhub.platform.db import db
from mentorhub.platform.holdings import HOLDINGS
from mentorhub.platform.i18n import LANGUAGES
from mentorhub.platform.permissions import SENSITIVE
from mentorhub.platform.settings import ROOT
from mentorhub.rights.notices.copying import lines
from mentorhub.rights.notices.fields import FIELDS, OWN_FIELDS
from mentorhub.rights.notices.values import AREAS, OWN_VALUES, VALUES
from mentorhub.rights.notices.words import TITLES
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_guardian,
    make_idea,
    make_juror,
    make_mentor,
    make_officer,
    make_person,
    make_team,
)

SOURCES = [it for it in (ROOT / "mentorhub").rglob("*.py") if "demo" not in it.parts]
RECORDED = re.compile(r'record\(\s*f?"([a-z_]+)\.')


def exported():
    return [it for it in HOLDINGS.values() if it.export or (it.own and it.shown)]


def test_every_table_and_every_field_of_a_copy_has_a_name(app):
    told = exported()
    assert len(told) > 30
    assert {it.table for it in told} - TITLES.keys() == set()
    assert [
        (it.table, name)
        for it in told
        for name in it.shown
        if not name.endswith("_id") and name not in FIELDS and (it.table, name) not in OWN_FIELDS
    ] == []


def test_every_code_of_a_copy_has_words(app):
    codes = [
        (it.table, column.name, code)
        for it in exported()
        for column in it.model.__table__.columns
        if isinstance(column.type, Enum)
        and (column.name in it.shown or (it.export and column.name == "state"))
        for code in column.type.enums
    ]
    assert len(codes) > 40
    assert [
        (table, name, code)
        for table, name, code in codes
        if code not in (OWN_VALUES.get((table, name)) or VALUES.get(name) or {})
    ] == []


def test_every_verb_belongs_to_an_area(app):
    said = {verb.partition(".")[0] for verb in app.extensions["notices"].lines}
    done = {verb for file in SOURCES for verb in RECORDED.findall(file.read_text())}
    logged = {name.partition(".")[0] for name in SENSITIVE}
    assert len(done) > 20
    assert (said | done | logged) - AREAS.keys() == set()


@pytest.fixture
def somebody(app):
    """Who has been everything: owner, author, mentor, juror, officer."""
    me = make_officer(name="Trần Thị Mận")
    team = make_team(me, make_person())
    idea = make_idea(team, author=me)
    contest = make_contest()
    make_entry(team, contest)
    make_mentor(person=me, skills=["iot"])
    juror = make_juror(make_contest(), person=me)
    make_card(juror, make_entry(make_team(make_person()), juror.contest), [20, 10])
    make_guardian(me)
    db.session.commit()
    assert idea.author_id == me.id
    return me


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_reads_a_column_a_code_or_a_key(browser, somebody, language):
    browser.sign_in(somebody).speak(language)
    reply = browser.post("/me/data", shape="page")
    assert reply.status_code == 200
    main = reply.text.split("<main", 1)[1]
    names = re.findall(r"<dt>(.*?)</dt>|<span class=.mute.>(.*?):</span>", main)
    assert len(names) > 30
    assert [one for pair in names for one in pair if "_" in one] == []
    values = re.sub(r"<[^>]+>", "\n", main)
    assert not re.search(r"\d{4}-\d\d-\d\dT", values), "a moment as programs write it"
    assert "unit_officer" not in values
    assert "iot" not in values.split()
    assert 'href="/me/data"' in main


def test_what_is_nested_is_read_too(app):
    row = {"skills": [{"skill": "iot", "level": 3}], "contest": {"vi": "Cuộc thi", "en": "C"}}
    with app.test_request_context():
        told = dict(lines("mentor_profile", row))
    assert "Giỏi" in told["Kỹ năng"]
    assert told["Cuộc thi"] == "Cuộc thi"
