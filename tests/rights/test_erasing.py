"""Erased is erased: the whole database is searched for what a person was called."""

from datetime import timedelta
from pathlib import Path

import pysqlite3.dbapi2
import pytest
from sqlalchemy import select, text

from mentorhub.accounts.actions import register
from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.consents.actions import give
from mentorhub.contests.models import JurorState
from mentorhub.ideas.models import Idea
from mentorhub.mentoring.actions import note_change
from mentorhub.organisations.models import Role
from mentorhub.platform import erased, sealing
from mentorhub.platform.audit import pseudonym_of
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from mentorhub.rights import actions
from mentorhub.rights.domain import WAIT
from mentorhub.rights.models import DataRequest, RequestState
from mentorhub.rosters.models import RosterLine
from tests.conftest import POSTGRES
from tests.factories import (
    make_admin,
    make_card,
    make_contest,
    make_entry,
    make_grant,
    make_juror,
    make_mentor,
    make_person,
)
from tests.rights.traces import CANARIES, MAIL, NAME, erase_now, somebody_everywhere, told_of


def test_no_word_of_a_person_is_left_in_any_table_or_file(app):
    person, *_rest = somebody_everywhere()
    db.session.execute(text("UPDATE guardian SET name='Guardiana', contact='0399887766'"))
    db.session.expire_all()
    before = {sign for _name, sign in told_of()}
    assert before == set(CANARIES)
    request = erase_now(person)
    assert told_of() == set()
    assert request.state is RequestState.DONE
    assert person.closed_at
    assert person.unit_id is None
    assert person.details is None
    assert person.id in set(erased.listed())


def test_the_team_the_public_idea_and_the_entry_stay_and_the_friend_leads(app):
    person, team, idea, entry = somebody_everywhere()
    title = idea.title
    erase_now(person)
    assert [member.is_owner for member in team.members] == [True]
    assert team.owner.full_name == "Bạn Cùng Đội"
    assert (idea.title, idea.is_public, idea.photo_id) == (title, True, None)
    assert idea.author.public_name == ""
    assert entry.is_submitted
    assert db.session.scalars(select(Idea).where(Idea.state == "draft")).all() == []


def test_the_audit_trail_is_the_same_row_for_row(app):
    person, *_rest = somebody_everywhere()
    rows = text("SELECT * FROM audit_row ORDER BY id")
    sealing.seal_all()
    before = [tuple(row) for row in db.session.execute(rows)]
    erase_now(person)
    assert [tuple(row) for row in db.session.execute(rows)] == before != []
    assert pseudonym_of(person.id) is None
    assert sealing.first_break() is None


def test_a_mentor_goes_and_the_work_ends(app):
    person = make_person(NAME, age=40, email=MAIL)
    profile = make_mentor(person, ["iot"], headline=Translated(vi=f"Tôi là {NAME}"))
    note_change(profile)
    erase_now(person)
    assert told_of() == set()
    assert (profile.state, profile.skills, profile.capacity) == ("left", [], 0)


def test_scores_stay_without_a_name(app):
    contest = make_contest()
    juror = make_juror(contest, make_person(NAME, age=50, email=MAIL))
    juror.label = NAME
    card = make_card(juror, make_entry(contest=contest), [12, 8], state="submitted")
    contest.scoring_closed_at = now()
    db.session.flush()
    erase_now(juror.person)
    assert told_of() == set()
    assert [str(mark.points) for mark in card.marks] == ["12.00", "8.00"]
    assert card.juror.state is JurorState.ACCEPTED


@pytest.mark.parametrize("duty", ["organiser", "juror", "admin"])
def test_what_only_one_person_can_do_is_handed_over_first(app, duty):
    person = make_admin() if duty == "admin" else make_person(NAME, age=40)
    contest = make_contest(person if duty == "organiser" else None)
    if duty == "juror":
        make_card(make_juror(contest, person), make_entry(contest=contest))
    with pytest.raises(Refused):
        actions.ask_erasure(person)
    assert db.session.scalars(select(DataRequest)).all() == []
    if duty == "admin":
        make_grant(make_person("Người khác", age=40), Role.ADMIN, person.unit)
        assert actions.ask_erasure(person).is_open


def test_a_duty_taken_on_while_waiting_holds_the_erasure_up_as_a_whole(app):
    person = make_person(NAME, age=40, email=MAIL)
    request = actions.ask_erasure(person)
    make_contest(person)
    with as_of(now() + WAIT + timedelta(minutes=1)):
        actions.carry_out(request)
    assert request.is_open
    assert person.full_name == NAME
    assert person.id not in set(erased.listed())


def test_nothing_is_erased_before_the_wait_is_over_nor_after_it_was_taken_back(app):
    person = make_person(NAME, email=MAIL)
    request = actions.ask_erasure(person)
    with as_of(now() + WAIT - timedelta(minutes=1)):
        actions.carry_out(request)
    assert person.full_name == NAME
    actions.take_back(person)
    with as_of(now() + WAIT + timedelta(minutes=1)):
        actions.carry_out(request)
    assert person.full_name == NAME
    assert request.state is RequestState.TAKEN_BACK


def test_asking_twice_is_asking_once(app):
    person = make_person(NAME)
    assert actions.ask_erasure(person) is actions.ask_erasure(person)


def test_a_new_account_with_the_same_address_inherits_nothing(app):
    person, team, idea, _entry = somebody_everywhere(minor=False)
    erase_now(person)
    facts = {"unit": team.unit, "password": "mùa nước nổi về", "language": "vi", "origin": "x"}
    new = register(contact=MAIL, name=NAME, birth_year=1999, **facts)
    assert new.id != person.id
    assert not team.includes(new)
    assert idea.author_id == person.id
    assert not new.agrees_to(Purpose.PUBLICATION)
    assert db.session.scalars(select(RosterLine).where(RosterLine.person_id == new.id)).all() == []


def test_published_pages_drop_the_name_at_once(browser):
    person, _team, idea, _entry = somebody_everywhere(minor=False)
    give(person, Purpose.PUBLICATION)
    db.session.commit()
    erase_now(person)
    db.session.commit()
    for address in (f"/ideas/{idea.id}", f"/teams/{idea.team_id}", "/ideas", "/"):
        page = browser.get(address)
        assert page.status_code == 200
        assert "Zwilchenbart" not in page.text


@pytest.mark.skipif(POSTGRES, reason="PostgreSQL's own files are vacuumed by itself")
def test_not_even_the_bytes_of_the_file_hold_a_word(real_app):
    with real_app.app_context():
        path = Path(db.engine.url.database)
        person, *_rest = somebody_everywhere()
        key = person.id
        db.session.commit()
        checkpoint()
        assert b"anari" in path.read_bytes()
        erase_now(db.session.get(Person, key))
        db.session.commit()
        checkpoint()
        content = path.read_bytes().lower()
        assert [sign for sign in (*CANARIES, "kanari") if sign.encode() in content] == []


def checkpoint():
    db.session.remove()
    raw = pysqlite3.dbapi2.connect(db.engine.url.database)
    assert raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    raw.close()
