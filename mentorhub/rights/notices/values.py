"""The words of a copy: what the codes in it mean. A test looks up every one of them."""

from collections.abc import Mapping
from typing import Any

from mentorhub.platform.i18n import _l
from mentorhub.rights.notices import mentoring

_OFFICES = {
    "unit_officer": _l("Unit officer"),
    "safeguarding_officer": _l("Safeguarding officer"),
    "organiser": _l("Contest organiser"),
    "admin": _l("Administrator"),
}
_WAYS = {
    "self": _l("in the account"),
    "paper": _l("on paper, checked by an officer"),
    "act": _l("by doing it oneself"),
    "guardian_link": _l("by the guardian's own link"),
    "officer": _l("by an officer"),
}
_TONGUES = {
    "vi": _l("Vietnamese"),
    "en": _l("English"),
    "fr": _l("French"),
    "km": _l("Khmer"),
    "cja": _l("Cham"),
}
VALUES: Mapping[str, Mapping[Any, Any]] = {
    "language": _TONGUES,
    "spoken": _TONGUES,
    "role": _OFFICES,
    "way": _WAYS,
    "checked_how": _WAYS,
    "channel": {"in_app": _l("On MentorHub"), "email": _l("By mail")},
    "hat": {
        "youth": _l("With ideas and teams"),
        "mentor": _l("As a mentor"),
        "juror": _l("As a juror"),
        "organiser": _l("In an office"),
    },
    "family": {
        "ideas": _l("Ideas"),
        "teams": _l("My team"),
        "mentoring": _l("Mentoring"),
        "contests": _l("Contests and entries"),
        "judging": _l("Judging"),
        "results": _l("Results"),
        "account": _l("My account"),
    },
    "purpose": {
        "account": _l("Using the account"),
        "contest": _l("Taking part in contests"),
        "publication": _l("Publishing name and photo"),
        "mentor_contact": _l("Contact with mentors"),
        "messages": _l("Mails about their matters"),
    },
    "relation": {
        "parent": _l("mother or father"),
        "grandparent": _l("grandparent"),
        "guardian": _l("legal guardian"),
        "other": _l("other legal representative"),
    },
    "action": {
        "results.publish": _l("the publication of the results"),
        "role.grant.organiser_or_admin": _l("an office given by two persons"),
        "contest.extend": _l("A later deadline"),
        "contest.deadline": _l("Another deadline of a contest"),
        "contest.late_code": _l("A code for late entries"),
        "entry.extend": _l("More time for one team"),
        "entry.disqualify": _l("Exclude an entry"),
        "entry.reinstate": _l("Take an entry in again"),
        "contest.criteria": _l("Other criteria of a contest"),
        "vote.publish": _l("the publication of a public vote"),
        "judging.tally": _l("Scores given outside, from a file"),
    },
    "maturity": {
        "idea": _l("An idea"),
        "prototype": _l("A prototype"),
        "pilot": _l("A trial"),
        "applied": _l("Applied, says the author"),
    },
    "visibility": {"public": _l("Everybody"), "confidential": _l("Only who works on it")},
    **mentoring.VALUES,
    "level": {1: _l("Basic level"), 2: _l("Good level"), 3: _l("Expert level")},
    "office": {
        "officer": _l("An officer of the unit"),
        "admin": _l("An administrator"),
        "organiser": _l("An organiser of a contest"),
    },
}
_VERDICTS: Mapping[Any, Any] = {
    "admitted": _l("Admitted"),
    "more_needed": _l("More was asked for"),
    "refused": _l("Not admitted"),
}
OWN_VALUES: Mapping[tuple[str, str], Mapping[Any, Any]] = {
    ("eligibility_decision", "verdict"): _VERDICTS,
    ("eligibility_recommendation", "verdict"): _VERDICTS,
    ("pseudonym_key", "what"): {
        "looked": _l("Something was looked at"),
        "acted": _l("Something was changed"),
        "refused": _l("It was refused"),
        "second_step.lacking": _l("A one-time code was asked for first"),
        "contacts exported": _l("Contacts were taken out with a list"),
    },
    ("consent", "answer"): {
        "given": _l("agreed"),
        "declined": _l("did not agree"),
        "withdrawn": _l("taken back"),
        "informed": _l("was told"),
        "ended": _l("no longer answers"),
    },
    ("data_request", "kind"): {
        "access": _l("A copy of the data"),
        "erase": _l("Erasure"),
        "withdraw": _l("A consent taken back"),
        "correct": _l("Something to correct"),
        "object": _l("An objection"),
    },
    ("data_request", "state"): {
        "open": _l("Open"),
        "done": _l("Done"),
        "refused": _l("Refused"),
        "taken_back": _l("Taken back"),
    },
    ("safety_report", "state"): {
        "open": _l("Open"),
        "lifted": _l("Decided: nothing unsafe was found"),
        "kept_closed": _l("Decided: something was done about it"),
    },
    ("team_tie", "kind"): {"mentor": _l("Mentor"), "supervisor": _l("Supervising adult")},
    ("idea", "state"): {
        "draft": _l("A draft"),
        "sent": _l("Sent to the unit"),
        "more_needed": _l("The unit asks for more"),
        "approved": _l("Approved"),
        "helped": _l("Being helped"),
        "in_use": _l("In use"),
        "paused": _l("Paused"),
        "duplicate": _l("The same as another idea"),
        "not_taken_up": _l("Not taken up"),
    },
    ("idea_join_request", "state"): {
        "asked": _l("Waiting for an answer"),
        "welcomed": _l("Taken into the team"),
        "declined": _l("Not this time"),
        "taken_back": _l("Taken back"),
    },
    ("slip", "agreed"): {
        "signed": _l("They signed the slip"),
        "spoken": _l("They said yes, face to face"),
        "phoned": _l("They said yes on the phone"),
    },
    ("juror", "state"): {
        "invited": _l("Invited"),
        "accepted": _l("Accepted"),
        "declined": _l("Declined"),
        "withdrawn": _l("Left the jury"),
    },
    ("participant", "state"): {
        "draft": _l("A draft"),
        "submitted": _l("Submitted"),
        "withdrawn": _l("Withdrawn"),
        "disqualified": _l("Excluded"),
    },
    ("complaint", "kind"): {
        "arithmetic": _l("The points were added up wrongly"),
        "eligibility": _l("An entry had no right to take part"),
        "procedure": _l("A rule of the contest was not kept"),
    },
    ("score_event", "state"): {
        "assigned": _l("Not begun"),
        "started": _l("Begun"),
        "submitted": _l("Submitted"),
        "void": _l("Does not count"),
    },
    **mentoring.OWN_VALUES,
    ("publication", "state"): {
        "prepared": _l("Prepared"),
        "published": _l("Published"),
        "discarded": _l("Discarded"),
        "agreed": _l("Agreed to, public at its moment"),
        "replaced": _l("Replaced by a correction"),
    },
    ("certificate_bundle", "shape"): {
        "zip": _l("One file for each person (ZIP)"),
        "pdf": _l("One PDF to print"),
    },
    ("certificate", "kind"): {
        "award": _l("Prizes"),
        "taking_part": _l("Taking part"),
        "juror": _l("Thanks to jurors"),
        "idea": _l("Ideas that went into an entry"),
    },
    ("certificate", "cause"): {
        "name": _l("The name on it is wrong"),
        "mistake": _l("It was given by mistake"),
        "result": _l("The result it speaks of no longer stands"),
        "asked": _l("Whoever holds it asked for this"),
    },
}
_ACCOUNT, _OFFICE, _TEAM = _l("Account"), _l("Offices"), _l("Teams")
_MENTORING, _JURY, _UNIT = _l("Mentoring"), _l("Judging"), _l("Units and lists of members")
_CONSENT, _CONTEST = _l("Consents and guardians"), _l("Contests and entries")
AREAS: Mapping[str, Any] = {
    "": _l("Another matter"),
    **dict.fromkeys(("account", "address", "login", "passkey", "password"), _ACCOUNT),
    **dict.fromkeys(("second_step", "notification", "notifications"), _ACCOUNT),
    **dict.fromkeys(("privacy", "export", "erase", "contact", "member"), _l("Personal data")),
    **dict.fromkeys(("consent", "guardian"), _CONSENT),
    **dict.fromkeys(("office", "role"), _OFFICE),
    **dict.fromkeys(("roster", "unit", "user"), _UNIT),
    "safety": _l("Safety"),
    "thread": _l("Conversations"),
    "team": _TEAM,
    **dict.fromkeys(("idea", "comment", "slip"), _l("Ideas")),
    **dict.fromkeys(("mentor", "mentorship", "request", "match", "cohort"), _MENTORING),
    **dict.fromkeys(("offer", "weights"), _MENTORING),
    **dict.fromkeys(("contest", "draw", "eligibility", "entry", "late_code", "vote"), _CONTEST),
    **dict.fromkeys(("judging", "juror", "conflict", "score", "scores"), _JURY),
    **dict.fromkeys(("deliberation", "tally", "secretary", "paper_sheet", "paper_entry"), _JURY),
    "ballot": _JURY,
    **dict.fromkeys(("results", "certificate", "award", "complaint"), _l("Results")),
    "audit": _l("Audit log"),
    **dict.fromkeys(("report", "target", "portal"), _UNIT),
}
