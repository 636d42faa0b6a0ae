"""Cells where the product gives less than the matrix grants, and rows that have no surface yet.

A cell stands here while what it grants is not built. The runner then expects denial, so that
building it makes the runner ask for the line to be taken out.
"""

_NOT_ON_THE_PAGE = "contacts stand on no page of a team: members give each other theirs themselves"
_NO_MINUTES_YET = "a secretary types paper sheets and follows the jury; the rest is the organisers'"
_NO_SHEET = "an organiser reads no single sheet yet"
_ASKED_OF_THE_OFFICER = "the safeguarding officer asks the unit officer"
_BY_WHO_ANSWERS = "an administrator has no look of their own: who answers for the thing reads it"
_AFTER_A_REPORT = "a conversation is read by the safeguarding officer, after a report"
_AT_THE_TABLE = "an officer reads the conversations alone at whose table they are named to sit"
_OWN_LIST = "officers take out the lists of their own units; others read one contact for a reason"
_NOT_WITH_THE_RESULTS = "files stand with no results yet: teams agreed to names and places only"
_EVERYBODY_ELSE = ("AN", "MB", "MN", "RV", "MM", "MU", "JU", "JC", "OC", "CX", "UO", "UX", "GU",
                   "SG", "SC")  # fmt: skip
NARROWER = {
    "idea.draft.read": {"PA": _BY_WHO_ANSWERS},
    "sub.read@before_deadline": {"PA": _BY_WHO_ANSWERS},
    "sub.read@scoring": {"PA": _BY_WHO_ANSWERS},
    "sub.files.download@scoring": {"PA": _BY_WHO_ANSWERS},
    "sub.files.download@published": {
        **dict.fromkeys(_EVERYBODY_ELSE, _NOT_WITH_THE_RESULTS), "PA": _BY_WHO_ANSWERS,
    },
    "juror.entry_assignment.read": {"PA": _BY_WHO_ANSWERS, "SC": _NO_MINUTES_YET},
    "score.aggregate@closed_unpublished": {"PA": _BY_WHO_ANSWERS},
    "results.draft.read": {"PA": _BY_WHO_ANSWERS, "SC": _NO_MINUTES_YET},
    "sub.versions.read": {"PA": _BY_WHO_ANSWERS},
    "request.read": {"PA": _BY_WHO_ANSWERS},
    "complaint.read": {
        "UO": _BY_WHO_ANSWERS, "PA": _BY_WHO_ANSWERS, "SC": _NO_MINUTES_YET,
    },
    "match.explanation.read": {"PA": _BY_WHO_ANSWERS},
    "thread.read": {"UO": _AT_THE_TABLE, "PA": _AFTER_A_REPORT},
    "export.with_contacts": {"CO": _OWN_LIST, "PA": _OWN_LIST},
    "adult_member.contact.read": dict.fromkeys(("OW", "TM", "TN", "MM"), _NOT_ON_THE_PAGE),
    "score.other_juror.read@deliberate": {"PA": _BY_WHO_ANSWERS},
    "juror.private_note.read": {"PA": _BY_WHO_ANSWERS},
    "deliberation.read": {"PA": _BY_WHO_ANSWERS, "SC": _NO_MINUTES_YET},
    "juror.team_feedback@published": {
        "CO": _NO_SHEET, "OC": _NO_SHEET, "PA": _BY_WHO_ANSWERS,
    },
    "minor_member.contact.read": {"SG": _ASKED_OF_THE_OFFICER},
    "audit.read": {"SG": "the log of the units is read by unit officers"},
    "score.juror_name_link@published": {"CO": _NO_SHEET, "PA": _BY_WHO_ANSWERS},
    "certificate.issue_or_revoke": {"PA": _BY_WHO_ANSWERS},
    "export.contest_no_contacts": {"PA": _BY_WHO_ANSWERS},
    "certificate.list_of_other_person": {"PA": _BY_WHO_ANSWERS},
    "guardian.contact.read": {
        "SG": _ASKED_OF_THE_OFFICER,
    },
}  # fmt: skip

# letters whose condition cannot come about yet: the cell is denied, and counted as narrower than
# the table. The words are those no address, view or permission may hold until somebody builds it
WAITING = {
    "S": ("a team cannot share a draft or an entry with its mentor yet", ("sharing", "share")),
    "M": ("mentor and team write to each other here; a mentor's number stands on no page",
          ("mentor/contact", "mentorships/<uuid:mentorship_id>/contact", "mentor.contact")),
}  # fmt: skip

# rows that cannot be done or read anywhere yet, with words no address or view may hold until then
NO_SURFACE = {
    "audit.write_or_delete": ("audit/delete", "audit/edit", "change_audit"),
    "user.impersonate": ("impersonat", "act-as", "sign-in-as"),
    "api_token.create": ("api-token", "api/", "/tokens"),
}


def narrower(surface, role):
    return role in NARROWER.get(surface.action, {})


def waits(letter):
    """A cell whose condition nothing in the product can fulfil yet."""
    return letter in WAITING
