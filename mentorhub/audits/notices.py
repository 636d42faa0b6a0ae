"""The words of the log, and who hears that it was tampered with."""

from collections.abc import Iterable, Mapping
from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.audits.queries import WITH_A_REASON
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import holders_of
from mentorhub.platform.audit import AuditRow
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _, _l
from mentorhub.platform.second_step import LACKING

KINDS: Mapping[str, Any] = {
    "account.phone.check": _l("the check of a phone number"),
    "account.reset_code.make": _l("a code for a new password"),
    "account.second_step.end": _l("the end of a lost second step"),
    "audit.read": _l("the log"),
    "award.proposals.export": _l("the list for award proposals"),
    "ballot.drop": _l("the doing without ballots of a jury"),
    "ballot.reopen": _l("the opening of a locked ballot"),
    "ballot.run": _l("the ballots of a jury"),
    "certificate.bundle.read": _l("the file with the certificates of a contest"),
    "certificate.issue_or_revoke": _l("the giving of certificates"),
    "certificate.list_of_member": _l("the certificates of a member"),
    "certificate.list_of_other_person": _l("the list of certificates"),
    "certificate.revoke": _l("the revocation of a certificate"),
    "cohort.send": _l("the requests of a round of matching"),
    "complaint.answer": _l("the answer to a complaint"),
    "complaint.answer.agree": _l("the agreement to an answer to a complaint"),
    "complaint.list": _l("the complaints about results"),
    "complaint.read": _l("a complaint about a result"),
    "conflict.declare": _l("a declaration of conflict of interest"),
    "conflict.declare.unassigned": _l("a declaration of conflict of interest by code"),
    "contest.change": _l("the set-up of the contest"),
    "contest.criteria.agree": _l("the other criteria of the contest"),
    "contest.deadline.agree": _l("the other deadline of the contest"),
    "deliberation.agree": _l("the opening of a deliberation"),
    "deliberation.call": _l("the agenda of a deliberation"),
    "deliberation.lead": _l("the lead of a deliberation"),
    "deliberation.motion.read": _l("a vote of the jury"),
    "deliberation.open": _l("the proposal of a deliberation"),
    "deliberation.read": _l("the deliberation about an entry"),
    "deliberation.room": _l("the room of a deliberation"),
    "deliberation.settle": _l("the settling of a vote of the jury"),
    "deliberation.speak": _l("a remark in a deliberation"),
    "deliberation.vote": _l("a juror’s vote"),
    "eligibility.decide": _l("the decision about an entry"),
    "eligibility.decide_many": _l("the admission of entries"),
    "eligibility.export": _l("the check of entries as a file"),
    "eligibility.list": _l("the check of entries"),
    "eligibility.note": _l("the documents of an entry"),
    "eligibility.read": _l("the check of an entry"),
    "eligibility.recommend": _l("a recommendation about an entry"),
    "paper_entry.confirm": _l("a paper sheet typed a second time"),
    "paper_entry.write": _l("a paper sheet being typed"),
    "paper_sheet.list": _l("the sheets on paper"),
    "paper_sheet.print": _l("the printing of sheets"),
    "paper_sheet.release": _l("a paper sheet set free"),
    "score.own.object": _l("an objection to a typed sheet"),
    "secretary.end": _l("the end of a secretary’s duty"),
    "secretary.name": _l("the secretaries of a jury"),
    "entry.bonus": _l("the extra points of entries"),
    "entry.decide_late": _l("the decision about a late entry"),
    "entry.disqualify": _l("the exclusion of an entry"),
    "entry.extend": _l("more time for one team"),
    "entry.penalise": _l("points taken away from an entry"),
    "entry.measure.agree": _l("the agreement to a decision about one entry"),
    "entry.measure.read": _l("a decision about one entry"),
    "entry.glance": _l("an entry before the results"),
    "entry.file.read": _l("files of an entry before the results"),
    "entry.list": _l("the list of entries"),
    "entry.versions.read": _l("the versions of an entry"),
    "late_code.agree": _l("the agreement to a code for late entries"),
    "late_code.ask": _l("the request for a code for late entries"),
    "late_code.list": _l("the codes for late entries"),
    "late_code.read": _l("a code for late entries"),
    "guardian.answer": _l("the guardian’s answers"),
    "guardian.check_paper": _l("the guardian’s name and consent"),
    "guardian.end": _l("the end of a guardian"),
    "guardian.inform": _l("what a guardian is told of the mentoring"),
    "guardian.erase": _l("a guardian’s request to erase"),
    "guardian.export": _l("the copy of a child’s data for a guardian"),
    "idea.comment.moderate": _l("a comment under an idea"),
    "idea.comment.read": _l("the comments of a confidential idea"),
    "idea.updates.read": _l("the news of a confidential idea"),
    "idea.photo.read": _l("the photo of a confidential idea"),
    "idea.read": _l("a confidential idea"),
    "judging.advance": _l("who goes on after a stage of judging"),
    "judging.arrange": _l("the handing out of entries"),
    "judging.card.arrange": _l("a juror’s scoresheet"),
    "judging.close": _l("the end of scoring"),
    "judging.stages.read": _l("who went on in stages of judging that are over"),
    "mentor.check": _l("the check of a mentor"),
    "mentor.clear_for_minors": _l("the clearance of a mentor for people under 18"),
    "mentorship.read": _l("the work of a mentor and a team with somebody under 18"),
    "mentorship.room.open": _l("the call of a meeting with somebody under 18"),
    "mentorship.overview": _l("the list of mentorings of a unit"),
    "mentorship.review.read": _l("what was confided about a mentoring"),
    "member.contact.read": _l("phone number and e-mail"),
    "member.page.read": _l("the page of a member"),
    "office.list": _l("the list of offices"),
    "portal.export": _l("the list for the national portal as a file"),
    "privacy.handle": _l("a request about personal data"),
    "privacy.list": _l("the requests about personal data"),
    "request.read": _l("a request to a mentor"),
    "results.correct": _l("the correction of the results"),
    "results.draft.read": _l("the draft of the results"),
    "results.prepared.read": _l("the prepared results"),
    "results.remark.hold": _l("a remark of the jury to a team"),
    "results.remarks.read": _l("the remarks of the jury to teams"),
    "results.publish": _l("the publication of the results"),
    "role.grant.organiser_or_admin": _l("an office given by two persons"),
    "role.grant.unit_or_safeguarding_officer": _l("an office given"),
    "role.proposal.read": _l("a proposal for an office"),
    "role.propose.organiser_or_admin": _l("a new proposal for an office"),
    "role.revoke": _l("an office taken back"),
    "role.grant.juror_in_contest": _l("the jury"),
    "role.revoke.juror_in_contest": _l("a juror’s seat"),
    "roster.export": _l("the list of members as a file"),
    "roster.import": _l("a new list of members"),
    "roster.import.read": _l("the preview of a list of members"),
    "roster.import.undo": _l("the undoing of an import"),
    "roster.line.edit": _l("a line of the list of members"),
    "roster.read": _l("the list of members"),
    "safety.decide": _l("the decision about a safety report"),
    "safety.list": _l("the safety reports"),
    "safety.read": _l("a safety report"),
    "score.aggregate": _l("a look at the marks after closing"),
    "score.earlier.decide": _l("the points of a juror who declared a conflict in a later stage"),
    "score.far.confirm": _l("the question about a scoresheet far from the others"),
    "score.own.read": _l("a scoresheet"),
    "score.progress_counts": _l("the progress of the judging"),
    "slip.code.make": _l("a code for the author of a slip"),
    "slip.import": _l("a new list of ideas"),
    "slip.import.read": _l("the preview of a list of ideas"),
    "slip.photo.read": _l("the photo of a slip"),
    "slip.read": _l("the slip an idea came on"),
    "slip.remove": _l("the end of a slip"),
    "tally.confirm": _l("the confirmation of scores given outside"),
    "tally.give": _l("a file of scores given outside"),
    "tally.own": _l("the passing on of a file of scores"),
    "tally.read": _l("the preview of scores given outside"),
    "thread.read": _l("a conversation with somebody under 18"),
    "user.search_by_name": _l("the search for members"),
    "weights.choose": _l("other weights of the suggestions"),
    "vote.call_off": _l("the calling off of a public vote"),
    "vote.count": _l("the numbers of a public vote before they are public"),
    "vote.held.decide": _l("the suspect votes of an entry"),
    "vote.publish": _l("the publication of a public vote"),
    "vote.run": _l("the running of a public vote"),
    "vote.set_up": _l("the terms of a public vote"),
    "vote.table.read": _l("the numbers of a public vote as a file"),
}
PARTS: Mapping[str, Any] = {
    "contests.edit": _l("Title, summary and rules"),
    "contests.terms": _l("When and who"),
    "contests.limits": _l("Fields and numbers"),
    "contests.documents": _l("Documents to show"),
    "contests.lateness": _l("After the deadline"),
    "contests.criteria": _l("The criteria"),
    "contests.prizes": _l("Prizes and stages"),
    "contests.rounds": _l("How stages are judged"),
    "contests.points": _l("Points and complaints"),
    "contests.organisers": _l("Organisers"),
    **{
        f"questions.{verb}": _l("The form") for verb in ("build", "ask", "change", "move", "remove")
    },
}
"""What has several pages under one permission, by the page on which something was changed."""
OFFICES: Mapping[str, Any] = {
    "admin": _l("An administrator"),
    "contest_organiser": _l("An organiser of the contest"),
    "organiser": _l("An organiser"),
    "safeguarding_officer": _l("A safeguarding officer"),
    "unit_officer": _l("A unit officer"),
}


