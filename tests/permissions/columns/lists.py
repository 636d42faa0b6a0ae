"""Headings of lists."""

WEEK = ("Day", "Morning", "Afternoon", "Evening", "Whole day")  # the boxes of a free week
# endpoint → permission → headings of its tables
HEADINGS = {
    "ballots.office": {"ballot.run": ("Juror", "Ballot", "What to do")},
    "ballots.order": {
        "score.aggregate": ("Entry", "Rank", "Strength", "Standard error",
                            "Before an average entry", "Ballots"),
    },
    "certificates.of_contest": {
        "certificate.list_of_other_person": ("For what", "Given", "Not given yet"),
    },
    "certificates.given": {
        "certificate.list_of_other_person": (
            "Name", "For what", "Team", "Code of the paper", "State",
        ),
    },
    "cohorts.show": {"cohort.run": ("Team",)},
    "entries.directory": {"entry.list": ("Code", "Team", "State", "Sent")},
    "deliberations.discussion": {"deliberation.read": ("Criterion",)},
    "entries.by_unit": {"entry.list": ("Unit", "Sent", "State")},
    "home.page": {"home.look_round": ("What", "Days", "Why")},
    "judging.hand_out": {
        "judging.arrange": ("Juror", "Has", "Gets", "Gives back", "Then", "Conflicts"),
    },
    "judging.progress": {
        "score.progress_counts": ("Juror", "Progress", "Begun", "Conflicts declared", "Note",
                                  "Entry", "Sheets submitted"),
    },
    # the columns of its map are the jurors themselves
    "judging.watch": {
        "score.aggregate": ("Entry", "Rank", "Points", "As given", "Evened out", "Difference",
                            "Juror", "Sheets", "Strict · 0 · generous", "Note"),
    },
    "mentoring.team_times": {"team.times.write": WEEK},
    "mentoring.write_profile": {"mentor.profile.write": WEEK},
    "notifications.preferences": {
        "notifications.choose": ("News about", "On MentorHub", "By mail"),
    },
    "publishing.own": {"results.own.read": ("Criterion", "Mean", "Maximum", "Better than")},
    "reports.report": {
        "report.read": ("Unit", "Ideas in use", "Approved ideas", "Ideas with a mentor",
                        "Ideas sent", "Approved, by month", "Year", "Target", "Reached",
                        "Month %(month)s"),
    },
    "tallies.give": {"tally.give": ("Code of the juror", "Juror")},
    "rosters.roster": {
        "roster.read": ("No.", "Name", "Full name", "Year of birth", "Branch", "Position",
                        "Account", "Take off"),
    },
}  # fmt: skip
