"""An address for every rule of the URL map, with rows behind it: no page is left out of a crawl."""

import re
from dataclasses import dataclass

THINGS = {
    "asked_id": "request", "batch_id": "batch", "bundle_id": "bundle",
    "card_id": "card", "certificate_id": "certificate", "comment_id": "comment",
    "cohort_id": "cohort", "complaint_id": "complaint", "commitment_id": "commitment",
    "contest_id": "contest", "amendment_id": "amendment", "measure_id": "measure",
    "deliberation_id": "deliberation", "discussion_id": "discussion", "motion_id": "motion",
    "late_code_id": "late_code", "paper_id": "paper_sheet", "secretary_id": "secretary",
    "ranking_id": "ranking", "ballot_id": "ballot", "vote_id": "vote", "tally_id": "tally",
    "entry_id": "entry", "file_id": "attached", "follow_id": "follow", "slip_id": "slip",
    "update_id": "update", "upload_id": "upload",
    "guardian_id": "guardian", "idea_id": "idea", "identity_id": "identity", "juror_id": "juror",
    "line_id": "line",
    "meeting_id": "meeting", "step_id": "step_of_meeting",
    "login_id": "login", "mail_id": "mail", "mentorship_id": "mentorship",
    "notification_id": "notification", "offer_id": "offer",
    "office_id": "office", "passkey_id": "passkey",
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
    "number": "1",
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
