"""What must hold however many ask at once, and what must not be learned from waiting."""

import threading
import time
from statistics import median

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError, OperationalError

from mentorhub.accounts import actions
from mentorhub.accounts.models import Password, Person, PersonalDetails
from mentorhub.platform import one_time_codes as codes
from mentorhub.platform import passwords
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db, let_others_write, lock, transaction
from mentorhub.platform.errors import Refused
from tests.factories import SECRET as APP_SECRET
from tests.factories import make_person, make_second_step, make_unit

KNOWN, UNKNOWN, SECRET = "0912345678", "0987654321", "muối đường tôm"


def make_known():
    person = make_person()
    person.details.phone = KNOWN
    db.session.add(Password(person_id=person.id, hash=passwords.hashed(SECRET)))
    db.session.flush()
    return person


def try_to_sign_in(address):
    with pytest.raises(Refused):
        actions.sign_in(
            address, "sai mật khẩu", shared_computer=False, device="", origin="192.0.2.1"
        )


def all_at_once(deed, *each):
    """Run it once for each, all of them held back until the last is there."""
    gate = threading.Barrier(len(each))

    def run(one):
        gate.wait(30)
        deed(one)

    threads = [threading.Thread(target=run, args=(one,)) for one in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


ANSWERS = {
    "purpose": "youth",
    "contact": KNOWN,
    "name": "Tô Kim Thoa",
    "birth_year": "2004",
    "unit": "an-bien",
    "password": SECRET,
    "agreed": "y",
}


def test_one_number_is_claimed_by_all_who_ask_at_once_and_proved_by_one(real_app):
    with real_app.app_context(), transaction():
        make_unit(slug="an-bien")
    statuses, won = [], []

    def register(visitor):
        client, token = visitor
        reply = client.post("/register", data={"csrf_token": token, **ANSWERS})
        statuses.append(reply.status_code)

    def prove(key):
        with real_app.app_context():
            try:
                with transaction():
                    actions.take(lock(db.session.get_one(Person, key)), actions.PHONE, refusal="")
            except (Refused, IntegrityError, OperationalError):
                return
            won.append(key)

    all_at_once(register, *(at_the_form(real_app) for _ in range(3)))
    assert statuses == [302] * 3
    with real_app.app_context():
        people = db.session.scalars(select(Person.id)).all()
    assert len(people) == 3
    all_at_once(prove, *people)
    with real_app.app_context():
        proved = select(PersonalDetails.person_id).where(
            PersonalDetails.phone_verified_at.is_not(None)
        )
        assert db.session.scalars(proved).all() == won
    assert len(won) == 1


def at_the_form(app):
    """A client that has opened the form, and the token on it."""
    client = app.test_client()
    page = client.get("/register").text
    return client, page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]


def test_known_and_unknown_cost_the_same_statements(app):
    make_known()
    statements = []
    event.listen(db.engine, "before_cursor_execute", lambda *facts: statements.append(facts[2]))

    def cost(address):
        db.session.expunge_all()
        statements.clear()
        try_to_sign_in(address)
        return len([one for one in statements if one.startswith("SELECT")])

    assert cost(KNOWN) == cost(UNKNOWN)


def test_hashing_holds_no_lock_but_only_where_nothing_was_changed(app):
    make_person()
    let_others_write()
    db.session.add(Person())
    with pytest.raises(RuntimeError):
        let_others_write()


@pytest.mark.fault
def test_nobody_learns_from_waiting_which_accounts_exist(real_app):
    """reliability A8: the medians differ by less than 5 ms."""
    real_app.extensions["passwords"] = passwords.in_production()
    with real_app.app_context():
        with transaction():
            make_known()
        passwords.matches("anything", None)  # the stand-in is made once
        times = {KNOWN: [], UNKNOWN: []}
        for _ in range(100):
            for address, taken in times.items():
                db.session.rollback()
                start = time.perf_counter()
                actions.person_with_password(address, "sai mật khẩu")
                taken.append(time.perf_counter() - start)
    assert abs(median(times[KNOWN]) - median(times[UNKNOWN])) < 0.005


def test_one_code_confirms_one_login_however_many_bring_it(real_app):
    """Whoever looks over a shoulder and types as fast gets nothing."""
    with real_app.app_context(), transaction():
        person = make_person()
        make_second_step(person)
        tokens = [actions.open_login(person, device="", shared_computer=False) for _ in range(6)]
        key, moment = person.id, now()
    code, gate, taken = codes.code_at(APP_SECRET, codes.step_at(moment)), threading.Barrier(6), []

    def confirm(token):
        with real_app.app_context(), as_of(moment):
            gate.wait(30)
            try:
                with transaction():
                    owner = db.session.get(Person, key)
                    actions.confirm_second_step(owner, code, token=token, origin=token)
                    taken.append(token)
            except Refused:
                pass

    threads = [threading.Thread(target=confirm, args=(token,)) for token in tokens]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert len(taken) == 1
