"""Accounts in any order of events: what must hold after each step.

1. A login that was ended, or is over, opens nothing; one that was not opens its own account.
2. An address has at most one proved holder, and nobody else goes before them.
3. No letter about one account goes to an address that another account has proved.
4. A link or a code that was used never works again.
5. The password that was set last works for its account; one of before never does again.
6. A changed password, a change of address, a reset ends every other login, and a reset all.
7. Every account that is open can be reached by its owner: it has an address, or it lost its last
   one to somebody who proved it, and then an officer gives it a number at the counter.
8. Whether an address is known, claimed or proved makes no difference to the refusal of a sign-in
   or to the answer of who asks for a letter.
9. A closed account signs in with nothing.
"""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from mentorhub.platform import passwords
from tests.accounts.machine.addresses import Addresses
from tests.accounts.machine.logins import Logins
from tests.accounts.machine.passwords import Passwords
from tests.accounts.machine.state import EMAILS, PHONES


class Living(Logins, Addresses, Passwords):
    lived = 0  # how many lives were led to their end; what must hold is asked after every step

    def __init__(self):
        super().__init__()
        for address in (EMAILS[0], EMAILS[0], PHONES[0]):
            self.registers(address)
        self.claims_a_number(0, PHONES[0])

    def teardown(self):
        super().teardown()
        Living.lived += 1


def _fitting(word, stored):
    return [one == f"hash of {word}" for one in stored]


def live(monkeypatch, examples, steps):
    monkeypatch.setattr("mentorhub.accounts.actions.account.let_others_write", lambda: None)
    monkeypatch.setattr(passwords, "hashed", lambda password: f"hash of {password}")
    monkeypatch.setattr(passwords, "which", _fitting)
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),  # a failure as it came: to make it smaller takes many minutes
        suppress_health_check=checks,
    )
    Living.lived = 0
    run_state_machine_as_test(Living, settings=how)
    return Living.lived


def test_any_order_of_a_few_accounts(app, monkeypatch):
    """Hashing is left out here: it is the order of events that is tried, thousands of times."""
    assert live(monkeypatch, 20, 20) >= 20


@pytest.mark.fault
@pytest.mark.timeout(1800)
def test_any_order_of_a_thousand_accounts(app, monkeypatch):
    assert live(monkeypatch, 1000, 25) >= 1000
