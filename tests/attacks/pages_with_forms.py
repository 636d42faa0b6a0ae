"""Every form of every page of the permission matrix's stage, as its page shows it filled in."""

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urljoin, urlsplit

THINGS = {
    "answer": ("welcome", "decline"),
    "asked_id": ("asked", "request", "asked for more"),
    "ballot_id": ("ballot",),
    "bundle_id": ("bundle",),
    "certificate_id": ("certificate",),
    "code": ("certificate code",),
    "card_id": ("card", "card_JU", "conflicted_card"),
    "cohort_id": ("cohort", "closed cohort"),
    "comment_id": ("comment", "own comment"),
    "commitment_id": ("commitment",),
    "complaint_id": ("complaint",),
    "deliberation_id": ("deliberation",),
    "discussion_id": ("discussion",),
    "contest_id": ("contest", "contest in draft", "contest that is over"),
    "entry_id": ("entry", "unsent", "late"),
    "file_id": ("attached",),
    "follow_id": ("follow",),
    "ground": ("fresh",),
    "guardian_id": ("link", "guardian"),
    "idea_id": ("draft", "idea", "confidential", "merged"),
    "kind": ("short",),
    "link_id": ("team link",),
    "login_id": ("login",),
    "meeting_id": ("meeting", "meeting that is over"),
    "member_id": ("member",),
    "mentorship_id": ("mentorship",),
    "motion_id": ("motion",),
    "juror_id": ("juror", "invited juror"),
    "line_id": ("line",),
    "number": (1,),
    "offer_id": ("offer",),
    "office_id": ("office",),
    "paper_id": ("held_sheet", "paper_sheet"),
    "person_id": ("mate", "minor"),
    "profile_id": ("free_profile", "own_profile"),
    "proposal_id": ("proposal",),
    "publication_id": ("publication",),
    "question_id": ("question",),
    "ranking_id": ("ranking",),
    "report_id": ("report",),
    "request_id": ("asked about data", "join"),
    "run_id": ("import", "slip import"),
    "secretary_id": ("secretary",),
    "slip_id": ("slip",),
    "stage_id": ("stage",),
    "step_id": ("next step",),
    "step": (1, 2, 3),
    "tally_id": ("tally",),
    "team_id": ("team", "adult_team"),
    "template": ("an-giang-ideas",),
    "thread_id": ("thread",),
    "unit_id": ("unit", "branch", "closed branch", "province"),
    "update_id": ("update",),
    "upload_id": ("upload",),
    "verb": ("pause", "resume"),
    "vote_id": ("vote",),
    "way": ("up", "down"),
}
ROLES = ("AN", "OW", "TM", "TN", "MM", "MU", "JA", "JU", "CO", "UO", "SG", "SC", "PA")
TYPED = {"text", "search", "email", "tel", "url", "number", "date", "datetime-local", "password",
         "hidden", "textarea"}  # fmt: skip


@dataclass
class Sheet:
    """One form: where it goes, what stands in it, and what may be typed into."""

    action: str
    filled: list = field(default_factory=list)  # (name, value): the first choice where none is made
    left: list = field(default_factory=list)  # names of which a browser would send no choice
    typed: list = field(default_factory=list)
    kinds: dict = field(default_factory=lambda: defaultdict(str))  # of what is typed: date, text

    def with_answer(self, name, text):
        kept = [(key, value) for key, value in self.filled if key != name]
        return [*kept, (name, text)]


# forms no page shows: a script sends them; who may, where, what else goes with what is typed
BY_SCRIPT = {
    "AnnouncedForm": (
        "OW", "/entries/{unsent}/uploads",
        {"name": "bai.pdf", "size": "12", "slot": "", "mark": "1"},
    ),
    "PartForm": ("OW", "/entries/{unsent}/uploads/{upload}", {"offset": "0"}),
}  # fmt: skip


def sent_by_script(ids):
    """(role, sheet) of each."""
    for role, address, filled in BY_SCRIPT.values():
        yield role, Sheet(address.format(**ids), list(filled.items()), list(filled))


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
            self._sheet.kinds[name] = given.get("inputmode") or kind

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
            self._sheet.left += [name] if selected == "" else []
            self._select = None
        elif tag == "form":
            self.found.append(self._sheet)
            self._sheet = None


def forms_on(page, address) -> list[Sheet]:
    reader = Forms(address)
    reader.feed(page)
    return reader.found


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
