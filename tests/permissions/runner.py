"""Do what a surface says as a role, and judge the reply against the letter of the cell."""

import re
from dataclasses import asdict, dataclass, field

from tests.permissions.looks import looked, with_a_reason
from tests.permissions.surfaces.exceptions import narrower, waits
from tests.permissions.table import ROWS, wanted

DONE = (200, 201, 302, 303)
MOVING = (
    re.compile(rb'(name="csrf_token"[^>]*value=)"[^"]*"'),
    re.compile(rb'(data-request=)"[^"]*"'),
)


# the session's cookie is signed anew with the second it was sent
NEW_EACH_TIME = ("X-Request-ID", "Date", "Content-Length", "Set-Cookie")
# names and addresses that stand in the head of the reader's own pages
OWN = {
    "OW": {"owner", "owner mail"}, "TM": {"mate", "mate mail", "line", "line phone"},
    "MM": {"mentor mail", "mentor phone"},
    "TN": {"minor family", "minor", "minor mail", "minor phone", "guardian contact", "guardian"},
    "JA": {"juror"}, "GU": {"minor", "guardian", "guardian contact"},
}  # fmt: skip


@dataclass
class Tally:
    """What was run; parts of several workers add up."""

    cells: set = field(default_factory=set)
    surfaces: set = field(default_factory=set)
    requests: int = 0
    narrower: set = field(default_factory=set)
    wrong: list = field(default_factory=list)

    def note(self, surface, role, expected, got):
        row = {"action": surface.action, "role": role, "surface": surface.name}
        self.wrong.append({**row, "expected": expected, "got": got})

    def table(self):
        """The mismatches, each as one line."""
        return [
            f"{w['action']} | {w['role']} | {w['surface']} | {w['expected']} | {w['got']}"
            for w in self.wrong
        ]

    def as_json(self):
        return {k: sorted(v) if isinstance(v, set) else v for k, v in asdict(self).items()}


def granted(surface, role, moment):
    """(what the cell gives this role on this surface, whether that is less than the table says)."""
    letter = ROWS[surface.action][role]
    expected = wanted(letter, moment, own=role in surface.own)
    less = waits(letter)
    if expected != "deny" and role not in surface.not_here and narrower(surface, role):
        return "deny", True
    return expected, less


def run(stage, surface, role, tally):
    expected, less = granted(surface, role, stage.moment)
    cell = f"{surface.action} {role}"
    tally.cells.add(cell)
    tally.surfaces.add(surface.name)
    if less:
        tally.narrower.add(cell)
    if expected != "deny" and role in surface.not_here:
        return
    with stage.undone():
        got = tried(stage, surface, role, expected, tally)
    if got != expected:
        tally.note(surface, role, f"{ROWS[surface.action][role]}: {expected}", got)


def tried(stage, surface, role, expected, tally):
    address = surface.address_for(role)
    fields = surface.fields_for(stage, role)
    before = looked()
    reply = stage.ask(role, surface.method, stage.fill(address), fields)
    tally.requests += 1
    changed = stage.changed() if surface.method == "POST" else []
    if expected == "alone":
        return _alone(stage, surface, reply)
    if expected == "reason":
        refused = _denied(stage, surface, role, reply, address, fields, tally)
        return refused or with_a_reason(stage, surface, role, reply, before, tally)
    if surface.shared or role in surface.empty_for:
        return _read_on_a_shared_page(stage, surface, role, reply, expected)
    denied = _denied(stage, surface, role, reply, address, fields, tally)
    if denied is not None:
        return f"{denied}, but changed {changed}" if changed else denied
    if reply.status_code not in DONE:
        if surface.refuses and reply.status_code in (409, 422) and not changed:
            return "deny"
        return f"{reply.status_code} {_said(reply)}"
    if surface.method == "POST" and not surface.shows:
        return "allow" if changed else f"{reply.status_code}, nothing changed"
    return _read(stage, surface, role, reply, expected)


def _read(stage, surface, role, reply, expected):
    """What stands in a reply that came: the whole, or the whole without the parts left out."""
    if surface.shows and stage.holds(reply, surface.shows) and expected == "allow":
        return "allow"
    hidden = [name for name in stage.holds(reply, surface.hides) if name not in OWN.get(role, ())]
    if expected == "redacted":
        return f"shows {hidden}" if hidden else "redacted"
    if not surface.shows:
        return "allow"
    return f"allow, shows {hidden}" if hidden else "redacted"


def _read_on_a_shared_page(stage, surface, role, reply, expected):
    hidden = [name for name in stage.holds(reply, surface.hides) if name not in OWN.get(role, ())]
    if expected == "deny":
        return f"shows {hidden}" if hidden else "deny"
    if reply.status_code != 200:
        return f"{reply.status_code}"
    if not surface.shows or stage.holds(reply, surface.shows):
        return expected if expected == "allow" else _reduced(hidden)
    return "nothing on the page"


def _reduced(hidden):
    """A view with parts left out: of people under 18 the family name stays out in any case."""
    return f"shows {hidden}" if "minor family" in hidden else "redacted"


def _denied(stage, surface, role, reply, address, fields, tally):
    """`deny` when the reply is the one of a thing that does not exist, else None or a complaint."""
    to_sign_in = reply.status_code in (302, 401) and role in ("AN", "GU")
    if reply.status_code == 302 and "/sign-in" not in reply.location:
        return None
    if reply.status_code not in (404, 401, 302):
        return None
    if to_sign_in:
        return "deny"
    missing = stage.missing(address)
    if missing == address:
        return "deny"
    got = reply.status_code, plain(reply, stage.fill(address))
    if stage.missed is not None and stage.missed.get(surface.method) == got:
        return "deny"
    tally.requests += 1
    other = stage.ask(role, surface.method, missing, fields)
    nothing = other.status_code, plain(other, missing)
    if stage.missed is not None:
        stage.missed[surface.method] = nothing
    return "deny" if nothing == got else "a 404 that differs from that of a missing thing"


def plain(reply, address):
    """The reply without what the asker said (the address) and what is new in every reply."""
    body = reply.data.replace(address.encode(), b"")
    for pattern in MOVING:
        body = pattern.sub(rb"\1", body)
    kept = {name: value for name, value in reply.headers if name not in NEW_EACH_TIME}
    number = reply.headers.get("X-Request-ID", "").encode()
    return (body.replace(number, b"") if number else body), sorted(kept.items())


def _alone(stage, surface, reply):
    """Q: one person alone changes nothing final, whatever the page answers."""
    if reply.status_code >= 500:
        return f"{reply.status_code}"
    return "final with one person" if surface.final and surface.final(stage) else "alone"


def _said(reply):
    found = re.findall(r'class="[^"]*(?:error|note)[^"]*"[^>]*>(.{0,160})', reply.text, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", " ".join(found))[:160].strip()
