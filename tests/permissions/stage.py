"""The world on a stage: a canary for each secret, a session for each role, undo after each cell.

A canary is a word found nowhere else. What a reply holds of them says what its reader learnt.
"""

import hashlib
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from flask import g
from sqlalchemy import select

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.models import Activity
from mentorhub.consents import actions as consents
from mentorhub.consents.models import Guardian
from mentorhub.contests.models import Award, Shown
from mentorhub.conversations import actions as conversations
from mentorhub.entries.models import Attachment, Revision
from mentorhub.judging.models import CardState, Mark, Scorecard
from mentorhub.matching.domain.analyser import fold
from mentorhub.measures.models import Kind, Measure
from mentorhub.mentoring.models import MentorRequest
from mentorhub.mentoring.queries import profile_of
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Delivery
from mentorhub.platform import files
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Translated, db
from mentorhub.platform.text import sort_key
from mentorhub.publishing import actions as publishing
from mentorhub.publishing.queries import submitted_entries
from mentorhub.rosters.models import RosterLine
from tests.browser import Browser
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_juror,
    make_mentor,
    make_person,
)
from tests.permissions.world import make_world

CANARIES = {
    "draft": "khobanthao", "idea": "khocongkhai", "confidential": "khogiukin",
    "confidential title": "tenykiengiukin", "entry": "khobaithi", "entry title": "tenbaithi",
    "owner": "Hothutruong", "mate": "Hobancungdoi", "minor family": "Hoemnho", "minor": "Tenemnho",
    "juror": "Hogiamkhao", "other juror": "Hogiamkhaohai", "note": "ghichurieng",
    "feedback": "loinhancuagiamkhao", "other note": "ghichunguoikia", "need": "nhucaukin",
    "message": "tinnhankin", "headline": "nghecovan", "report": "baocaokin",
    "explanation": "tulydoghep", "owner mail": "thu.truong@kin.example",
    "mate mail": "ban.doi@kin.example", "minor mail": "em.nho@kin.example",
    "minor phone": "0399887766", "guardian contact": "0388776655", "guardian": "Homecuaem",
    "mentor mail": "co.van@kin.example", "mentor phone": "0377665544",
    "line phone": "0366554433", "line": "Hotrongdanhsach",
    "total": "43,5", "file": "khotepkemtheo",
}  # fmt: skip


@contextmanager
def apart():
    """Whatever is written inside is as if it had not been, committed or not."""
    db.session.commit()  # no savepoint of the session may be left around ours
    point = db.engines[None].begin_nested()
    try:
        yield
    finally:
        db.session.rollback()
        db.session.close()
        point.rollback()


