"""An address for every rule of the URL map, with rows behind it: no page is left out of a crawl."""

import re
from dataclasses import dataclass
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
from tests.permissions.planting import certified

THINGS = {
    "asked_id": "request", "batch_id": "batch", "bundle_id": "bundle",
    "card_id": "card", "certificate_id": "certificate", "comment_id": "comment",
    "cohort_id": "cohort", "complaint_id": "complaint", "commitment_id": "commitment",
    "contest_id": "contest", "amendment_id": "amendment", "measure_id": "measure",
    "deliberation_id": "deliberation", "discussion_id": "discussion", "motion_id": "motion",
    "late_code_id": "late_code", "paper_id": "paper_sheet", "secretary_id": "secretary",
    "vote_id": "vote", "tally_id": "tally",
    "entry_id": "entry", "file_id": "attached", "follow_id": "follow", "slip_id": "slip",
    "update_id": "update", "upload_id": "upload",
    "guardian_id": "guardian", "idea_id": "idea", "identity_id": "identity", "juror_id": "juror",
    "line_id": "line",
    "meeting_id": "meeting", "step_id": "step_of_meeting",
    "login_id": "login", "mail_id": "mail", "mentorship_id": "mentorship",
    "notification_id": "notification", "office_id": "office", "passkey_id": "passkey",
    "person_id": "minor", "profile_id": "profile", "proposal_id": "proposal",
    "publication_id": "publication", "question_id": "question", "report_id": "report",
    "request_id": "data_request", "run_id": "roster_import", "stage_id": "stage",
    "team_id": "team", "thread_id": "thread", "unit_id": "unit", "member_id": "member",
    "link_id": "team_link",
}  # fmt: skip
OF_THE_RULE = {  # where another row says more about the rule
    "ideas.answer_to_join": {"request_id": "join_request"},
    "ideas.decide": {"idea_id": "draft"},
    "ideas.edit": {"idea_id": "draft"},
    "ideas.photo": {"idea_id": "confidential"},
    "ideas.use_photo": {"idea_id": "confidential"},
    "ideas.save_quietly": {"idea_id": "draft"},
    "ideas.send": {"idea_id": "draft"},
    "ideas.stop_asking": {"request_id": "join_request"},
    "entries.submit": {"entry_id": "unsent"},
    "judging.agree_to_criteria": {"amendment_id": "criteria_amendment"},
    "mentoring.accept": {"asked_id": "asked"},
    "mentoring.ask": {"profile_id": "free_profile"},
    "organisations.give_office": {"person_id": "mate"},
    "organisations.propose_office": {"person_id": "mate"},
    "slips.give_up": {"run_id": "slip_import"},
    "slips.preview": {"run_id": "slip_import"},
    "slips.undo_import": {"run_id": "slip_import"},
}
CHOICES = {
    "step": "2",
    "template": "an-giang-ideas",
    "ending": "csv",
    "kind": "short",
    "way": "up",
    "code": "7KQM-2F9X-3B",
    "verb": "pause",
    "name": "privacy",
    "answer": "welcome",
    "ground": "fresh",
    "tongue": "vi",
}
ARGUMENT = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")
ONCE_CLOSED = (
    "publication",
    "complaint",
    "deliberation",
    "discussion",
    "motion",
    "paper_sheet",
)  # rows of another moment
BY_TOKEN = {"token", "invitation_id"}  # whoever holds it is let in, whatever their role


@dataclass(frozen=True)
class Place:
    """`address` with names to fill in, as a surface has it; `named` are the names."""

    rule: str
    endpoint: str
    methods: frozenset[str]
    address: str
    named: tuple[str, ...]


def places(app):
    """Every rule, those apart that only a token opens."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if not (rule.arguments & BY_TOKEN or rule.endpoint == "static"):
            yield _place(rule)


def _place(rule):
    named = []

    def fill(found):
        kind, argument = found.groups()
        if argument in CHOICES:
            return CHOICES[argument]
        named.append(_thing(rule.endpoint, kind, argument))
        return "{" + named[-1] + "}"

    address = ARGUMENT.sub(fill, rule.rule)
    return Place(rule.rule, rule.endpoint, frozenset(rule.methods), address, tuple(named))


def _thing(endpoint, kind, argument):
    if argument == "guardian_id" and kind is None:
        return "link"
    return OF_THE_RULE.get(endpoint, {}).get(argument, THINGS[argument])


def plant_the_rest(stage):
    """Rows that no row of the matrix is about, so that every rule has one."""
    people, unit = stage.world.people, stage.unit
    idea, owner, officer = stage.ids["idea"], stage.person("OW").id, stage.person("UO").id
    moment = now()
    activity = db.session.scalars(select(Activity).limit(1)).first()
    told = {"recipient_id": owner, "address": "x@example.org", "language": "vi"}
    mail = {"subject": "x", "text": "x", "html": "x", "created_at": moment, "due_at": moment}
    rest = {
        "identity": ProviderIdentity(issuer="x", subject="x", person_id=owner, linked_at=moment),
        "passkey": Passkey(person_id=owner, credential_id="x", public_key=b"x", sign_count=0,
                           name="x", created_at=moment),
        "notification": Notification(at=moment, recipient_id=owner, activity_id=activity.id),
        "mail": Delivery(key=uuid4().hex, channel=Channel.EMAIL, **told, **mail),
        "data_request": DataRequest(
            person_id=people["TN"].id, unit_id=unit.id, kind=Kind.CORRECT, words="x",
            asked_at=moment, answer_due=moment, done_due=moment,
        ),
        "join_request": JoinRequest(idea_id=idea, person_id=people["MB"].id, asked_at=moment),
        "follow": Follow(idea_id=idea, person_id=people["MB"].id, at=moment),
        "update": Update(idea_id=idea, author_id=owner, key=uuid4(), at=moment, text="x",
                         language="vi"),
        "slip": Slip(idea=make_idea(), helper_id=people["MB"].id, key=uuid4(), name="x",
                     agreed=Agreed.SIGNED, written_on=moment.date(), sign="x"),
        "slip_import": SlipImport(at=moment, unit_id=unit.id, by_id=officer, file_digest="x"),
        "roster_import": RosterImport(at=moment, unit_id=unit.id, by_id=officer, file_digest="x"),
        **_of_teams_and_contests(stage, owner, moment),
    }  # fmt: skip
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
