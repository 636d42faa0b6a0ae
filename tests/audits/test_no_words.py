"""The log holds no words of people."""

import json
import re

from flask import g
from sqlalchemy import select

from mentorhub.consents.models import Guardian
from mentorhub.organisations.models import Role
from mentorhub.platform.audit import AuditWords
from mentorhub.platform.db import db
from mentorhub.platform.permissions import SENSITIVE
from mentorhub.platform.sealing import COLUMNS
from tests.audits.conftest import enter, rows
from tests.audits.typed import CANARY, make_report
from tests.factories import (
    make_contest,
    make_entry,
    make_grant,
    make_juror,
    make_officer,
    make_person,
    make_team,
)


def everything_of(unit, line, child):
    """One thing for each place in an address of a sensitive route."""
    actor = make_officer(unit)
    for role in (Role.ADMIN, Role.SAFEGUARDING_OFFICER, Role.ORGANISER):
        make_grant(actor, role, child.unit.parent)
    contest = make_contest(actor)
    entry = make_entry(make_team(make_person()), contest)
    things = {
        "person": child.id, "unit": unit.slug, "line": line.id, "contest": contest.id,
        "entry": entry.id, "report": make_report(child).id, "juror": make_juror(contest).id,
        "guardian": db.session.scalar(select(Guardian.id).where(Guardian.person_id == child.id)),
    }  # fmt: skip
    return actor, things


def test_what_people_type_reaches_neither_the_log_nor_the_printed_lines(
    browser, app, child, unit_line, capsys
):
    actor, things = everything_of(child.unit, unit_line, child)
    enter(browser, actor)
    opened = set()
    for route in app.url_map.iter_rules():
        permission = getattr(app.view_functions[route.endpoint], "permission", "")
        wanted = [name.removesuffix("_id") for name in route.arguments]
        if SENSITIVE.get(permission) is not True or not set(wanted) <= things.keys():
            continue
        address = re.sub(r"<(?:uuid:)?(\w+)_id>", lambda m: str(things[m[1]]), route.rule)
        page = (
            browser.get(f"{address}?q={CANARY}&reason={CANARY}") if "GET" in route.methods else None
        )
        names = set(re.findall(rb'name="([\w-]+)"', page.data)) if page else {b"reason"}
        names = {name.decode() for name in names}
        if "POST" in route.methods:
            token = browser.token()
            g.pop("_login_user", None)
            fields = dict.fromkeys(names - {"csrf_token"}, CANARY)
            browser.client.post(address, data={"csrf_token": token, **fields})
        if page and page.status_code == 200:
            opened.add(permission)
    assert len(opened) >= 12, opened
    told = json.dumps([[str(getattr(row, name)) for name in COLUMNS] for row in rows()])
    assert len(rows()) > 20
    assert CANARY not in told
    assert not any("Trần" in str(row.facts) for row in rows())
    assert CANARY not in capsys.readouterr().out


def test_the_reason_for_contacts_stands_beside_the_log(browser, officer, unit_line):
    enter(browser, officer)
    answers = {"kind": "csv", "contacts": "y", "reason": f"Mời họp {CANARY}"}
    assert (
        browser.submit(f"/units/{unit_line.unit.slug}/roster/export", **answers).status_code == 200
    )
    row = rows("roster.export")[-1]
    assert db.session.scalar(select(AuditWords.text)) == f"Mời họp {CANARY}"
    assert CANARY not in str(row.facts)
