"""Every form of every page of the permission matrix's stage, as its page shows it filled in."""

from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urljoin, urlsplit

from sqlalchemy import select

from mentorhub.accounts.models import Login
from mentorhub.mentoring.models import Mentorship
from mentorhub.organisations.models import Grant
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.rights import actions as rights
from mentorhub.rosters.models import RosterImport
from mentorhub.teams.models import Member
from tests.factories import make_unit

THINGS = {
    "asked_id": ("asked", "request"),
    "card_id": ("card", "card_JU", "conflicted_card"),
    "contest_id": ("contest",),
    "entry_id": ("entry", "unsent"),
    "guardian_id": ("link", "guardian"),
    "idea_id": ("draft", "idea", "confidential"),
    "login_id": ("login",),
    "member_id": ("member",),
    "mentorship_id": ("mentorship",),
    "juror_id": ("juror",),
    "line_id": ("line",),
    "office_id": ("office",),
    "person_id": ("mate", "minor"),
    "profile_id": ("free_profile", "own_profile"),
    "proposal_id": ("proposal",),
    "publication_id": ("publication",),
    "report_id": ("report",),
    "request_id": ("asked about data",),
    "run_id": ("import",),
    "step": (1, 2, 3),
    "team_id": ("team",),
    "thread_id": ("thread",),
    "unit_id": ("unit", "branch"),
    "verb": ("pause", "resume"),
}
ROLES = ("AN", "OW", "TM", "TN", "MM", "MU", "JA", "JU", "CO", "UO", "SG", "PA")
TYPED = {"text", "search", "email", "tel", "url", "number", "date", "datetime-local", "password",
         "hidden", "textarea"}  # fmt: skip


@dataclass
class Sheet:
    """One form: where it goes, what stands in it, and what may be typed into."""

    action: str
    filled: list = field(default_factory=list)  # (name, value) as a browser would send them
    typed: list = field(default_factory=list)

    def with_answer(self, name, text):
        kept = [(key, value) for key, value in self.filled if key != name]
        return [*kept, (name, text)]


class Forms(HTMLParser):
    """The forms of a page that are posted, but for those of its frame (language, theme, menu)."""

    def __init__(self, address):
        super().__init__()
        self.address, self.found = address, []
        self._sheet = self._select = self._area = None
        self._inside = False

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "main":
            self._inside = True
        if tag == "form" and self._inside and given.get("method") == "post":
            self._sheet = Sheet(urljoin(self.address, given.get("action") or ""))
        if self._sheet is None:
            return
        if tag == "input":
            self._take(given)
        elif tag == "select":
            self._select = [given.get("name"), None, None]
        elif tag == "option" and self._select:
            self._choose(given)
        elif tag == "textarea":
            self._area = [given.get("name"), ""]

    def _take(self, given):
        name, kind = given.get("name"), given.get("type", "text")
        if not name or name == "csrf_token":
            return
        if kind in ("radio", "checkbox"):
            chosen = any(key == name for key, _value in self._sheet.filled)
            if "checked" in given or (kind == "radio" and not chosen):
                self._sheet.filled.append((name, given.get("value", "y")))
        elif kind in TYPED:
            self._sheet.filled.append((name, given.get("value") or ""))
            self._sheet.typed.append(name)

    def _choose(self, given):
        first = self._select[1] is None or not self._select[1]
        if first and given.get("value"):
            self._select[1] = given["value"]
        if "selected" in given:
            self._select[2] = given.get("value", "")

    def handle_data(self, data):
        if self._area:
            self._area[1] += data

    def handle_endtag(self, tag):
        if tag == "main":
            self._inside = False
        if self._sheet is None:
            return
        if tag == "textarea" and self._area:
            self._sheet.filled.append((self._area[0], self._area[1].strip()))
            self._sheet.typed.append(self._area[0])
            self._area = None
        elif tag == "select" and self._select:
            name, first, selected = self._select
            self._sheet.filled.append((name, selected or first or ""))
            self._select = None
        elif tag == "form":
            self.found.append(self._sheet)
            self._sheet = None


def forms_on(page, address) -> list[Sheet]:
    reader = Forms(address)
    reader.feed(page)
    return reader.found


def _asked_to_lead(person):
    member = db.session.scalars(select(Member).where(Member.person_id == person.id)).one()
    member.asked_to_lead_at = now()
    return member


def more(stage):
    """Things the stage has no name for, of people who are on it."""
    people = stage.world.people
    branch = make_unit("Chi đoàn ấp 1", kind="branch", parent=stage.unit)
    asked = rights.ask(people["TM"], kind="correct", words="Sai năm sinh")
    run = RosterImport(
        unit=stage.unit, by_id=people["UO"].id, file_digest="d", content={"rows": []}
    )
    db.session.add(run)
    db.session.flush()
    first = select(Login.id).where(Login.person_id == people["OW"].id).limit(1)
    member = _asked_to_lead(people["TM"])
    return {
        "branch": branch.slug,
        "member": member.id,
        "asked about data": asked.id,
        "import": run.id,
        "login": db.session.scalar(first),
        "mentorship": db.session.scalar(select(Mentorship.id)),
        "office": db.session.scalar(select(Grant.id).order_by(Grant.id).limit(1)),
    }


def addresses(app, ids, method):
    """(rule, address) of all that can be asked for or sent, with every thing that fits."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if method not in rule.methods or rule.arguments - THINGS.keys():
                continue
            names = sorted(rule.arguments)
            for chosen in product(*(THINGS[name] for name in names)):
                values = {n: ids.get(one, one) for n, one in zip(names, chosen, strict=True)}
                with suppress(ValueError, KeyError):  # a thing this address is not about
                    yield rule.rule, rule.build(values)[1]


def path_of(address):
    return urlsplit(address).path
