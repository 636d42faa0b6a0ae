"""Erased is erased: the whole database is searched for what a person was called."""

import json
from datetime import timedelta
from pathlib import Path

import pysqlite3.dbapi2
import pytest
from sqlalchemy import select, text

from mentorhub.accounts.actions import register
from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.consents.actions import give
from mentorhub.contests.models import JurorState
from mentorhub.ideas.actions import index
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.mentoring.actions import note_change
from mentorhub.notifications.models import Channel, Delivery, Notification
from mentorhub.organisations.models import Role
from mentorhub.platform import erased, files, sealing
from mentorhub.platform.audit import note, pseudonym_of
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import Base, Translated, db
from mentorhub.platform.errors import Refused
from mentorhub.rights import actions
from mentorhub.rights.domain import WAIT
from mentorhub.rights.models import DataRequest, RequestState
from mentorhub.rosters.models import RosterImport, RosterLine
from tests.conftest import POSTGRES
from tests.factories import (
    make_admin,
    make_card,
    make_contest,
    make_entry,
    make_grant,
    make_idea,
    make_juror,
    make_mentor,
    make_minor,
    make_person,
    make_team,
)

CANARIES = ("zwilchenbart", "0399887766", "zz-canary@example.org", "guardiana")
NAME, MAIL, PHONE = "Zwilchenbart Kanari", "zz-canary@example.org", "0399887766"


def everything():
    """Every value of every column of every table, as text, with the table it stands in."""
    tables = [table.name for table in Base.metadata.sorted_tables]
    tables += ["idea_search", "mentor_search", "contest_search"]
    for name in tables:
        for row in db.session.execute(text(f'SELECT * FROM "{name}"')):
            yield name, json.dumps([str(value) for value in row], ensure_ascii=False).lower()


def told_of():
    return {(name, sign) for name, row in everything() for sign in CANARIES if sign in row}


def somebody_everywhere(minor=True):
    """A person who left their name in every place where people type."""
    make = make_minor if minor else make_person
    person = make(NAME, email=MAIL)
    person.details.phone = PHONE
    friend = make_person("Bạn Cùng Đội", age=22)
    team = make_team(person, friend)
    photo = files.keep(b"GIF", name=f"{NAME}.gif", media_type="image/gif", owner_id=person.id)
    idea = make_idea(team, author=person, photo_id=photo.id)
    index(idea)
    make_idea(make_team(person, name="Một mình"), title=f"Nháp của {NAME}", state=IdeaState.DRAFT)
    entry = make_entry(team)
    db.session.add(
        RosterLine(
            unit=person.unit,
            name=NAME,
            name_key=NAME.lower(),
            name_order=NAME,
            phone=PHONE,
            email=MAIL,
            person=person,
        )
    )
    db.session.add(
        RosterImport(
            unit=person.unit, by_id=friend.id, file_digest="x", content={"rows": [{"name": NAME}]}
        )
    )
    db.session.add(
        Delivery(
            key=f"proof {person.id} {MAIL}",
            channel=Channel.EMAIL,
            recipient_id=person.id,
            address=MAIL,
            language="vi",
            subject="s",
            text=f"Chào {NAME}",
            html=NAME,
        )
    )
    told = Activity(actor_id=friend.id, verb="team.joined", subject_type="Team", subject_id=team.id)
    db.session.add(told)
    db.session.flush()
    db.session.add(Notification(recipient_id=person.id, activity_id=told.id))
    actions.ask(person, kind="correct", words=f"Tên tôi là {NAME}, số {PHONE}")
    note("looked", permission="x", subject=person, by=friend)
    db.session.flush()
    return person, team, idea, entry


def erase_now(person):
    request = actions.ask_erasure(person)
    with as_of(now() + WAIT + timedelta(minutes=1)):
        actions.carry_out(request)
    return request


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
