"""One contest with everybody the permission matrix knows, each in exactly one role."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from mentorhub.comments.models import Comment
from mentorhub.contests.models import Organiser, Secretary, Stage, StageKind
from mentorhub.conversations.actions import report, thread_for
from mentorhub.conversations.models import SafetyReport, Thread
from mentorhub.ideas.models import IdeaState, Visibility
from mentorhub.judging.models import CardState, Conflict
from mentorhub.mentoring.models import MentorRequest, Mentorship, RequestState
from mentorhub.organisations.actions import propose
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.teams.models import Tie, TieKind
from mentorhub.units.models import Unit
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
    make_officer,
    make_person,
    make_province,
    make_team,
    make_unit,
)


class Anonymous:
    """Somebody not signed in, as Flask-Login hands them to a rule."""

    is_authenticated = False
    id = None


@dataclass
class World:
    """`people` by the matrix's two letters, `things` by what the actions are about."""

    people: dict[str, Any]
    things: dict[str, Any]


def make_world(moment: str) -> World:
    """`moment`: open (entries), scoring, closed (scoring over) or published."""
    unit = make_unit("Xã Nhà")
    world = World({}, {})
    _enter(world, unit, moment)
    _give_mentors(world)
    _seat_the_jury(world)
    _fill_offices(world, unit)
    db.session.flush()
    world.people["TN"].unit = world.people["MM"].unit = unit
    _write(world, unit)
    db.session.flush()
    return world


def _enter(world: World, unit: Unit, moment: str) -> None:
    """A team of three and its rival in one contest, with an organiser who belongs to the rival."""
    owner = make_person("Chủ Nhóm", unit=unit)
    mate, minor = make_person("Bạn Cùng Đội", unit=unit), make_minor("Em Nhỏ")
    team = make_team(owner, mate, minor)
    rival = make_person("Đội Bạn")
    organiser = make_person("Tổ Chức", age=35)
    contest = make_contest(organiser, opened_days_ago=9, days_left=7 if moment == "open" else -1)
    contest.same_unit_is_conflict = False
    contest.bonus, contest.bonus_for = Decimal(5), Translated(vi="Dự tập huấn")
    stage = _drawn(contest)
    in_conflict = make_person("Tổ Chức Có Dự", age=30)
    contest.organisers.append(Organiser(person=in_conflict))
    entry = make_entry(team, contest, problem="x", solution="x", benefit="x")
    make_entry(make_team(rival, in_conflict, name="Đội Kia"), contest)
    _pass_to(contest, moment)
    world.people |= {"OW": owner, "TM": mate, "TN": minor, "RV": rival}
    world.people |= {"CO": organiser, "OC": in_conflict}
    world.things |= {"team": team, "mate": mate, "minor": minor, "child": minor}
    world.things |= {"contest": contest, "stage": stage, "entry": entry}
    grown_up = make_person("Người Lớn", unit=unit)
    world.things["adult_team"] = make_team(grown_up, name="Đội Lớn", unit=unit)
    for it in (team, world.things["adult_team"]):
        it.mentors_welcome_until = now() + timedelta(days=9)


def _give_mentors(world: World) -> None:
    """One who accompanies the team, and one who does not."""
    mentor, other = make_mentor(make_person("Cố Vấn", age=40)), make_mentor()
    request = _matched(world.things["team"], mentor, world.people["OW"])
    _matched(world.things["adult_team"], mentor, world.things["adult_team"].owner)
    world.people |= {"MM": mentor.person, "MU": other.person}
    world.things |= {"profile": mentor, "mentor": mentor.person, "request": request}


def _seat_the_jury(world: World) -> None:
    """Who was given the entry, who was given another, and who is close to the entry."""
    contest, entry = world.things["contest"], world.things["entry"]
    assigned, free, relative = (make_juror(contest, make_person(n, age=50)) for n in "ABC")
    world.things["card"] = make_card(assigned, entry, [10, 10], state=CardState.SUBMITTED)
    make_card(free, make_entry(contest=contest))
    make_card(relative, make_entry(contest=contest))
    _declare(relative, entry)
    world.people |= {"JA": assigned.person, "JU": free.person, "JC": relative.person}


