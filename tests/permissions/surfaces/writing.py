"""Forms with which the rows about doing are done, filled in with what their pages would send."""

from sqlalchemy import select

from mentorhub.complaints.models import Complaint
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry, EntryState
from mentorhub.latecomers.models import LateCode
from mentorhub.organisations.models import Grant, Role
from mentorhub.platform.db import db
from mentorhub.publishing.models import Publication, PublicationState
from mentorhub.transcripts.models import PaperSheet, SheetState
from mentorhub.units.models import Unit
from tests.permissions.surfaces.surface import CLOSED, OPEN, PUBLISHED, SCORING, form
from tests.permissions.table import ROLES
from tests.permissions.talking import has_opened
from tests.permissions.typists import POINTS

LONG = "Cần một người biết vẽ bản đồ trên điện thoại"


def _entry(stage, role):
    return {
        "version": stage.versions["entry"],
        "title": "Tên mới",
        "summary": "Tóm tắt mới",
        "problem": "Vấn đề mới",
        "people": [str(stage.names[one]) for one in ("OW", "TM", "TN")],
    }


def _sheet(stage, role):
    card = "conflicted_card" if role == "JC" else "card"
    points = {f"points_{line}": "10" for line in stage.lines}
    notes = {f"note_{line}": "khác" for line in stage.lines}
    return {"version": stage.versions[card], "feedback": "Lời mới", **points, **notes}


def _typed(stage, role):
    points = {f"points_{line}": p for line, p in zip(stage.lines, POINTS, strict=True)}
    return {"version": stage.versions["held_sheet"], **points}


def _seen(stage, role):
    return {"seen": stage.marks["proposed_talk"]}


def _conflict_for(stage, role):
    who = {"juror": str(stage.ids["juror"]), "entry": str(stage.ids["entry"])}
    return {"relation": "other", "details": "họ hàng xa", **who}


def _correction(stage, role):
    left_out = [stage.ids["entry"].hex]
    return {**PREPARED, "publish_at": "", "without": left_out, "reason": "Không đủ điều kiện"}


def is_corrected(stage):
    rows = select(Publication).where(Publication.contest_id == stage.ids["contest"])
    states = {one.edition: one.state for one in db.session.scalars(rows)}
    return states.get(2) is PublicationState.PUBLISHED


def is_answered(stage):
    return db.session.get(Complaint, stage.ids["complaint"]).is_answered


def _leader(stage, role):
    return {"to": str(stage.names["TM"])}


def _offered(stage, role):
    return {"profile": str(stage.ids["free_profile"]), "why": LONG}


def is_published(stage):
    return db.session.get(Contest, stage.ids["contest"]).published_at is not None


def _office(stage, role):
    unit = db.session.scalars(select(Unit).where(Unit.slug == stage.ids["unit"])).one()
    return {"role": "organiser", "unit": str(unit.id)}


def is_organiser(stage):
    held = select(Grant).where(
        Grant.person_id == stage.names["TM"],
        Grant.role == Role.ORGANISER,
        Grant.revoked_at.is_(None),
    )
    return db.session.scalar(held) is not None


def has_more_time(stage):
    return db.session.get(Entry, stage.ids["entry"]).extended_until is not None


def a_code_is_good(stage):
    of_this = select(LateCode).where(LateCode.contest_id == stage.ids["contest"])
    codes = db.session.scalars(of_this)
    return any(code.is_in_force for code in codes)


def counts_from_paper(stage):
    papers = (db.session.get(PaperSheet, stage.ids[n]) for n in ("held_sheet", "paper_sheet"))
    return any(paper.state is SheetState.CONFIRMED for paper in papers)


def is_excluded(stage):
    return db.session.get(Entry, stage.ids["entry"]).state is EntryState.DISQUALIFIED


MORE_TIME = {"until": "2099-01-01T08:00", "reason": "Xã bị lũ cô lập"}
A_CODE = {**MORE_TIME, "label": "Xã Mỹ Lương", "uses": "2"}
OWN_SHEET = {"JC": "/judging/cards/{conflicted_card}/marks"}
DECLARE = {
    "JU": "/judging/cards/{card_JU}/conflict", "JC": "/judging/cards/{card_JC}/conflict",
}  # fmt: skip
PREPARED = {"decision_number": "7/QĐ", "note": ""}
COMPLAINS = {"kind": "arithmetic", "text": "Tổng điểm của tiêu chí thứ hai cộng thiếu."}
ANSWERS = {"upheld": "no", "answer": "Đã cộng lại từng phiếu, tổng điểm đúng."}
GIVEN = {"kinds": ["award", "taking_part", "juror"]}
WHY = {"reason": "Gọi báo đổi giờ buổi gặp ở nhà văn hoá"}
CONTACTS = {"kind": "csv", "contacts": "y", "reason": "Gọi đi dự lễ ra quân"}

