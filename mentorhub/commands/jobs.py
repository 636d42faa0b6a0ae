"""`flask jobs`: the worker. It tells the news, does the jobs that are due and sends the mail."""

import signal
import time
from collections.abc import Callable
from types import FrameType

import click
import structlog
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError

from mentorhub.jobs import actions as jobs
from mentorhub.jobs.models import Job
from mentorhub.notifications import actions as notifications
from mentorhub.notifications.models import Delivery
from mentorhub.platform import mail, standstill
from mentorhub.platform.db import transaction

log = structlog.get_logger()
IDLE = 0.5
BATCH = 20
RECURRING_EVERY = 60.0


@click.group("jobs")
def worker() -> None:
    """What happens in the background."""


@worker.command("work")
@with_appcontext
@click.option("--until-idle", is_flag=True, help="Stop as soon as nothing is due.")
def work(until_idle: bool) -> None:
    """Work until SIGTERM or SIGINT; what was begun is finished first."""
    round_ = Round(current_app._get_current_object())  # type: ignore[attr-defined]
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, round_.ask_to_stop)
    log.info("worker_started")
    while not round_.is_stopping:
        if round_.work():
            continue
        if until_idle:
            break
        time.sleep(IDLE)
    log.info("worker_stopped")


class Round:
    """One turn of the worker: a little of everything, so that nothing waits for the rest."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.is_stopping = False
        self.asked_for_recurring = float("-inf")

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def work(self) -> bool:
        """Was there anything to do? A database that is away for a while is waited for."""
        if self._alone(standstill.is_on):
            return False
        try:
            self._ask_for_recurring()
            return sum(self._repeat(step) for step in (tell_one, do_one_job, send_one)) > 0
        except OperationalError as error:
            log.warning("database_busy", kind=type(error.orig).__name__)
            return False

    def _repeat(self, step: Callable[[], bool]) -> int:
        done = 0
        while done < BATCH and not self.is_stopping and self._alone(step):
            done += 1
        return done

    def _alone(self, step: Callable[[], bool]) -> bool:
        """In a context of its own: no session, language or thing kept from the step before."""
        with self.app.app_context():
            return step()

    def _ask_for_recurring(self) -> None:
        if time.monotonic() - self.asked_for_recurring > RECURRING_EVERY:
            self._alone(ask_for_recurring)
            self.asked_for_recurring = time.monotonic()


def ask_for_recurring() -> bool:
    with transaction():
        jobs.enqueue_recurring(current_app.extensions["recurring"])
    return True


def tell_one() -> bool:
    with transaction():
        return notifications.tell_next(current_app.extensions["notices"])


def do_one_job() -> bool:
    """Claim in one transaction, work in a second: a killed worker leaves its attempt counted."""
    with transaction():
        job = jobs.claim(Job, Job.done_at)
        claimed = job and (job.id, job.attempts, job.kind)
    if not claimed:
        return False
    key, attempts, kind = claimed
    started = time.monotonic()
    try:
        with transaction():
            jobs.perform(key, attempts, current_app.extensions["jobs"])
    except Exception as error:
        log.exception("job_failed", kind=kind, id=str(key), attempts=attempts)
        with transaction():
            jobs.put_off(Job, key, attempts, problem=type(error).__name__)
    else:
        log.info("job_done", kind=kind, id=str(key), seconds=round(time.monotonic() - started, 3))
    return True


def send_one() -> bool:
    """The mail server is spoken to outside any transaction: it may be slow, and others write."""
    with transaction():
        claimed = notifications.claim_delivery()
    if claimed is None:
        return False
    try:
        if claimed.message is None:
            raise mail.Unsendable
        mail.send(claimed.message)
    except (OSError, mail.Unsendable) as error:
        log.warning("mail_failed", id=str(claimed.id), kind=type(error).__name__)
        with transaction():
            jobs.put_off(Delivery, claimed.id, claimed.attempts, problem=type(error).__name__)
    else:
        with transaction():
            notifications.delivered(claimed.id, claimed.attempts)
    return True
