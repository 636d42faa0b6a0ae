"""What a sentence of news, or a mail that stands alone, may be filled in with."""

# fact → the things of which news may tell it; no name of a person and no word anybody wrote
NEWS = {
    # the code of an entry, for who wrote it, runs or judges the contest
    "code": "complaint entry judging",
    "contest": "certificate complaint contest deliberation entry judging results vote",
    "jurors": "judging",  # how many, to those who run the contest and know them all
    "number": "audit",
    "place": "office",
    "stage": "entry",  # the name of the stage an entry goes on to, for its team
    "team": "cohort mentor mentorship offer request team",
    "into": "idea",  # the title of the idea another goes on within
    # of an idea to its team and officers, of a team at the table
    "title": "comment idea judging scores thread",
    "until_at": "contest entry judging results vote",
    "entries": "judging",  # how many, to those who run the contest and are close to none
    # what the province or a contest asks of a unit, to the officers of that unit
    "unit": "contest target",
    "sent": "contest",
    "missing": "contest",
    "year": "target",
    "changes": "weights",  # what counts how much in suggestions, in words of the program
    "in_use": "target",
    "approved": "target",
    "in_use_before": "target",
    "approved_before": "target",
}

# template of a mail → the words it takes from the program
LETTERS = {
    "accounts/changed": "greeting url what",
    "accounts/reset": "greeting url",
    "consents/erasure": "child erased_from",
    "consents/mentoring": "child guardian url",
    "members/guardian": "at child office reason",
    "notifications/news": "greeting line preferences_url url",
    "notifications/proof": "greeting url",
}
