"""Cells where the product gives less than the matrix grants, and rows that have no surface yet.

A cell stands here while what it grants is not built. The runner then expects denial, so that
building it makes the runner ask for the line to be taken out.
"""

NOT_HELD = {"SC"}  # no grant makes somebody a secretary yet: the product sees a member

_NOT_ON_THE_PAGE = "contacts stand on no page of a team: members give each other theirs themselves"
_NO_SHEET = "an organiser reads no single sheet yet"
_ASKED_OF_THE_OFFICER = "the safeguarding officer asks the unit officer"
NARROWER = {
    "adult_member.contact.read": dict.fromkeys(("OW", "TM", "TN", "MM"), _NOT_ON_THE_PAGE),
    "score.other_juror.read@deliberate": {"CO": "comes with deliberation"},
    "juror.private_note.read": {"CO": "comes with deliberation"},
    "juror.team_feedback@published": {
        "CO": _NO_SHEET, "OC": _NO_SHEET,
    },
    "minor_member.contact.read": {"SG": _ASKED_OF_THE_OFFICER},
    "audit.read": {"SG": "the log of the units is read by unit officers"},
    "score.juror_name_link@published": {"CO": _NO_SHEET},
    "guardian.contact.read": {
        "SG": _ASKED_OF_THE_OFFICER,
    },
}  # fmt: skip

# rows that cannot be done or read anywhere yet, with words no address or view may hold until then
NO_SURFACE = {
    "idea.comment.create": ("comment",),
    "idea.comment.moderate": ("comment",),
    "sub.grant_extension": ("entries/<uuid:entry_id>/extension", "grace"),
    "sub.disqualify": ("disqualif",),
    "sub.files.download@scoring": ("attachment", "entries/<uuid:entry_id>/files", "download"),
    "sub.files.download@published": ("attachment", "download"),
    "sub.versions.read": ("revision", "versions"),
    "score.file_pseudonymised@published": ("ledger", "scores.csv", "pseudonym"),
    "results.correct": ("correction", "correct_results"),
    "certificate.verify_by_token": ("certificate",),
    "certificate.issue_or_revoke": ("certificate",),
    "certificate.list_of_other_person": ("certificate",),
    "request.create_to_adult_team": ("offers", "offer_help"),
    "request.create_to_team_with_minor": ("offers", "offer_help"),
    "audit.write_or_delete": ("audit/delete", "audit/edit", "change_audit"),
    "export.contest_no_contacts": ("contests/<uuid:contest_id>/export", "entries.xlsx"),
    "user.impersonate": ("impersonat", "act-as", "sign-in-as"),
    "api_token.create": ("api-token", "api/", "/tokens"),
    "complaint.create": ("complaint",),
    "complaint.read": ("complaint",),
    "complaint.answer": ("complaint",),
    "paper_entry.write": ("on-paper", "paper-sheets", "paper_sheet"),
    "deliberation.open": ("deliberation",),
    "deliberation.read": ("deliberation",),
}


def narrower(surface, role):
    return role in NARROWER.get(surface.action, {})
