"""What the province asks of its units: who may, what stays, and what two at once do."""

import pytest
from flask import current_app
from sqlalchemy import select

from mentorhub.notifications.actions import tell_next
from mentorhub.notifications.models import Channel, Delivery, Notification, Preference
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import db
from mentorhub.platform.errors import Stale
from mentorhub.reports import actions, queries
from mentorhub.reports.domain.targets import NO_TARGET, Target, Wish, history, latest, reached
from mentorhub.reports.models import UnitTarget
from mentorhub.units.models import UnitKind
from tests.factories import make_grant, make_officer, make_person, make_province, make_unit

YEAR = today().year


@pytest.fixture
def province(app):
    return make_province()


@pytest.fixture
def officer(province):
    return make_officer(province)


def rows(units, wished, seen=0):
    answers = {}
    for i, (unit, (in_use, approved)) in enumerate(zip(units, wished, strict=True)):
        answers |= {
            f"rows__{i}__of": f"{unit.id} {seen}",
            f"rows__{i}__in_use": in_use,
            f"rows__{i}__approved": approved,
        }
    return answers


def test_the_last_word_holds_and_a_met_target_is_no_more_than_met():
    a, b = "a", "b"
    known = latest([(a, 2, 5, 9), (a, 1, 1, 1), (b, 1, None, 4)])
    assert known == {a: Target(5, 9, 2), b: Target(None, 4, 1)}
    assert (reached(1, 3), reached(3, 3), reached(0, 5), reached(7, 0), reached(7, None)) == (
        33, 100, 0, None, None,
    )  # fmt: skip
    assert reached(199, 200) == 99


def test_the_province_sets_them_and_the_history_says_who(browser, province, officer):
    units = [make_unit("Xã An Biên"), make_unit("Phường Rạch Giá", kind=UnitKind.WARD)]
    browser.sign_in(officer)
    assert "Xã An Biên" in browser.get(f"/units/{province.slug}/targets").text
    reply = browser.post(f"/units/{province.slug}/targets", **rows(units, [("3", "12"), ("", "8")]))
    assert reply.status_code == 303
    assert queries.targets_of(province, YEAR) == {
        units[0].id: Target(3, 12, 1),
        units[1].id: Target(None, 8, 1),
    }
    reply = browser.post(
        f"/units/{province.slug}/targets", **rows(units, [("4", "12"), ("", "8")], 1)
    )
    assert reply.status_code == 303
    page = browser.get(f"/units/{province.slug}/targets").text
    assert officer.full_name in page
    assert "đã ứng dụng 3, đã duyệt 12" in page  # what it was before
    changes = history(queries.settings_of(province, YEAR))
    assert [(c.now.in_use, c.before.in_use) for c in changes if c.place.id == units[0].id] == [
        (4, 3), (3, None),
    ]  # fmt: skip
    # the ward was not different, so nothing was written about it
    assert queries.targets_of(province, YEAR)[units[1].id].number == 1


def test_next_year_has_targets_of_its_own(browser, province, officer):
    unit = make_unit()
    browser.sign_in(officer)
    address = f"/units/{province.slug}/targets?year={YEAR + 1}"
    assert browser.post(address, **rows([unit], [("1", "2")])).status_code == 303
    assert queries.targets_of(province, YEAR) == {}
    assert queries.targets_of(province, YEAR + 1)[unit.id].approved == 2
    for wrong in (YEAR - 1, YEAR + 2, "abc", "9" * 5000):
        assert browser.get(f"/units/{province.slug}/targets?year={wrong}").status_code == 404


def test_an_organiser_of_the_province_may_and_nobody_else(browser, province):
    commune = make_unit()
    organiser = make_person(age=30, unit=province)
    make_grant(organiser, Role.ORGANISER, province)
    local, below = make_officer(commune), make_person(age=30)
    make_grant(below, Role.ORGANISER, commune)
    address = f"/units/{province.slug}/targets"
    assert browser.sign_in(organiser).get(address).status_code == 200
    for person in (local, below, make_person()):
        browser.sign_in(person)
        db.session.commit()  # a refused request rolls back what was only flushed
        assert browser.get(address).status_code == 404
        assert browser.post(address, **rows([commune], [("1", "1")])).status_code == 404
    # nor does an officer of the province set anything on a commune's page
    browser.sign_in(organiser)
    assert browser.get(f"/units/{commune.slug}/targets").status_code == 404
    browser.sign_out()
    assert browser.get(address).status_code == 302
    assert queries.targets_of(province, YEAR) == {}


@pytest.mark.parametrize("typed", ["-1", "10000", "ba", "1,5", "1e3"])
def test_what_is_no_number_is_kept_and_refused(browser, province, officer, typed):
    unit = make_unit()
    browser.sign_in(officer)
    reply = browser.post(f"/units/{province.slug}/targets", **rows([unit], [(typed, "7")]))
    assert reply.status_code == 422
    assert f'value="{typed}"' in reply.text
    assert 'value="7"' in reply.text
    assert queries.targets_of(province, YEAR) == {}


