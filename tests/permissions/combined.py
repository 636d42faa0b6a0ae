"""What somebody with two roles may do: docs/decisions/0024, as data for the test.

1. Union: the wider of the two cells.
2. A conflict changes the role: in a team that entered or beside one, an organiser is an organiser
   in conflict (OC) and a juror of it a juror in conflict (JC); a juror in conflict who organises is
   both. What CO and JA add is gone, to whatever third role it might fall.
3. What a prohibition takes away no other role gives back: see `TAKEN`.
4. On a thing that is somebody else's, a right to one's own (O) is no right; a sheet one wrote on
   stays one's own, whatever became of it.
"""

from dataclasses import dataclass

from tests.permissions.runner import granted
from tests.permissions.table import ROWS

LEVELS = ("deny", "alone", "reason", "redacted", "allow")
TEAM = {"OW", "TM", "TN"}
COMPETES = {*TEAM, "RV", "OC"}
SIDES = {*COMPETES, "MM"}
JURY = {"JA", "JU", "JC"}
PART = {*SIDES, *JURY, "CO"}  # whoever has one in the contest
ELSEWHERE = {"CX", "UX", "SG"}
EVERYBODY = {*COMPETES, *JURY, *ELSEWHERE, "MM", "MU", "CO", "UO", "PA", "GU", "MN", "SC"}
# rows about what one wrote on a sheet oneself
OWN_SHEET = {
    "juror.private_note.read", "juror.team_feedback@published", "score.juror_name_link@published",
}  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """`who` takes the row from `whom`; the reason as a sentence.

    `on` is a part of the addresses where, if not on all; `refused`: the form opens, and says no.
    """

    rows: tuple[str, ...]
    who: set[str]
    whom: set[str]
    why: str
    on: str = ""
    refused: bool = False


TAKEN = (
    Taken(("idea.comment.moderate",), TEAM, EVERYBODY, "nobody silences talk of their work"),
    Taken(("idea.comment.create",), {*JURY, "OC"}, EVERYBODY,
          "a jury says what it thinks on its sheets; an organiser in conflict says nothing"),
    Taken(("audit.read",), {*SIDES, "JC"}, {"PA"}, on="/contests/",
          why="the log says who judges what: the list of everything leaves their contests out"),
    Taken(("score.progress_counts@open",), {*SIDES, "JC"}, {"PA"},
          "how far a juror is with an entry is not for who is close to it, whatever their office"),
    Taken(("user.search_by_name",), {*JURY, "OC", "MN", "CX", "UX", "SC"},
          {"OW", "TM", "RV", "MM", "MU"},
          "who reads in a contest or answers for people elsewhere finds their own people only"),
    Taken(("paper_entry.write", "score.progress_counts@open"), PART, {"SC"},
          "who has a part in a contest types no sheets of it"),
    Taken(("team.member_names.read",), JURY, EVERYBODY - TEAM,
          "who judges without names reads none, except of their own team"),
    Taken(("team.member_names.read",), ELSEWHERE, {"RV", "MU", "SC"},
          "who answers for people elsewhere reads the names of their own people only"),
    Taken(("sub.finalise@before_deadline", "sub.withdraw@before_publish", "complaint.create"),
          {"MN"}, {"OW"}, "somebody under 18 neither hands in, takes back nor complains alone"),
    Taken(("minor_member.contact.read", "guardian.contact.read"), {"MM", *JURY}, {"UO", "PA", "CO"},
          "who mentors or judges somebody under 18 reads no contact of theirs in any office"),
    Taken(("juror.private_note.read",), SIDES, JURY, on="/discussions/",
          why="a juror in conflict is out of the room"),
    Taken(("sub.read@before_deadline", "sub.read@scoring"), {"RV", "OC", *JURY}, {"UO", "PA", "CO"},
          "who competes does not read the other entries, who judges reads them on the sheets"),
    Taken(("sub.files.download@scoring",), JURY, {"CO"}, "who judges reads files on the sheets"),
    Taken(("request.create_to_adult_team",), {"MM", "MN", "TN"}, {"MU"}, on="/offers/own",
          why="who is under 18 offers nothing, nor who works with the team already"),
    Taken(("request.create_to_team_with_minor",), TEAM, {"UO"}, on="/teams/{team}/offers",
          why="an officer offers their own team no mentor: the team asks"),
    Taken(("adult_member.contact.read",), {"TM"}, EVERYBODY, "one's own contact needs no look"),
    Taken(("mentor.contact.read",), {"MM"}, EVERYBODY, "one's own contact needs no look"),
    Taken(("request.accept_as_addressee",), JURY, {"MU"}, on="/acceptance", refused=True,
          why="a juror is nobody's mentor in the contest they judge"),
)  # fmt: skip


# what lies in another contest, and was begun there by the organiser whose seat is taken over
APART = {"agreement POST /deliberations/{proposed_talk}/agreement"}


def columns(pair):
    """The columns of the matrix that hold for them: a conflict changes which."""
    both = set(pair)
    if both & {"JA", "JU"} and both & SIDES:
        both = both - {"JA", "JU"} | {"JC"}
    if "CO" in both and both & {*SIDES, "JC"}:
        both = both - {"CO"} | {"OC"}
    return both


def taken(surface, role, pair, address):
    """What takes this role's right away on this surface, if anything does."""
    held = set(pair) | columns(pair)
    fitting = (one for one in TAKEN if surface.action in one.rows and role in one.whom)
    return next((one for one in fitting if one.who & held and one.on in address), None)


def bounds(surface, pair, address, moment):
    """(the least, the most) that the reply at this address may give them."""
    found = [_of_one(surface, role, address, moment, pair) for role in columns(pair)]
    return tuple(max(levels, key=LEVELS.index) for levels in zip(*found, strict=True))


def _of_one(surface, role, address, moment, pair):
    if taken(surface, role, pair, address):
        return "deny", "deny"
    had = seat_of(role, pair)
    level, _less = granted(surface, had if surface.action in OWN_SHEET else role, moment)
    if address not in {surface.address_for(one) for one in ((had,) if had in pair else pair)}:
        return "deny", "deny" if ROWS[surface.action][role] == "O" else level
    return ("deny" if role in surface.not_here else level), level


def seat_of(role, pair):
    """A juror in conflict by this pair sits where they sat without one."""
    return next((one for one in pair if role == "JC" and one in ("JA", "JU")), role)


def lost_the_sheet(pair):
    return "JC" in columns(pair) and "JC" not in pair
