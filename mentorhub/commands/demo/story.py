"""The sample story in the order it would have happened, each part on its own day."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from mentorhub.accounts.models import Hat, Person
from mentorhub.accounts.queries import person_at
from mentorhub.activity.actions import record
from mentorhub.activity.models import Activity
from mentorhub.commands.demo import (
    choosing,
    competing,
    counting,
    growing,
    helping,
    matching,
    papering,
    setting_up,
    showing,
    talking,
    typing,
)
from mentorhub.commands.demo.cast import ADDRESS, Cast, unit
from mentorhub.commands.demo.content import content, told_on
from mentorhub.contests.models import Contest
from mentorhub.ideas.models import Idea
from mentorhub.mentoring.models import MentorProfile
from mentorhub.organisations.actions import grant, propose
from mentorhub.organisations.models import Role
from mentorhub.platform.db import db
from mentorhub.rights import actions as data_rights
from mentorhub.teams.models import Team
from mentorhub.units.actions import load_units

TOLD = "demo.told"


class Interrupted(Exception):
    """There are people here, but not the whole story."""


@dataclass
class Stage:
    """Who and what is on stage, by the ids of the sample content."""

    cast: Cast
    officer: Person
    province: Person
    organisers: tuple[Person, Person]
    teams: dict[str, Team] = field(default_factory=dict)
    ideas: dict[str, Idea] = field(default_factory=dict)
    mentors: dict[str, MentorProfile] = field(default_factory=dict)
    judges: dict[str, Person] = field(default_factory=dict)
    contests: dict[str, Contest] = field(default_factory=dict)


def is_loaded() -> bool:
    """Raises Interrupted where an earlier load was stopped half-way."""
    if db.session.scalar(select(Activity.id).where(Activity.verb == TOLD).limit(1)):
        return True
    if db.session.scalar(select(Person.id).limit(1)):
        raise Interrupted
    return False


def tell_story() -> None:
    load_units()
    stage = _open()
    helping.gather_mentors(stage)
    growing.found_teams(stage)
    growing.write_ideas(stage)
    growing.let_two_wait(stage)
    talking.talk(stage)
    typing.empty_the_box(stage)
    competing.finish_hackathon(stage)
    competing.begin_marking(stage)
    competing.take_entries(stage)
    competing.announce_school_contest(stage)
    setting_up.begin_from_a_template(stage)
    helping.ask_and_answer(stage)
    matching.begin_a_round(stage)
    counting.ask_for_ideas(stage)
    counting.list_members(stage)
    counting.post_on_the_portal(stage)
    _leave_a_proposal(stage)
    _leave_a_request(stage)
    choosing.let_the_public_vote(stage)
    papering.type_from_paper(stage)
    showing.show_stands(stage)
    showing.begin_ballots(stage)
    record(TOLD, stage.province, by=None)


def _open() -> Stage:
    with told_on(-120):
        cast = Cast()
        home = unit("30985")
        officer = cast.official("officer of a commune", home=home, office=Role.UNIT_OFFICER)
        province = cast.official(
            "officer of the province", home=cast.province, office=Role.UNIT_OFFICER
        )
        cast.checker = officer
        cast.official("safeguarding officer", home=cast.province, office=Role.SAFEGUARDING_OFFICER)
        cast.official("administrator", home=cast.province, office=Role.ADMIN)
        cast.official("second administrator", home=cast.province, office=Role.ADMIN)
        first = cast.official("organiser", home=cast.province, office=Role.ORGANISER)
        second = cast.official("second organiser", home=cast.province, office=Role.ORGANISER)
        _officers(cast, home.code)
        stage = Stage(cast, officer, province, (first, second))
        stage.judges = {judge["id"]: _juror(stage, judge) for judge in content()["judges"]}
        return stage


def _leave_a_proposal(stage: Stage) -> None:
    """One administrator has proposed an organiser: the other finds it waiting under Offices."""
    asker = person_at(ADDRESS["second administrator"])
    assert asker is not None
    with told_on(-1):
        person = stage.cast.somebody(home=unit("30985"), ages="26-34")
        propose(person, Role.ORGANISER, unit=stage.cast.province, by=asker)


def _leave_a_request(stage: Stage) -> None:
    """Somebody asks for a correction: the officer of the commune finds it with its due date."""
    with told_on(-1):
        person = stage.cast.somebody(home=unit("30985"), ages="20-26")
        data_rights.ask(person, kind="correct", words="Năm sinh của em bị ghi lùi một năm. (mẫu)")


def _officers(cast: Cast, known: str) -> None:
    """Every other sample organisation has an officer too."""
    codes = {organisation["unit_code"] for organisation in content()["organisations"]}
    for code in sorted(codes - {known}):
        person = cast.somebody(home=unit(code), ages="28-40")
        person.hat = Hat.ORGANISER
        grant(person, Role.UNIT_OFFICER, unit=person.unit or unit(code), by=None)


def _juror(stage: Stage, judge: dict[str, Any]) -> Person:
    address = ADDRESS["juror"] if judge["id"] == "judge-1" else ""
    home = unit("30316") if judge["conflict_org_ids"] else stage.cast.province
    return stage.cast.person(judge["name"], home=home, age=52, address=address, hat=Hat.JUROR)
