"""Cases of concurrency, each two hundred times from a common start, on either database.

Every turn has a database as the migrations leave it, so that none sees what another left.
"""

import os
import time
from collections import Counter

import pytest

from mentorhub.app import create_app
from mentorhub.platform.db import db
from tests.conftest import FOLDER, POSTGRES, settings_of_tests
from tests.entries import test_deadline_races as deadlines
from tests.entries import test_races as sending
from tests.entries.test_deadline_races import skewed
from tests.mentoring import test_races as mentors
from tests.served import ROOT
from tests.teams import test_membership_races as teams

__all__ = ["skewed"]
TURNS = int(os.environ.get("TURNS", "200"))
pytestmark = [pytest.mark.fault, pytest.mark.timeout(7200)]
PAGE = ROOT / "docs" / "proof" / "repeats.md"
HEAD = """# Cases of concurrency, again and again

`python3 tasks.py prove` (`TURNS=200`): the cases of [cases.md](cases.md), each so many times from a
common start, on a database of its own every time. One turn that ends otherwise fails the run.

| case | database | turns | seconds | ended otherwise |
|---|---|---|---|---|
"""


def in_time_by_wrong_clocks(app, start):
    deadlines.test_workers_whose_clocks_differ_decide_alike(app, start, 30, 302)


def late_by_wrong_clocks(app, start):
    deadlines.test_workers_whose_clocks_differ_decide_alike(app, start, -30, 409)


CASES = {
    "C4": [
        sending.test_two_hands_at_once_on_different_answers_both_survive,
        sending.test_saves_from_one_page_at_once_keep_one_text_and_refuse_the_others,
    ],
    "C5": [sending.test_twenty_clicks_on_one_entry_give_one_receipt],
    "C6": [sending.test_a_request_that_waits_past_the_deadline_counts_by_its_arrival],
    "C7": [deadlines.test_a_body_begun_before_and_finished_after_the_deadline_is_refused],
    "C8": [sending.test_a_deadline_moved_while_teams_send_is_named_on_every_receipt],
    "C9": [in_time_by_wrong_clocks, late_by_wrong_clocks],
    "C13": [mentors.test_two_mentors_who_accept_one_team_give_one_mentorship],
    "C14": [teams.test_a_link_for_one_lets_one_of_twenty_in],
    "C15": [teams.test_ten_people_with_five_invitations_fill_the_five_places_left],
    "C16": [teams.test_two_ways_into_a_nearly_full_team_fill_it_exactly],
    "C19": [
        teams.test_asking_accepting_leaving_and_taking_out_at_once_keep_exactly_one_leader,
        teams.test_two_who_were_asked_one_after_the_other_do_not_both_lead,
    ],
    "C20": [deadlines.test_taking_back_and_sending_again_at_once_leaves_one_place],
    "C21": [sending.test_twenty_teams_sending_at_once_get_a_number_each],
}
SKEWED = {"C9"}


@pytest.fixture
def anew(worker_id, migrated):
    """The application on an empty database, each time it is asked for."""
    name = f"turns_{worker_id}"
    app = create_app(settings_of_tests(migrated(name)))

    def emptied():
        with app.app_context():
            db.engine.dispose()
        for tail in ("-wal", "-shm"):
            (FOLDER / f"{name}.sqlite{tail}").unlink(missing_ok=True)
        migrated(name)
        return app

    yield emptied
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("case", CASES)
def test_it_ends_the_same_way_every_time(anew, skewed, tell, case):
    began, ended = time.monotonic(), Counter()
    more = [skewed] if case in SKEWED else []
    for turn in range(TURNS):
        for holds in CASES[case]:
            try:
                holds(anew(), *more)
            except Exception as otherwise:
                raise AssertionError(f"{case}, turn {turn + 1} of {TURNS}") from otherwise
            ended[holds] += 1
    assert ended == dict.fromkeys(CASES[case], TURNS)
    _report(case, time.monotonic() - began)
    tell(f"{case}: {TURNS} turns in {time.monotonic() - began:.0f} s")


def _report(case, seconds):
    kind = "postgresql" if POSTGRES else "sqlite"
    lines = PAGE.read_text(encoding="utf-8").splitlines(True) if PAGE.exists() else []
    rows = [line for line in lines if line.startswith("| C") and f"| {case} | {kind} " not in line]
    rows.append(f"| {case} | {kind} | {TURNS} | {seconds:.0f} | 0 |\n")
    rows.sort(key=lambda row: (int(row.split("|")[1].strip()[1:]), row))
    PAGE.write_text(HEAD + "".join(rows), encoding="utf-8")
