"""The permission matrix against the code: each cell that says yes or no, action by action.

`ACTIONS` says which permission answers for a row, about which thing, at which moment. Letters with
a condition of their own (S shared, L break-glass, C consent …) come with the work that builds them
and are listed in `LATER`; a row in neither list fails.
"""

import pytest

from mentorhub.judging.queries import card_to_mark
from mentorhub.platform.permissions import can
from tests.permissions.surfaces.exceptions import NARROWER
from tests.permissions.table import ROWS
from tests.permissions.world import make_world

YES, NO = {"A", "R"}, {"."}
ACTIONS = {
    "idea.draft.read": ("idea.draft.read", "draft", "open"),
    "idea.draft.write": ("idea.draft.write", "draft", "open"),
    "idea.published.read": ("idea.read", "idea", "open"),
    "idea.comment.create": ("idea.comment.create", "idea", "open"),
    "idea.comment.moderate": ("idea.comment.moderate", "comment", "open"),
    "sub.read@before_deadline": ("entry.glance", "entry", "open"),
    "sub.write@before_deadline": ("entry.write", "entry", "open"),
    "sub.finalise@before_deadline": ("entry.finalise", "entry", "open"),
    "sub.withdraw@before_publish": ("entry.withdraw", "entry", "scoring"),
    "sub.files.download@scoring": ("entry.file.read", "entry", "scoring"),
    "sub.files.download@published": ("entry.file.read", "entry", "published"),
    "score.own.write@open": ("score.own.write", "card", "scoring"),
    "score.progress_counts@open": ("score.progress_counts", "contest", "scoring"),
    "score.aggregate@open": ("results.draft.read", "contest", "scoring"),
    "results.draft.read": ("results.draft.read", "contest", "closed"),
    "results.published.read": ("results.published.read", "contest", "published"),
    "juror.team_feedback@published": ("results.own.read", "entry", "published"),
    "juror.panel_names.read": ("contest.read_panel", "contest", "scoring"),
    "export.contest_no_contacts": ("award.proposals.export", "contest", "published"),
    "certificate.verify_by_token": ("certificate.verify_by_token", None, "published"),
    "certificate.issue_or_revoke": ("certificate.issue_or_revoke", "contest", "published"),
    "certificate.list_of_other_person": (
        "certificate.list_of_other_person",
        "contest",
        "published",
    ),
    "mentor.public_profile.read": ("mentor.public_profile.read", "profile", "open"),
    "request.create_to_mentor": ("request.create_to_mentor", "team", "open"),
    "sub.versions.read": ("entry.versions.read", "entry", "closed"),
    "request.create_to_adult_team": ("offer.make", "adult_team", "open"),
    "request.create_to_team_with_minor": ("offer.make", "team", "open"),
    "request.read": ("request.read", "request", "open"),
    "match.explanation.read": ("match.explanation.read", "request", "open"),
    "team.member_names.read": ("team.member_names.read", "team", "open"),
    "team.invite.create_or_revoke": ("team.invite.create_or_revoke", "team", "open"),
    "user.search_by_name": ("user.search_by_name", "mate", "open"),
    "adult_member.contact.read": ("member.contact.read", "mate", "open"),
    "minor_member.contact.read": ("member.contact.read", "minor", "open"),
    "guardian.contact.read": ("member.contact.read", "minor", "open"),
    "mentor.contact.read": ("member.contact.read", "mentor", "open"),
    "role.grant.organiser_or_admin": ("role.grant.organiser_or_admin", "proposal", "open"),
    "audit.read": ("audit.read", "contest", "open"),
    "audit.write_or_delete": ("audit.write_or_delete", "contest", "open"),
    "thread.read": ("thread.read", "thread", "open"),
    "idea.confidential.read": ("idea.text.read", "confidential", "open"),
    "safety.report.read": ("safety.read", "report", "open"),
    "safety.report.create": ("safety.report", None, "open"),
    "role.grant.juror_in_contest": ("role.grant.juror_in_contest", "contest", "open"),
}
CONDITIONAL = {}
GUARDED = {
    # a permission behind which more is asked for: a reason that is kept and told (tests/members),
    # another person than the one who asked (tests/organisations)
    "member.contact.read": "L",
    "role.grant.organiser_or_admin": "Q",
}
ABOUT_ANOTHER = {
    # a row about one's own record: the cell of whoever holds this very thing is O
    ("score.own.write@open", "JA"): True,
    ("sub.files.download@scoring", "JA"): None,  # the juror reads them through the own sheet
    ("sub.files.download@published", "PA"): None,  # exceptions.py says why
    ("juror.team_feedback@published", "JA"): None,  # the juror reads it on the own sheet
    ("juror.team_feedback@published", "CO"): None,  # with the whole of the judging work
    ("juror.team_feedback@published", "OC"): None,
    # an officer reads what a member was given on the page of the member: tests/certificates
    ("certificate.list_of_other_person", "UO"): None,
    # contacts stand on no team's page: its members give each other theirs in their own words
    ("adult_member.contact.read", "OW"): False,
    ("adult_member.contact.read", "TM"): False,
    ("adult_member.contact.read", "TN"): False,
    ("adult_member.contact.read", "MM"): False,
    # the page leaves out what an organiser is close to: tests/judging asks for the rows
    ("score.progress_counts@open", "OC"): None,
    # of a safeguarding officer's rows tests/permissions/surfaces/exceptions.py says why
    ("guardian.contact.read", "SG"): False,
    ("minor_member.contact.read", "SG"): False,
    ("audit.read", "SG"): None,
    ("request.create_to_adult_team", "MU"): False,  # a mentor has a form of their own
    # an officer reads the part of the own units, no contest: tests/audits asks for the rows
    ("audit.read", "UO"): None,
}
LATER = {
    "contest rounds and extensions": {
        "sub.write@after_deadline", "sub.grant_extension", "sub.disqualify",
    },
    "the text of an entry while it is judged, on two pages": {"sub.read@scoring"},
    "ledger and correction": {
        "juror.entry_assignment.read", "score.own.read", "score.other_juror.read@open",
        "score.other_juror.read@deliberate", "score.aggregate@closed_unpublished",
        "score.aggregate@published", "score.file_pseudonymised@published",
        "score.juror_name_link@published", "juror.private_note.read", "conflict.declare",
        "results.publish", "results.correct",
    },
    "contacts, guardians and threads": {
        "request.accept_as_addressee",
    },
    "people work": {
        "team.owner.transfer",
        "export.with_contacts", "export.self_data", "erase.self",
        "user.impersonate", "api_token.create",
    },
    "complaints": {"complaint.create", "complaint.read", "complaint.answer"},
    "sheets on paper": {"paper_entry.write"},
    "deliberation, on its own pages": {"deliberation.open", "deliberation.read"},
}  # fmt: skip


