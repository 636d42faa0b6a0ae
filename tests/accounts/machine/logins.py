"""Signing in, signing out, closing, and the time that ends every login."""

from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from mentorhub.accounts import actions
from mentorhub.accounts.queries import holders, person_behind
from mentorhub.platform.clock import now
from mentorhub.platform.errors import Refused
from tests.accounts.machine.state import ADDRESS, EMAILS, WHICH, Accounts, some


class Logins(Accounts):
    @precondition(lambda self: len(self.people) < 5)
    @rule(address=ADDRESS)
    def registers(self, address):
        self.tick()
        secret = f"lúc đầu của {len(self.people)}"
        facts = {"name": "Lê Văn An", "birth_year": 2000, "unit": self.unit, "language": "vi"}
        person = actions.register(contact=address, password=secret, origin="here", **facts)
        self.people.append(person)
        self.passwords[person] = secret

    @some
    @rule(address=ADDRESS, which=WHICH, right=st.booleans(), shared=st.booleans())
    def signs_in(self, address, which, right, shared):
        self.tick()
        person = self.one(which)
        secret = self.passwords[person] if right else "không phải của ai"
        expected = right and person.closed_at is None and person in holders(address)
        facts = {"shared_computer": shared, "device": "", "origin": "here"}
        if not expected:
            with pytest.raises(Refused):
                actions.sign_in(address, secret, **facts)
            return
        token = actions.sign_in(address, secret, **facts)
        until = now() + (timedelta(hours=2) if shared else timedelta(days=30))
        self.tokens[token] = (person, until)

    @precondition(lambda self: self.tokens)
    @rule(which=WHICH, all_others=st.booleans())
    def ends_a_login(self, which, all_others):
        self.tick()
        token = list(self.tokens)[which % len(self.tokens)]
        if all_others:
            person = self.tokens[token][0]
            actions.end_other_logins(person, but=token)
            self.shut(person, but=token)
        else:
            actions.sign_out(token)
            self.ended.add(token)

    @some
    @rule(which=WHICH)
    def is_closed(self, which):
        self.tick()
        person = self.one(which)
        person.closed_at = person.closed_at or now()
        self.shut(person)

    @rule()
    def weeks_pass(self):
        self.tick(days=10)

    @rule()
    def somebody_asks_who_is_here(self):
        self.tick()
        said = set()
        facts = {"shared_computer": False, "device": "", "origin": "there"}
        for address in (*EMAILS, "nobody@example.org"):
            with pytest.raises(Refused) as refusal:
                actions.sign_in(address, "không phải của ai", **facts)
            said.add(str(refusal.value.message))
            assert actions.ask_for_link(address, origin="there") is None
        assert len(said) == 1

    @invariant()
    def a_login_that_is_over_opens_nothing(self):
        for token, (person, until) in self.tokens.items():
            found = person_behind(actions.digest_of(token))
            open_ = token not in self.ended and until > now() and not person.closed_at
            assert (found[0] if found else None) is (person if open_ else None)
