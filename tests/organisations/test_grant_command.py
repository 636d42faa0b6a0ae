import pytest
from sqlalchemy import select

from mentorhub.organisations import actions, rules
from mentorhub.organisations.models import Proposal
from mentorhub.organisations.rules import offices_of
from mentorhub.platform.db import db, transaction
from mentorhub.platform.errors import Refused
from mentorhub.platform.permissions import can
from tests.factories import make_person, make_province, make_unit


def run(app, *words):
    answer = app.test_cli_runner().invoke(args=["grant", *words])
    return answer.exit_code, answer.output.strip()


def test_the_first_office_comes_from_the_command_line(real_app):
    with real_app.app_context(), transaction():
        person = make_person(unit=make_unit(slug="an-bien"), email="An@Example.org")
        person.details.email_key = "an@example.org"
        make_province()
    assert run(real_app, "AN@example.org", "admin", "91") == (
        0,
        "Nguyễn Văn An is admin in Tỉnh An Giang.",
    )
    assert run(real_app, "an@example.org", "unit_officer", "an-bien")[0] == 0
    with real_app.app_context():
        held = [(o.role.value, o.unit.slug) for o in offices_of(db.session.merge(person))]
    assert sorted(held) == [("admin", "an-giang"), ("unit_officer", "an-bien")]


@pytest.mark.parametrize("role", ["admin", "organiser"])
def test_after_the_first_administrator_the_server_only_proposes(real_app, role):
    with real_app.app_context(), transaction():
        make_province()
        admin = make_person(email="an@example.org", age=40)
        person = make_person(email="binh@example.org", age=40)
    run(real_app, "an@example.org", "admin", "91")
    words = ("binh@example.org", role, "91")
    assert run(real_app, *words) == run(real_app, *words)  # typed twice it waits once
    with real_app.app_context(), transaction():
        admin, person = db.session.merge(admin), db.session.merge(person)
        (proposal,) = db.session.scalars(select(Proposal))
        assert offices_of(person) == []
        assert not can(person, rules.AGREE, proposal)
        with pytest.raises(Refused):
            actions.agree(proposal, by=person)
        given = actions.agree(proposal, by=admin)
        assert (given.granted_by_id, given.agreed_by_id) == (None, admin.id)
        assert [office.role.value for office in offices_of(person)] == [role]


def test_what_is_not_there_is_said_and_nothing_given(real_app):
    with real_app.app_context(), transaction():
        make_person(email="a@example.org")
    assert run(real_app, "b@example.org", "admin", "91")[0] == 1
    assert run(real_app, "a@example.org", "admin", "nowhere")[0] == 1
    assert run(real_app, "a@example.org", "king", "91")[0] == 2
