"""What the model of accounts remembers, and the small questions every event asks."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition
from sqlalchemy import select

from mentorhub.accounts import actions
from mentorhub.accounts.models import PersonalDetails, SignInAttempt
from mentorhub.platform.clock import _TOLD, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import make_officer, make_unit

EMAILS = ("a@example.org", "b@example.org", "c@example.org")
PHONES = ("0912345671", "0912345672")
EMAIL, PHONE = st.sampled_from(EMAILS), st.sampled_from(PHONES)
ADDRESS = st.sampled_from(EMAILS + PHONES)
WHICH = st.integers(0, 9)
START = datetime(2026, 3, 2, tzinfo=UTC)
some = precondition(lambda self: self.people)


class Accounts(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.savepoint = db.session.begin_nested()
        self.at = START
        _TOLD.set(self.at)
        self.unit = make_unit()
        self.officer = make_officer(self.unit)
        self.people, self.passwords, self.old = [], {}, {}
        self.tokens, self.ended = {}, set()  # token → (person, until), tokens that must be shut
        self.links, self.used = [], []
        self.lost, self.letters = set(), 0

    def teardown(self):
        _TOLD.set(None)
        self.savepoint.rollback()
        db.session.expunge_all()

    def tick(self, **later):
        """Tries are counted elsewhere; here nobody is kept waiting."""
        self.at += timedelta(**(later or {"minutes": 1}))
        _TOLD.set(self.at)
        db.session.flush()
        for row in db.session.scalars(select(SignInAttempt)):
            db.session.delete(row)
        db.session.flush()

    def one(self, which):
        return self.people[which % len(self.people)]

    def open_tokens(self, person):
        return [
            t
            for t, (who, until) in self.tokens.items()
            if who is person and t not in self.ended and until > now()
        ]

    def asking(self, person):
        self.signs_in_right(person)
        token = self.open_tokens(person)[-1]
        return actions.Asking(self.passwords[person], login=token, origin="here")

    def signs_in_right(self, person):
        token = actions.open_login(person, device="", shared_computer=False)
        self.tokens[token] = (person, now() + timedelta(days=30))
        return token

    def shut(self, person, *, but=""):
        self.ended |= {t for t in self.open_tokens(person) if t != but}

    def set_password(self, person):
        """A new one in the model; says which."""
        fresh = (
            f"mật khẩu số {len(self.old.setdefault(person, []))} của {self.people.index(person)}"
        )
        self.old[person].append(self.passwords[person])
        self.passwords[person] = fresh
        return fresh

    def refused(self, action, *args, **facts):
        """Did the house say no? Then nothing of it stays."""
        inner = db.session.begin_nested()
        try:
            action(*args, **facts)
            db.session.flush()
            inner.commit()
        except Refused:
            inner.rollback()
            db.session.expire_all()
            return True
        return False

    def alone(self, column, value):
        """Whoever proves an address is the only one to name it, for now."""
        held = getattr(PersonalDetails, column) == value
        return len(db.session.scalars(select(PersonalDetails.id).where(held)).all()) == 1

    def note_losses(self, before, winner):
        for person, had in before.items():
            db.session.refresh(person.details)
            if person is not winner and had != (person.details.phone, person.details.email):
                self.lost.add(person)
