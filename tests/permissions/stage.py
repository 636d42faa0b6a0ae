"""The world on a stage: a canary for each secret, a session for each role, undo after each cell."""

from contextlib import contextmanager
from uuid import uuid4

from flask import g
from sqlalchemy import select

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Shown
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Delivery
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.browser import Browser
from tests.permissions import planting
from tests.permissions.canaries import CANARIES
from tests.permissions.stored import Written, everything_stored
from tests.permissions.talking import deliberate
from tests.permissions.typists import lay_out
from tests.permissions.world import make_world


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


def words_of(reply):
    """What a reply says; of a file that is packed, the letters it happens to hold."""
    return reply.get_data().decode(errors="replace")


class Stage:
    """One contest at one moment. `ids` fills addresses; `roles` are browsers' sessions."""

    def __init__(self, app, moment, *, shown=Shown.TOTALS):
        self.app, self.moment = app, moment
        self.cookie = app.config["SESSION_COOKIE_NAME"]
        self.world = make_world("closed" if moment == "published" else moment)
        self.things = self.world.things
        self.unit = self.world.people["UO"].unit
        self.link = planting.plant(self.world)
        planting.hand_out(self.world, shown, over=moment in ("closed", "published"))
        if moment in ("closed", "published"):
            deliberate(self.world)
        planting.add_more(self.world)
        if moment in ("open", "scoring"):
            lay_out(self.world)
        planting.send_a_file(self.world)
        if moment == "published":
            planting.publish(self.world)
        db.session.commit()
        self._proven = [p.id for p in self.world.people.values() if p.id]
        self.ids = {name: thing.id for name, thing in self.things.items()}
        self.ids |= {"link": self.link, "unit": self.unit.slug, "unknown": "khong-co"}
        self.code = self.things["entry"].code
        if moment == "published":
            self.ids["certificate code"] = self.things["certificate"].code
        self.versions = {n: getattr(t, "version", 0) for n, t in self.things.items()}
        waiting = ("proposed_talk",)  # for a second person, at the moments there is one
        self.marks = {n: self.things[n].approval.mark for n in waiting if n in self.things}
        self.lines = [line.id.hex for line in self.things["contest"].rubric]
        self.names = {role: p.id for role, p in self.world.people.items()}
        self.sessions = {role: self._session(p) for role, p in self.world.people.items()}
        db.session.commit()
        self.stored, self.written = everything_stored(), Written()
        self.missed = None  # or replies for missing things, kept while one reader asks for many

    def _session(self, person):
        """(cookie, token of forms): made once, because a login is a row of the database."""
        if person.id is None:
            return None, None
        browser = Browser(self.app).sign_in(person)
        db.session.commit()
        token = browser.token()
        return browser.client.get_cookie(self.cookie).value, token

    @contextmanager
    def undone(self):
        with apart():
            self.written.names.clear()
            yield

    def changed(self):
        """The tables that are not as they were when what is undone began."""
        now_stored = everything_stored(self.written.names)
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
        return [name for name in names if self.says(words_of(reply), name)]

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