def _fill_offices(world: World, unit: Unit) -> None:
    elsewhere = make_contest(make_person("Tổ Chức Khác", age=35))
    guard = make_person("Phụ Trách An Toàn", age=40, unit=unit)
    world.people |= {
        "AN": Anonymous(),
        "GU": Anonymous(),  # a guardian has no account, only the link
        "MB": make_person("Đoàn Viên"),
        "MN": make_minor("Trần Nhỏ"),
        "CX": elsewhere.organisers[0].person,
        "UO": make_officer(unit),
        "UX": make_officer(make_unit("Xã Xa"), name="Cán Bộ Xa"),
        "PA": make_admin(),
        "SG": guard,
        "SC": make_person("Thư Ký", age=40),
    }
    world.things["secretary"] = _on_duty(world.things["contest"], world.people["SC"])
    make_grant(world.people["CX"], Role.ORGANISER)
    make_grant(guard, Role.SAFEGUARDING_OFFICER, unit)


def _on_duty(contest: Any, person: Any) -> Secretary:
    """Somebody who types the paper sheets of the contest."""
    asked = {"label": "x", "asked_by_id": contest.organisers[0].person_id, "accepted_at": now()}
    secretary = Secretary(contest=contest, person=person, **asked)
    db.session.add(secretary)
    db.session.flush()
    return secretary


def _write(world: World, unit: Unit) -> None:
    """Ideas in each state of being read, what is said about them, and a proposal of an office."""
    team, owner = world.things["team"], world.people["OW"]
    idea, asker = make_idea(team, owner), make_admin("Quản Trị Hỏi")
    world.things |= {
        "draft": make_idea(team, owner, state=IdeaState.DRAFT),
        "idea": idea,
        "confidential": make_idea(team, owner, visibility=Visibility.CONFIDENTIAL),
        "comment": _comment(idea, make_person("Người Góp Ý")),
        "thread": _talk(world.things["request"], unit),
        "report": _report(world.people["TN"], unit),
        "proposal": propose(make_person(), Role.ORGANISER, unit=make_province(), by=asker),
    }


def _drawn(contest: Any) -> Stage:
    """A stage in which entries are presented by lot."""
    window = {"opens_at": contest.closes_at, "closes_at": contest.closes_at + timedelta(days=9)}
    name = Translated(vi="Chung khảo")
    stage = Stage(position=1, kind=StageKind.JUDGING, name=name, is_drawn=True, **window)
    contest.stages.append(stage)
    db.session.flush()
    return stage


def _pass_to(contest: Any, moment: str) -> None:
    if moment in ("scoring", "closed", "published"):
        contest.scoring_opened_at = now()
    if moment in ("closed", "published"):
        contest.scoring_closed_at = now()
    if moment == "published":
        contest.published_at = now()


def _matched(team: Any, mentor: Any, owner: Any) -> MentorRequest:
    request = MentorRequest(
        team=team,
        profile=mentor,
        need="Cần người chỉ cách vẽ bản đồ",
        asked_by=owner,
        expires_at=now(),
        state=RequestState.ACCEPTED,
    )
    db.session.add(request)
    db.session.flush()
    db.session.add_all(
        [
            Mentorship(team=team, profile=mentor, request=request),
            Tie(team=team, person=mentor.person, kind=TieKind.MENTOR),
        ]
    )
    db.session.flush()
    return request


def _talk(request: MentorRequest, unit: Unit) -> Thread:
    work = db.session.scalar(select(Mentorship).where(Mentorship.request_id == request.id))
    return thread_for("Mentorship", work.id, unit)


def _report(teller: Any, unit: Unit) -> SafetyReport:
    facts = {"about": "", "page": "", "thread": None, "reporter": teller, "unit": unit}
    return report(text="Có người đòi gặp riêng", language="vi", **facts)


def _comment(idea: Any, author: Any) -> Comment:
    said = {"key": uuid4(), "text": "Bút đo nên hiệu chuẩn mỗi tháng.", "language": "vi"}
    comment = Comment(idea=idea, author=author, **said)
    db.session.add(comment)
    db.session.flush()
    return comment


def _declare(juror: Any, entry: Any) -> None:
    db.session.add(
        Conflict(
            contest_id=entry.contest_id,
            juror_id=juror.id,
            entry_id=entry.id,
            declared_by_id=juror.person_id,
        )
    )
    db.session.flush()
