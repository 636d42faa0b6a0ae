"""After the deadline the page opens what the check asked for, and locks the rest with a reason."""

from datetime import timedelta
from html.parser import HTMLParser
from io import BytesIO

import pytest

from mentorhub.contests.domain.deadline import Late
from mentorhub.entries.actions import content_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.questions.domain.asking import Kind
from tests.eligibility.conftest import sent
from tests.papers.samples import pdf
from tests.questions.test_building import GOODS, ask

REASON = "Ban tổ chức không yêu cầu sửa phần này"


class Controls(HTMLParser):
    """What a browser would send of the entry's form, and which controls may be changed."""

    def __init__(self, page):
        super().__init__()
        self.sent, self.changeable, self.inside, self.area, self.select = (
            [],
            set(),
            False,
            None,
            None,
        )
        self.feed(page)

    def handle_starttag(self, tag, given):
        facts = dict(given)
        if tag == "form":
            self.inside = facts.get("id") == "words"
        name = facts.get("name")
        if tag == "option" and self.select and "selected" in facts:
            self.sent.append((self.select, facts.get("value", "")))
        if not self.inside or not name or "disabled" in facts:
            return
        if "readonly" not in facts and facts.get("type") != "hidden":
            self.changeable.add(name)
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.area = [name, ""]
        elif tag == "input" and (facts.get("type") != "checkbox" or "checked" in facts):
            self.sent.append((name, facts.get("value", "")))

    def handle_data(self, text):
        if self.area:
            self.area[1] += text

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.sent.append((self.area[0], self.area[1].removeprefix("\r\n").removeprefix("\n")))
            self.area = None
        elif tag in ("form", "select"):
            self.select = None
            self.inside = self.inside and tag != "form"

    def with_(self, **values):
        kept = {}
        for name, value in self.sent:
            if name != "csrf_token":
                kept.setdefault(name, []).append(value)
        return {**kept, **values}


def asked_for(entry, *parts):
    entry.asked_parts, entry.asked_until = list(parts), now() + timedelta(days=2)
    db.session.commit()


def opened(browser, entry):
    browser.sign_in(entry.team.owner)
    page = browser.get(f"/entries/{entry.id}/edit").text
    return page, Controls(page)


@pytest.fixture
def entry(contest):
    one = ask(contest_open(contest), Kind.CHOICE, GOODS)
    several = ask(contest, Kind.SEVERAL, GOODS)
    people = ask(contest, Kind.PEOPLE, most="2")
    ask(contest, Kind.FILE, label=Translated(vi="Kế hoạch"))
    contest.closes_at = now() - timedelta(days=1)
    goods = [choice["key"] for choice in several.choices]
    rows = [{"name": "Lê Thảo", "part": "Đo mặn"}]
    answers = {one.key: one.choices[0]["key"], several.key: goods, people.key: rows}
    return sent(contest, answers=answers, sector="moi-truong")


def contest_open(contest):
    contest.closes_at = now() + timedelta(days=1)
    db.session.flush()
    return contest


def test_only_what_was_asked_can_be_changed_and_the_rest_says_why(browser, entry):
    asked_for(entry, "benefit")
    page, controls = opened(browser, entry)
    assert controls.changeable == {"benefit"}
    questions = len(entry.answers)
    assert page.count(REASON) == 7 + questions  # six texts, the people, each question
    before = content_of(entry)
    address = f"/entries/{entry.id}/edit"
    reply = browser.post(address, **controls.with_(benefit="Ba trăm hộ."))
    assert reply.status_code == 302  # what is locked was sent along as it stands
    db.session.refresh(entry)
    assert content_of(entry) == {**before, "benefit": "Ba trăm hộ."}


def test_a_locked_part_somebody_sends_all_the_same_is_refused_and_kept_on_the_page(browser, entry):
    asked_for(entry, "benefit")
    _page, controls = opened(browser, entry)
    address = f"/entries/{entry.id}/edit"
    for forged in ({"title": "Tên khác"}, {"sector": "y-te"}, {"people": []}):
        reply = browser.post(address, **controls.with_(**forged))
        assert reply.status_code in (409, 422), forged
    reply = browser.post(address, **controls.with_(title="Tên khác"))
    assert reply.status_code == 409
    assert "title" in Controls(reply.text).changeable  # to be put back
    assert "Tên khác" in reply.text
    db.session.refresh(entry)
    assert (entry.unsent, entry.title) == (None, "Lọc nước bằng than gáo dừa")


def test_answers_that_were_asked_for_are_open(browser, entry):
    asked_for(entry, "answers")
    _page, controls = opened(browser, entry)
    assert {name[:2] for name in controls.changeable} == {"q_"}


def test_files_that_were_asked_for_can_be_given(browser, entry):
    asked_for(entry, "benefit")
    add = f'action="/entries/{entry.id}/files/new"'
    assert add not in opened(browser, entry)[0]
    asked_for(entry, "files")
    page, controls = opened(browser, entry)
    assert controls.changeable == set()
    assert add in page
    given = {"slot": "", "file": (BytesIO(pdf()), "a.pdf")}
    assert browser.post(f"/entries/{entry.id}/files/new", **given).status_code == 302


def test_where_late_entries_are_taken_in_an_answer_is_locked_as_well(browser, entry):
    entry.contest.late = Late.FLAG
    asked_for(entry, "benefit")
    assert opened(browser, entry)[1].changeable == {"benefit"}


def test_before_the_deadline_everything_is_open(browser, entry):
    contest_open(entry.contest)
    asked_for(entry, "benefit")
    page, controls = opened(browser, entry)
    assert {"title", "sector", "people", "benefit"} <= controls.changeable
    assert REASON not in page


def test_once_the_jury_has_begun_the_page_offers_nothing(browser, entry):
    asked_for(entry, "benefit")
    entry.contest.scoring_opened_at = now()
    db.session.commit()
    page, _controls = opened(browser, entry)
    assert "data-save" not in page or 'form="words">' not in page
