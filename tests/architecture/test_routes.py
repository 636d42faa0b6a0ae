"""Every route names a rule; the page about permissions is in step; nothing strange is served."""

import re
from pathlib import Path

from mentorhub.commands.permissions import permissions_page, routes_by_permission
from mentorhub.platform.db import db
from mentorhub.platform.permissions import PERMISSIONS
from tests.factories import make_person

ROOT = Path(__file__).parents[2]


def test_every_route_asks_a_permission_that_exists(app):
    routes = routes_by_permission(app)
    assert routes.get("", []) == []
    assert set(routes) <= set(PERMISSIONS)


def test_the_page_about_permissions_is_printed_from_the_code(app):
    assert (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8") == permissions_page(app)


def test_every_address_that_writes_refuses_a_request_without_a_token(browser, app):
    """The crawl: each POST, PUT, PATCH, DELETE is tried by a stranger and by a member."""
    key = "0198c0de-0000-7000-8000-000000000000"
    browser.sign_in(make_person())
    db.session.commit()  # a refused request rolls back what was only flushed
    answers = {}
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}:
            address = _filled(rule.rule, key)
            answers[f"{method} {rule.rule}"] = browser.client.open(
                address, method=method
            ).status_code
    wrong = {
        route: code for route, code in answers.items() if code not in (400, 401, 403, 404, 405)
    }
    assert set(wrong) <= {"POST /language", "POST /theme"}


def _filled(rule, key):
    rule = re.sub(r"<uuid:[a-z_]+>", key, rule)
    return re.sub(r"<(?:[a-z]+:)?[a-z_]+>", "x", rule)
