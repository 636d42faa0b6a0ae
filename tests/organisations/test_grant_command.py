from mentorhub.organisations.rules import offices_of
from mentorhub.platform.db import db, transaction
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


def test_what_is_not_there_is_said_and_nothing_given(real_app):
    with real_app.app_context(), transaction():
        make_person(email="a@example.org")
    assert run(real_app, "b@example.org", "admin", "91")[0] == 1
    assert run(real_app, "a@example.org", "admin", "nowhere")[0] == 1
    assert run(real_app, "a@example.org", "king", "91")[0] == 2
