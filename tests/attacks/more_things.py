"""Things the permission matrix's stage has no name for, of people who are on it."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select

from mentorhub.accounts.models import Approval, Login
from mentorhub.certificates.models import Bundle, Shape
from mentorhub.comments.models import Comment
from mentorhub.contests.models import ContestState, JurorState, Panel, Stage, StageKind
from mentorhub.deliberations.models import Deliberation, Discussion, Matter, Motion
from mentorhub.entries.models import EntryState
from mentorhub.ideas import actions as ideas
from mentorhub.ideas.models import Backing, Follow, JoinRequest, Update
from mentorhub.mentoring.models import MentorRequest, Mentorship, RequestState
from mentorhub.organisations.models import Grant, Role
from mentorhub.papers.models import Upload
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import Translated, db
from mentorhub.questions.domain.asking import Kind as Asks
from mentorhub.questions.models import Question
from mentorhub.rights import actions as rights
from mentorhub.rosters.models import RosterImport
from mentorhub.slips import actions as slips
from mentorhub.slips.domain import Agreed, Author
from mentorhub.slips.domain.lists import Pile
from mentorhub.tallies.models import GivenTally
from mentorhub.teams.models import Invitation, Member
from mentorhub.together.domain import MeetingState, Rhythm, Side
from mentorhub.together.models import Commitment, Meeting, NextStep
from tests.factories import (
    make_contest,
    make_entry,
    make_grant,
    make_idea,
    make_juror,
    make_mentor,
    make_person,
    make_province,
    make_team,
    make_unit,
)
from tests.permissions.planting import certified, plant_cohort

WORDS = {"language": "vi", "text": "Bút đo nên hiệu chuẩn mỗi tháng."}
TYPED = {
    "title": "Phao báo mặn", "sector": "moi-truong", "problem": "p" * 40, "solution": "s" * 40,
    "benefit": "b" * 40,
}  # fmt: skip


TALLY = {"rubric": "", "lines": [], "problems": [], "unused": [], "empty": 0}


def more(stage):
    """{name: the part of an address that leads to it}."""
    made = {
        **_of_offices(stage),
        **_of_ideas(stage),
        **_of_slips(stage),
        **_of_contests(stage),
        **_of_mentors(stage),
        **_of_certificates(stage),
    }
    return {name: _saved(one) for name, one in made.items()}


def _saved(thing):
    if isinstance(thing, str):
        return thing
    db.session.add(thing)
    db.session.flush()
    return thing.id


def _of_offices(stage):
    people = stage.world.people
    closed = make_unit("Chi đoàn ấp 2", kind="branch", parent=stage.unit)
    closed.closed_at = now()
    make_grant(people["PA"], Role.ORGANISER, make_province())
    login = select(Login).where(Login.person_id == people["OW"].id).limit(1)
    facts = {"unit": stage.unit, "by_id": people["UO"].id, "file_digest": "d"}
    return {
        "branch": make_unit("Chi đoàn ấp 1", kind="branch", parent=stage.unit).slug,
        "closed branch": closed.slug,
        "province": make_province().slug,
        "asked about data": rights.ask(people["TM"], kind="correct", words="Sai năm sinh"),
        "import": RosterImport(content={"rows": []}, **facts),
        "login": db.session.scalar(login),
        "member": _asked_to_lead(people["TM"]),
        "office": db.session.scalar(select(Grant).order_by(Grant.id).limit(1)),
    }


def _asked_to_lead(person):
    member = db.session.scalars(select(Member).where(Member.person_id == person.id)).one()
    member.asked_to_lead_at = now()
    return member


def _of_ideas(stage):
    idea, people = stage.things["idea"], stage.world.people
    twin = make_idea(author=make_person("Người Gộp", unit=stage.unit))
    db.session.add(Backing(idea_id=twin.id, person_id=people["TM"].id, settled_at=now()))
    db.session.flush()
    same = {"verdict": "merge", "reason": "Cùng một việc.", "twin": idea.id}
    ideas.decide(twin, **same, by=people["UO"])
    db.session.flush()
    return {
        "merged": twin,
        "own comment": Comment(idea=idea, author=people["MU"], key=uuid4(), **WORDS),
        "follow": Follow(idea=idea, person_id=people["MU"].id),
        "join": JoinRequest(idea=idea, person=people["MU"]),
        "update": Update(idea=idea, author_id=people["OW"].id, key=uuid4(), **WORDS),
    }


def _of_slips(stage):
    people = stage.world.people
    author = Author("Danh Thị Sa Rây", today().year - 22, Agreed.SIGNED, False, today())
    pile = Pile((), (), (), ())
    return {
        "slip": slips.type_slip(
            stage.unit, author, TYPED, key=uuid4(), language="vi", by=people["UO"]
        ),
        "slip import": slips.take_in(stage.unit, pile, b"x", by=people["UO"]),
    }


def _of_contests(stage):
    """One in draft, with a panel; one between two stages, with an entry that came late."""
    people = stage.world.people
    draft = make_contest(people["CO"], state=ContestState.DRAFT)
    draft.panels.append(Panel(position=0, name=Translated(vi="Tiểu ban 1"), readers=2))
    over = make_contest(people["CO"], opened_days_ago=9, days_left=-1)
    over.stages.extend(_judged(over, place) for place in (1, 2))
    over.scoring_opened_at = over.scoring_closed_at = now()
    late = make_entry(make_team(make_person("Đội Trễ")), over, state=EntryState.LATE)
    late.number, late.submitted_at = 7, now()
    sent = {"name": "bai.pdf", "size": 12, "by_id": people["OW"].id}
    team, owner = stage.things["team"], people["OW"].id
    asked = {"label": Translated(vi="Vì sao?"), "help": Translated()}
    return {
        **_talk(over, people),
        "question": Question(contest_id=draft.id, key="why", position=0, kind=Asks.SHORT, **asked),
        "team link": Invitation(
            team=team, token_digest="x", created_by_id=owner, expires_at=now() + timedelta(days=5)
        ),
        "contest in draft": draft,
        "contest that is over": over,
        "late": late,
        "invited juror": make_juror(over, people["MU"], state=JurorState.INVITED),
        "tally": GivenTally(contest=over, stage=1, by=people["CO"], file_digest="d", content=TALLY),
        "upload": Upload(entry=stage.things["unsent"], **sent),
    }


def _talk(contest, people):
    """A jury that deliberates about one entry, with something to vote on."""
    entry = make_entry(make_team(make_person("Đội Được Bàn")), contest)
    asked = Approval(
        action="deliberation.open", subject_type="Contest", subject_id=contest.id, digest="x",
        asked_by=people["CO"],
    )  # fmt: skip
    talk = Deliberation(contest=contest, stage=1, approval=asked, opened_at=now())
    of_it = {"contest_id": contest.id, "deliberation": talk}
    words = {"text": "Không trao giải nhất", "language": "vi", "put_by_id": people["CO"].id}
    return {
        "deliberation": talk,
        "discussion": Discussion(entry=entry, position=0, **of_it),
        "motion": Motion(matter=Matter.WITHHOLDING, **words, **of_it),
    }


def _judged(contest, place):
    opens = contest.closes_at + timedelta(days=place)
    window = {"opens_at": opens, "closes_at": opens + timedelta(days=1)}
    name = Translated(vi=f"Vòng {place}")
    return Stage(position=place, kind=StageKind.JUDGING, name=name, **window)


def _of_certificates(stage):
    people = stage.world.people
    contest = make_contest(people["CO"], opened_days_ago=9, days_left=-1)
    certificate = certified(contest, people["OW"], by=people["CO"])
    bundle = Bundle(contest=contest, shape=Shape.PDF, total=1, by_id=people["CO"].id)
    code = certificate.code
    return {"bundle": bundle, "certificate": certificate, "certificate code": code}


def _of_mentors(stage):
    asking = MentorRequest(
        team=stage.things["team"], profile=make_mentor(make_person("Cố Vấn Hỏi", age=42)),
        need="Cần người đọc lại bản vẽ", asked_by=stage.world.people["OW"],
        expires_at=now() + timedelta(days=5), state=RequestState.MORE_NEEDED,
    )  # fmt: skip
    mentorship = db.session.scalar(select(Mentorship))
    of_round = stage.things["team"], stage.things["own_profile"], stage.world.people["UO"]
    return {
        "asked for more": asking,
        "mentorship": mentorship,
        "closed cohort": plant_cohort(*of_round, closed_at=now()),
        **_together(stage, mentorship),
    }


def _together(stage, work):
    words = {"goals": "g" * 20, "rhythm": Rhythm.MONTHLY, "format": "online", "until": today()}
    by = {"side": Side.MENTOR, "written_by_id": stage.world.people["MM"].id}
    of_it = {"mentorship": work, "minutes": 60, "format": "online"}
    of_it |= {"side": Side.TEAM, "proposed_by_id": stage.world.people["OW"].id}
    over = Meeting(
        times=[], state=MeetingState.AGREED, begins_at=now() - timedelta(hours=3), **of_it
    )
    return {
        "commitment": Commitment(mentorship=work, **words, **by),
        "meeting": Meeting(times=[(now() + timedelta(days=2)).isoformat()], **of_it),
        "meeting that is over": over,
        "next step": NextStep(meeting=over, text="x", side=Side.MENTOR, due=today()),
    }
