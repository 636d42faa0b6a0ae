"""Lists, searches, counts and feeds that gather many things: what leaks, leaks here.

Every role opens every one of them; a row's secrets may stand on none for whoever is denied.
"""

WORDS = ("nguyen", "Hoemnho", "khobaithi", "khogiukin", "em.nho@kin.example", "0399887766")
PAGES = (
    "/", "/ideas", "/contests", "/mentors", "/results", "/dashboard", "/console", "/requests",
    "/requests?side=team", "/requests?show=answered", "/requests?show=teams", "/judging",
    "/notifications", "/members", "/review", "/review?state=approved", "/mentors/waiting",
    "/slips", "/slips/pile",
    "/safety", "/offers/teams", "/me", "/me/consents",
    "/units", "/units/{unit}", "/units/{unit}/roster", "/units/{unit}/roster?print",
    "/units/{unit}/roster/accounts", "/contests/{contest}", "/contests/{contest}/deadline.ics",
    "/contests/{contest}/rules", "/contests/{contest}/entries", "/contests/{contest}/entries/new",
    "/contests/{contest}/judging", "/contests/{contest}/assignment", "/contests/{contest}/ties",
    "/contests/{contest}/assignment/wishes", "/jurors/{juror}/replacement",
    "/contests/{contest}/jurors", "/contests/{contest}/judging/day",
    "/contests/{contest}/prepare", "/contests/{contest}/organisers", "/contests?phase=judged",
    "/ideas/{idea}", "/ideas/{idea}/entries", "/ideas/{confidential}", "/entries/{entry}",
    "/entries/{entry}/versions",
    "/entries/{entry}/receipt", "/entries/{entry}/result", "/teams/{team}", "/teams/{team}/mentors",
    "/teams/{team}/invitations", "/mentors/{profile}", "/mentors/{own_profile}",
    "/requests/{request}", "/requests/{asked}", "/threads/{thread}", "/safety/{report}",
    "/safety/new?thread={thread}", "/jurors/{juror}", "/results/{contest}",
    "/ideas?sort=newest", "/ideas?sort=backed", "/mentors?sort=name",
    "/members/{child}/reset-code", "/members/{child}/guardian", "/mentors/me",
)  # fmt: skip
SEARCHES = ("/search", "/ideas", "/mentors", "/members", "/units", "/units/{unit}/roster")


def addresses():
    yield from PAGES
    for place in SEARCHES:
        yield from (f"{place}?q={word}" for word in WORDS)
