"""What gathers many things, opened by everybody: no secret that a cell denies stands there."""

from tests.permissions.runner import OWN
from tests.permissions.stage import words_of
from tests.permissions.surfaces import elsewhere
from tests.permissions.surfaces.reading import CONTACTS, TEAM_NAMES
from tests.permissions.surfaces.surface import Surface
from tests.permissions.table import ROWS, wanted

JUDGING = ("scoring", "closed")
# row, the canaries it keeps, the moments it speaks of, whose own they are
SECRETS = (
    ("idea.draft.read", ("draft",), None, ()),
    ("idea.confidential.read", ("confidential",), None, ()),
    ("sub.read@before_deadline", ("entry",), ("open",), ()),
    ("sub.read@scoring", ("entry",), JUDGING, ("JA",)),
    ("sub.files.download@scoring", ("file",), JUDGING, ("JA",)),
    ("juror.panel_names.read", ("juror", "other juror"), None, ("MB",)),
    ("score.other_juror.read@open", ("other note",), ("scoring",), ()),
    ("score.other_juror.read@deliberate", ("other note",), ("closed",), ()),
    ("juror.private_note.read", ("other note",), ("scoring", "closed"), ()),
    ("score.aggregate@closed_unpublished", ("total",), ("closed",), ("JA",)),
    ("score.aggregate@open", ("total",), ("scoring",), ("JA",)),
    ("juror.private_note.read", ("note",), None, ("JA",)),
    ("juror.team_feedback@published", ("feedback",), ("published",), ("JA",)),
    ("team.member_names.read", TEAM_NAMES, None, ()),
    ("adult_member.contact.read", ("owner mail", "mate mail"), None, ()),
    ("minor_member.contact.read", ("minor mail", "minor phone"), None, ("TN",)),
    ("guardian.contact.read", ("guardian contact",), None, ("TN",)),
    ("mentor.contact.read", ("mentor mail", "mentor phone"), None, ("MM",)),
    ("request.read", ("need",), None, ("MM",)),
    ("thread.read", ("message",), None, ("GU",)),
    ("safety.report.read", ("report",), None, ()),
    ("export.with_contacts", ("line phone",), None, ()),
)
# places that are themselves the reason to read: their own row of the matrix answers for them
ITS_OWN_PLACE = {
    # of their commune's list officers keep the numbers; the export with a reason is the row's own
    "/units/{unit}/roster": {"export.with_contacts"},
    "/units/{unit}/roster?print": {"export.with_contacts"},
    "/units/{unit}/roster?q=": {"export.with_contacts"},
    # people who answer for a unit find them by name (user.search_by_name)
    # a juror is found there as anybody else is; that they judge stands nowhere on it
    "/members?q=": {"team.member_names.read", "juror.panel_names.read"},
    # who sits in a conversation sees with whom
    "/threads/{thread}": {"team.member_names.read"},
    # a safeguarding officer learns who told it
    "/safety/{report}": {"team.member_names.read"},
    # a juror is invited by name; who runs the contest is everybody's to know
    "/contests/{contest}/organisers": {"team.member_names.read"},
}


def forbidden(stage, role):
    """{canary: row} of what this role may read nowhere at this moment, own things apart."""
    found = {}
    for action, canaries, moments, own in SECRETS:
        if moments is None or stage.moment in moments:
            letter = ROWS[action][role]
            whole = wanted(letter, stage.moment, own=role in own) == "allow" or role in own
            if not whole:
                found |= dict.fromkeys(_kept_back(action, letter, canaries), action)
    for canary in OWN.get(role, ()):
        found.pop(canary, None)
    return found


def _kept_back(action, letter, canaries):
    """A view with parts left out shows adults' names, and the juror's words without the juror."""
    if letter == "R" and action == "team.member_names.read":
        return ("minor family",)
    return () if letter == "R" and action == "juror.team_feedback@published" else canaries


def look_everywhere(stage, roles, tally):
    for role in roles:
        kept = forbidden(stage, role)
        for address in elsewhere.addresses():
            asked = stage.fill(address)
            with stage.undone():
                reply = stage.ask(role, "GET", asked)
                tally.requests += 1
            if reply.status_code >= 500:
                _wrong(tally, role, address, "", f"{reply.status_code}")
            _compare(
                stage, role, address, _without_what_was_typed(words_of(reply), asked), kept, tally
            )


def _without_what_was_typed(text, address):
    typed = address.partition("q=")[2]
    return text.replace(typed, "") if typed else text


def _compare(stage, role, address, text, kept, tally):
    place = address.partition("q=")[0] + "q=" if "q=" in address else address
    tally.surfaces.add(f"everywhere GET {place}")
    for canary, action in kept.items():
        tally.cells.add(f"{action} {role}")
        if stage.says(text, canary) and action not in ITS_OWN_PLACE.get(place, ()):
            _wrong(tally, role, address, action, f"shows {canary}")


def _wrong(tally, role, address, action, got):
    tally.note(Surface(action, "everywhere", address), role, "nothing of it", got)


def read_all_mail(stage, tally):
    """Every mail and notice the world sends; of how many it was asked."""
    told = 0
    with stage.undone():
        for role, text in stage.news():
            told += 1
            tally.surfaces.add("mail and news of what happened")
            for canary, action in forbidden(stage, role).items() if role else CONTACTS_OF_ALL:
                tally.cells.add(f"{action} {role}")
                if stage.says(text, canary):
                    _wrong(tally, role or "somebody", "a mail", action, f"says {canary}")
    return told


CONTACTS_OF_ALL = tuple((contact, "contact") for contact in CONTACTS)
