"""Years of giving, taking back and growing up, in any order: what must hold after each step.

1. A purpose holds exactly when a plain second reading of the rows says so.
2. Under 16 nothing holds without the yes of the child and of a guardian, nor against a no.
3. At 16 and 17 mentoring holds only when a guardian knows of it.
4. Whoever took something back does not have it, at any age, until they give it again.
5. Without the account nothing holds.
6. Strangers read a name only while its publication holds; of a minor never the family name.
7. Rows are only added: the history never gets shorter and no row changes.
8. A guardian who is ended has neither link nor say.
9. After erasing nothing holds and no name is left, but the proof stays.
"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from mentorhub.accounts.domain.consent import Answer, Purpose, Way
from mentorhub.consents import actions
from mentorhub.consents.models import Guardian
from mentorhub.consents.queries import guardian_behind
from mentorhub.platform.clock import _TOLD
from mentorhub.platform.db import db
from tests.factories import make_guardian, make_officer, make_person

PURPOSES = st.sampled_from(list(Purpose))
START = datetime(2026, 3, 2, tzinfo=UTC)
BORN = 2012


class Growing(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.savepoint = db.session.begin_nested()
        self.at = START
        _TOLD.set(self.at)
        self.person = make_person("Trần Thị Sao", agreed=False)
        self.person.details.birth_year = BORN
        self.officer = make_officer(self.person.unit)
        self.guardians, self.ended, self.tokens = [], set(), {}
        self.history, self.erased, self.own = [], False, {}

    def teardown(self):
        _TOLD.set(None)
        self.savepoint.rollback()
        db.session.expunge_all()

    def tick(self, **later):
        self.at += timedelta(**later)
        _TOLD.set(self.at)

    @property
    def age(self):
        """In the person's favour: as young as the birth year allows."""
        return self.at.astimezone(UTC).year - BORN - 1

    alive = precondition(lambda self: not self.erased)
    guarded = precondition(lambda self: self.guardians and not self.erased)

    @alive
    @rule(purpose=PURPOSES)
    def gives(self, purpose):
        self.tick(minutes=1)
        actions.give(self.person, purpose)
        self.own[purpose] = True

    @alive
    @rule(purpose=PURPOSES)
    def takes_back(self, purpose):
        self.tick(minutes=1)
        actions.withdraw(self.person, purpose)
        self.own[purpose] = False

    @alive
    @precondition(lambda self: len(self.guardians) - len(self.ended) < 3)
    @rule()
    def names_a_guardian(self):
        self.tick(minutes=1)
        guardian = make_guardian(self.person, f"Trần Thị {'ABCDEFGHIJKLMNOP'[len(self.guardians)]}")
        self.tokens[guardian.id] = actions.new_link(guardian, by=self.person)
        self.guardians.append(guardian)

    @guarded
    @rule(which=st.integers(0, 20), purpose=PURPOSES, agrees=st.booleans())
    def a_guardian_answers(self, which, purpose, agrees):
        self.tick(minutes=1)
        guardian = self.guardians[which % len(self.guardians)]
        if guardian.id not in self.ended:
            actions.change_as_guardian(guardian, purpose, agrees=agrees)

    @guarded
    @rule(which=st.integers(0, 20))
    def a_guardian_is_told(self, which):
        self.tick(minutes=1)
        guardian = self.guardians[which % len(self.guardians)]
        if guardian.id not in self.ended:
            actions.note_informed(guardian, way=Way.SELF, by=self.person)

    @alive
    @precondition(lambda self: len(self.guardians) < 12)
    @rule(child=st.sets(PURPOSES), guardian=st.sets(PURPOSES))
    def a_slip_is_checked(self, child, guardian):
        self.tick(minutes=1)
        known = self.guardians[0] if self.guardians else None
        name = known.name if known and known.id not in self.ended else "Trần Văn Cha"
        facts = {"name": name, "relation": "parent", "contact": "", "by": self.officer}
        found = actions.check_paper(
            self.person, child_agrees=child, guardian_agrees=guardian, **facts
        )
        self.own.update(dict.fromkeys(child, True))
        if found not in self.guardians:
            self.guardians.append(found)

    @guarded
    @rule(which=st.integers(0, 20))
    def a_guardian_is_ended(self, which):
        self.tick(minutes=1)
        guardian = self.guardians[which % len(self.guardians)]
        if guardian.id not in self.ended:
            actions.end_guardian(guardian, by=self.officer)
            self.ended.add(guardian.id)

    @rule()
    def a_birthday_passes(self):
        self.tick(days=366 if self.age < 25 else 1)

    @alive
    @rule()
    def is_erased(self):
        self.tick(minutes=1)
        for purpose in Purpose:
            actions.withdraw(self.person, purpose)
        db.session.delete(self.person.details)
        db.session.flush()
        db.session.expire(self.person)
        self.own, self.erased = dict.fromkeys(Purpose, False), True

    def last_words(self, purpose):
        """The second reading: what each guardian who still speaks said last, from the rows."""
        said = {}
        for row in self.person.consents:
            if row.purpose is purpose and row.guardian_id and row.answer is not Answer.INFORMED:
                said[row.guardian_id] = row.answer is Answer.GIVEN
        return [yes for key, yes in said.items() if key not in self.ended]

    def knows(self):
        return any(
            row.guardian_id
            and row.guardian_id not in self.ended
            and row.purpose is Purpose.MENTOR_CONTACT
            for row in self.person.consents
        )

    def expected(self, purpose):
        if purpose is not Purpose.ACCOUNT and not self.expected(Purpose.ACCOUNT):
            return False
        own = self.own.get(purpose)
        if self.erased or self.age >= 18:
            return own is True or (own is None and purpose is not Purpose.PUBLICATION)
        if self.age >= 16:
            return own is True and (purpose is not Purpose.MENTOR_CONTACT or self.knows())
        voices = self.last_words(purpose)
        return own is True and bool(voices) and all(voices)

    @invariant()
    def what_holds_is_what_a_second_reading_says(self):
        db.session.expire(self.person, ["consents"])
        for purpose in Purpose:
            assert self.person.agrees_to(purpose) is self.expected(purpose), purpose

    @invariant()
    def what_was_taken_back_does_not_hold(self):
        for purpose, yes in self.own.items():
            assert yes or not self.person.agrees_to(purpose)
        if not self.person.agrees_to(Purpose.ACCOUNT):
            assert not any(self.person.agrees_to(purpose) for purpose in Purpose)

    @invariant()
    def strangers_read_what_they_may(self):
        name = self.person.public_name
        assert bool(name) <= self.person.agrees_to(Purpose.PUBLICATION)
        assert not (self.erased and name)
        assert name in ("", "Sao") or self.age >= 18

    @invariant()
    def the_proof_only_grows(self):
        rows = [(r.id, r.purpose, r.answer, r.at, r.guardian_id) for r in self.person.consents]
        assert rows[: len(self.history)] == self.history
        self.history = rows

    @invariant()
    def whoever_was_ended_has_no_link(self):
        for guardian in self.guardians:
            if guardian.id in self.ended and guardian.id in self.tokens:
                assert guardian_behind(self.tokens[guardian.id]) is None
        assert db.session.query(Guardian).count() == len(self.guardians)


def grow(examples, steps):
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=checks,
    )
    run_state_machine_as_test(Growing, settings=how)


def test_any_order_of_a_few_lives(app):
    grow(15, 20)


@pytest.mark.fault
@pytest.mark.timeout(900)
def test_any_order_of_a_thousand_lives(app):
    grow(1000, 30)
