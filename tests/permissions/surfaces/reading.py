"""Pages and files on which the rows about reading can be read."""

from tests.permissions.surfaces.surface import CLOSED, OPEN, PUBLISHED, SCORING, page
from tests.permissions.table import ROLES

TEAM_NAMES = ("owner", "mate", "minor family")
CONTACTS = (
    "owner mail", "mate mail", "minor mail", "minor phone", "guardian contact", "mentor mail",
    "mentor phone",
)  # fmt: skip
OWN_CARD = {
    "JA": "/judging/cards/{card}", "JU": "/judging/cards/{card_JU}",
    "JC": "/judging/cards/{card_JC}",
}  # fmt: skip
EVERYBODY = frozenset(ROLES) - {"AN"}
JURORS = frozenset(OWN_CARD)
AS_JUROR = {"JA": "/judging/cards/{card}"}
TALK = "/discussions/{discussion}"
FILE = "/entries/{entry}/files/{attached}"
FILE_OF_CARD = {"JA": "/judging/cards/{card}/files/{attached}"}

READING = (
    page("idea.draft.read", "/ideas/{draft}", shows=("draft",), hides=("draft",)),
    page("idea.draft.read", "/ideas/{draft}/edit/2", shows=("draft",), hides=("draft",)),
    page("idea.published.read", "/ideas/{idea}", shows=("idea",), hides=TEAM_NAMES),
    page(
        "idea.confidential.read",
        "/ideas/{confidential}",
        shows=("confidential",),
        hides=("confidential", *TEAM_NAMES),
    ),
    page(
        "sub.read@before_deadline", "/entries/{entry}", shows=("entry",), hides=("entry",),
        moment=OPEN,
    ),
    page(
        "sub.read@scoring", "/entries/{entry}", at=AS_JUROR, moment=SCORING, shows=("entry",),
        hides=("owner", "mate", "minor family", "minor"),
    ),
    page("sub.files.download@scoring", FILE, at=FILE_OF_CARD, moment=SCORING, shows=("file",),
         hides=("owner", "mate", "minor family", "minor"), kind="file"),
    page("sub.files.download@published", FILE, at=FILE_OF_CARD, moment=PUBLISHED,
         shows=("file",), hides=("file",), kind="file"),
    page("juror.panel_names.read", "/contests/{contest}", moment=SCORING, shows=("other juror",),
         hides=("juror", "other juror"), shared=True),
    page("juror.panel_names.read", "/contests/{contest}", moment=PUBLISHED,
         shows=("other juror",), hides=("juror", "other juror"), shared=True),
    page("juror.entry_assignment.read", "/jurors/{juror}", moment=SCORING, shows=("entry title",),
         hides=("entry title",)),
    page("juror.entry_assignment.read", "/judging", moment=SCORING, shows=("entry title",),
         hides=("entry title",), own=frozenset({"JA"}), shared=True, kind="list",
         not_here=frozenset({"CO", "PA"})),
    page("score.own.read", "/judging/cards/{card}", at=OWN_CARD, own=JURORS, moment=SCORING,
         hides=("note", "feedback")),
    page("score.own.read", "/judging/cards/{card}", at=OWN_CARD, own=JURORS, moment=CLOSED,
         hides=("note", "feedback")),
    page("score.other_juror.read@open", "/judging/cards/{other_card}", moment=SCORING,
         hides=("other note",)),
    page("score.other_juror.read@deliberate", TALK, moment=CLOSED, shows=("other juror",),
         hides=("other juror", "other note", "total")),
    page("deliberation.read", TALK, moment=CLOSED, shows=("total",),
         hides=("other juror", "total")),
    page("score.progress_counts@open", "/contests/{contest}/judging", moment=SCORING,
         shows=("juror",), hides=("juror",), shared=True),
    page("score.progress_counts@open", "/judging", moment=SCORING, own=frozenset({"JA", "JU"}),
         shared=True, kind="list"),
    page("score.aggregate@open", "/contests/{contest}/results/draft", moment=SCORING,
         hides=("total",)),
    page("score.aggregate@open", "/results/{contest}", moment=SCORING, hides=("total",)),
    page("score.aggregate@closed_unpublished", "/contests/{contest}/results/draft", moment=CLOSED,
         shows=("total",), hides=("total",), not_here=frozenset({"JA"})),
    page("score.aggregate@closed_unpublished", TALK, moment=CLOSED, shows=("total",),
         hides=("total",), kind="talk"),
    page("score.aggregate@closed_unpublished", "/contests/{contest}/judging/watch", moment=CLOSED,
         shows=("total",), hides=("total",), not_here=frozenset({"JA"}), kind="look"),
    page("score.aggregate@closed_unpublished", "/results/{contest}", moment=CLOSED,
         hides=("total",), kind="page too early", not_here=frozenset({"CO", "JA"})),
    page("score.aggregate@published", "/results/{contest}", moment=PUBLISHED, shows=("total",)),
    page("score.juror_name_link@published", "/judging/cards/{card}", moment=PUBLISHED,
         own=frozenset({"JA"}), hides=("note",)),
    page("score.juror_name_link@published", "/results/{contest}", moment=PUBLISHED,
         hides=("juror", "other juror"), shared=True, kind="public page",
         not_here=frozenset({"CO", "PA"})),
    page("juror.private_note.read", "/judging/cards/{card}", moment=SCORING, shows=("note",),
         hides=("note",), own=frozenset({"JA"})),
    page("juror.private_note.read", "/judging/cards/{card}", moment=CLOSED, shows=("note",),
         hides=("note",), own=frozenset({"JA"}), not_here=frozenset({"CO"})),
    page("juror.private_note.read", TALK, moment=CLOSED, shows=("note",), hides=("other note",),
         own=frozenset({"JA"}), kind="talk"),
    page("juror.team_feedback@published", "/entries/{entry}/result", moment=PUBLISHED, at=AS_JUROR,
         own=frozenset({"JA"}), shows=("feedback",), hides=("juror", "other juror", "note")),
    page("results.draft.read", "/contests/{contest}/results/draft", moment=SCORING,
         hides=("total",)),
    page("results.draft.read", "/contests/{contest}/results/draft", moment=CLOSED,
         shows=("total",), hides=("total",)),
    page("results.published.read", "/results/{contest}", moment=PUBLISHED,
         shows=("entry title",)),
    page("team.member_names.read", "/teams/{team}", shows=("mate",), hides=TEAM_NAMES,
         shared=True),
    page("mentor.public_profile.read", "/mentors/{profile}", shows=("headline",), hides=CONTACTS),
    page("request.read", "/requests/{request}", shows=("need",), hides=("need", *CONTACTS)),
    page("match.explanation.read", "/requests/{request}", shows=("explanation",),
         own=frozenset({"MM"}), hides=CONTACTS),
    page("thread.read", "/threads/{thread}", at={"GU": "/guardian/{link}/conversations"},
         own=frozenset({"GU"}), shows=("message",), hides=("message", *CONTACTS)),
    # by the letter R a name and a unit are read, and nothing else
    page("user.search_by_name", "/members?q=nguyen", shows=("mate",),
         hides=("minor family", *CONTACTS), kind="search", shared=True,
         not_here=frozenset({"MB", "OW", "TM", "RV", "MM", "MU"})),
    page("audit.read", "/contests/{contest}/audit", hides=CONTACTS, not_here=frozenset({"UO"})),
    page("audit.read", "/audit", hides=CONTACTS, kind="list", not_here=frozenset({"CO"}),
         empty_for=frozenset({"UX"})),
    page("export.self_data", "/me/data", own=EVERYBODY, not_here=frozenset({"GU"})),
    page("erase.self", "/me/erasure", own=EVERYBODY - {"GU"}, not_here=frozenset({"GU"})),
    page("safety.report.read", "/safety/{report}", shows=("report",), hides=("report",)),
    page("safety.report.read", "/safety/{report}/answer", own=frozenset({"TN"}),
         hides=("report",), kind="answer", not_here=frozenset({"SG"})),
    page("safety.report.read", "/safety", hides=("report",), shared=True, kind="list"),
)  # fmt: skip
