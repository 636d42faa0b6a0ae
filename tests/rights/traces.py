"""Somebody who left their name everywhere, and where it can still be found."""

import json
from datetime import timedelta

from sqlalchemy import text

from mentorhub.activity.models import Activity
from mentorhub.ideas.actions import index
from mentorhub.ideas.models import IdeaState
from mentorhub.notifications.models import Channel, Delivery, Notification
from mentorhub.platform import files
from mentorhub.platform.audit import note
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import Base, db
from mentorhub.rights import actions
from mentorhub.rights.domain import WAIT
from mentorhub.rosters.models import RosterImport, RosterLine
from tests.factories import make_entry, make_idea, make_minor, make_person, make_team

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
    put_on_lists(person, by=friend)
    write_to(person)
    told = Activity(actor_id=friend.id, verb="team.joined", subject_type="Team", subject_id=team.id)
    db.session.add(told)
    db.session.flush()
    db.session.add(Notification(recipient_id=person.id, activity_id=told.id))
    actions.ask(person, kind="correct", words=f"Tên tôi là {NAME}, số {PHONE}")
    note("looked", permission="x", subject=person, by=friend)
    db.session.flush()
    return person, team, idea, entry


def put_on_lists(person, *, by):
    """A line of the unit's list, and the file it was taken in from."""
    unit, words = person.unit, {"name": NAME, "phone": PHONE, "email": MAIL}
    line = RosterLine(unit=unit, person=person, name_key=NAME.lower(), name_order=NAME, **words)
    content = {"rows": [{"name": NAME}]}
    db.session.add_all(
        [line, RosterImport(unit=unit, by_id=by.id, file_digest="x", content=content)]
    )


def write_to(person):
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


def erase_now(person):
    request = actions.ask_erasure(person)
    with as_of(now() + WAIT + timedelta(minutes=1)):
        actions.carry_out(request)
    return request
