"""A worker for tests: the program's own, with one more kind of job, whose effect is a row."""

import sys
from pathlib import Path

from flask.cli import ScriptInfo

from mentorhub import app as composition
from mentorhub.platform.audit import AuditRow
from mentorhub.platform.db import db


def leave_a_trace(payload):
    db.session.add(AuditRow(what="effect", facts=payload))


def fail(payload):
    db.session.add(AuditRow(what="effect", facts=payload))
    db.session.flush()
    raise RuntimeError("Nguyễn Văn An, 0912345678")


def main(url, smtp, data):
    from tests.conftest import settings_of_tests

    composition.JOBS.update({"trace": leave_a_trace, "fail": fail})
    composition.RECURRING.clear()
    application = composition.create_app(settings_of_tests(url, SMTP=smtp, DATA_FOLDER=Path(data)))
    as_flask = ScriptInfo(create_app=lambda: application)
    application.cli.main(["jobs", "work", *sys.argv[4:]], "flask", obj=as_flask)


if __name__ == "__main__":
    main(*sys.argv[1:4])
