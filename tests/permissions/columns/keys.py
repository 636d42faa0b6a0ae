"""What a page listens to in its address.

A search or a filter on what a reader may not see tells it all the same. So each key says what it
goes over and whose permission that has; tests ask every search for every secret of every row.
"""

_LOG = {
    "after": "where the page before ended",
    "kind": "the kind of decision, as each row shows it",
    "outcome": "allowed or refused, as each row shows it",
    "person": "somebody of the reader's units or contest, else not found",
    "since": "the moment each row shows",
    "until": "the moment each row shows",
}
_AFTER = {"after": "where the page before ended"}
_UNIT = {"unit": "the name of a unit, which is public"}
_STAYING = {
    "sector": "the field chosen last",
    "written_on": "the day chosen last",
    "unit": "a unit the reader may type for, else none",
}
_PORTAL = {
    "since": "the day each row shows",
    "state": "posted or not, as each row shows",
    "until": "the day each row shows",
}
_NEXT = {"next": "where to go on inside this site"}
_RECEIPT = {"code": "which of the receipts of this entry, as its page lists them"}
_THREAD = {"thread": "the conversation a report is about; one out of reach is left out"}

# endpoint → permission of what is gone over → key → over what
KEYS = {
    "accounts.confirm_second_step": ("account.own", _NEXT),
    "accounts.register": ("account.register", _NEXT),
    "accounts.second_step": ("account.own", _NEXT),
    "accounts.set_up_second_step": ("account.own", _NEXT),
    "calendars.of_contest": ("contest.read", {"language": "in which language the dates are named"}),
    "cohorts.mentors": ("cohort.run", {
        "all": "those without a free place too, which the directory shows",
        "language": "the languages the directory shows of each",
    }),
    "offers.make": ("offer.make", {"q": "the directory of mentors, as everybody searches it"}),
    "cohorts.show": ("cohort.run", {"from": "the team the table begins with"}),
    "cohorts.teams": ("cohort.run", {
        "all": "those that have a mentor too, as their pages say",
        "q": "the names of teams, which are public",
    }),
    "eligibility.overview": ("eligibility.list", {
        "batch": "decisions made together a moment ago, to offer their undoing",
        "view": "what the check found, as each row shows it",
    }),
    "accounts.sign_in": ("account.sign_in", {
        **_NEXT, "invited": "that a link led here, which the page says first",
    }),
    "entries.receipt": ("entry.read_receipt", _RECEIPT),
    "entries.receipt_file": ("entry.read_receipt", _RECEIPT),
    "accounts.leave_for_provider": ("account.sign_in", {
        **_NEXT, "shared": "that others use this computer too",
    }),
    "accounts.return_from_provider": ("account.sign_in", {
        "code": "the provider's answer", "error": "the provider's refusal",
        "iss": "who the provider says it is", "state": "the question that was asked",
    }),
    "audits.export": ("audit.read", _LOG),
    "audits.export_of_contest": ("audit.read", _LOG),
    "audits.log": ("audit.read", _LOG),
    "audits.looks": ("audit.own_looks.read", _AFTER),
    "audits.of_contest": ("audit.read", _LOG),
    "certificates.given": ("certificate.list_of_other_person", _AFTER),
    "contests.directory": ("contest.browse", {**_AFTER, "phase": "the phase each card shows"}),
    "conversations.report": ("thread.read", {
        **_THREAD, "about": "words to begin a report with, as the link had them",
    }),
    "conversations.report_as_guardian": ("guardian.answer", _THREAD),
    "entries.start": ("entry.start", {
        "idea": "an idea of the reader's own teams", "team": "the reader's own teams",
    }),
    "latecomers.redeem": ("late_code.redeem", {"team": "the reader's own teams"}),
    "papers.add": ("entry.file.add", {"slot": "the place in the form, as the link had it"}),
    "home.search": ("home.search", {"q": "the words of public ideas, mentors, contests"}),
    "comments.show": ("idea.comment.read", _AFTER),
    "ideas.tags": ("idea.browse", {"q": "the words of the taxonomy, which are public"}),
    "ideas.followed": ("idea.followed.read", _AFTER),
    "ideas.updates": ("idea.updates.read", _AFTER),
    "ideas.gallery": ("idea.browse", {
        **_AFTER, "field": "the field each card shows", "in_use": "public: that it is used",
        "need": "public: what the idea needs", "q": "the words a stranger reads",
        "sort": "newest or most backed, as each card shows", "stage": "the stage each card shows",
        "unit": "the unit each card shows",
    }),
    "reports.export_for_portal": ("portal.export", _PORTAL),
    "reports.portal": ("portal.list", {**_PORTAL, **_AFTER, "all": "that all are chosen"}),
    "reports.report": ("report.read", {
        "print": "the same figures for paper", "show": "one of the four measures",
        "year": "the year of the counts",
    }),
    "reports.report_in_excel": ("report.read", {"year": "the year of the counts"}),
    "reports.standings": ("unit.standings.read", {"by": "one of two orders, both shown"}),
    "reports.targets": ("target.set", {"year": "the year of the targets"}),
    "tallies.blank": ("tally.give", {"panel": "a panel of the contest"}),
    "slips.blank": ("slip.paper.print", _UNIT),
    "slips.pile": ("slip.type", _STAYING),
    "slips.write": ("slip.type", _STAYING),
    "ideas.review": ("idea.review", {
        "all": "that all are chosen", "state": "states within the officer's units",
    }),
    "judging.hand_out": ("judging.arrange", {"readers": "how many read an entry, for a proposal"}),
    "judging.preview": ("contest.preview", {"stage": "which stage, as the page names them all"}),
    "judging.rehearse": ("judging.rehearse", {
        "entries": "how many made-up entries", "jurors": "how many made-up jurors",
    }),
    "members.search": ("user.search_by_name", {"q": "names of whom the reader may find"}),
    "mentoring.directory": ("mentor.browse", {
        **_AFTER, "format": "public: how they meet", "free": "public: who has room",
        "language": "public: what they speak", "q": "the words a stranger reads",
        "skill": "public: what they know", "team": "the reader's own team, to suggest by",
    }),
    "mentoring.inbox": ("request.inbox", {
        "show": "open or answered, as each row shows", "side": "the mentor's or the team's side",
    }),
    "mentoring.show": ("mentor.public_profile.read", {"team": "the reader's own team"}),
    "mentoring.weights": ("weights.read", {"back": "which weights its form begins with"}),
    "notifications.inbox": ("notifications.read_own", {
        **_AFTER, "family": "the kind of news each row shows",
    }),
    "organisations.find_for_office": ("office.list", {"q": "names in the reader's own units"}),
    "organisations.office_history": ("office.list", _AFTER),
    "organisations.offices": ("office.list", {
        "role": "the office each row shows", "unit": "units within the reader's reach",
    }),
    "publishing.directory": ("results.browse", _AFTER),
    "rosters.roster": ("roster.read", {
        **_AFTER, "print": "the same rows for paper", "q": "names on the list",
    }),
    "units.directory": ("unit.look_up", {"q": "names of units"}),
}  # fmt: skip
# pages on which something is looked for in words: each is asked for every secret
SEARCHES = (
    "/search?q=", "/ideas?q=", "/ideas?unit=", "/mentors?q=", "/members?q=", "/units?q=",
    "/units/{unit}/roster?q=", "/offices/new?q=", "/ideas/tags?q=", "/cohorts/{cohort}/teams?q=",
    "/teams/{team}/offers/new?q=",
)  # fmt: skip
