"""Passwords that are changed, and reset by a link or a code."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlalchemy import select

from mentorhub.accounts import actions, jobs
from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.accounts.queries import holders
from mentorhub.jobs.models import Job
from mentorhub.notifications.models import Delivery
from mentorhub.platform import mail
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.accounts.machine.state import ADDRESS, WHICH, Accounts, some


class Passwords(Accounts):
    @some
    @rule(which=WHICH, right=st.sampled_from((True, True, False)))
    def changes_the_password(self, which, right):
        self.tick()
        person = self.one(which)
        if person.closed_at:
            return
        token, before = self.signs_in_right(person), self.passwords[person]
        self.signs_in_right(person)  # on another device, which the change must shut
        new = self.set_password(person) if right else "nước lũ về sớm"
        current = before if right else "không phải của ai"
        facts = {"current": current, "new": new, "token": token, "origin": "here"}
        assert self.refused(actions.change_password, person, **facts) is not right
        if right:
            self.shut(person, but=token)

    @some
    @rule(address=ADDRESS, uses=WHICH)
    def resets_by_link(self, address, uses):
        self.tick(minutes=2)
        asked = now()
        actions.ask_for_link(address, origin="here")
        job = db.session.scalars(select(Job).order_by(Job.id.desc()).limit(1)).one()
        jobs.send_reset_link(job.payload)
        written = db.session.scalars(
            select(Delivery).where(Delivery.key.startswith("reset "), Delivery.created_at >= asked)
        ).all()
        assert len(written) <= 3
        self.no_letter_goes_to_who_proved_the_address_for_another()  # as it was when written
        if not written:
            return
        letter = written[uses % len(written)]
        person = db.session.get_one(Person, letter.recipient_id)
        token = letter.text.split("/reset-password/")[1].split()[0]
        before = {p: (p.details.phone, p.details.email) for p in self.people}
        waiting = [t for t in self.links if t[0] is person]
        proved = person.details.email_verified_at is not None
        new = self.set_password(person)
        actions.reset_by_link(token, new=new)
        self.shut(person)
        self.note_losses(before, person)
        assert person.details.email_verified_at is not None
        assert self.alone("email_key", person.details.email_key)
        assert self.refused(actions.reset_by_link, token, new="lần thứ hai nhé")
        if not proved:
            self.used += [t for _, t in waiting if mail.unsealed(t)[0] == "change"]

    @some
    @rule(which=WHICH, address=ADDRESS, own=st.booleans())
    def resets_by_code(self, which, address, own):
        self.tick()
        person = self.one(which)
        if person.closed_at:
            return
        if own:
            address = person.details.phone or person.details.email or address
        code = actions.make_reset_code(person, by=self.officer)
        self.tick()
        mine = person in holders(address)
        facts = {"code": code, "origin": "here"}
        if not mine:
            assert self.refused(actions.reset_password, address, new="của người khác", **facts)
            return
        actions.reset_password(address, new=self.set_password(person), **facts)
        self.shut(person)
        assert self.refused(actions.reset_password, address, new="lần thứ hai nhé", **facts)

    @invariant()
    def the_last_password_works_and_none_of_before(self):
        for person in self.people:
            address = person.details.phone or person.details.email
            if not address:
                continue
            works = actions.person_with_password(address, self.passwords[person])
            assert works is (None if person.closed_at else person)
            for secret in self.old.get(person, [])[-2:]:
                assert actions.person_with_password(address, secret) is None

    @invariant()
    def no_letter_goes_to_who_proved_the_address_for_another(self):
        """Only what asks whether an address is one's own is written to it unseen."""
        rows = db.session.scalars(select(Delivery).order_by(Delivery.id)).all()
        for letter in rows[self.letters :]:
            if letter.key.startswith(("proof ", "change ")):
                continue
            others = select(PersonalDetails).where(
                PersonalDetails.email_key == letter.address.lower(),
                PersonalDetails.email_verified_at.is_not(None),
                PersonalDetails.person_id != letter.recipient_id,
            )
            assert db.session.scalars(others).all() == [], letter.key
        self.letters = len(rows)