WRITING = (
    form("idea.draft.write", "/ideas/{draft}/edit",
         {"title": "Tên khác hẳn", "sector": "moi-truong"}),
    form("idea.draft.write", "/ideas/{draft}/sending", kind="button"),
    form("idea.comment.create", "/ideas/{idea}/comments", {"text": "Hay lắm, xã tôi làm thử được"}),
    form("idea.comment.moderate", "/comments/{comment}/hiding", {"reason": "Có lời nặng"}),
    form("sub.write@before_deadline", "/entries/{entry}/edit", _entry, moment=OPEN),
    form("sub.finalise@before_deadline", "/entries/{unsent}/submission", moment=OPEN),
    form("sub.write@after_deadline", "/entries/{entry}/edit", _entry, moment=SCORING, refuses=True),
    form("sub.write@after_deadline", "/entries/{entry}/edit", _entry, moment=PUBLISHED,
         refuses=True),
    form("sub.withdraw@before_publish", "/entries/{entry}/withdrawal", moment=SCORING),
    form("sub.grant_extension", "/entries/{entry}/extension", MORE_TIME, moment=OPEN,
         final=has_more_time),
    form("sub.grant_extension", "/measures/{measure}/agreement", moment=OPEN, kind="agreement",
         final=has_more_time),
    form("sub.grant_extension", "/contests/{contest}/late-codes/new", A_CODE, moment=OPEN,
         kind="form for a code", final=a_code_is_good),
    form("sub.grant_extension", "/late-codes/{late_code}/agreement", moment=OPEN,
         kind="agreement to a code", final=a_code_is_good),
    form("sub.disqualify", "/entries/{entry}/exclusion", WHY, moment=SCORING, final=is_excluded),
    form("sub.disqualify", "/entries/{entry}/return", WHY, moment=SCORING, final=is_excluded),
    form("score.own.write@open", "/judging/cards/{card}/marks", _sheet, at=OWN_SHEET,
         own=frozenset({"JA"}), moment=SCORING, kind="script"),
    form("score.own.write@open", "/judging/cards/{card}", _sheet, moment=SCORING,
         own=frozenset({"JA"})),
    form("paper_entry.write", "/paper-sheets/{held_sheet}/typing", _typed, moment=SCORING,
         final=counts_from_paper),
    form("paper_entry.write", "/paper-sheets/{paper_sheet}/confirmation", _typed, moment=SCORING,
         kind="second form", final=counts_from_paper),
    form("conflict.declare", "/judging/cards/{card}/conflict", {"relation": "other"}, at=DECLARE,
         own=frozenset({"JA", "JU", "JC"}), moment=SCORING, not_here=frozenset({"CO"})),
    form("conflict.declare", "/contests/{contest}/conflicts/new", _conflict_for, moment=SCORING,
         refuses=True, kind="form for somebody else"),
    form("deliberation.open", "/deliberations/{proposed_talk}/agreement", _seen, moment=CLOSED,
         kind="agreement", final=has_opened),
    form("results.publish", "/contests/{contest}/results/draft", PREPARED, moment=CLOSED,
         final=is_published),
    form("results.correct", "/contests/{contest}/results/correction", _correction,
         moment=PUBLISHED, final=is_corrected),
    form("complaint.create", "/entries/{entry}/complaint", COMPLAINS, moment=PUBLISHED),
    form("complaint.answer", "/complaints/{complaint}/answer", ANSWERS, moment=PUBLISHED,
         final=is_answered),
    form("certificate.issue_or_revoke", "/contests/{contest}/certificates/batches", GIVEN,
         moment=CLOSED),
    form("certificate.issue_or_revoke", "/contests/{contest}/certificates/batches", GIVEN,
         moment=PUBLISHED),
    form("certificate.issue_or_revoke", "/certificates/{certificate}/revocation",
         {"cause": "mistake", "reason": "Nhầm người"}, moment=PUBLISHED, kind="form to revoke"),
    form("request.create_to_mentor", "/teams/{team}/mentors/{free_profile}",
         {"need": LONG, "first_meeting": "Thứ bảy"}),
    form("request.create_to_adult_team", "/teams/{adult_team}/offers/new", _offered,
         not_here=frozenset({"MU"})),
    form("request.create_to_adult_team", "/teams/{adult_team}/offers/own", {"why": LONG},
         not_here=frozenset({"UO"}), kind="own form"),
    form("request.create_to_team_with_minor", "/teams/{team}/offers/new", _offered),
    form("request.create_to_team_with_minor", "/teams/{team}/offers/own", {"why": LONG},
         not_here=frozenset({"UO"}), kind="own form"),
    form("request.accept_as_addressee", "/requests/{asked}/acceptance", own=frozenset({"MU"})),
    form("request.accept_as_addressee", "/requests/{asked}/refusal", {"reason": "time"},
         own=frozenset({"MU"}), kind="form no"),
    form("team.invite.create_or_revoke", "/teams/{team}/invitations", {"places": "2"}),
    form("team.owner.transfer", "/teams/{team}/hand-over", _leader),
    form("role.grant.juror_in_contest", "/contests/{contest}/jurors", {"label": "Cô Năm"}),
    form("export.with_contacts", "/units/{unit}/roster/export", CONTACTS, kind="file",
         shows=("line phone",), hides=("line phone",), told="TM"),
    *(
        form(row, f"/members/{{{whom}}}/contact", WHY, kind="form with a reason", shows=(canary,),
             hides=(canary,), told=told)
        for row, whom, canary, told in (
            ("adult_member.contact.read", "mate", "mate mail", "TM"),
            ("minor_member.contact.read", "minor", "minor mail", "TN"),
            ("guardian.contact.read", "minor", "guardian contact", "TN"),
            ("mentor.contact.read", "mentor", "mentor mail", "MM"),
        )
    ),
    form("export.self_data", "/me/data", {"shape": "json"}, kind="file",
         own=frozenset(ROLES) - {"AN", "GU"}, not_here=frozenset({"GU"})),
    form("role.grant.organiser_or_admin", "/offices/proposals/new/{mate}", _office,
         final=is_organiser),
    form("safety.report.create", "/safety/new", {"text": "Có chuyện không ổn"},
         at={"GU": "/guardian/{link}/report"}, own=frozenset({"GU"})),
)  # fmt: skip