def expected(action, role, moment):
    """True, False, or None where the letter needs something that is not built yet."""
    if (action, role) in ABOUT_ANOTHER:
        return ABOUT_ANOTHER[action, role]
    letter = ROWS[action][role]
    if (letter == "L" or role == "SC") and role in NARROWER.get(action, ()):
        return False
    if letter in GUARDED.get(ACTIONS[action][0], ""):
        return True
    if action == "idea.confidential.read" and letter == "R":
        return False  # the title is idea.read; this row's permission is about the text
    if letter in CONDITIONAL:
        return CONDITIONAL[letter](moment)
    return True if letter in YES else False if letter in NO else None


def test_every_row_of_the_matrix_is_tested_or_named_as_later_work():
    later = set().union(*LATER.values())
    assert set(ACTIONS) | later == set(ROWS)
    assert set(ACTIONS) & later == set()


@pytest.mark.parametrize("action", ACTIONS)
def test_the_matrix_holds(app, action):
    permission, thing, moment = ACTIONS[action]
    world = make_world(moment)
    subject = world.things[thing] if thing else None
    if thing == "card":
        subject = card_to_mark(subject.id)  # with the answer to "is there a conflict?"
    wrong = {
        role: (ROWS[action][role], answer)
        for role, person in world.people.items()
        if (wanted := expected(action, role, moment)) is not None
        and (answer := can(person, permission, subject)) is not wanted
    }
    assert wrong == {}