def kind_in_words(permission: str) -> str:
    return str(KINDS.get(permission) or _("a page that was not theirs"))


def office_in_words(row: AuditRow, place: str = "") -> str:
    if not row.actor:
        return str(_("Somebody not signed in"))
    office = str(OFFICES.get(row.office) or _("A member"))
    return f"{office} ({place})" if place else office


def sentence(row: AuditRow, who: str, whom: str) -> str:
    """One row in words; `whom` is empty where the row is about nobody."""
    part = PARTS.get(row.facts.get("page", ""))
    what = kind_in_words(row.permission)
    facts = {"who": who, "what": f"{what} ({part})" if part else what}
    if row.what == WITH_A_REASON and row.permission == "portal.export":
        return str(_("%(who)s took out contacts with the list for the national portal", who=who))
    if row.what == WITH_A_REASON:
        return str(_("%(who)s took out contacts with the list of members", who=who))
    if row.what == LACKING:
        facts["what"] = f"{facts['what']} ({whom})" if whom else facts["what"]
        return str(_("%(who)s had to confirm with a one-time code before: %(what)s", **facts))
    return _about(row, {**facts, "whom": whom}) if whom else _bare(row, facts)


def _about(row: AuditRow, facts: dict[str, str]) -> str:
    if not row.allowed:
        return str(_("%(who)s was refused: %(what)s of %(whom)s", **facts))
    if row.what == "acted":
        return str(_("%(who)s changed something: %(what)s of %(whom)s", **facts))
    return str(_("%(who)s looked at %(what)s of %(whom)s", **facts))


def _bare(row: AuditRow, facts: dict[str, str]) -> str:
    if not row.allowed:
        return str(_("%(who)s was refused: %(what)s", **facts))
    if row.what == "acted":
        return str(_("%(who)s changed something: %(what)s", **facts))
    return str(_("%(who)s looked at %(what)s", **facts))


def administrators(activity: Activity) -> Iterable[Person]:
    return db.session.scalars(holders_of(Role.ADMIN))


AUDIENCES = {"audit.broken": administrators}
LINES = {"audit.broken": _l("The audit log was tampered with: batch %(number)s does not hold")}
LINKS = {"audit.broken": ("audits.log",)}