def test_a_unit_elsewhere_cannot_be_slipped_in(browser, province, officer):
    branch = make_unit("Chi đoàn ấp 1", parent=make_unit(), kind=UnitKind.BRANCH)
    browser.sign_in(officer)
    for unit in (branch, province):
        browser.post(f"/units/{province.slug}/targets", **rows([unit], [("1", "1")]))
    nonsense = {"rows__0__of": "nonsense 3", "rows__0__in_use": "1", "rows__0__approved": "1"}
    reply = browser.post(f"/units/{province.slug}/targets", **nonsense)
    assert reply.status_code == 422
    assert queries.targets_of(province, YEAR) == {}


def test_whoever_read_an_older_word_is_told_and_keeps_what_was_typed(browser, province, officer):
    unit = make_unit()
    other = make_officer(province, "Trần Kia")
    actions.set_targets(province, year=YEAR, wishes=[Wish(unit.id, 2, 9, 0)], by=other)
    browser.sign_in(officer)
    db.session.commit()
    reply = browser.post(f"/units/{province.slug}/targets", **rows([unit], [("5", "6")], 0))
    assert reply.status_code == 409
    assert 'value="5"' in reply.text
    assert "đã ứng dụng 2, đã duyệt 9" in reply.text
    assert f'value="{unit.id} 1"' in reply.text  # sent again, it holds
    assert queries.targets_of(province, YEAR)[unit.id] == Target(2, 9, 1)
    again = browser.post(f"/units/{province.slug}/targets", **rows([unit], [("5", "6")], 1))
    assert again.status_code == 303
    assert queries.targets_of(province, YEAR)[unit.id] == Target(5, 6, 2)


def test_a_second_click_writes_nothing(province, officer):
    unit = make_unit()
    wishes = [Wish(unit.id, 2, 9, 0)]
    assert actions.set_targets(province, year=YEAR, wishes=wishes, by=officer) == 1
    assert actions.set_targets(province, year=YEAR, wishes=wishes, by=officer) == 0
    assert db.session.query(UnitTarget).count() == 1


def test_two_who_save_at_once_write_one_word(province, officer, monkeypatch):
    """Both read before either wrote: the unique key lets one through."""
    unit = make_unit()
    actions.set_targets(province, year=YEAR, wishes=[Wish(unit.id, 1, 1, 0)], by=officer)
    monkeypatch.setattr(queries, "targets_of", lambda *_: {})
    with pytest.raises(Stale):
        actions.set_targets(province, year=YEAR, wishes=[Wish(unit.id, 2, 2, 0)], by=officer)


def test_a_closed_unit_is_asked_for_nothing(browser, province, officer):
    unit = make_unit("Trường cũ", kind=UnitKind.SCHOOL, closed_at=now())
    browser.sign_in(officer)
    assert "Trường cũ" not in browser.get(f"/units/{province.slug}/targets").text
    browser.post(f"/units/{province.slug}/targets", **rows([unit], [("1", "1")]))
    assert queries.targets_of(province, YEAR) == {}


def test_the_units_officers_hear_what_is_asked_and_what_was_before(browser, province, officer):
    unit, other = make_unit("Xã An Biên"), make_unit("Xã Vĩnh Gia")
    own = make_officer(unit, "Lê Đây")
    make_officer(other)
    news = app_notices()
    for wishes in ([("3", "12"), ("", "")], [("4", ""), ("", "")]):
        seen = queries.targets_of(province, YEAR).get(unit.id, NO_TARGET).number
        browser.sign_in(officer)
        address = f"/units/{province.slug}/targets"
        assert browser.post(address, **rows([unit, other], wishes, seen)).status_code == 303
    while tell_next(news):
        pass
    heard = db.session.scalars(select(Notification).order_by(Notification.id)).all()
    assert {one.recipient_id for one in heard} == {own.id}
    browser.sign_in(own)
    page = browser.get("/notifications").text
    assert f"Xã An Biên: tỉnh giao chỉ tiêu năm {YEAR}, 3 đã ứng dụng, 12 được duyệt" in page
    assert "4 đã ứng dụng, – được duyệt (trước đó: 3, 12)" in page
    opened = browser.get(f"/notifications/{heard[-1].id}")
    assert opened.location == f"/units/{unit.slug}/report?year={YEAR}"
    assert browser.get(opened.location).status_code == 200


def test_mail_of_targets_is_switched_off_with_news_of_ideas(province, officer):
    unit = make_unit()
    loud, quiet = make_officer(unit, "Lê Đây"), make_officer(unit, "Lê Kia")
    for person in (loud, quiet):
        person.details.email_verified_at = now()
    off = Preference(person_id=quiet.id, family="ideas", channel=Channel.EMAIL, is_on=False)
    db.session.add(off)
    actions.set_targets(province, year=YEAR, wishes=[Wish(unit.id, 2, 9, 0)], by=officer)
    while tell_next(app_notices()):
        pass
    mails = db.session.scalars(select(Delivery)).all()
    assert [mail.recipient_id for mail in mails] == [loud.id]
    assert f"/units/{unit.slug}/report?year={YEAR}" in mails[0].text
    told = db.session.scalars(select(Notification.recipient_id)).all()
    assert sorted(told) == sorted([loud.id, quiet.id])


def app_notices():
    return current_app.extensions["notices"]
