"""Real worker processes on a real database: kills, races, stops."""

import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from mentorhub.activity.actions import record
from mentorhub.jobs.actions import enqueue
from mentorhub.jobs.models import Job
from mentorhub.notifications.models import Channel, Delivery, Notification
from mentorhub.platform.audit import AuditRow
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from tests.factories import make_idea, make_person
from tests.platform.test_mail import Caught, free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 240  # a busy machine takes long to start a process

pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def workers(real_app, tmp_path):
    """Start worker processes on the test's database; none outlives the test."""
    started = []

    def start(*options, count=1, smtp=""):
        url = real_app.config["SQLALCHEMY_DATABASE_URI"]
        command = [sys.executable, "-m", "tests.jobs.program", url, smtp, str(tmp_path), *options]
        for _ in range(count):
            log = (tmp_path / f"worker-{len(started)}.log").open("wb")
            started.append(subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log))
            log.close()
        return started[-count:]

    yield start
    for process in started:
        process.kill()
        process.wait()


def finished(processes):
    return [process.wait(PATIENCE) for process in processes]


def effects():
    """n → how often job n took effect. Holds no lock afterwards: on SQLite it would be the only."""
    rows = db.session.scalars(select(AuditRow).where(AuditRow.what == "effect"))
    counted = Counter(row.facts["n"] for row in rows)
    db.session.rollback()
    return counted


def wait_until(true):
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def let_leases_run_out(kind):
    with transaction():
        db.session.execute(update(kind).values(leased_until=None))


def ask_for(number):
    with transaction():
        for n in range(number):
            enqueue("trace", {"n": n})


@pytest.mark.fault
def test_a_killed_worker_neither_loses_nor_doubles_a_job(real_app, workers):
    with real_app.app_context():
        ask_for(200)
        victim, *others = workers("--until-idle", count=3)
        wait_until(lambda: sum(effects().values()) > 20)
        victim.send_signal(signal.SIGKILL)
        assert finished([victim, *others]) == [-signal.SIGKILL, 0, 0]
        let_leases_run_out(Job)
        finished(workers("--until-idle"))
        assert effects() == dict.fromkeys(range(200), 1)
        assert not db.session.scalars(select(Job).where(Job.done_at.is_(None))).all()


@pytest.mark.fault
def test_workers_killed_again_and_again_leave_each_effect_once(real_app, workers):
    with real_app.app_context():
        ask_for(60)
        for target in (10, 25, 40):
            (victim,) = workers("--until-idle")
            wait_until(lambda target=target: sum(effects().values()) > target)
            victim.kill()
            finished([victim])
            let_leases_run_out(Job)
        finished(workers("--until-idle"))
        assert effects() == dict.fromkeys(range(60), 1)


@pytest.fixture
def server():
    from aiosmtpd.controller import Controller

    caught, port = Caught(), free_port()
    controller = Controller(caught, hostname="127.0.0.1", port=port)
    controller.start()
    caught.address = f"smtp://127.0.0.1:{port}"
    yield caught
    controller.stop()


def write_mails(number):
    with transaction():
        for n in range(number):
            db.session.add(
                Delivery(
                    key=f"mail {n}",
                    channel=Channel.EMAIL,
                    recipient_id=uuid4(),
                    address=f"reader{n}@example.org",
                    language="vi",
                    subject="Chào",
                    text="Chào bạn\n",
                    html="<p>Chào bạn</p>",
                )
            )


@pytest.mark.fault
def test_three_workers_send_each_mail_once(real_app, workers, server):
    with real_app.app_context():
        write_mails(60)
        finished(workers("--until-idle", count=3, smtp=server.address))
        assert Counter(e.rcpt_tos[0] for e in server.envelopes) == {
            f"reader{n}@example.org": 1 for n in range(60)
        }
        db.session.rollback()
        assert not db.session.scalars(select(Delivery).where(Delivery.sent_at.is_(None))).all()


@pytest.mark.fault
def test_a_worker_asked_to_stop_finishes_what_it_began(real_app, workers):
    with real_app.app_context():
        (worker,) = workers()
        ask_for(30)
        wait_until(lambda: sum(effects().values()) > 0)
        worker.terminate()
        assert finished([worker]) == [0]
        done = db.session.scalars(select(Job).where(Job.done_at.is_not(None))).all()
        begun = db.session.scalars(select(Job).where(Job.attempts > 0)).all()
        assert len(done) == len(begun) == sum(effects().values())


def test_a_failed_job_leaves_no_effect_and_no_personal_data(real_app, workers, tmp_path):
    with real_app.app_context():
        with transaction():
            enqueue("fail", {"n": 1})
            enqueue("trace", {"n": 2})
        begun = now()
        finished(workers("--until-idle"))
        assert effects() == {2: 1}
        job = db.session.scalars(select(Job).where(Job.kind == "fail")).one()
        assert (job.attempts, job.problem, job.done_at) == (1, "RuntimeError", None)
        assert begun + timedelta(seconds=1) < job.due_at < now() + timedelta(seconds=6)
    log = (tmp_path / "worker-0.log").read_text()
    assert "job_failed" in log
    assert "0912345678" not in log


@pytest.mark.fault
def test_three_workers_tell_each_activity_once(real_app, workers):
    with real_app.app_context():
        with transaction():
            author, officer = make_person(email="tac-gia@example.org"), make_person()
            author.details.email_verified_at = now()
            idea = make_idea(author=author)
            for _ in range(40):
                record("idea.approved", idea, by=officer, title=idea.title)
        finished(workers("--until-idle", count=3))
        told = Counter(row.activity_id for row in db.session.scalars(select(Notification)))
        assert (len(told), set(told.values())) == (40, {1})
        sent = db.session.scalars(select(Delivery)).all()
        assert (len(sent), {d.address for d in sent}) == (40, {"tac-gia@example.org"})
        assert all(d.sent_at for d in sent)
