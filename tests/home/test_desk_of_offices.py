"""What waits because of an office, or of an age, stands on the desk of whoever may do it."""

from datetime import timedelta

import pytest

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.consents import actions as consents
from mentorhub.consents.models import Guardian
from mentorhub.conversations.models import ReportState, SafetyReport
from mentorhub.mentoring.models import MentorState
from mentorhub.organisations import actions as offices
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.rights.models import DataRequest, Kind, RequestState
from tests.factories import (
    make_admin,
    make_grant,
    make_mentor,
    make_minor,
    make_officer,
    make_person,
    make_province,
    make_unit,
)

NOTHING = "Chưa có việc nào chờ"


@pytest.fixture
def desk(browser):
    def of(person):
        db.session.commit()
        return browser.sign_out().sign_in(person).get("/dashboard").text

    return of


def guard_of(unit):
    person = make_person("Cán Bộ An Toàn", age=40, unit=unit)
    make_grant(person, Role.SAFEGUARDING_OFFICER, unit)
    return person


def test_a_child_is_led_to_naming_a_guardian_until_one_has_agreed(desk):
    child = make_minor("Trần Thị Sao Mai", age=13, agreed=False)
    consents.give(child, Purpose.ACCOUNT)
    assert "/me/guardians/new" in desk(child)
    facts = {"name": "Nguyễn Thị Hiền", "relation": "parent", "contact": "0977 111 222"}
    consents.name_guardian(child, **facts)
    waiting = desk(child)
    assert "Người giám hộ của bạn chưa đồng ý" in waiting
    assert "/me/consents#guardians" in waiting
    assert "/me/guardians/new" not in waiting
    assert "Nguyễn Thị Hiền" not in waiting
    guardian = db.session.query(Guardian).one()
    consents.answer_as_guardian(guardian, [Purpose.ACCOUNT])
    assert NOTHING in desk(child)


def test_nobody_of_16_or_more_is_asked_for_a_guardian(desk):
    for person in (make_minor(age=17, agreed=False), make_person()):
        assert "/me/guardians/new" not in desk(person)


def test_a_safety_report_waits_first_and_for_its_guard_alone(desk):
    unit = make_unit("Xã Vĩnh Tế")
    guard, elsewhere = guard_of(unit), guard_of(make_unit("Xã Khác"))
    report = SafetyReport(unit=unit, text="Lời không ai khác đọc", language="vi")
    db.session.add(report)
    page = desk(guard)
    assert "1 báo cáo an toàn đang chờ bạn" in page
    assert 'href="/safety"' in page
    assert "Lời không ai khác đọc" not in page
    for other in (elsewhere, make_officer(unit), make_admin(), make_person(unit=unit)):
        assert "báo cáo an toàn đang chờ" not in desk(other)
    report.state = ReportState.LIFTED
    assert NOTHING in desk(guard)


def test_who_told_it_is_not_told_of_it(desk):
    """A guard who reported something reads what comes of it, and decides nothing."""
    unit = make_unit("Xã Vĩnh Tế")
    guard = guard_of(unit)
    db.session.add(SafetyReport(unit=unit, text="t", language="vi", reporter=guard))
    assert "báo cáo an toàn đang chờ" not in desk(guard)


def test_an_office_waits_for_the_second_administrator(desk):
    first, second = make_admin("Võ Quang Huy"), make_admin("Lý Thị Hoa")
    person = make_person("Lữ Hoài An", age=30)
    asked = offices.propose(person, Role.ORGANISER, unit=make_province(), by=first)
    task = f"/offices/proposals/{asked.id}"
    assert task in desk(second)
    assert task not in desk(first)
    assert task not in desk(person)
    offices.decline(asked, by=second)
    assert task not in desk(second)


def test_a_request_about_data_waits_with_its_day(desk):
    unit = make_unit("Xã Vĩnh Tế")
    officer, member = make_officer(unit), make_person(unit=unit)
    times = {"answer_due": now() + timedelta(days=1, hours=5, minutes=1), "done_due": now()}
    asked = DataRequest(person=member, unit=unit, kind=Kind.CORRECT, words="Tên sai", **times)
    copy = DataRequest(person=member, unit=unit, kind=Kind.ACCESS, **times)
    own = DataRequest(person=officer, unit=unit, kind=Kind.OBJECT, **times)
    db.session.add_all([asked, copy, own])
    page = desk(officer)
    assert "1 yêu cầu về dữ liệu cá nhân đang chờ bạn" in page
    assert "còn 1 ngày 5 giờ" in page
    assert "Tên sai" not in page
    assert "yêu cầu về dữ liệu" not in desk(member)
    assert "yêu cầu về dữ liệu" not in desk(make_officer(make_unit("Xã Khác")))
    asked.state = RequestState.DONE
    assert "yêu cầu về dữ liệu" not in desk(officer)


def test_a_mentor_waits_to_be_checked_by_the_officer_of_the_unit(desk):
    unit = make_unit("Xã Vĩnh Tế")
    officer, profile = make_officer(unit), make_mentor(make_person(unit=unit, age=40))
    profile.state = MentorState.APPLIED
    assert "1 mentor đang chờ xác minh" in desk(officer)
    assert "chờ xác minh" not in desk(make_officer(make_unit("Xã Khác")))
    profile.state = MentorState.ACTIVE
    assert "chờ xác minh" not in desk(officer)
