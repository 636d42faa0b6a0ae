"""With the code on the strip the author takes the idea over: once, in time, and nobody else."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.platform import holdings
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import db
from mentorhub.slips import actions, privacy
from mentorhub.slips.actions import codes
from mentorhub.slips.models import Slip
from tests.factories import agree, make_minor, make_officer, make_person
from tests.slips.conftest import TEXTS
from tests.slips.test_typing import the_slip, typed


@pytest.fixture
def slip(browser, unit, officer):
    return typed(browser, unit)


@pytest.fixture
def author(unit, slip):
    return make_person("Danh Thị Sa Rây", age=21, unit=unit)  # born 22 calendar years ago


def printed_code(browser, slip):
    page = browser.post(f"/slips/{slip.id}/code").text
    return re.search(r'translate="no">(\w{4} \w{4})<', page)[1]


def test_the_author_takes_the_idea_over(browser, slip, author, officer):
    code = printed_code(browser, slip)
    browser.sign_in(author)
    reply = browser.post("/my-slip", code=code.lower())
    assert reply.location.endswith(f"/ideas/{slip.idea_id}")
    slip = the_slip()
    assert (slip.claimed_by_id, slip.helper_id) == (author.id, officer.id)
    assert slip.idea.author_id == author.id
    assert browser.get(f"/ideas/{slip.idea_id}/edit/2").status_code == 200
    assert "Lê Cán Bộ" in browser.get(f"/slips/{slip.id}").text


def test_then_it_is_out_of_the_helpers_hands(browser, slip, author, officer):
    code = printed_code(browser, slip)
    browser.sign_in(author)
    browser.post("/my-slip", code=code)
    browser.sign_in(officer)
    assert browser.get(f"/slips/{slip.id}").status_code == 200
    assert TEXTS["title"] not in browser.get(f"/slips/{slip.id}").text
    assert browser.get(f"/ideas/{slip.idea_id}").status_code == 404  # the author's draft
    for act in ("edit", "remove", "code"):
        assert browser.get(f"/slips/{slip.id}/{act}").status_code == 404
    assert browser.post(f"/slips/{slip.id}/sending").status_code == 404


def test_a_code_holds_once(browser, slip, author, unit):
    code = printed_code(browser, slip)
    browser.sign_in(author)
    browser.post("/my-slip", code=code)
    browser.sign_in(make_person("Danh Thị Sa Rây", age=21, unit=unit))
    assert browser.post("/my-slip", code=code).status_code == 409
    assert the_slip().claimed_by_id == author.id


def test_a_new_code_ends_the_one_before(browser, slip, author):
    old, new = printed_code(browser, slip), printed_code(browser, slip)
    browser.sign_in(author)
    assert browser.post("/my-slip", code=old).status_code == 409
    assert browser.post("/my-slip", code=new).status_code == 303


def test_a_code_can_be_ended_and_ends_by_itself(browser, slip, author, monkeypatch):
    ended = printed_code(browser, slip)
    browser.post(f"/slips/{slip.id}/code/end")
    late = printed_code(browser, slip) if the_slip().code_digest is None else None
    the_slip().code_expires_at = now() - timedelta(seconds=1)
    browser.sign_in(author)
    for code in (ended, late):
        assert browser.post("/my-slip", code=code).status_code == 409
    assert the_slip().claimed_by_id is None


def test_only_a_digest_is_stored(browser, slip):
    code = printed_code(browser, slip).replace(" ", "")
    stored = [str(value) for value in db.session.execute(select(Slip.__table__)).one()]
    assert not any(code in value for value in stored)
    assert code not in browser.get(f"/slips/{slip.id}").text


def test_a_helper_cannot_pass_for_the_author(browser, slip, officer):
    officer.details.birth_year = slip.birth_year
    code = printed_code(browser, slip)
    reply = browser.post("/my-slip", code=code)
    assert reply.status_code == 409
    assert "không thể nhận thay" in reply.text
    assert the_slip().claimed_by_id is None


def test_nor_can_the_officer_who_made_the_code(browser, slip, unit):
    browser.post(f"/slips/{slip.id}/sending")
    other = make_officer(unit, name="Cán Bộ Khác")
    other.details.birth_year = slip.birth_year
    browser.sign_in(other)
    assert browser.post("/my-slip", code=printed_code(browser, slip)).status_code == 409


def test_a_slip_found_on_the_road_is_of_no_use(browser, slip, unit):
    code = printed_code(browser, slip)
    browser.sign_in(make_person("Người Lạ", age=40, unit=unit))
    reply = browser.post("/my-slip", code=code)
    assert reply.status_code == 409
    assert "năm sinh khác" in reply.text


def test_guessing_ends_after_ten_tries(browser, slip, author):
    code = printed_code(browser, slip)
    browser.sign_in(author)
    answers = [browser.post("/my-slip", code=f"AAAA AA{i:02d}").status_code for i in range(10)]
    assert answers == [409] * 10
    assert browser.post("/my-slip", code=code).status_code == 429


def test_a_child_takes_it_over_once_a_guardian_agreed(browser, unit, officer):
    slip = typed(browser, unit, birth_year=str(today().year - 15), guardian_agreed="y")
    code = printed_code(browser, slip)
    child = make_minor(age=15, unit=unit, agreed=False)
    agree(child, Purpose.ACCOUNT)
    browser.sign_in(child)
    assert browser.post("/my-slip", code=code).status_code == 409
    assert the_slip().claimed_by_id is None
    ready = make_minor(age=15, unit=unit)
    browser.sign_in(ready)
    assert browser.post("/my-slip", code=code).status_code == 303


def test_strangers_are_asked_to_sign_in(browser):
    assert "next=/my-slip" in browser.get("/my-slip").location


def test_the_helper_hears_of_it(browser, slip, author, officer):
    from mentorhub.activity.models import Activity
    from mentorhub.slips.notices import its_helper

    actions.claim(codes.make_code(the_slip(), by=officer), by=author, origin="1")
    news = db.session.scalars(select(Activity).where(Activity.verb == "idea.claimed")).one()
    assert its_helper(news) == [officer]


def test_the_author_gets_a_copy_and_erasing_takes_the_paper_along(browser, slip, author, officer):
    actions.claim(codes.make_code(the_slip(), by=officer), by=author, origin="1")
    copy = str(holdings.export(author.id))
    assert "Danh Thị Sa Rây" in copy
    assert str(officer.id) not in copy
    assert "Danh Thị Sa Rây" not in str(holdings.export(officer.id))
    holdings.erase(author.id)
    assert db.session.scalars(select(Slip)).all() == []


def test_erasing_the_helper_leaves_the_authors_slip(browser, slip, officer):
    holdings.erase(officer.id)
    assert the_slip().name == "Danh Thị Sa Rây"


def test_names_nobody_came_for_are_forgotten(browser, slip):
    the_slip().created_at = now() - timedelta(days=400)
    db.session.flush()
    privacy.forget_unclaimed(now() - timedelta(days=360))
    assert db.session.scalars(select(Slip)).all() == []


def test_two_claims_at_once_leave_one_author(real_app):
    from concurrent.futures import ThreadPoolExecutor

    from mentorhub.accounts.models import Person
    from mentorhub.platform.db import transaction
    from mentorhub.platform.errors import Refused
    from mentorhub.slips.forms.typing import Author
    from mentorhub.slips.models import Agreed

    with real_app.test_request_context(), transaction():
        helper = make_officer()
        written = Author("Danh Thị Sa Rây", today().year - 22, Agreed.SIGNED, False, today())
        from uuid import uuid4

        slip = actions.type_slip(helper.unit, written, TEXTS, key=uuid4(), language="vi", by=helper)
        code = codes.make_code(slip, by=helper)
        twins = [make_person("Danh Thị Sa Rây", age=21, unit=helper.unit).id for _ in range(2)]

    def take(key):
        with real_app.test_request_context(method="POST"):
            try:
                with transaction():
                    actions.claim(code, by=db.session.get(Person, key), origin="1")
            except Refused:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take, twins)) == [False, True]
    with real_app.app_context():
        assert db.session.scalars(select(Slip)).one().claimed_by_id in twins


def test_whoever_has_a_code_finds_where_to_type_it(browser, unit, officer):
    assert 'href="/my-slip"' in browser.get("/slips").text
    browser.sign_out()
    way = re.search(r'href="(/register[^"]*my-slip[^"]*)"', browser.get("/sign-in").text)
    assert browser.get(way[1]).status_code == 200
    assert "my-slip" in re.search(r'href="/sign-in[^"]*"', browser.get(way[1]).text)[0]
