"""Headings of every file handed out: tables, the calendar, the copy of one's own data."""

_LIST, _LOG, _OPEN = "roster.export", "audit.read", "contest.read"
_MEMBERS = dict.fromkeys(("No.", "Full name", "Year of birth", "Branch", "Position"), _LIST)
_DECISIONS = dict.fromkeys(("When", "What happened", "Reason", "Outcome", "Request"), _LOG)
_PORTAL = dict.fromkeys(
    ("Author", "E-mail", "Phone", "Unit", "Field", "Name of the idea", "Summary"), "portal.export",
)  # fmt: skip
_CALENDAR = (
    "BEGIN", "VERSION", "PRODID", "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY",
    "URL", "END",
)  # fmt: skip

# file → heading (as in the code) → permission
FILES = {
    "the list of members": _MEMBERS,
    "the list of members with contacts": {**_MEMBERS, "Phone": _LIST, "E-mail": _LIST},
    "the list for the national portal": _PORTAL,
    "the list for the national portal with contacts": _PORTAL,
    "the report of a unit": dict.fromkeys(
        (
            "Unit",
            "Ideas in use",
            "Approved ideas",
            "Ideas with a mentor",
            "Ideas sent",
            "Target",
            "Reached (per cent)",
        ),
        "report.read",
    ),
    "the table of results": dict.fromkeys(
        ("Rank", "Team", "Entry", "Prize", "Points", "Lowest scoresheet", "Highest scoresheet"),
        "results.published.read",
    ),
    "the list for award proposals": dict.fromkeys(
        (
            "No.",
            "Full name",
            "Unit",
            "Prize",
            "Place",
            "Entry",
            "Title of the entry",
            "Team",
            "Decision",
            "Proposed form of award",
            "Remarks",
        ),
        "award.proposals.export",
    ),
    "the numbers of a public vote": dict.fromkeys(
        ("Rank", "Code", "Team", "Entry", "Counted", "Held"), "vote.table.read"
    ),
    "the file of scores to fill in": dict.fromkeys(
        (
            "Code of the entry",
            "Title of the entry",
            "Code of the juror",
            "Remark for the team",
            "Note on low points",
        ),
        "tally.give",
    ),
    "the audit log": _DECISIONS,
    "the audit log of a contest": _DECISIONS,
    "the deadline as a calendar": dict.fromkeys(_CALENDAR, _OPEN),
}

# the copy of one's own data: table → its columns, all of them one's own to read
COPY = {
    "activity": "at verb",
    "approval": "action asked_at approved_at withdrawn_at",
    "ballot": "at contest entry",
    "ballot_ruling": "at reason",
    "calendar_feed": "at ended_at",
    "certificate": "kind code name given_at revoked_at cause reason",
    "certificate_batch": "at total",
    "certificate_bundle": "at shape",
    "clearance": "at reason",
    "cohort": "title need first_meeting made_at",
    "comment": "idea_id at text language hidden_at reason",
    "complaint": "kind text filed_at answer answered_at",
    "conflict": "at reason",
    "contest_secretary": "asked_at accepted_at ended_at",
    "consent": "purpose answer text_version at way",
    "contact_look": "at office reason",
    "contest_organiser": "added_at contest",
    "data_request": "kind words asked_at state answer answered_at closed_at",
    "delivery": "created_at sent_at address subject text",
    "contest_change": "at reason",
    "motion": "put_at text",
    "remark": "at text",
    "draw": "at seed",
    "document_sight": "document contest seen_at undone_at",
    "eligibility_decision": "at verdict",
    "entry": "submitted_at",
    "entry_revision": "at digest",
    "grant_of_role": "role granted_at revoked_at",
    "given_tally": "at entered entered_at",
    "guardian": "name relation created_at checked_how checked_at ended_at",
    "held_remark": "at reason",
    "idea": "title titles sector problem solution benefit maturity visibility state language "
            "created_at sent_at approved_at",
    "idea_adoption": "since people evidence changes at",
    "idea_backing": "idea_id at",
    "idea_follow": "idea_id at",
    "idea_join_request": "idea_id words state asked_at answered_at",
    "idea_posting": "idea_id posted_on link at",
    "idea_support_question": "at follows answered_at",
    "idea_update": "idea_id at text language",
    "idempotent_reply": "at",
    "judging_round": "at readers",
    "juror": "contest state invited_at accepted_at withdrawn_at",
    "juror_answer": "contest agreed_at fields spoken knows",
    "login": "created_at expires_at revoked_at device is_shared_computer",
    "mentor_profile": "headline bio hours_per_month capacity spoken formats state language "
                      "created_at edited_at cleared_for_minors_at teams skills free_times "
                      "boundaries reach_km checked_at code_edition code_agreed_at left_at",
    "commitment": "at goals rhythm format until renews agreed_at",
    "mentor_meeting": "proposed_at begins_at minutes format place beside state noted_at done "
                      "decided steps",
    "mentoring_review": "at stage reached told confided",
    "mentor_offer": "made_at why state answered_at",
    "mentor_request": "asked_at need first_meeting state answered_at",
    "message": "at text language",
    "notification": "at read_at",
    "office_proposal": "role",
    "one_time_secret": "begun_at confirmed_at",
    "paper_sheet": "code typed_at",
    "participant": "contest team code title summary problem solution benefit link state answers "
                   "files submitted_at",
    "passkey": "name created_at last_used_at",
    "password": "changed_at",
    "pending_address": "email expires_at",
    "person": "id created_at language hat closed_at",
    "personal_details": "name birth_year phone phone_verified_at email email_verified_at",
    "preference": "family channel is_on",
    "provider_identity": "issuer subject linked_at",
    "public_vote": "made_at",
    "publication": "state decision_number prepared_at published_at",
    "recovery_code": "made_at used_at",
    "reset_code": "made_at expires_at used_at",
    "roster_import": "at added changed applied_at undone_at",
    "roster_line": "name birth_year position phone email created_at",
    "safety_report": "at page about text language state decided_at reason",
    "score_event": "entry state submitted_at marks feedback",
    "sheet_confirmation": "at reason",
    "slip": "idea_id name birth_year agreed guardian_agreed written_on created_at claimed_at",
    "slip_import": "at added applied_at undone_at",
    "stood_aside": "at",
    "stored_file": "at name media_type size sha256",
    "team_invitation": "created_at expires_at places used revoked_at",
    "team_member": "team is_owner joined_at left_at taken_out_why",
    "team_tie": "kind since until",
    "unit_target": "year in_use approved at",
    "upload": "at name size",
    "waiver": "at reason",
}  # fmt: skip
