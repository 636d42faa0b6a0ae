"""Rows that no row of the matrix is about, so that every rule of the URL map has one."""

from uuid import uuid4

from sqlalchemy import select

from mentorhub.accounts.models import Approval, Login, Passkey, ProviderIdentity
from mentorhub.activity.models import Activity
from mentorhub.certificates.models import Bundle, Shape
from mentorhub.contests.models import Amendment, Contest, Stage, StageKind
from mentorhub.eligibility.domain.standing import Verdict
from mentorhub.eligibility.models import Decision
from mentorhub.entries.models import EntryState
from mentorhub.ideas.models import Follow, JoinRequest, Update
from mentorhub.mentoring.models import Mentorship
from mentorhub.notifications.models import Channel, Delivery, Notification
from mentorhub.organisations.models import Grant
from mentorhub.papers.models import Upload
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.questions.domain.asking import Kind as Asks
from mentorhub.questions.models import Question
from mentorhub.rights.models import DataRequest, Kind
from mentorhub.rosters.models import RosterImport
from mentorhub.slips.domain import Agreed
from mentorhub.slips.models import Slip, SlipImport
from mentorhub.tallies.models import GivenTally
from mentorhub.teams.models import Invitation, Member
from mentorhub.together.domain import MeetingState, Rhythm, Side
from mentorhub.together.models import Commitment, Meeting, NextStep
from tests.factories import make_idea
from tests.permissions.places import ONCE_CLOSED
from tests.permissions.planting import certified


def plant_the_rest(stage):
    """Rows that no row of the matrix is about, so that every rule has one."""
    people, moment = stage.world.people, now()
    owner, officer = stage.person("OW").id, stage.person("UO").id
    rest = _of_people(stage, owner, moment) | _of_ideas(stage, owner, moment)
    rest |= _of_lists(stage.unit, officer, moment) | _of_teams_and_contests(stage, owner, moment)
    rest |= _together(stage) | _waiting(stage) | _of_the_check(stage, moment) | _certificates(stage)
    db.session.add_all(rest.values())
    db.session.flush()
    stage.ids |= {name: row.id for name, row in rest.items()}
    stage.ids |= {
        "login": _one(select(Login.id).where(Login.person_id == owner)),
        "office": _one(select(Grant.id).where(Grant.person_id == officer)),
        "mentorship": _one(select(Mentorship.id)),
        "member": _one(select(Member.id).where(Member.person_id == people["TM"].id)),
    }
    stage.ids["batch"] = rest["decision"].batch_id
    stage.ids = {**dict.fromkeys(ONCE_CLOSED, uuid4()), **stage.ids}
    db.session.commit()


def _of_people(stage, owner, moment):
    activity = db.session.scalars(select(Activity).limit(1)).first()
    told = {"recipient_id": owner, "address": "x@example.org", "language": "vi"}
    mail = {"subject": "x", "text": "x", "html": "x", "created_at": moment, "due_at": moment}
    return {
        "identity": ProviderIdentity(issuer="x", subject="x", person_id=owner, linked_at=moment),
        "passkey": Passkey(person_id=owner, credential_id="x", public_key=b"x", sign_count=0,
                           name="x", created_at=moment),
        "notification": Notification(at=moment, recipient_id=owner, activity_id=activity.id),
        "mail": Delivery(key=uuid4().hex, channel=Channel.EMAIL, **told, **mail),
        "data_request": DataRequest(
            person_id=stage.person("TN").id, unit_id=stage.unit.id, kind=Kind.CORRECT, words="x",
            asked_at=moment, answer_due=moment, done_due=moment,
        ),
    }  # fmt: skip


def _of_ideas(stage, owner, moment):
    idea, reader = stage.ids["idea"], stage.person("MB").id
    return {
        "join_request": JoinRequest(idea_id=idea, person_id=reader, asked_at=moment),
        "follow": Follow(idea_id=idea, person_id=reader, at=moment),
        "update": Update(idea_id=idea, author_id=owner, key=uuid4(), at=moment, text="x",
                         language="vi"),
        "slip": Slip(idea=make_idea(), helper_id=reader, key=uuid4(), name="x",
                     agreed=Agreed.SIGNED, written_on=moment.date(), sign="x"),
    }  # fmt: skip


def _of_lists(unit, officer, moment):
    facts = {"at": moment, "unit_id": unit.id, "by_id": officer, "file_digest": "x"}
    return {"slip_import": SlipImport(**facts), "roster_import": RosterImport(**facts)}


def _of_teams_and_contests(stage, owner, moment):
    contest, entry, team = (stage.ids[name] for name in ("contest", "entry", "team"))
    asked = {"label": Translated(vi="x"), "help": Translated()}
    return {
        "question": Question(contest_id=contest, key="x", position=0, kind=Asks.SHORT, **asked),
        "team_link": Invitation(team_id=team, token_digest="x", created_by_id=owner,
                                expires_at=moment),
        "tally": GivenTally(contest_id=contest, stage=1, at=moment, file_digest="x",
                            by_id=stage.person("CO").id),
        "upload": Upload(entry_id=entry, by_id=owner, name="x.pdf", size=9, at=moment),
    }  # fmt: skip


def _together(stage):
    work, by = _one(select(Mentorship.id)), stage.person("MM").id
    words = {"goals": "x", "rhythm": Rhythm.MONTHLY, "format": "online", "until": now().date()}
    meeting = Meeting(
        mentorship_id=work, side=Side.MENTOR, proposed_by_id=by, times=[now().isoformat()],
        minutes=60, format="online", state=MeetingState.AGREED, begins_at=now(),
    )  # fmt: skip
    return {
        "meeting": meeting,
        "step_of_meeting": NextStep(meeting=meeting, text="x", side=Side.TEAM, due=now().date()),
        "commitment": Commitment(mentorship_id=work, side=Side.MENTOR, written_by_id=by, **words),
    }


def _certificates(stage):
    contest = db.session.get(Contest, stage.ids["contest"])
    bundle = Bundle(contest=contest, shape=Shape.ZIP, total=1, by_id=stage.person("CO").id)
    if "certificate" in stage.ids:
        return {"bundle": bundle}
    certificate = certified(contest, stage.person("TN"), by=stage.person("CO"))
    return {"bundle": bundle, "certificate": certificate}


def _waiting(stage):
    """What somebody has to answer: organisers a request, whoever holds it a link."""
    contest = stage.ids["contest"]
    by = stage.person("CO").id

    def asked(action, subject):
        facts = {"subject_type": "x", "subject_id": subject, "digest": "x", "asked_by_id": by}
        return Approval(action=action, **facts)

    def amendment(matter):
        facts = {"content": {}, "parts": [], "reason": "x", "base": 0, "matter": matter}
        return Amendment(contest_id=contest, approval=asked(f"contest.{matter}", contest), **facts)

    return {
        "amendment": amendment("deadline"),
        "criteria_amendment": amendment("criteria"),
    }


def _of_the_check(stage, moment):
    contest, entry = stage.ids["contest"], stage.ids["entry"]
    return {
        "check stage": Stage(
            contest_id=contest, position=9, name={"vi": "Kiểm tra"}, kind=StageKind.CHECK,
            opens_at=moment, closes_at=moment,
        ),
        "decision": Decision(
            contest_id=contest, entry_id=entry, verdict=Verdict.ADMITTED,
            before=EntryState.SUBMITTED, at=moment, by_id=stage.person("CO").id, batch_id=uuid4(),
        ),
    }  # fmt: skip


def _one(statement):
    return db.session.scalars(statement.limit(1)).one()
