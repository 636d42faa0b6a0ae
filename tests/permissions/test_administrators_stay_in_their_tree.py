"""An administrator of a commune answers for that commune and nothing beside or above it."""

from uuid import uuid4

import pytest

from mentorhub.activity.models import Activity
from mentorhub.comments.models import Comment
from mentorhub.conversations.models import SafetyReport
from mentorhub.conversations.notices import who_guards
from mentorhub.mentoring.models import MentorState
from mentorhub.organisations.queries import admins_over
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.permissions import PERMISSIONS, can
from mentorhub.rights.models import DataRequest, Kind
from mentorhub.units.models import UnitKind
from tests.factories import (
    make_admin,
    make_contest,
    make_guardian,
    make_idea,
    make_mentor,
    make_minor,
    make_person,
    make_province,
    make_team,
    make_unit,
)
from tests.factories.rows import saved

LISTS = {"audit.read", "mentor.check_list", "office.list", "privacy.list", "safety.list"}
"""Pages without a thing of their own; what they list is asked for row by row."""


def comment_in(unit):
    idea = make_idea(make_team(make_person(unit=unit), unit=unit))
    said = {"key": uuid4(), "text": "Hay", "language": "vi"}
    return saved(Comment(idea=idea, author=make_person(), **said))


def child_of(unit):
    child = make_minor()
    child.unit = unit
    db.session.flush()
    return child


def report_in(unit):
    return saved(SafetyReport(unit=unit, text="Không an toàn", language="vi"))


def request_in(unit):
    times = {"answer_due": now(), "done_due": now()}
    return saved(DataRequest(person=make_person(unit=unit), unit=unit, kind=Kind.OBJECT, **times))


def branch_of(unit):
    return make_unit("Chi đoàn ấp 1", parent=unit, kind=UnitKind.BRANCH)


def mentor_in(unit):
    return make_mentor(make_person(age=40, unit=unit), state=MentorState.APPLIED)


THINGS = {
    "account.reset_code.make": lambda unit: make_person(unit=unit),
    "account.second_step.end": lambda unit: make_person(unit=unit),
    "account.phone.check": lambda unit: make_person(unit=unit),
    "unit.add_below": lambda unit: unit,
    "unit.edit": branch_of,
    "privacy.handle": request_in,
    "guardian.check_paper": child_of,
    "guardian.end": lambda unit: make_guardian(child_of(unit)),
    "guardian.inform": lambda unit: make_guardian(make_minor(unit=unit, age=17)),
    "mentor.public_profile.read": mentor_in,
    "mentor.check": mentor_in,
    "mentor.clear_for_minors": mentor_in,
    "idea.comment.moderate": comment_in,
    "team.member_names.read_full": lambda unit: make_team(make_person(unit=unit), unit=unit),
    "contest.read_panel": lambda unit: make_contest(unit=unit),
    "score.progress_counts": lambda unit: make_contest(unit=unit),
    "audit.read": lambda unit: make_contest(unit=unit),
    "safety.read": report_in,
    "safety.decide": report_in,
}


@pytest.mark.parametrize("permission", THINGS)
def test_what_lies_in_another_commune_is_out_of_reach(app, permission):
    here, beside = make_unit("Xã An Biên"), make_unit("Xã Đông Thái")
    thing = THINGS[permission](here)
    admins = [make_admin(unit=here), make_admin(unit=make_province()), make_admin(unit=beside)]
    assert [can(admin, permission, thing) for admin in admins] == [True, True, False]


def test_only_lists_ask_whether_somebody_is_administrator_anywhere(app):
    assert {name for name, rule in PERMISSIONS.items() if "is admin" in rule.words} == LISTS


def test_what_belongs_to_no_unit_is_for_those_who_administer_all(app):
    alone = make_person()
    alone.unit = None
    db.session.flush()
    above, commune = make_admin(), make_admin(unit=make_unit())
    reached = [can(admin, "account.reset_code.make", alone) for admin in (above, commune)]
    assert (reached, admins_over(None)) == ([True, False], [above])


def test_lists_hold_what_lies_in_the_own_commune(browser):
    here, beside = make_unit("Xã An Biên"), make_unit("Xã Đông Thái")
    admin, mentors = make_admin(unit=here), [mentor_in(here), mentor_in(beside)]
    requests, reports = [], []
    for unit in (here, beside):
        requests.append(request_in(unit))
        reports.append(report_in(unit))
    browser.sign_in(admin)
    for page, things in (
        ("/mentors/waiting", mentors), ("/privacy-requests", requests), ("/safety", reports)
    ):  # fmt: skip
        text = browser.get(page).text
        assert [str(thing.id) in text for thing in things] == [True, False], page


def test_the_log_of_another_commune_is_closed(browser):
    here, beside = make_unit("Xã An Biên"), make_unit("Xã Đông Thái")
    other = make_person("Người Bên Kia", unit=beside)
    above, admin = make_admin(), make_admin(unit=here)
    browser.sign_in(above).get(f"/members/{other.id}")
    assert "Người Bên Kia" in browser.get("/audit").text
    assert "Người Bên Kia" not in browser.sign_in(admin).get("/audit").text
    assert browser.get(f"/audit?person={other.id}").status_code == 404


def test_a_report_is_told_to_administrators_of_its_unit(app):
    here, beside = make_unit("Xã An Biên"), make_unit("Xã Đông Thái")
    above, admin, _other = make_admin(), make_admin(unit=here), make_admin(unit=beside)
    told = Activity(verb="safety.reported", subject_id=report_in(here).id, facts={})
    assert {person.id for person in who_guards(told)} == {above.id, admin.id}
