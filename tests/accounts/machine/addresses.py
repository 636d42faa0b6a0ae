"""Addresses that are claimed, proved, removed, and given at the counter."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from sqlalchemy import select

from mentorhub.accounts import actions
from mentorhub.accounts.models import PendingAddress, PersonalDetails
from mentorhub.accounts.queries import holders
from mentorhub.platform import mail
from mentorhub.platform.db import db
from tests.accounts.machine.state import EMAIL, PHONE, WHICH, Accounts, some


class Addresses(Accounts):
    @some
    @rule(which=WHICH, address=EMAIL)
    def asks_for_another_address(self, which, address):
        self.tick()
        person = self.one(which)
        if person.closed_at:
            return
        actions.change_email(person, address, asking=self.asking(person))
        pending = db.session.scalars(
            select(PendingAddress).where(PendingAddress.person_id == person.id)
        ).one()
        self.links.append((person, mail.sealed("change", str(person.id), str(pending.id))))

    @some
    @rule(which=WHICH)
    def asks_to_prove(self, which):
        self.tick()
        person = self.one(which)
        if person.details.email and not person.closed_at:
            self.refused(actions.ask_for_proof, by=person)
            token = mail.sealed("proof", str(person.id), person.details.email)
            self.links.append((person, token))

    @precondition(lambda self: self.links)
    @rule(which=WHICH, reader=WHICH)
    def a_link_is_opened(self, which, reader):
        self.tick()
        owner, token = self.links[which % len(self.links)]
        self.presses(self.one(reader), owner, token)

    @some
    @rule(which=WHICH)
    def opens_the_own_letter(self, which):
        self.asks_to_prove(which)
        mine = [link for link in self.links if link[0] is self.one(which)]
        if mine:
            self.presses(self.one(which), *mine[-1])

    def presses(self, person, owner, token):
        if person.closed_at:
            return
        login = self.signs_in_right(person)
        before = {p: (p.details.phone, p.details.email) for p in self.people}
        said_no = self.refused(actions.prove, token, by=person, login=login)
        if person is not owner or token in self.used:
            assert said_no
        if said_no:
            return
        if mail.unsealed(token)[0] == "change":
            self.shut(person, but=login)
            self.used.append(token)
        assert self.alone("email_key", person.details.email_key)
        self.note_losses(before, person)

    @some
    @rule(which=WHICH, number=PHONE)
    def claims_a_number(self, which, number):
        self.tick()
        person = self.one(which)
        if person.closed_at:
            return
        same = person.details.phone == number
        asking = self.asking(person)
        actions.change_phone(person, number, asking=asking)
        if not same:
            assert person.details.phone_verified_at is None
            self.shut(person, but=asking.login)
        self.lost.discard(person)

    @some
    @rule(which=WHICH, mail_too=st.booleans())
    def removes_an_address(self, which, mail_too):
        self.tick()
        person = self.one(which)
        if person.closed_at:
            return
        asking = self.asking(person)
        had = (person.details.phone, person.details.email)
        action = actions.change_email if mail_too else actions.change_phone
        if not self.refused(action, person, "", asking=asking):
            db.session.refresh(person.details)
            assert person.details.phone or person.details.email
            if mail_too or had != (person.details.phone, person.details.email):
                self.shut(person, but=asking.login)

    @some
    @rule(which=WHICH, number=PHONE)
    def stands_at_the_counter(self, which, number):
        self.tick()
        person = self.one(which)
        if person.closed_at:
            return
        before = {p: (p.details.phone, p.details.email) for p in self.people}
        if not self.refused(actions.check_phone, person, phone=number, by=self.officer):
            assert self.alone("phone", number)
            self.note_losses(before, person)
            self.lost.discard(person)

    @invariant()
    def an_address_has_one_proved_holder_who_goes_first(self):
        for column, proof in (("phone", "phone_verified_at"), ("email_key", "email_verified_at")):
            rows = db.session.scalars(
                select(PersonalDetails).where(getattr(PersonalDetails, proof).is_not(None))
            ).all()
            values = [getattr(row, column) for row in rows]
            assert None not in values
            assert len(values) == len(set(values))
            for row in rows:
                if row.person.closed_at is None:
                    assert holders(getattr(row, column))[0] is row.person

    @invariant()
    def every_owner_can_be_reached(self):
        for person in self.people:
            if not person.closed_at:
                assert person.details.phone or person.details.email or person in self.lost