class Stage:
    """One contest at one moment. `ids` fills addresses; `roles` are browsers' sessions."""

    def __init__(self, app, moment, *, shown=Shown.TOTALS):
        self.app, self.moment = app, moment
        self.cookie = app.config["SESSION_COOKIE_NAME"]
        self.world = make_world("closed" if moment == "published" else moment)
        self.things = self.world.things
        self._plant()
        self._hand_out(shown)
        self._add_more()
        self._send_a_file()
        if moment == "published":
            self._publish()
        db.session.commit()
        self._proven = [p.id for p in self.world.people.values() if p.id]
        self.ids = {name: thing.id for name, thing in self.things.items()}
        self.ids |= {"link": self.link, "unit": self.unit.slug, "unknown": "khong-co"}
        self.code = self.things["entry"].code
        self.versions = {n: getattr(t, "version", 0) for n, t in self.things.items()}
        self.lines = [line.id.hex for line in self.things["contest"].rubric]
        self.names = {role: p.id for role, p in self.world.people.items()}
        self.sessions = {role: self._session(p) for role, p in self.world.people.items()}
        db.session.commit()
        self.stored = everything_stored()

    def _plant(self):
        people, things = self.world.people, self.things
        known = CANARIES
        for role, key in (("OW", "owner"), ("TM", "mate"), ("JA", "juror")):
            _rename(people[role], f"Nguyễn {known[key]}")
        _rename(people["TN"], f"{known['minor family']} {known['minor']}")
        people["OW"].details.email = known["owner mail"]
        people["TM"].details.email = known["mate mail"]
        people["TN"].details.email = known["minor mail"]
        people["TN"].details.phone = known["minor phone"]
        people["MM"].details.email = known["mentor mail"]
        people["MM"].details.phone = known["mentor phone"]
        guardian = db.session.scalar(select(Guardian).where(Guardian.person_id == people["TN"].id))
        guardian.name, guardian.contact = known["guardian"], known["guardian contact"]
        self.link = consents.new_link(guardian, by=people["TN"])
        things["guardian"] = guardian
        things["draft"].problem = f"{known['draft']}: nước mặn vào sâu, bà con không biết trước"
        things["idea"].problem = known["idea"]
        things["confidential"].title = known["confidential title"]
        things["confidential"].problem = known["confidential"]
        things["entry"].problem, things["entry"].title = known["entry"], known["entry title"]
        things["profile"].headline = Translated(vi=known["headline"])
        things["request"].need = known["need"]
        words = [known["explanation"]]
        things["request"].explanation = [{"kind": "words", "facts": {"words": words}, "gap": False}]
        things["report"].text = known["report"]
        self.unit = people["UO"].unit
        conversations.write(things["thread"], known["message"], by=people["OW"])

    def _hand_out(self, shown):
        """Every juror's sheet; a second reading of the entry by somebody who is no role."""
        things, people = self.things, self.world.people
        contest, card = things["contest"], things["card"]
        contest.shown = shown
        contest.awards = [Award(position=0, name=Translated(vi="Giải Nhất"), count=1)]
        _mark(card, (26, "17.5"), CANARIES["note"], CANARIES["feedback"])
        second = make_juror(contest, make_person(f"Nguyễn {CANARIES['other juror']}", age=52))
        things["other_card"] = make_card(second, things["entry"], [26, "17.5"])
        things["other_card"].marks[0].note = CANARIES["other note"]
        things["juror"] = card.juror
        cards = db.session.scalars(select(Scorecard)).all()
        read = {card.entry_id for card in cards}
        unread = [one for one in submitted_entries(contest).values() if one.id not in read]
        cards = [*cards, *(make_card(second, one) for one in unread)]
        by_role = {role: people[role].id for role in ("JU", "JC")}
        for role, key in by_role.items():
            things[f"card_{role}"] = next(c for c in cards if c.juror.person_id == key)
        juror = things["card_JC"].juror
        things["conflicted_card"] = make_card(juror, things["entry"], state=CardState.VOID)
        for one in {*cards, things["other_card"]}:
            over = self.moment in ("closed", "published")
            one.state = CardState.SUBMITTED if over else CardState.STARTED
            one.submitted_at = now() if over else None
            if over and not one.points:
                _mark(one, (20, 11), "", "")

    def _add_more(self):
        """A second entry not yet sent, mentors who can be asked, a line on the officer's list."""
        things, people = self.things, self.world.people
        other = make_contest(make_person("Ban Khác", age=35))
        words = {"problem": "x" * 40, "solution": "x" * 40, "benefit": "x" * 40}
        things["unsent"] = make_entry(things["team"], other, state="draft", **words)
        free = make_mentor(make_person("Cố Vấn Rảnh", age=41))
        things["free_profile"] = free
        things["own_profile"] = profile_of(people["MU"])
        things["asked"] = self._asks(things["own_profile"], people["OW"])
        name = f"Nguyễn {CANARIES['line']}"
        things["line"] = RosterLine(
            unit=self.unit, name=name, name_key=fold(name), name_order=sort_key(name),
            phone=CANARIES["line phone"], person=people["TM"],
        )  # fmt: skip
        db.session.add(things["line"])
        db.session.flush()
        things["measure"] = self._asks_for_more_time(things["entry"], people["CO"])

    def _asks_for_more_time(self, entry, organiser):
        """A request one organiser has made: another may agree to it."""
        about = {"action": "entry.extend", "subject_type": "Entry", "subject_id": entry.id}
        approval = Approval(**about, digest="", asked_by=organiser)
        facts = {"until": entry.contest.closes_at + timedelta(days=1), "reason": "Lũ"}
        measure = Measure(entry=entry, kind=Kind.EXTENSION, approval=approval, **facts)
        approval.digest = measure.digest_today
        db.session.add(measure)
        db.session.flush()
        return measure

    def _send_a_file(self):
        """A file in the entry as it was sent."""
        entry, owner = self.things["entry"], self.world.people["OW"]
        facts = {"name": "bai.pdf", "media_type": "application/pdf", "owner_id": owner.id}
        file = files.keep(f"%PDF-1.7 {CANARIES['file']}".encode(), **facts)
        attached = Attachment(entry_id=entry.id, file_id=file.id)
        db.session.add(attached)
        db.session.flush()
        content = {"files": [{"id": str(attached.id)}]}
        sent = Revision(entry_id=entry.id, by_id=owner.id, content=content, digest="x")
        db.session.add(sent)
        db.session.flush()
        self.things["attached"] = attached

    def _asks(self, profile, owner):
        asked = MentorRequest(
            team=self.things["team"], profile=profile, need="Cần người đọc lại bản vẽ",
            asked_by=owner, expires_at=now() + timedelta(days=5),
        )  # fmt: skip
        db.session.add(asked)
        db.session.flush()
        return asked

    def _publish(self):
        contest = self.things["contest"]
        facts = {"decision_number": "1", "note": "", "decided": {}}
        publication = publishing.prepare(contest, **facts, by=self.world.people["CO"])
        publishing.agree(publication, by=self.world.people["OC"])
        self.things["publication"] = publication

    def _session(self, person):
        """(cookie, token of forms): made once, because a login is a row of the database."""
        if person.id is None:
            return None, None
        browser = Browser(self.app).sign_in(person)
        db.session.commit()
        token = browser.token()
        return browser.client.get_cookie(self.cookie).value, token

    def undone(self):
        return apart()

    def changed(self):
        now_stored = everything_stored()
        return sorted(name for name, what in now_stored.items() if what != self.stored[name])

    def ask(self, role, method, address, fields=None):
        """One request of a role; (reply, address) with the reply's own moving parts taken out."""
        for name in list(g):
            g.pop(name)
        client = self.app.test_client()
        client.set_cookie("language", "vi")
        cookie, token = self.sessions[role]
        if cookie:
            client.set_cookie(self.cookie, cookie)
        if method == "GET":
            return client.get(address)
        if token is None:
            token = self._token_of(client)
        return client.post(address, data={"csrf_token": token, **(fields or {})})

    def _token_of(self, client):
        browser = Browser(self.app)
        browser.client = client
        return browser.token()

    def fill(self, address, **other):
        return address.format(**{**self.ids, **other})

    def missing(self, address):
        """The same address with ids that no row has."""
        strangers = {name: uuid4() for name in self.ids}
        return address.format(**{**strangers, "unit": "khong-co", "link": "khong-co"})

    def holds(self, reply, names):
        return [name for name in names if self.says(reply.text, name)]

    def says(self, text, name):
        return CANARIES[name] in text

    def person(self, role):
        return db.session.get(Person, self.names[role])

    def news(self):
        """Every mail the world sends when all that happened is told: (whose, what it says)."""
        for key in self._proven:
            db.session.get(Person, key).details.email_verified_at = now()
        for activity in db.session.scalars(select(Activity)).all():
            tell(activity, self.app.extensions["notices"])
        by_address = {
            db.session.get(Person, key).details.email: role
            for role, key in self.names.items() if key
        }  # fmt: skip
        for mail in db.session.scalars(select(Delivery)).all():
            yield by_address.get(mail.address), mail.subject + mail.text + mail.html


def _rename(person, name):
    details = person.details
    details.name, details.name_key, details.name_order = name, fold(name), sort_key(name)


def _mark(card, points, note, feedback):
    card.feedback = feedback
    if not card.marks:
        for line in card.contest.rubric:
            card.marks.append(Mark(contest_id=card.contest_id, line=line))
    for mark, given in zip(card.marks, points, strict=True):
        mark.points, mark.note = Decimal(str(given)), note
    db.session.flush()


# kept apart from what a request may write whatever its answer is: tries that are counted, the log
# of decisions, and the moment a login was last seen
APART = ("sign_in_attempt", "audit", "login", "pseudonym_key")


def everything_stored():
    """A digest for each table, of every row in it."""
    found = {}
    for table in Base.metadata.sorted_tables:
        if not table.name.startswith(APART):
            rows = db.session.execute(select(table)).all()
            text = "\n".join(sorted(map(repr, rows)))
            found[table.name] = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    return found
