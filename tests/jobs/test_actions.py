"""Taking work up, ending it, putting it off; races are in test_worker.py."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.jobs import actions, queries
from mentorhub.jobs.domain import ATTEMPTS, LEASE
from mentorhub.jobs.models import Job
from mentorhub.platform.clock import now
from mentorhub.platform.db import db


@pytest.fixture(autouse=True)
def _app(app):
    return app


def only_job():
    return db.session.scalars(select(Job)).one()


def claim():
    return actions.claim(Job, Job.done_at)


def test_a_key_asks_once():
    assert actions.enqueue("expire", {"n": 1}, key="expire 2026-11-23")
    assert not actions.enqueue("expire", {"n": 2}, key="expire 2026-11-23")
    assert only_job().payload == {"n": 1}


def test_without_a_key_each_request_is_a_job():
    assert actions.enqueue("mail", {})
    assert actions.enqueue("mail", {})
    assert len(db.session.scalars(select(Job)).all()) == 2


def test_a_claimed_job_is_in_nobody_elses_hands_until_its_lease_ends():
    actions.enqueue("mail", {})
    job = claim()
    assert (job.attempts, claim()) == (1, None)
    job.leased_until = now() - timedelta(seconds=1)
    assert claim() is job
    assert job.attempts == 2


def test_nothing_is_taken_up_before_it_is_due():
    actions.enqueue("mail", {}, due_at=now() + timedelta(minutes=1))
    assert claim() is None


def test_the_longest_waiting_job_is_first():
    actions.enqueue("late", {}, due_at=now() - timedelta(minutes=1))
    actions.enqueue("early", {}, due_at=now() - timedelta(hours=1))
    assert [claim().kind, claim().kind] == ["early", "late"]


def test_a_done_job_keeps_when_and_is_never_done_again():
    actions.enqueue("add", {"n": 2})
    job, sums = claim(), []
    actions.perform(job.id, 1, {"add": lambda payload: sums.append(payload["n"])})
    actions.perform(job.id, 1, {"add": lambda payload: sums.append(payload["n"])})
    assert sums == [2]
    assert job.done_at is not None
    job.leased_until = None
    assert claim() is None


def test_whoever_lost_the_lease_does_nothing():
    actions.enqueue("add", {})
    job = claim()
    job.leased_until = now() - timedelta(seconds=1)
    claim()
    actions.perform(job.id, 1, {"add": lambda payload: pytest.fail("the second attempt has it")})
    assert job.done_at is None


def test_a_failure_is_tried_again_after_a_pause():
    actions.enqueue("mail", {})
    job = claim()
    actions.put_off(Job, job.id, 1, problem="TimeoutError")
    assert (job.problem, job.leased_until, job.given_up_at) == ("TimeoutError", None, None)
    assert timedelta(seconds=3) < job.due_at - now() <= timedelta(seconds=5)


def test_the_last_failure_gives_up():
    actions.enqueue("mail", {})
    job = claim()
    job.attempts = ATTEMPTS
    actions.put_off(Job, job.id, ATTEMPTS, problem="TimeoutError")
    assert job.given_up_at is not None
    job.due_at = now()
    assert claim() is None
    assert (queries.waiting(Job, Job.done_at), queries.given_up(Job)) == (0, 1)


def test_a_job_that_kills_every_worker_is_given_up_too():
    actions.enqueue("poison", {})
    actions.enqueue("good", {})
    poison = claim()
    poison.attempts, poison.leased_until = ATTEMPTS, now() - LEASE
    assert claim().kind == "good"
    assert poison.given_up_at is not None


def test_recurring_work_is_asked_for_once_in_its_time():
    every = {"expire": timedelta(days=1), "remind": timedelta(hours=1)}
    actions.enqueue_recurring(every)
    actions.enqueue_recurring(every)
    assert sorted(job.kind for job in db.session.scalars(select(Job))) == ["expire", "remind"]


def test_done_jobs_are_forgotten_after_ninety_days():
    actions.enqueue("old", {})
    actions.enqueue("young", {})
    for job in db.session.scalars(select(Job)):
        job.done_at = now() - timedelta(days=91 if job.kind == "old" else 89)
    db.session.flush()
    actions.sweep()
    assert only_job().kind == "young"
